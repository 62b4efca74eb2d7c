import { i as InvalidInput, l as messageOf, s as formatProblem } from "./chunk-errors.js";
import { a as Dismissed, i as Commented, n as writeNewFile, o as commented, r as renderDraft, s as dismissed, t as refuseExisting } from "./chunk-write-new-file.js";
import { s as parseDuration } from "./chunk-share.js";
import { n as literalNamespaces } from "./chunk-namespace-pattern.js";
import { t as require_dist } from "./chunk-dist.js";
import { b as limits, c as syntaxProblem, l as expandNodes, o as tokensOf, x as cursorOf, y as TooMuch } from "./chunk-tolerance.js";
import { n as parseSuite, t as decodeText } from "./chunk-decode-text.js";
import { n as printable } from "./chunk-event-line.js";
import { r as exitCodes } from "./chunk-verdict.js";
import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
// src/import/note.ts
/** The line of a comment, beside what the note is about. */
function noteLine({ at, text }) {
	return `${text} (line ${at.line})`;
}
// src/import/imported.ts
const longestName = 80;
/** A name that the language takes, for whatever the other tool allows. */
function scenarioName(text) {
	const line = text.replace(/\s+/g, " ").trim();
	if (line.length < 3) return `Imported ${line}`.trim();
	return line.length <= longestName ? line : `${line.slice(0, 79)}…`;
}
/** The whole as a draft of a scenario file. */
function toDraft({ config, scenarios, notes }) {
	return {
		...notes.length > 0 && { "#": dismissed(void 0, notes.map(noteLine)) },
		config,
		scenarios: scenarios.map((scenario) => scenario.dropped === void 0 ? scenarioDraft(scenario) : dismissed(scenarioDraft(scenario), [`not carried over: ${scenario.dropped}`]))
	};
}
function scenarioDraft(scenario) {
	return {
		name: scenario.name,
		...scenario.notes.length > 0 && { "#": dismissed(void 0, scenario.notes.map(noteLine)) },
		description: scenario.description,
		hypothesis: scenario.hypothesis,
		...steadyStateDraft(scenario),
		blastRadius: scenario.blastRadius,
		...scenario.steps.length > 0 && { steps: scenario.steps }
	};
}
/** A list of which only comments are left is a comment itself. */
function steadyStateDraft({ steadyState }) {
	if (steadyState.length === 0) return {};
	const comments = steadyState.filter((probe) => probe instanceof Dismissed);
	if (comments.length < steadyState.length) return { steadyState };
	const probes = comments.flatMap(({ value }) => value === void 0 ? [] : [value]);
	const lines = comments.flatMap((comment) => comment.lines);
	return { steadyState: dismissed(probes.length > 0 ? probes : void 0, lines) };
}
// src/import/chaos-mesh/duration.ts
const otherwise = "30s";
/** How long a fault lasts; a fault of Chaos Mesh without a duration ends when its object is deleted. */
function importDuration(duration) {
	if (typeof duration.value === "string" && (parseDuration(duration.value) ?? 0) > 0) return duration.text() ?? otherwise;
	return commented(otherwise, ["Chaos Mesh would go on until the object is deleted"]);
}
// src/import/chaos-mesh/selection.ts
/** Reads `selector`, `mode` and `value`. Without namespaces Chaos Mesh chooses from that of its own object. */
function importSelection(spec, own) {
	const selector = spec.get("selector");
	const mode = importMode(spec);
	if (selector.get("pods").keys.length === 1) {
		const named = importNamedPods(selector.get("pods"));
		const overruled = selector.leftovers("`pods` overrules the other selectors");
		return {
			matches: named.matches,
			filters: unlessNone([...named.filters, ...mode.filters]),
			refused: mode.refused,
			notes: [...mode.notes, ...overruled]
		};
	}
	const namespaces = selector.get("namespaces").items.flatMap((item) => item.text() ?? []);
	const namespace = namespaces.length > 0 ? namespaces.join(",") : own.text() ?? "default";
	const labels = importLabels(selector);
	const properties = [...importPhases(selector), ...importNames(selector)];
	const refused = selector.leftovers("it cannot be said here, and without it other pods would be hit");
	return {
		matches: [labels === "" ? { namespace } : { labels: {
			selector: labels,
			namespace
		} }],
		filters: unlessNone([...properties, ...mode.filters]),
		refused: [...refused, ...mode.refused],
		notes: mode.notes
	};
}
function importLabels(selector) {
	const labels = selector.get("labelSelectors");
	const equal = labels.keys.flatMap((key) => {
		const value = labels.get(key).text();
		return value === void 0 ? [] : [`${key}=${value}`];
	});
	const expressions = selector.get("expressionSelectors").items.flatMap(importExpression);
	return [...equal, ...expressions].join(",");
}
const setOperators = {
	In: "in",
	NotIn: "notin"
};
function importExpression(expression) {
	const key = expression.get("key").value;
	const operator = String(expression.get("operator").value);
	const word = Object.hasOwn(setOperators, operator) ? setOperators[operator] : void 0;
	if (typeof key !== "string" || !word && operator !== "Exists" && operator !== "DoesNotExist") return [];
	expression.get("key").text();
	expression.get("operator").text();
	if (!word) return [operator === "Exists" ? key : `!${key}`];
	return [`${key} ${word} (${expression.get("values").items.flatMap((value) => value.text() ?? []).join(",")})`];
}
function importPhases(selector) {
	const phases = selector.get("podPhaseSelectors").items.flatMap((item) => item.text() ?? []);
	return phases.length > 0 ? [{ property: {
		name: "state",
		value: phases
	} }] : [];
}
function importNames(selector) {
	const name = selector.get("fieldSelectors", "metadata.name").text();
	return name === void 0 ? [] : [{ property: {
		name: "name",
		value: exactly(name)
	} }];
}
function importNamedPods(pods) {
	const names = pods.keys.flatMap((key) => pods.get(key).items.flatMap((item) => item.text() ?? []));
	return {
		matches: pods.keys.map((namespace) => ({ namespace })),
		filters: [{ property: {
			name: "name",
			value: names.map(exactly)
		} }]
	};
}
/** Our property is a pattern that has to match at the beginning. */
function exactly(name) {
	return `${name.replaceAll(".", "\\.")}$`;
}
function unlessNone(filters) {
	return filters.length > 0 ? filters : void 0;
}
function importMode(spec) {
	const [mode, amount] = [spec.get("mode"), spec.get("value")];
	const sample = sampleOf$2(String(mode.value), Number(amount.value));
	if (sample === void 0) {
		const why = "it does not say how many";
		return {
			filters: [],
			refused: [...mode.leftovers(why), ...amount.leftovers(why)],
			notes: []
		};
	}
	mode.text();
	if (mode.value !== "one" && mode.value !== "all") amount.text();
	const notes = mode.value === "random-max-percent" ? [mode.remark("\"random-max-percent\": here it is that share in every run")] : [];
	return {
		filters: sample === "all" ? [] : [{ randomSample: sample }],
		refused: [],
		notes
	};
}
function sampleOf$2(mode, amount) {
	if (mode === "all") return "all";
	if (mode === "one") return { size: 1 };
	if (!(amount > 0)) return void 0;
	if (mode === "fixed") return { size: amount };
	return mode === "fixed-percent" || mode === "random-max-percent" ? { ratio: Math.min(amount, 100) / 100 } : void 0;
}
// src/import/chaos-mesh/network-chaos.ts
/** The blocks that a NetworkChaos may have, and what each becomes; the others (duplicate, corrupt) have no counterpart. */
const effects = {
	delay: importDelay,
	loss: importLoss,
	bandwidth: importRate,
	rate: importRate
};
/** A step for each effect: `netem` may have several. */
function importNetworkChaos(spec, namespace) {
	const action = spec.get("action");
	const wanted = action.value === "netem" ? Object.keys(effects) : [String(action.value)];
	const found = action.value === "partition" ? [{ partition: {} }] : wanted.flatMap((name) => importEffect(spec, name));
	if (found.length === 0) return {
		steps: [],
		notes: action.leftovers("of its actions delay, loss, bandwidth, rate and partition are imported")
	};
	action.text();
	const selection = importSelection(spec, namespace);
	const direction = importDirection(spec.get("direction"));
	const target = importTarget(spec.get("target"), namespace);
	const duration = importDuration(spec.get("duration"));
	const narrowing = [...spec.get("externalTargets").leftovers("without them all traffic would be hit"), ...spec.get("direction").leftovers("without it other traffic would be hit")];
	const refused = [
		...selection.refused,
		...target.refused,
		...narrowing
	];
	const { matches, filters } = selection;
	const apart = found.length > 1 && filters ? [action.remark("\"netem\": here each of its effects chooses its pods")] : [];
	return {
		steps: found.map((effect) => ({ networkAction: {
			matches,
			filters,
			...effect,
			direction,
			...target.peers,
			duration
		} })),
		refused: refused.length > 0,
		notes: [
			...refused,
			...selection.notes,
			...apart
		]
	};
}
function importEffect(spec, name) {
	const effect = Object.hasOwn(effects, name) ? effects[name]?.(spec.get(name)) : void 0;
	return effect ? [effect] : [];
}
function importDelay(block) {
	const latency = block.get("latency").text();
	if (latency === void 0) return void 0;
	const jitter = block.get("jitter").text();
	return { delay: {
		latency,
		jitter: jitter === "0ms" || jitter === "0" ? void 0 : jitter
	} };
}
function importLoss(block) {
	const percent = block.get("loss").number();
	return percent === void 0 ? void 0 : { loss: `${percent}%` };
}
/** Chaos Mesh counts bytes a second here, as tc's `bps` does. */
const bitsOf = {
	bps: "bit",
	kbps: "kbit",
	mbps: "mbit",
	gbps: "gbit"
};
function importRate(block) {
	const match = /^(\d+(?:\.\d+)?)\s*([kmg]?bps)$/i.exec(String(block.get("rate").value));
	if (!match) return void 0;
	block.get("rate").text();
	return { rate: `${Number(match[1]) * 8}${bitsOf[String(match[2]).toLowerCase()]}` };
}
/** Seen from the chosen pods, as ours; theirs is `to` where nothing is said. */
function importDirection(direction) {
	const ours = {
		to: "egress",
		from: "ingress",
		both: "both"
	}[String(direction.value ?? "to")];
	if (ours) direction.text();
	return ours;
}
/** With whom the traffic is. Ours are all pods that match: less than that cannot be said. */
function importTarget(target, namespace) {
	if (target.value === void 0) return {
		peers: {},
		refused: []
	};
	const { matches, filters, refused } = importSelection(target, namespace);
	const narrowed = filters ? [target.remark("not carried over, peers are all pods that match")] : [];
	return {
		peers: { peers: { matches } },
		refused: [...refused, ...narrowed]
	};
}
// src/import/chaos-mesh/pod-chaos.ts
/** `pod-kill` deletes pods, `container-kill` ends containers. `pod-failure` has no counterpart. */
function importPodChaos(spec, namespace) {
	const actionNotes = [];
	const actions = actionsOf(spec, actionNotes);
	if (actions.length === 0) return {
		steps: [],
		notes: spec.get("action").leftovers("its nearest counterparts are kill and killContainer")
	};
	const { matches, filters, refused, notes } = importSelection(spec, namespace);
	spec.get("action").text();
	return {
		steps: [{ podAction: {
			matches,
			filters,
			actions
		} }],
		refused: refused.length > 0,
		notes: [
			...refused,
			...notes,
			...actionNotes,
			...spec.get("duration").leftovers("a kill takes no time")
		]
	};
}
function actionsOf(spec, notes) {
	const action = spec.get("action").value;
	if (action === "pod-kill") {
		const grace = spec.get("gracePeriod");
		const seconds = grace.number() ?? 0;
		if (seconds > 0) notes.push(grace.remark(`${seconds} s: here the pod gets the grace period that it asks for itself`));
		return [{ kill: { method: seconds === 0 ? "force" : "delete" } }];
	}
	if (action !== "container-kill") return [];
	return spec.get("containerNames").items.flatMap((name) => {
		const container = name.text();
		return container === void 0 ? [] : [{ killContainer: { container } }];
	});
}
// src/import/chaos-mesh/stress-chaos.ts
/** A step for each stressor and container. Chaos Mesh stresses within the target's own limits: our `where: inside`. */
function importStressChaos(spec, namespace) {
	const stressors = spec.get("stressors");
	const notes = [];
	const loads = [...importCpu(stressors.get("cpu"), notes), ...importMemory(stressors.get("memory"))];
	if (loads.length === 0) return {
		steps: [],
		notes: spec.leftovers("of its stressors cpu and memory are imported, with a size")
	};
	const { matches, filters, refused, notes: remarks } = importSelection(spec, namespace);
	if (loads.length > 1 && filters) notes.push(stressors.remark("here each of them chooses its pods"));
	const containers = spec.get("containerNames").items.flatMap((name) => name.text() ?? []);
	const duration = importDuration(spec.get("duration"));
	const everywhere = containers.length > 0 ? containers : [void 0];
	return {
		steps: loads.flatMap(({ kind, load }) => everywhere.map((container) => ({ stressAction: {
			matches,
			filters,
			[kind]: {
				...load,
				where: "inside",
				container
			},
			duration
		} }))),
		refused: refused.length > 0,
		notes: [
			...refused,
			...remarks,
			...notes
		]
	};
}
/** So many workers, each busy for a share of the time, are so many busy processors. */
function importCpu(cpu, notes) {
	const workers = cpu.get("workers").number();
	if (workers === void 0) return [];
	const load = cpu.get("load").number() ?? 100;
	if (load !== 100) notes.push(cpu.remark(`${workers} workers at ${load} %: here as many processors are kept busy`));
	return [{
		kind: "cpu",
		load: { workers: workers * load / 100 }
	}];
}
const units = {
	B: "",
	KB: "Ki",
	MB: "Mi",
	GB: "Gi",
	KIB: "Ki",
	MIB: "Mi",
	GIB: "Gi"
};
function importMemory(memory) {
	const size = memory.get("size");
	const [, number = "", unit = ""] = /^(\d+(?:\.\d+)?)\s*(%|[KMG]?i?B)$/i.exec(String(size.value)) ?? [];
	if (number === "" || Number(number) <= 0) return [];
	size.text();
	if (unit === "%") return [{
		kind: "memory",
		load: { share: Math.min(Number(number), 100) / 100 }
	}];
	return [{
		kind: "memory",
		load: { bytes: `${number}${units[unit.toUpperCase()]}` }
	}];
}
// src/import/chaos-mesh/index.ts
/** The kinds that are imported, and where a Schedule keeps the experiment that it repeats. */
const kinds = {
	PodChaos: {
		convert: importPodChaos,
		scheduled: "podChaos"
	},
	NetworkChaos: {
		convert: importNetworkChaos,
		scheduled: "networkChaos"
	},
	StressChaos: {
		convert: importStressChaos,
		scheduled: "stressChaos"
	}
};
function isChaosMesh(document) {
	return document.get("apiVersion").value === "chaos-mesh.org/v1alpha1";
}
/** An experiment of Chaos Mesh, or a Schedule of one, as a scenario. */
function importChaosMesh(document) {
	const isSchedule = document.get("kind").value === "Schedule";
	const type = isSchedule ? document.get("spec", "type") : document.get("kind");
	const kind = Object.hasOwn(kinds, String(type.value)) ? kinds[String(type.value)] : void 0;
	if (!kind) {
		const only = `of Chaos Mesh only ${Object.keys(kinds).join(", ")} are imported`;
		return {
			scenarios: [],
			notes: document.leftovers(only)
		};
	}
	for (const read of [
		document.get("apiVersion"),
		document.get("kind"),
		type
	]) read.text();
	const spec = isSchedule ? document.get("spec", kind.scheduled) : document.get("spec");
	const metadata = document.get("metadata");
	const name = metadata.get("name").text() ?? String(type.value);
	const fault = kind.convert(spec, metadata.get("namespace"));
	const steps = fault.refused ? fault.steps.map((step) => dismissed(step, ["not carried over: a selector that it needs cannot be said here"])) : fault.steps;
	const action = String(spec.get("action").value ?? type.value);
	const notes = [...fault.notes, ...runNotes$1(document, spec)];
	return {
		scenarios: [{
			name: scenarioName(`${name}: ${action}`),
			steadyState: [],
			steps,
			notes
		}],
		notes: []
	};
}
/** When and where the experiment runs is for the run to say. */
function runNotes$1(document, spec) {
	const when = "a run begins when it is asked for";
	return [
		...spec.get("scheduler").leftovers(when),
		...document.get("spec", "schedule").leftovers(when),
		...spec.get("remoteCluster").leftovers("the cluster is that of the run"),
		...document.get("metadata").leftovers("no object of Chaos Mesh is made"),
		...document.leftovers()
	];
}
// src/import/chaos-toolkit/kubernetes-probe.ts
const every = "250ms";
const howMany = "Chaos Toolkit asks for all of them; say here how many have to be";
/** Functions of chaostoolkit-kubernetes that ask for a number, or for something that a number tells. */
const functions$1 = {
	count_pods: countPods,
	pods_in_phase: (argument, tolerance) => (argument("phase") ?? "Running") === "Running" ? somePods(argument, tolerance) : void 0,
	all_microservices_healthy: somePods,
	deployment_available_and_healthy: deployment,
	deployment_fully_available: deployment,
	microservice_available_and_healthy: deployment,
	microservice_is_available_and_healthy: deployment
};
/** Of a `python` provider of chaosk8s. */
function importKubernetesProbe(source, values, isAskedMeanwhile) {
	const provider = source.get("provider");
	const name = String(provider.get("func").value);
	const convert = isOfKubernetes(provider) && Object.hasOwn(functions$1, name) ? functions$1[name] : void 0;
	const tolerance = source.get("tolerance");
	const argument = (key) => values.text(provider.get("arguments", key));
	const imported = convert?.(argument, tolerance.value, isAskedMeanwhile);
	if (!imported) return void 0;
	readCall(provider);
	if (tolerance.keys.length === 0) tolerance.whole();
	for (const key of ["type", "range"]) tolerance.get(key).whole();
	return imported;
}
/** Whether a provider calls chaostoolkit-kubernetes. */
function isOfKubernetes(provider) {
	const module = String(provider.get("module").value);
	return provider.get("type").value === "python" && /^chaosk8s(\.[a-z]+)*\.(probes|actions)$/.test(module);
}
/** Counts as read what a call is made by. */
function readCall(provider) {
	for (const key of [
		"type",
		"module",
		"func"
	]) provider.get(key).text();
}
function pods(argument, value) {
	return {
		resource: "pods",
		selector: argument("label_selector"),
		namespace: argument("ns") ?? "default",
		value,
		every
	};
}
/** How many there are. While one goes and another comes there is one too many: before and after, as Chaos Toolkit asks. */
function countPods(argument, tolerance, isAskedMeanwhile) {
	const bounds = boundsOf(tolerance);
	if (!bounds) return void 0;
	const place = isAskedMeanwhile ? "tolerance" : "after";
	const lines = isAskedMeanwhile ? [] : ["Chaos Toolkit asks before and after the method; `after` holds then"];
	return {
		probe: {
			probeKubernetes: pods(argument, "count"),
			[place]: bounds
		},
		lines
	};
}
/** A number, or a range whose ends count (chaostoolkit.org/reference/api/experiment/#steady-state-probe-tolerance). */
function boundsOf(tolerance) {
	if (typeof tolerance === "number") return { value: `== ${tolerance}` };
	const { type, range } = tolerance ?? {};
	if (type !== "range" || !Array.isArray(range) || range.length !== 2) return void 0;
	const [least, most] = range;
	return typeof least === "number" && typeof most === "number" ? [`value >= ${least}`, `value <= ${most}`] : void 0;
}
function somePods(argument, tolerance) {
	if (tolerance !== true) return void 0;
	return {
		probe: {
			probeKubernetes: pods(argument, "ready"),
			tolerance: { value: ">= 1" }
		},
		lines: [howMany]
	};
}
function deployment(argument, tolerance) {
	const name = argument("name");
	if (tolerance !== true || name === void 0) return void 0;
	return {
		probe: {
			probeKubernetes: {
				resource: "deployments",
				name,
				namespace: argument("ns") ?? "default",
				value: "status.readyReplicas",
				every
			},
			tolerance: { value: ">= 1" }
		},
		lines: [howMany]
	};
}
// src/import/chaos-toolkit/object-action.ts
/** Functions of chaostoolkit-kubernetes that change one object: its kind, and whether its replicas or its pods. */
const functions = {
	scale_deployment: {
		kind: "Deployment",
		change: "scale"
	},
	rollout_deployment: {
		kind: "Deployment",
		change: "restart"
	},
	scale_statefulset: {
		kind: "StatefulSet",
		change: "scale"
	}
};
/** `scale_deployment` and the like as an objectAction, which is written back after the steps. */
function importObjectAction(activity, values) {
	const provider = activity.get("provider");
	const called = String(provider.get("func").value);
	const found = isOfKubernetes(provider) && Object.hasOwn(functions, called) ? functions[called] : void 0;
	const given = (argument) => provider.get("arguments", argument);
	const name = found && values.text(given("name"));
	const namespace = given("ns").value === void 0 ? "default" : values.text(given("ns"));
	if (!found || name === void 0 || namespace === void 0) return void 0;
	const object = {
		kind: found.kind,
		name,
		namespace
	};
	if (found.change === "restart") {
		readCall(provider);
		return { objectAction: {
			object,
			restart: {}
		} };
	}
	const replicas = values.number(given("replicas"));
	if (replicas === void 0) return void 0;
	readCall(provider);
	return commented({ objectAction: {
		object,
		scale: { replicas }
	} }, ["here it is put back after the steps"]);
}
// src/import/service-url.ts
/** Reads a URL; undefined when it is none that can be asked. `localhost` and the like stay what they are. */
function targetOfUrl(text) {
	if (!/^https?:\/\/[^/]/i.test(text) || !URL.canParse(text)) return void 0;
	const url = new URL(text);
	if (url.username !== "" || url.password !== "") return void 0;
	const endpoint = `${url.pathname}${url.search}`;
	const protocol = url.protocol === "https:" ? "https" : "http";
	const service = /^([a-z0-9-]+)\.([a-z0-9-]+)\.svc(\.cluster\.local)?\.?$/.exec(url.hostname);
	if (!service) return {
		target: { url: `${url.protocol}//${url.host}` },
		endpoint
	};
	const [, name = "", namespace = ""] = service;
	return {
		target: { service: {
			name,
			namespace,
			port: Number(url.port) || (protocol === "https" ? 443 : 80),
			...protocol === "https" && { protocol }
		} },
		endpoint
	};
}
// src/import/chaos-toolkit/request.ts
/** Where a request of an `http` provider goes and what it sends; undefined, and nothing read, when its URL is none. */
function importRequest(provider, values) {
	const written = provider.get("url");
	const url = provider.get("type").value === "http" && written.value !== void 0 ? values.text(written) : void 0;
	const target = url === void 0 ? void 0 : targetOfUrl(url);
	if (!target) return void 0;
	provider.get("type").text();
	const method = (values.text(provider.get("method")) ?? "GET").toLowerCase();
	const headers = provider.get("headers").keys.flatMap((name) => {
		const value = values.text(provider.get("headers", name));
		return value === void 0 ? [] : [{
			name,
			value
		}];
	});
	const timeout = provider.get("timeout");
	const timeoutMs = typeof timeout.value === "number" ? Math.round((timeout.number() ?? 1) * 1e3) : void 0;
	return {
		...target,
		method: method === "get" ? void 0 : method,
		headers: headers.length > 0 ? headers : void 0,
		timeout: timeoutMs,
		insecure: provider.get("verify_tls").flag() === false || void 0
	};
}
// src/import/chaos-toolkit/termination.ts
/** `terminate_pods` of chaostoolkit-kubernetes as a podAction; its defaults are those of that function. */
function importTermination(activity, values) {
	const provider = activity.get("provider");
	if (!isOfKubernetes(provider) || provider.get("func").value !== "terminate_pods") return void 0;
	const given = (name) => provider.get("arguments", name);
	if ([
		"label_selector",
		"name_pattern",
		"ns",
		"qty"
	].some((name) => isUnreadable(given(name), values))) return void 0;
	const sample = sampleOf$1(given, values);
	if (!sample) return void 0;
	readCall(provider);
	const selector = values.text(given("label_selector"));
	const pattern = values.text(given("name_pattern"));
	const namespace = values.text(given("ns")) ?? "default";
	return { podAction: {
		matches: [selector ? { labels: {
			selector,
			namespace
		} } : { namespace }],
		filters: [...pattern ? [{ property: {
			name: "name",
			value: `.*(?:${pattern})`
		} }] : [], ...sample],
		actions: [killOf(values.number(given("grace_period")) ?? -1)]
	} };
}
function killOf(graceSeconds) {
	if (graceSeconds <= 0) return { kill: { method: graceSeconds === 0 ? "force" : "delete" } };
	return commented({ kill: { method: "delete" } }, [`grace_period ${graceSeconds}: here the pod gets the one that it asks for itself`]);
}
function isUnreadable(source, values) {
	return source.value !== void 0 && source.value !== null && values.text(source) === void 0;
}
/** How many of them. Only a seed chooses here, never the order of names. */
function sampleOf$1(given, values) {
	const mode = values.text(given("mode")) ?? "fixed";
	const quantity = values.number(given("qty")) ?? 1;
	const isRandom = given("rand").flag() ?? false;
	if (given("all").flag() === true) return [];
	const lines = isRandom ? [] : ["Chaos Toolkit would take the first ones; here the seed chooses"];
	if (mode === "percentage") return [commented({ randomSample: { ratio: quantity / 100 } }, lines)];
	return mode === "fixed" ? [commented({ randomSample: { size: quantity } }, lines)] : void 0;
}
// src/import/chaos-toolkit/activity.ts
const importers$1 = [
	importTermination,
	importNodeAction,
	importObjectAction,
	importRequestStep
];
/** An action or probe of the method as steps, its pauses as waits; a comment when it has no counterpart. */
function importActivity(activity, values) {
	const [before, after] = [pause(activity, "before", values), pause(activity, "after", values)];
	let step;
	for (const importer of importers$1) step ??= importer(activity, values);
	if (step === void 0) {
		const notes = activity.leftovers("no step does this");
		return [
			...before,
			dismissed(void 0, notes.map(noteLine)),
			...after
		];
	}
	const name = values.text(activity.get("name"));
	if (["action", "probe"].includes(String(activity.get("type").value))) activity.get("type").text();
	const left = [...activity.get("background").leftovers("steps come one after another, the probes sample all the while"), ...activity.leftovers()].map(noteLine);
	return [
		...before,
		commented(step, [...name === void 0 ? [] : [name.replace(/\s+/g, " ")], ...left]),
		...after
	];
}
function pause(activity, when, values) {
	const seconds = values.number(activity.get("pauses", when)) ?? 0;
	return seconds > 0 ? [{ wait: { seconds } }] : [];
}
function importNodeAction(activity, values) {
	const provider = activity.get("provider");
	const name = provider.get("func").value;
	if (!isOfKubernetes(provider) || name !== "cordon_node" && name !== "drain_nodes") return void 0;
	const node = values.text(provider.get("arguments", "name"));
	if (node === void 0 || [
		"label_selector",
		"pod_label_selector",
		"pod_namespace"
	].some((key) => provider.get("arguments", key).value !== void 0)) return void 0;
	readCall(provider);
	const matches = [{ property: {
		name: "name",
		value: `${node.replaceAll(".", "\\.")}$`
	} }];
	if (name === "cordon_node") return { nodeAction: {
		matches,
		actions: [{ cordon: {} }]
	} };
	return { nodeAction: {
		matches,
		actions: [{ drain: { timeout: values.number(provider.get("arguments", "timeout")) } }]
	} };
}
/** A request between two actions: the step probeHTTP, which wants an answer of 200 where nothing else is said. */
function importRequestStep(activity, values) {
	const tolerance = activity.get("tolerance");
	if (tolerance.value !== void 0 && typeof tolerance.value !== "number") return void 0;
	const request = importRequest(activity.get("provider"), values);
	if (!request) return void 0;
	const code = tolerance.number();
	return { probeHTTP: {
		...request,
		code: code === 200 ? void 0 : code,
		retries: 1
	} };
}
// src/import/chaos-toolkit/configuration.ts
/** Reads the configuration: a literal is its value, a variable of the environment its default. */
function openConfiguration(configuration) {
	const notes = [];
	const lookUp = (name) => {
		const entry = configuration.get(name);
		const literal = entry.text();
		if (literal !== void 0) return literal;
		if (entry.get("type").value !== "env") return void 0;
		const otherwise = entry.get("default").text();
		if (otherwise === void 0) return void 0;
		const why = `the environment is not asked, its default ${JSON.stringify(otherwise)} stands here`;
		notes.push(...entry.get("key").leftovers(why));
		entry.get("type").text();
		return otherwise;
	};
	const text = (source) => {
		const written = source.value;
		if (typeof written !== "string") return source.text();
		const known = new Map([...written.matchAll(/\$\{(\w+)\}/g)].map(([whole, name = ""]) => [whole, lookUp(name)]));
		if ([...known.values()].includes(void 0)) return void 0;
		source.text();
		return written.replace(/\$\{\w+\}/g, (whole) => known.get(whole) ?? whole);
	};
	return {
		text,
		number(source) {
			const found = typeof source.value === "string" && source.value.includes("${") ? Number(text(source)) : source.number();
			return Number.isNaN(found) ? void 0 : found;
		},
		notes: () => [...notes, ...configuration.leftovers("nothing that was carried over needs it")]
	};
}
// src/import/chaos-toolkit/probe.ts
const importers = [
	importHttpProbe$1,
	importCommand,
	importKubernetesProbe
];
/**
* A probe of the hypothesis, with its tolerance, as one of the steady state; a comment when it has no counterpart.
* `isAskedMeanwhile`: Chaos Toolkit would ask it while the method runs, too.
*/
function importProbe$1(source, values, isAskedMeanwhile) {
	let imported;
	for (const importer of importers) imported ??= importer(source, values, isAskedMeanwhile);
	if (!imported) {
		const notes = source.leftovers("the probe or its tolerance cannot be said here");
		return dismissed(void 0, notes.map(noteLine));
	}
	const name = values.text(source.get("name")) ?? "imported probe";
	if (source.get("type").value === "probe") source.get("type").text();
	const left = source.leftovers().map(noteLine);
	return commented({
		name: name.slice(0, 80),
		...imported.probe
	}, [...imported.lines, ...left]);
}
/** Of an `http` provider and a tolerance of its status or body. */
function importHttpProbe$1(source, values) {
	const expected = expectationOf(source.get("tolerance"));
	const request = expected && importRequest(source.get("provider"), values);
	if (!request) return void 0;
	expected.take();
	return {
		probe: {
			probeHTTP: {
				...request,
				code: expected.code === 200 ? void 0 : expected.code,
				expect: expected.body
			},
			tolerance: { success: ">= 99%" }
		},
		lines: expected.lines
	};
}
function expectationOf(tolerance) {
	const { value } = tolerance;
	const take = () => {
		tolerance.whole();
	};
	if (typeof value === "number") return {
		code: value,
		lines: [],
		take
	};
	const [first] = tolerance.items;
	if (typeof first?.value === "number") return {
		code: first.value,
		lines: [`tolerance ${JSON.stringify(value)}: here it is one status code`],
		take
	};
	const pattern = tolerance.get("pattern").value;
	if (!(tolerance.get("type").value === "regex" && tolerance.get("target").value === "body") || typeof pattern !== "string") return void 0;
	return {
		code: 200,
		body: { bodyMatches: `/${pattern.replaceAll("/", "\\/")}/` },
		lines: ["Chaos Toolkit would take any status with this body"],
		take() {
			for (const key of [
				"type",
				"target",
				"pattern"
			]) tolerance.get(key).text();
		}
	};
}
/** Of a `process` provider that has to end with 0. */
function importCommand(source, values) {
	const provider = source.get("provider");
	const command = provider.get("type").value === "process" && source.get("tolerance").value === 0 ? commandOf(provider, values) : void 0;
	if (!command) return void 0;
	provider.get("type").text();
	source.get("tolerance").number();
	const seconds = provider.get("timeout").number();
	return {
		probe: {
			probeCommand: {
				command,
				timeout: seconds === void 0 ? void 0 : Math.round(seconds * 1e3)
			},
			tolerance: { success: ">= 99%" }
		},
		lines: []
	};
}
/** argv; undefined when a shell would have read more into the arguments than words. */
function commandOf(provider, values) {
	const given = provider.get("arguments");
	const isLine = typeof given.value === "string";
	if (isLine && /[|&;<>()$`\\"'*?[\]{}#~!\n]/.test(String(given.value))) return void 0;
	const isList = Array.isArray(given.value) && given.items.every(({ value }) => typeof value !== "object");
	const path = given.value === void 0 || isLine || isList ? values.text(provider.get("path")) : void 0;
	if (path === void 0) return void 0;
	if (isLine) return [path, ...(given.text() ?? "").split(/\s+/).filter(Boolean)];
	return [path, ...given.items.flatMap((item) => values.text(item) ?? [])];
}
// src/import/chaos-toolkit/index.ts
function isChaosToolkit({ keys }) {
	return keys.includes("method") || keys.includes("steady-state-hypothesis");
}
/** A Chaos Toolkit experiment as one scenario: its hypothesis is the steady state, its method the steps. */
function importChaosToolkit(experiment) {
	const values = openConfiguration(experiment.get("configuration"));
	const hypothesis = experiment.get("steady-state-hypothesis");
	const title = experiment.get("title").text() ?? "";
	const name = scenarioName(title);
	const renamed = name === title ? [] : [experiment.get("title").remark(`${JSON.stringify(title)}: changed to a name`)];
	const strategy = experiment.get("runtime", "hypothesis", "strategy");
	const isAskedMeanwhile = strategy.value === "continuously" || strategy.value === "during-method-only";
	const steadyState = hypothesis.get("probes").items.map((probe) => importProbe$1(probe, values, isAskedMeanwhile));
	const steps = experiment.get("method").items.flatMap((activity) => importActivity(activity, values));
	if (strategy.value === "continuously") strategy.text();
	const scenario = {
		name,
		description: experiment.get("description").text(),
		hypothesis: hypothesis.get("title").text(),
		steadyState,
		steps
	};
	const notes = [
		...renamed,
		...experimentNotes(experiment),
		...values.notes(),
		...experiment.leftovers()
	];
	return {
		scenarios: [{
			...scenario,
			notes
		}],
		notes: []
	};
}
function experimentNotes(experiment) {
	return [
		...experiment.get("version").leftovers("it is that of the other language"),
		...experiment.get("tags").leftovers("scenarios have no tags"),
		...experiment.get("runtime").leftovers("the steady state is sampled in every phase, undo always runs"),
		...experiment.get("rollbacks").leftovers("each fault has its own undo, which always runs"),
		...experiment.get("controls").leftovers("there are no controls"),
		...experiment.get("secrets").leftovers("the run uses its kubeconfig")
	];
}
// src/import/blast-radius.ts
const nothing = {
	pods: 0,
	nodes: 0,
	namespaces: []
};
const unknown = {
	pods: Number.POSITIVE_INFINITY,
	nodes: Number.POSITIVE_INFINITY,
	namespaces: void 0
};
/** Bounds what the steps choose already: a file that is changed later then says so before it does more harm. */
function blastRadiusOf(steps) {
	const reaches = steps.map(reachOf);
	const [pods, nodes] = [sum(reaches.map((each) => each.pods)), sum(reaches.map((each) => each.nodes))];
	const known = reaches.flatMap(({ namespaces }) => namespaces ? [namespaces] : []);
	const namespaces = known.length < reaches.length ? [] : [...new Set(known.flat())];
	const bounds = {
		...isBound(pods) && { pods },
		...isBound(nodes) && { nodes },
		...namespaces.length > 0 && { namespaces }
	};
	return Object.keys(bounds).length > 0 ? bounds : void 0;
}
/** Whether an action does something to pods. */
function isPodFault({ kind }) {
	return kind === "kill" || kind === "killContainer" || kind === "stopHost";
}
/** The pods and objects of a `kubectl` payload, and whatever is not listed here, only the cluster knows. */
function reachOf(step) {
	switch (step.kind) {
		case "podAction": {
			if (!step.actions.some(isPodFault)) return nothing;
			const reach = reachOfChoice(step);
			return step.actions.some(({ kind }) => kind === "stopHost") ? {
				...reach,
				nodes: reach.pods
			} : reach;
		}
		case "networkAction":
		case "stressAction": return reachOfChoice(step);
		case "nodeAction": return {
			...nothing,
			nodes: Math.min(chosenOf(step), namedNodes(step)) * attemptsOf(step.retries)
		};
		case "objectAction": {
			const { namespace } = step.object;
			return namespace === void 0 ? unknown : {
				...unknown,
				nodes: 0,
				namespaces: [namespace]
			};
		}
		case "wait":
		case "probeHTTP":
		case "alertManagerAction": return nothing;
		default: return unknown;
	}
}
function reachOfChoice({ matches, filters, retries }) {
	return {
		pods: chosenOf({ filters }) * attemptsOf(retries),
		nodes: 0,
		namespaces: namespacesOf(matches)
	};
}
/** The namespaces that a match names; undefined when only the cluster can tell. */
function namedNamespaces(pattern) {
	const names = literalNamespaces(pattern);
	return names?.every((name) => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) ? names : void 0;
}
function namespacesOf(matches) {
	const names = matches.map(({ namespace }) => namedNamespaces(namespace));
	return names.every((each) => each !== void 0) ? names.flat() : void 0;
}
/** How many a step chooses, when that does not depend on how many there are. */
function chosenOf({ filters }) {
	const sizes = filters.flatMap((filter) => filter.kind === "randomSample" && filter.size !== void 0 ? [filter.size] : []);
	return Math.min(Number.POSITIVE_INFINITY, ...sizes);
}
/** Each attempt chooses anew. */
function attemptsOf(retries) {
	return retries?.kind === "retriesTimeout" ? Number.POSITIVE_INFINITY : retries?.count ?? 1;
}
/** A pattern of a whole name finds one node. */
function namedNodes({ matches }) {
	const values = matches.flatMap(({ name, value, negative }) => name === "name" && !negative ? [value].flat() : [".*"]);
	return values.every((value) => /^(?:[-a-z0-9]|\\\.)+\$$/.test(value)) ? values.length : Number.POSITIVE_INFINITY;
}
function sum(counts) {
	return counts.reduce((total, count) => total + count, 0);
}
function isBound(count) {
	return count > 0 && Number.isFinite(count);
}
// src/import/watch-requests.ts
/** The requests of a policy's probe steps as probes of a steady state, each once. One that changes something is not sent over and over. */
function watchRequests(steps) {
	const probes = steps.flatMap((step) => {
		if (step.kind !== "probeHTTP" || !["get", "head"].includes(step.probe.method)) return [];
		return [{
			name: nameOf(step.probe),
			probeHTTP: requestOf(step.probe),
			tolerance: { success: ">= 99%" }
		}];
	});
	return [...new Map(probes.map((probe) => [JSON.stringify(probe.probeHTTP), probe])).values()];
}
/** As it would be written: what is the default stays away. */
function requestOf(probe) {
	const { target, endpoint, method, headers, code, timeoutMs, insecure, proxy, bodyContains, bodyMatches } = probe;
	const expects = bodyContains !== void 0 || bodyMatches !== void 0;
	return {
		target: "service" in target ? { service: serviceOf(target.service) } : { url: target.url },
		endpoint,
		method: method === "get" ? void 0 : method,
		headers: headers.length > 0 ? headers.map((header) => ({ ...header })) : void 0,
		code: code === 200 ? void 0 : code,
		expect: expects ? {
			bodyContains,
			bodyMatches
		} : void 0,
		every: "100ms",
		timeout: timeoutMs,
		insecure: insecure || void 0,
		proxy
	};
}
function serviceOf({ protocol, ...service }) {
	return {
		...service,
		...protocol !== "http" && { protocol }
	};
}
function nameOf({ target, endpoint }) {
	return `${"service" in target ? target.service.name : new URL(target.url).host} answers ${endpoint}`.slice(0, 80);
}
// src/import/watch-targets.ts
/** That some of the pods which the steps hit are ready, and some nodes where they hit nodes. */
function watchTargets(steps) {
	const probes = [...steps.flatMap(targetsOf).flatMap(watchMatch), ...steps.some(({ kind }) => kind === "nodeAction") ? [watchNodes()] : []];
	return [...new Map(probes.map((probe) => [JSON.stringify(probe), probe])).values()];
}
function targetsOf(step) {
	if (step.kind === "objectAction") return deploymentOf(step);
	if (step.kind === "podAction") return step.actions.some(isPodFault) ? step.matches : [];
	return step.kind === "networkAction" || step.kind === "stressAction" ? step.matches : [];
}
/** A Deployment whose pods are to go on: restarted, or scaled to some. */
function deploymentOf({ at, object, change }) {
	const { kind, name, namespace } = object;
	const goesOn = change.kind === "restart" || change.kind === "scale" && change.replicas > 0;
	if (kind !== "Deployment" || namespace === void 0 || !goesOn) return [];
	return [{
		kind: "deployment",
		at,
		name,
		namespace
	}];
}
/** Of a list of namespaces each by itself, of a pattern all. */
function watchMatch(match) {
	const namespaces = namedNamespaces(match.namespace) ?? [void 0];
	return namespaces.map((namespace) => {
		if (match.kind === "deployment" && namespace !== void 0) return readyProbe(`some pods of ${match.name} are ready`, {
			resource: "deployments",
			name: match.name,
			namespace,
			value: "status.readyReplicas"
		});
		const selector = match.kind === "labels" && match.selector !== "" ? match.selector : void 0;
		const place = namespaces.length > 1 ? ` of ${namespace}` : "";
		return readyProbe(`some pods ${selector === void 0 ? `of ${namespace ?? "all namespaces"}` : `with ${selector}${place}`} are ready`, {
			resource: "pods",
			selector,
			namespace,
			value: "ready"
		});
	});
}
function watchNodes() {
	return readyProbe("some nodes are ready", {
		resource: "nodes",
		value: "ready"
	});
}
function readyProbe(name, probe) {
	return {
		name: name.slice(0, 80),
		probeKubernetes: {
			...probe,
			every: "250ms"
		},
		tolerance: { value: ">= 1" }
	};
}
// src/import/complete.ts
const reminder = "chaos-gate import wrote this; say it in your words, and name what your users need";
/** Adds what a strict judgement needs, as far as the steps tell it: a hypothesis, a steady state, a blast radius. */
function complete(imported, scenario) {
	const watched = scenario.steadyState.length > 0;
	return {
		...imported,
		hypothesis: imported.hypothesis ?? "Its users notice nothing.",
		steadyState: watched ? imported.steadyState : [...imported.steadyState, ...steadyStateOf(scenario)],
		blastRadius: imported.blastRadius ?? blastRadiusOf(scenario.steps)
	};
}
/** What the policy's own probes ask, all the while; without any, that some of the targets are ready. */
function steadyStateOf({ steps }) {
	const requests = watchRequests(steps);
	return (requests.length > 0 ? requests : watchTargets(steps)).map((probe, index) => index === 0 ? commented(probe, [reminder]) : probe);
}
// src/import/drop-hollow.ts
const hollow = "what it does to the app was not carried over: it would be upheld although nothing happens";
/** Drops the scenarios whose faults were all commented out: what is left of them would be green for nothing. */
function dropHollow({ imported, scenarios }) {
	const parsed = scenarios.values();
	const dropped = [];
	const kept = imported.scenarios.map((each) => {
		const scenario = each.dropped === void 0 ? parsed.next().value : void 0;
		if (!scenario || acts(scenario) || !each.steps.some((step) => step instanceof Dismissed)) return each;
		dropped.push(`"${each.name}": not carried over, ${hollow}`);
		return {
			...each,
			dropped: hollow
		};
	});
	return {
		imported: {
			...imported,
			scenarios: kept
		},
		dropped
	};
}
const checks = /* @__PURE__ */ new Set([
	"checkPodCount",
	"checkPodState",
	"wait"
]);
function acts({ steps }) {
	return steps.some((step) => {
		if (step.kind === "podAction") return step.actions.some(({ kind }) => !checks.has(kind));
		return step.kind !== "wait" && !step.kind.startsWith("probe");
	});
}
// src/import/litmus/choice.ts
/** The characters of names that Kubernetes makes (k8s.io/apimachinery, util/rand). */
const made = "[bcdfghjklmnpqrstvwxz2456789]";
/** How the pods of each kind of workload are named. */
const namesOf = {
	deployment: `.+-${made}{1,10}-${made}{5}$`,
	rollout: `.+-${made}{1,10}-${made}{5}$`,
	statefulset: ".+-\\d{1,4}$"
};
const otherPods = "without it other pods would be hit";
/** Reads `appinfo`. Of an engine without a namespace in it the own one counts. */
function importAppInfo(engine) {
	const app = engine.get("spec", "appinfo");
	const [namespace, label, kind] = [
		app.get("appns"),
		app.get("applabel"),
		app.get("appkind")
	];
	const annotated = engine.get("spec", "annotationCheck");
	const read = namespace.text() ?? engine.get("metadata", "namespace").text() ?? "default";
	const selector = label.text() || void 0;
	const name = String(kind.value);
	const pattern = Object.hasOwn(namesOf, name) ? namesOf[name] : void 0;
	if (pattern !== void 0 || name === "") kind.text();
	return {
		namespace: read,
		selector,
		filters: pattern === void 0 ? [] : [commented({ property: {
			name: "name",
			value: pattern
		} }, [`the pods of a ${name}, by their names`])],
		refused: [...app.leftovers(`it cannot be said here, and ${otherPods}`), ...String(annotated.value) === "true" ? annotated.leftovers(`annotations cannot be asked for here, and ${otherPods}`) : []]
	};
}
/** The filters of an experiment's own environment, and what of it cannot be said. */
function importChoice(env, { selector }, experiment) {
	const pods = env("TARGET_PODS");
	const names = pods?.text()?.trim() ?? "";
	const node = env("NODE_LABEL");
	if (node?.value === "") node.text();
	const refused = [...pods?.leftovers(`it cannot be read, and ${otherPods}`) ?? [], ...node?.leftovers(`nodes cannot be chosen by label here, and ${otherPods}`) ?? []];
	if (selector === void 0 && names === "") refused.push(experiment.remark("neither `applabel` nor TARGET_PODS says which pods: any pod of the namespace would be hit"));
	const value = names.split(",").map((name) => `${name.trim().replaceAll(".", "\\.")}$`);
	return {
		filters: names === "" ? [] : [{ property: {
			name: "name",
			value
		} }],
		refused
	};
}
// src/import/litmus/probe.ts
/** A probe of an experiment as one of the steady state; none when it has no counterpart, which its leftovers then say. */
function importProbe(probe) {
	const type = probe.get("type").value;
	const convert = {
		httpProbe: importHttpProbe,
		k8sProbe: importK8sProbe
	}[String(type)];
	const imported = convert?.(probe);
	if (!imported) return [];
	probe.get("type").text();
	const name = probe.get("name").text() ?? String(type);
	const notes = [...modeNotes(probe), ...runNotes(probe)];
	return [commented({
		name: name.slice(0, 80),
		...imported
	}, notes.map(noteLine))];
}
function importHttpProbe(probe) {
	const inputs = probe.get("httpProbe/inputs");
	const method = inputs.get("method").keys[0] ?? "get";
	const request = inputs.get("method", method);
	const url = inputs.get("url").value;
	const target = typeof url === "string" ? targetOfUrl(url) : void 0;
	const code = Number(request.get("responseCode").value);
	if (!target || request.get("criteria").value !== "==" || !Number.isInteger(code)) return void 0;
	inputs.get("url").text();
	request.get("criteria").text();
	request.get("responseCode").text();
	const type = request.get("contentType").text();
	return {
		probeHTTP: {
			...target,
			method: method === "get" ? void 0 : method,
			headers: type === void 0 ? void 0 : [{
				name: "Content-Type",
				value: type
			}],
			body: request.get("body").text(),
			code: code === 200 ? void 0 : code,
			insecure: inputs.get("insecureSkipVerify").flag(),
			...pace(probe, inputs.get("responseTimeout").number())
		},
		tolerance: { success: ">= 99%" }
	};
}
/** `present` and `absent` are counts; the other operations change the cluster. */
function importK8sProbe(probe) {
	const inputs = probe.get("k8sProbe/inputs");
	const operation = inputs.get("operation").value;
	const narrowed = inputs.get("fieldSelector").value !== void 0;
	if (operation !== "present" && operation !== "absent" || narrowed) return void 0;
	inputs.get("operation").text();
	const group = inputs.get("group").text();
	return {
		probeKubernetes: {
			resource: [inputs.get("resource").text(), group].filter(Boolean).join("."),
			namespace: inputs.get("namespace").text(),
			selector: inputs.get("labelSelector").text(),
			value: "count",
			...pace(probe, void 0)
		},
		tolerance: { value: operation === "present" ? ">= 1" : "== 0" }
	};
}
/** How often it looks and how long it waits. */
function pace(probe, timeoutMs) {
	const run = probe.get("runProperties");
	return {
		every: durationOf(run.get("probePollingInterval")) ?? durationOf(run.get("interval")),
		timeout: timeoutMs ?? durationOf(run.get("probeTimeout"))
	};
}
/** Bare numbers of Litmus count seconds. */
function durationOf(source) {
	const { value } = source;
	const text = /^\d+$/.test(String(value)) ? `${String(value)}s` : String(value);
	if ((parseDuration(text) ?? 0) <= 0) return void 0;
	source.text();
	return text;
}
function modeNotes(probe) {
	const mode = probe.get("mode");
	const said = mode.text();
	if (said === void 0 || said === "Continuous") return [];
	return [mode.remark(`${JSON.stringify(said)}: here it is sampled in every phase of the run`)];
}
function runNotes(probe) {
	const run = probe.get("runProperties");
	const retried = "every sample counts, the tolerance says how many may fail";
	return [
		...run.get("retry").leftovers(retried),
		...run.get("attempt").leftovers(retried),
		...run.get("stopOnFailure").leftovers("the run goes on, and is red at the end"),
		...probe.leftovers()
	];
}
// src/import/litmus/index.ts
/** A chaos interval shorter than the duration gives many kills; more than this is no test for a build. */
const mostKills = 20;
function isLitmus(document) {
	return document.get("kind").value === "ChaosEngine" && document.get("apiVersion").value === "litmuschaos.io/v1alpha1";
}
/** A Litmus ChaosEngine: each of its pod-delete experiments becomes a scenario. */
function importLitmus(engine) {
	engine.get("kind").text();
	engine.get("apiVersion").text();
	const name = engine.get("metadata", "name").text() ?? "engine";
	const target = importAppInfo(engine);
	const experiments = engine.get("spec", "experiments").items;
	return {
		scenarios: experiments.filter((experiment) => experiment.get("name").value === "pod-delete").map((experiment) => importPodDelete(experiment, name, target)),
		notes: [...experiments.flatMap((each) => each.leftovers("of the experiments of Litmus only pod-delete is imported")), ...engineNotes(engine)]
	};
}
/** Of the engine itself: what it is run by, and what it cleans up. */
function engineNotes(engine) {
	const spec = engine.get("spec");
	return [
		...spec.get("chaosServiceAccount").leftovers("a run uses the account of its kubeconfig"),
		...spec.get("engineState").leftovers("a run begins when it is asked for"),
		...spec.get("jobCleanUpPolicy").leftovers("a run removes what it made"),
		...spec.get("annotationCheck").leftovers("the blast radius says what may be hit"),
		...spec.get("terminationGracePeriodSeconds").leftovers("nothing of Litmus is there to end"),
		...engine.leftovers()
	];
}
function importPodDelete(experiment, engine, target) {
	experiment.get("name").text();
	const env = environmentOf(experiment.get("spec", "components", "env"));
	const duration = env("TOTAL_CHAOS_DURATION")?.number() ?? 15;
	const interval = env("CHAOS_INTERVAL")?.number() ?? 5;
	const ramp = env("RAMP_TIME")?.number() ?? 0;
	const notes = [];
	const kills = Math.max(1, Math.ceil(duration / Math.max(interval, 1)));
	if (kills > mostKills) notes.push(experiment.remark(`${kills} kills in ${duration} s: only the first ${mostKills} are here`));
	const { namespace, selector } = target;
	const choice = importChoice(env, target, experiment);
	const step = { podAction: {
		matches: [selector === void 0 ? { namespace } : { labels: {
			selector,
			namespace
		} }],
		filters: [
			...target.filters,
			...choice.filters,
			sampleOf(env, notes)
		],
		actions: [{ kill: { method: env("FORCE")?.flag() ?? true ? "force" : "delete" } }]
	} };
	const refused = [...target.refused, ...choice.refused];
	const pause = { wait: { seconds: interval } };
	const ramps = ramp > 0 ? [{ wait: { seconds: ramp } }] : [];
	const killed = Array.from({ length: Math.min(kills, mostKills) }, () => [step, pause]).flat();
	const steadyState = experiment.get("spec", "probe").items.flatMap(importProbe);
	notes.push(...experiment.get("spec", "components", "env").leftovers("it has no counterpart, or its value cannot be read"), ...experiment.leftovers());
	return {
		name: scenarioName(`${engine}: pod-delete`),
		description: `Litmus pod-delete for ${duration} s, a kill each ${interval} s, ramp time ${ramp} s.`,
		steadyState,
		steps: refused.length > 0 ? [dismissed(step, refused.map(noteLine))] : [
			...ramps,
			...killed,
			...ramps
		],
		notes
	};
}
/** The values of `env` by name; asking for one reads the name. */
function environmentOf(list) {
	return (name) => {
		const entry = list.items.find((item) => item.get("name").value === name);
		entry?.get("name").text();
		return entry?.get("value");
	};
}
/** How many of them a kill takes: one, where Litmus is not told a share. */
function sampleOf(env, notes) {
	const percent = env("PODS_AFFECTED_PERC");
	const share = percent?.number() ?? 0;
	if (percent?.value === "") percent.text();
	const sequence = env("SEQUENCE");
	const said = sequence?.text();
	if (sequence && said !== "parallel") notes.push(sequence.remark(`${JSON.stringify(said)}: the pods of one kill are deleted together`));
	return { randomSample: share > 0 ? { ratio: Math.min(share, 100) / 100 } : { size: 1 } };
}
// src/import/powerful-seal.ts
function isPowerfulSeal({ keys }) {
	return keys.includes("scenarios");
}
/** What a strict judgement needs, and PowerfulSeal does not know. */
const ours = [
	"hypothesis",
	"steadyState",
	"blastRadius",
	"recovery"
];
/**
* PowerfulSeal 3.3.0: the policy is our language but for what a strict judgement needs, so its steps come over as they are.
* Throws InvalidInput for a file that is ours already.
*/
function importPowerfulSeal(policy) {
	for (const scenario of policy.get("scenarios").items) for (const key of ours.filter((each) => scenario.keys.includes(each))) {
		const message = `found \`${key}\`, which PowerfulSeal does not know: this is a scenario file already, chaos-gate validate checks it`;
		throw new InvalidInput([{
			at: scenario.get(key).at,
			message
		}]);
	}
	return {
		config: importConfig(policy.get("config")),
		scenarios: policy.get("scenarios").items.map(importScenario),
		notes: policy.leftovers()
	};
}
function importConfig(config) {
	const isSet = config.get("runStrategy", "runs").value !== void 0;
	const rest = config.whole();
	if (isSet) return rest;
	const strategy = rest?.runStrategy ?? {};
	return {
		...rest,
		runStrategy: {
			...strategy,
			runs: commented(1, ["PowerfulSeal would run for ever"])
		}
	};
}
function importScenario(scenario) {
	const written = scenario.get("name").text() ?? "";
	const description = scenario.get("description").text();
	const steps = scenario.get("steps").items.map(importStep);
	const name = scenarioName(written);
	return {
		name,
		description,
		steadyState: [],
		steps,
		notes: [...name === written ? [] : [scenario.get("name").remark(`${JSON.stringify(written)}: changed to a name`)], ...scenario.leftovers()]
	};
}
function importStep(step) {
	const notes = step.get("podAction", "actions").items.map((action) => action.get("kill", "force")).filter(({ value }) => value === false).map((force) => force.remark("PowerfulSeal ignores it and gives no grace period; here the pod gets its own"));
	return commented(step.whole(), notes.map(noteLine));
}
// src/import/leaves.ts
var import_dist = require_dist();
/** Longer values are named part by part. */
const longestValue = 160;
/** The largest parts of which nothing was read. */
function unreadParts(read, value, path) {
	if (value === void 0) return [];
	const leaves = leavesOf(value, path);
	const left = leaves.filter((leaf) => !read.has(pathKey(leaf)));
	if (left.length === 0) return [];
	if (leaves.length === 1 && leaves[0]?.length === path.length || left.length === leaves.length && path.length > 0 && JSON.stringify(value).length <= longestValue) return [{
		path,
		value
	}];
	return Object.entries(value).flatMap(([key, entry]) => unreadParts(read, entry, [...path, Array.isArray(value) ? Number(key) : key]));
}
/** Paths of the values that hold no others. */
function leavesOf(value, path) {
	if (value === void 0) return [];
	const entries = typeof value === "object" && value !== null ? Object.entries(value) : [];
	if (entries.length === 0) return [path];
	return entries.flatMap(([key, entry]) => leavesOf(entry, [...path, Array.isArray(value) ? Number(key) : key]));
}
/** A path as the key of a set. */
const pathKey = (path) => JSON.stringify(path);
/** `spec.selector.namespaces[0]`; keys that are no words in quotes. */
function formatPath(path) {
	return path.map((part, index) => {
		if (typeof part === "number") return `[${part}]`;
		return /^[\w-]+$/.test(part) ? `${index > 0 ? "." : ""}${part}` : `[${JSON.stringify(part)}]`;
	}).join("");
}
// src/import/source.ts
/** Opens a document: nothing of it is read yet. Every note that is made on it is added to `notes` too. */
function openSource(yaml, notes) {
	return sourceAt({
		cursor: cursorOf(yaml),
		read: /* @__PURE__ */ new Set(),
		notes
	}, yaml.value, []);
}
function sourceAt(origin, value, path) {
	const take = (found) => {
		if (found !== void 0) origin.read.add(pathKey(path));
		return found;
	};
	const note = (where, text) => {
		const made = {
			at: origin.cursor.at(...where).keyPosition,
			text: `${formatPath(where)}: ${text}`
		};
		origin.notes.push(made);
		return made;
	};
	return {
		get at() {
			return origin.cursor.at(...path).keyPosition;
		},
		value,
		get(...further) {
			let here = value;
			for (const key of further) here = entryOf(here, key);
			return sourceAt(origin, here, [...path, ...further]);
		},
		keys: isMap$1(value) ? Object.keys(value) : [],
		get items() {
			return Array.isArray(value) ? value.map((item, index) => sourceAt(origin, item, [...path, index])) : [];
		},
		text: () => take(typeof value === "string" || typeof value === "number" ? String(value) : void 0),
		number: () => take(numberOf(value)),
		flag: () => take(flagOf(value)),
		whole() {
			for (const leaf of leavesOf(value, path)) origin.read.add(pathKey(leaf));
			return value;
		},
		leftovers(reason = "it has no counterpart here") {
			return unreadParts(origin.read, value, path).map(({ path: where, value: left }) => {
				for (const leaf of leavesOf(left, where)) origin.read.add(pathKey(leaf));
				return note(where, `${JSON.stringify(left)}: not carried over, ${reason}`);
			});
		},
		remark: (text) => note(path, text)
	};
}
function entryOf(value, key) {
	return typeof value === "object" && value !== null && Object.hasOwn(value, key) ? value[key] : void 0;
}
function isMap$1(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function numberOf(value) {
	const isText = typeof value === "string" && /^-?\d+(\.\d+)?$/.test(value.trim());
	return typeof value === "number" || isText ? Number(value) : void 0;
}
function flagOf(value) {
	if (typeof value === "boolean") return value;
	return value === "true" || value === "false" ? value === "true" : void 0;
}
// src/import/read-documents.ts
/** The documents of a YAML or JSON text that are maps. Throws InvalidInput with every position; bounded as scenario files are. */
function readDocuments(text, file) {
	const lines = new import_dist.LineCounter();
	const positionAt = (offset) => {
		const { line, col } = lines.linePos(Math.min(offset, text.length));
		return {
			file,
			line: Math.max(1, line),
			column: Math.max(1, col)
		};
	};
	const problems = [];
	const documents = [];
	const notes = [];
	const problem = (offset, message) => problems.push({
		at: positionAt(offset),
		message
	});
	if (Buffer.byteLength(text) > limits.bytes) throw new InvalidInput(`${file}: found a file of more than 1 MiB`);
	try {
		for (const document of new import_dist.Composer({
			uniqueKeys: false,
			merge: false
		}).compose(tokensOf(text, lines))) {
			const fault = document.errors[0] ?? document.warnings[0];
			if (fault) problem(fault.pos[0], syntaxProblem(fault));
			else if (document.contents) {
				const { value, places, problems: found } = expandNodes(document.contents);
				for (const { offset, message } of found) problem(offset, message);
				documents.push(openSource({
					file,
					text,
					value,
					places,
					positionAt
				}, notes));
			}
		}
	} catch (error) {
		if (!(error instanceof TooMuch)) throw error;
		problem(error.offset, error.message);
	}
	if (problems.length > 0) throw new InvalidInput(problems);
	return {
		documents: documents.filter(({ keys }) => keys.length > 0),
		notes
	};
}
// src/draft/path-at.ts
/** The path of the deepest key or value that stands at a place of a YAML text. */
function pathAt(text, { line, column }) {
	const lines = new import_dist.LineCounter();
	const document = (0, import_dist.parseDocument)(text, { lineCounter: lines });
	const offset = (lines.lineStarts[line - 1] ?? 0) + column - 1;
	const path = [];
	let node = document.contents;
	for (;;) {
		const next = entryAt(node, offset);
		if (!next) return path;
		path.push(next.key);
		node = next.value;
	}
}
function entryAt(node, offset) {
	if ((0, import_dist.isMap)(node)) {
		const pair = node.items.find(({ key, value }) => holds(key, offset) || holds(value, offset));
		return pair && {
			key: String(pair.key),
			value: pair.value
		};
	}
	if (!(0, import_dist.isSeq)(node)) return void 0;
	const index = node.items.findIndex((item) => holds(item, offset));
	return index < 0 ? void 0 : {
		key: index,
		value: node.items[index]
	};
}
function holds(node, offset) {
	const range = (0, import_dist.isNode)(node) ? node.range : void 0;
	return range !== null && range !== void 0 && offset >= range[0] && offset < range[1];
}
// src/import/settle.ts
/**
* Comments out what the language does not take, with its message. Always a step or a probe as a whole: a step without
* the filter that it had would hit more than was meant. A scenario of which nothing is left goes as a whole.
*/
function settle(imported) {
	const said = [];
	let current = withoutEmpty(imported, said);
	for (;;) {
		const text = renderDraft(toDraft(current));
		const result = parseSuite(text, "import");
		if (result.ok) return {
			imported: current,
			scenarios: result.suiteFile.scenarios,
			dismissed: said
		};
		const left = groupByPart(text, result.problems).reduce((state, { path, messages }) => without(state, path, messages, said), current);
		if (left === current || left.scenarios.every(({ dropped }) => dropped !== void 0)) return {
			imported: left,
			scenarios: [],
			dismissed: said
		};
		current = withoutEmpty(left, said);
	}
}
/** Scenarios of which only comments are left. */
function withoutEmpty(imported, said) {
	const scenarios = imported.scenarios.map((each) => {
		const isEmpty = [...each.steps, ...each.steadyState].every((entry) => entry instanceof Dismissed);
		if (each.dropped !== void 0 || !isEmpty) return each;
		const reason = "none of its steps can be carried over";
		said.push(`"${each.name}": not carried over, ${reason}`);
		return {
			...each,
			dropped: reason
		};
	});
	return {
		...imported,
		scenarios
	};
}
function groupByPart(text, problems) {
	const parts = /* @__PURE__ */ new Map();
	for (const { at, message } of problems) {
		const path = at ? partOf(pathAt(text, at)) : [];
		const part = parts.get(JSON.stringify(path)) ?? {
			path,
			messages: []
		};
		part.messages.push(message);
		parts.set(JSON.stringify(path), part);
	}
	return [...parts.values()].sort((a, b) => comparePaths(b.path, a.path));
}
/** The part that goes as a whole: `scenarios[0].steps[1]`, `scenarios[0].blastRadius`, `config`. */
function partOf(path) {
	if (path[0] !== "scenarios") return path.slice(0, 1);
	return path.slice(0, path[2] === "steps" || path[2] === "steadyState" ? 4 : 3);
}
function comparePaths(a, b) {
	for (const [index, part] of a.entries()) {
		const other = b[index];
		if (part === other || other === void 0) continue;
		if (typeof part === "number" && typeof other === "number") return part - other;
		return String(part) < String(other) ? -1 : 1;
	}
	return a.length - b.length;
}
function without(imported, path, messages, said) {
	const reason = messages.join("; ");
	if (path[0] === "config") {
		said.push(`config: not carried over, ${reason}`);
		return {
			...imported,
			config: dismissed(imported.config, [`not carried over: ${reason}`])
		};
	}
	const [, place, key, entry] = path;
	const scenario = imported.scenarios.filter(({ dropped }) => dropped === void 0)[Number(place)];
	if (!scenario) return imported;
	const changed = withoutPart(scenario, key, entry, reason, said);
	return {
		...imported,
		scenarios: imported.scenarios.map((each) => each === scenario ? changed : each)
	};
}
function withoutPart(scenario, key, place, reason, said) {
	if ((key === "steps" || key === "steadyState") && typeof place === "number") {
		said.push(`"${scenario.name}", ${key}[${place}]: not carried over, ${reason}`);
		return {
			...scenario,
			[key]: withoutEntry(scenario[key], place, reason)
		};
	}
	if (key === "hypothesis" || key === "description" || key === "blastRadius") {
		said.push(`"${scenario.name}", ${key}: not carried over, ${reason}`);
		return {
			...scenario,
			[key]: void 0
		};
	}
	said.push(`"${scenario.name}": not carried over, ${reason}`);
	return {
		...scenario,
		dropped: reason
	};
}
/** `place` counts what is not commented out already. */
function withoutEntry(entries, place, reason) {
	let seen = -1;
	return entries.map((entry) => {
		if (entry instanceof Dismissed || ++seen !== place) return entry;
		const { value, lines } = entry instanceof Commented ? entry : {
			value: entry,
			lines: []
		};
		return dismissed(value, [...lines, `not carried over: ${reason}`]);
	});
}
// src/import/index.ts
const formats = [
	{
		name: "Chaos Mesh",
		fits: isChaosMesh,
		convert: importChaosMesh
	},
	{
		name: "Litmus ChaosEngine",
		fits: isLitmus,
		convert: importLitmus
	},
	{
		name: "Chaos Toolkit experiment",
		fits: isChaosToolkit,
		convert: importChaosToolkit
	},
	{
		name: "PowerfulSeal policy",
		fits: isPowerfulSeal,
		convert: importPowerfulSeal
	}
];
const expected = "a PowerfulSeal policy (`scenarios`), a Chaos Toolkit experiment (`method`), Chaos Mesh (PodChaos, NetworkChaos, StressChaos) or a Litmus ChaosEngine";
/**
* Makes a scenario file of another tool's file, whose format is told by its content. Pure.
* Throws InvalidInput when it is none of the formats, is broken, or when nothing of it can be carried over.
*/
function importText(text, file) {
	const { documents, notes } = readDocuments(text, file);
	if (documents.length === 0) throw new InvalidInput(`${file}: found no map, expected ${expected}`);
	const found = documents.map((document) => ({
		document,
		format: formats.find(({ fits }) => fits(document))
	}));
	const name = found.find(({ format }) => format)?.format?.name;
	if (name === void 0) {
		const [first] = documents;
		throw new InvalidInput([{
			at: first?.at,
			message: `found ${describe(first)}, expected ${expected}`
		}]);
	}
	const settled = settle(joined(found.map(({ document, format }) => format ? format.convert(document) : importNothing(document))));
	const sound = dropHollow(settled);
	const finished = settle(completeAll(sound.imported, settled));
	const lines = [
		...notes.map(({ at, text: note }) => formatProblem({
			at,
			message: note
		})),
		...settled.dismissed,
		...sound.dropped,
		...finished.dismissed
	];
	if (finished.scenarios.length === 0) throw new InvalidInput([`${file}: found nothing that can be carried over`, ...lines].map((message) => ({ message })));
	const head = [`From ${file.replace(/.*\//, "")} (${name}), by chaos-gate import.`, lines.length === 0 ? "All of it was carried over." : `${lines.length} ${lines.length === 1 ? "thing was" : "things were"} not carried over as written; each is named at its place.`];
	return {
		format: name,
		text: renderDraft(toDraft(finished.imported), head),
		notes: lines
	};
}
/** What a strict judgement needs, for the scenarios that are left. */
function completeAll(imported, settled) {
	const parsed = settled.scenarios.values();
	const scenarios = imported.scenarios.map((each, index) => {
		const scenario = settled.imported.scenarios[index]?.dropped === void 0 ? parsed.next().value : void 0;
		return scenario && each.dropped === void 0 ? complete(each, scenario) : each;
	});
	return {
		...imported,
		scenarios
	};
}
function joined(parts) {
	return {
		config: parts.find(({ config }) => config)?.config,
		scenarios: parts.flatMap(({ scenarios }) => scenarios),
		notes: parts.flatMap(({ notes }) => notes)
	};
}
function importNothing(document) {
	return {
		scenarios: [],
		notes: document.leftovers("the document is none that can be imported")
	};
}
function describe(document) {
	const kind = document?.get("kind").value;
	if (kind !== void 0) return `an object of kind ${JSON.stringify(kind)}`;
	const keys = document?.keys ?? [];
	return keys.length > 0 ? `a map with ${keys.slice(0, 5).join(", ")}` : "no map";
}
// src/cli/commands/import.ts
/** `import FILE`: a scenario file made of another tool's, on standard output or in `--out-file`; what is not in it on standard error. */
async function importFile(line) {
	const { operands, outFile = "-" } = line;
	const [file] = operands;
	if (file === void 0 || operands.length > 1) throw new InvalidInput(`import: found ${operands.length} files, expected one, or - for standard input`);
	refuseExisting(outFile);
	const { format, text, notes } = importText(await readText(file), file);
	await writeNewFile(outFile, text);
	for (const note of notes) process.stderr.write(`${printable(note)}\n`);
	process.stderr.write(`${format}, ${notes.length} notes${outFile === "-" ? "" : `: written to ${outFile}`}\n`);
	return exitCodes.upheld;
}
async function readText(file) {
	let bytes;
	try {
		bytes = file === "-" ? await buffer(process.stdin) : await readFile(file);
	} catch (error) {
		throw new InvalidInput(`import: ${file} cannot be read: ${messageOf(error)}`);
	}
	const decoded = decodeText(bytes, file);
	if (!decoded.ok) throw new InvalidInput([decoded.problem]);
	return decoded.text;
}
export { importFile };
