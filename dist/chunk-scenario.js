import { i as InvalidInput } from "./chunk-errors.js";
import { i as parseDuration, n as formatDuration, t as durationExpected } from "./chunk-duration.js";
import { n as parseLabelSelector } from "./chunk-label-selector.js";
import { a as boolean, c as number, d as record, f as strictObject, g as toJSONSchema, h as union, i as array, l as object, m as tuple, o as int, p as string, r as _enum, t as metrics, u as preprocess, v as NEVER } from "./chunk-suite.js";
import { t as require_dist } from "./chunk-dist.js";
import { isUtf8 } from "node:buffer";
import { createReadStream } from "node:fs";
import { readdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
// src/scenario/body-pattern.ts
/**
* The regular expression of `expect: { bodyMatches: /…/flags }`; without slashes the text is the pattern.
* undefined when it does not parse.
*/
function parseBodyPattern(text) {
	const slashed = /^\/(.+)\/([imsu]*)$/s.exec(text);
	if (text === "") return void 0;
	try {
		return slashed ? new RegExp(slashed[1] ?? "", slashed[2]) : new RegExp(text);
	} catch {
		return;
	}
}
// src/scenario/step.ts
/** `group`: the value of any of a node's labels; `az`: its zone; `state`: UP, DOWN or UNKNOWN. */
const nodeProperties = [
	"name",
	"ip",
	"group",
	"az",
	"state"
];
// src/scenario/language/values.ts
/**
* A duration; a bare number counts in the unit that PowerfulSeal uses at this place. Comes out in milliseconds.
* `least` is the smallest that makes sense, in milliseconds.
*/
function duration(bare, least = 0) {
	const range = `${least > 0 ? `at least ${formatDuration(least)} and ` : ""}at most a week`;
	const expected = `${durationExpected} of ${range} (a bare number counts ${bare})`;
	return union([number(), string()], { error: expected }).transform((value, context) => {
		const ms = typeof value === "string" ? parseDuration(value) : value * (bare === "seconds" ? 1e3 : 1);
		if (ms !== void 0 && ms >= least && ms <= 6048e5) return ms;
		context.addIssue({
			code: "custom",
			message: expected
		});
		return NEVER;
	});
}
/** Says how a map looks, to somebody who wrote something else in its place. */
function mapLike(example) {
	return { error: (issue) => issue.code === "invalid_type" ? `a map such as ${example}` : void 0 };
}
const wholeNumber = () => int({ error: (issue) => issue.code === "invalid_type" ? "a whole number" : void 0 });
/** Text that is not empty. */
const text = () => string().min(1);
/** A probability or a ratio, between 0 and 1 as PowerfulSeal has it. */
const probability = () => number().min(0).max(1);
/** A DNS label as Kubernetes names namespaces. */
const namespaceName = () => string().regex(/^[a-z0-9]([-a-z0-9]{0,61}[a-z0-9])?$/, "the name of a namespace: a-z, 0-9 and -, at most 63 characters");
/** The name of a Kubernetes object (an RFC 1123 subdomain). */
const objectName = () => string().max(253).regex(/^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/, "the name of an object: a-z, 0-9, - and .");
const port = () => wholeNumber().min(1).max(65535);
// src/scenario/language/config.ts
/** PowerfulSeal's `config:`, and ours: the seed. */
const configSchema = strictObject({
	runStrategy: strictObject({
		runs: wholeNumber().min(1).optional().describe("How often the list of scenarios is run through. Default: 1 (PowerfulSeal: for ever)."),
		strategy: _enum(["round-robin", "random"]).default("round-robin").describe("`round-robin`: in the order of the file. `random`: all of them, shuffled by the seed."),
		minSecondsBetweenRuns: number().min(0).default(0).describe("Shortest pause between two runs, in seconds."),
		maxSecondsBetweenRuns: number().min(0).optional().describe("Longest pause between two runs, in seconds. Default: the shortest.")
	}).refine(({ minSecondsBetweenRuns: least, maxSecondsBetweenRuns: most }) => most === void 0 || least <= most, {
		path: ["maxSecondsBetweenRuns"],
		error: "no less than minSecondsBetweenRuns"
	}).optional().describe("How the scenarios are run."),
	exitStrategy: strictObject({ strategy: _enum(["report", "fail-fast"]).default("report").describe("`report`: run every scenario, then exit red if one was not upheld. `fail-fast`: stop at the first.") }, mapLike("{ strategy: fail-fast }")).optional().describe("What a scenario that is not upheld means for the ones after it."),
	seed: wholeNumber().min(0).max(4294967295).optional().describe("Chooses the victims: the same seed and cluster, the same victims.").meta({ examples: [42] })
});
/** The config of a suite, in milliseconds. */
function toConfig(parsed = {}) {
	const strategy = parsed.runStrategy;
	const least = strategy?.minSecondsBetweenRuns ?? 0;
	return {
		runs: strategy?.runs ?? 1,
		strategy: strategy?.strategy ?? "round-robin",
		betweenRuns: {
			minMs: least * 1e3,
			maxMs: (strategy?.maxSecondsBetweenRuns ?? least) * 1e3
		},
		exitStrategy: parsed.exitStrategy?.strategy ?? "report",
		seed: parsed.seed
	};
}
// src/scenario/notices.ts
/** What is worth saying about a file although nothing in it is wrong; each with its place. */
function noticesOf(file) {
	return [...runsUnset(file), ...file.scenarios.flatMap(scenarioNotices)];
}
function runsUnset({ config, root }) {
	if (!config.runStrategy || config.runStrategy.runs !== void 0) return [];
	return [{
		at: root.at("config", "runStrategy").keyPosition,
		message: "`runs` is not set: one run (PowerfulSeal would go on for ever)"
	}];
}
function scenarioNotices(scenario) {
	const faulty = scenario.steps.find(isFault);
	const unobserved = faulty && scenario.steadyState.length === 0 ? [{
		at: faulty.at,
		message: "a fault without `steadyState`: the steps alone are judged, nothing watches the app meanwhile"
	}] : [];
	const pods = scenario.steps.filter((step) => step.kind === "podAction");
	const nodes = scenario.steps.filter((step) => step.kind === "nodeAction");
	return [
		...unobserved,
		...pods.flatMap(selectionNotices),
		...nodes.flatMap(({ filters }) => filters.flatMap(filterNotices)),
		...[...pods, ...nodes].flatMap(restartNotices),
		...scenario.steadyState.flatMap(({ tolerances }) => tolerances.flatMap(toleranceNotices)),
		...scenario.steadyState.flatMap(failureNotices)
	];
}
const podFaults = /* @__PURE__ */ new Set([
	"kill",
	"killContainer",
	"stopHost"
]);
const harmless = /* @__PURE__ */ new Set(["start", "wait"]);
/** Whether a step disturbs pods or nodes. */
function isFault(step) {
	if (step.kind === "nodeAction") return step.actions.some(({ kind }) => !harmless.has(kind));
	return step.kind === "podAction" && step.actions.some(({ kind }) => podFaults.has(kind));
}
/** A node that nobody starts again is no residue, because the user asked for it; all the more it has to be said. */
function restartNotices({ actions }) {
	return actions.flatMap((action) => (action.kind === "stop" || action.kind === "stopHost") && !action.autoRestart ? [{
		at: action.at,
		message: "`autoRestart: false`: nobody starts the node again, it stays down after the run"
	}] : []);
}
function selectionNotices(step) {
	return [
		...step.matches.flatMap(namespaceNotices),
		...step.filters.flatMap(filterNotices),
		...step.actions.flatMap((action) => killNotices(action, step.filters))
	];
}
function namespaceNotices({ namespace, at }) {
	if (!namespace.includes("*") || namespace.trim() === "*") return [];
	return [{
		at,
		message: `the namespace "${namespace}" is matched as a whole, \`*\` for any characters (PowerfulSeal searches it as a regular expression)`
	}];
}
function filterNotices(filter) {
	const { at } = filter;
	if (filter.kind === "probability" && filter.probability < 1) return [{
		at,
		message: `${percent(1 - filter.probability)} of runs choose nothing: they are inconclusive`
	}];
	if (filter.kind === "randomSample" && filter.ratio === 0) return [{
		at,
		message: "a ratio of 0 chooses nothing: every run is inconclusive"
	}];
	return [];
}
/** PowerfulSeal counts a pod that it spared as killed; here such a run is inconclusive. */
function killNotices(action, filters) {
	if (action.kind !== "kill" || action.probability >= 1) return [];
	const spared = 1 - action.probability;
	const last = filters.at(-1);
	const message = last?.kind === "randomSample" && last.size !== void 0 ? `${percent(spared ** last.size)} of runs kill nothing: they are inconclusive` : `each pod is spared in ${percent(spared)} of runs: one that spares all kills nothing, and is inconclusive`;
	return [{
		at: action.at,
		message
	}];
}
function percent(share) {
	return `${Math.round(share * 1e4) / 100} %`;
}
const durations = /* @__PURE__ */ new Set([
	"p50",
	"p90",
	"p95",
	"p99",
	"max",
	"mean"
]);
const failures = /* @__PURE__ */ new Set([
	"success",
	"outage",
	"rate",
	"edges",
	"value"
]);
/** Durations are those of successful samples: alone they say nothing of the failed ones. */
function failureNotices({ name, at, probe, tolerances }) {
	if (probe.kind === "probeGoldpinger" || tolerances.some(({ metric }) => failures.has(metric))) return [];
	if (!tolerances.some(({ metric }) => durations.has(metric))) return [];
	return [{
		at,
		message: `"${name}" bounds durations but no failures: a failed sample has none; \`success: ">= 99%"\` would`
	}];
}
/** Tolerances that say less than they seem to. */
function toleranceNotices({ metric, operator, value, unit, expression, at }) {
	if (operator === ">=" && value <= 0 && metric !== "value" || operator === "<=" && unit === "share" && value >= 1) return [{
		at,
		message: `\`${expression}\` cannot fail: it says nothing`
	}];
	if (unit === "share" && operator === "==" && value < 1) return [{
		at,
		message: `\`${expression}\` is not met by 100% either; \`>=\` may be meant`
	}];
	return [];
}
// src/scenario/merge-files.ts
/**
* Makes one suite of the files of a run. What several files say about the run as a whole (`config`, `cluster`) has to
* agree; their apps and scenarios add up. Paths become absolute: relative to their file's folder, `cwd` for standard input.
*/
function mergeFiles(files, cwd) {
	const problems = [];
	const config = agree(files, "config", problems);
	const cluster = agree(files, "cluster", problems);
	const suite = {
		files: files.map(({ file }) => file),
		config: toConfig(config),
		cluster: withKubeconfig(files, cluster, cwd),
		app: mergeApps(files, cwd, problems),
		scenarios: files.flatMap(({ scenarios }) => scenarios),
		notices: files.flatMap(noticesOf).concat(repeatedNames(files))
	};
	return problems.length > 0 ? {
		ok: false,
		problems
	} : {
		ok: true,
		suite
	};
}
/** The folder that the relative paths of a file start from. */
function folderOf(file, cwd) {
	return file === "-" ? cwd : dirname(resolve(cwd, file));
}
function agree(files, section, problems) {
	const agreed = {};
	for (const from of files) for (const [key, value] of Object.entries(from[section])) {
		const before = agreed[key];
		if (value === void 0) continue;
		if (!before) agreed[key] = {
			value,
			from
		};
		else if (JSON.stringify(before.value) !== JSON.stringify(value)) problems.push({
			at: from.root.at(section, key).keyPosition,
			message: `found another \`${key}\` than in ${placeIn(before.from, section, key)}, expected the files of a run to agree`
		});
	}
	return Object.fromEntries(Object.entries(agreed).map(([key, { value }]) => [key, value]));
}
function placeIn(file, ...path) {
	return `${file.file}:${file.root.at(...path).keyPosition.line}`;
}
function withKubeconfig(files, cluster, cwd) {
	const from = files.find((file) => file.cluster.kubeconfig !== void 0);
	if (!from || cluster.kubeconfig === void 0) return cluster;
	return {
		...cluster,
		kubeconfig: resolve(folderOf(from.file, cwd), cluster.kubeconfig)
	};
}
function mergeApps(files, cwd, problems) {
	const manifests = /* @__PURE__ */ new Set();
	const images = /* @__PURE__ */ new Map();
	for (const file of files) {
		const folder = folderOf(file.file, cwd);
		for (const manifest of file.app?.manifests ?? []) manifests.add(resolve(folder, manifest));
		for (const [index, { image, build }] of (file.app?.images ?? []).entries()) {
			const entry = {
				image,
				build: build === void 0 ? void 0 : resolve(folder, build),
				from: placeIn(file, "app", "images", index)
			};
			const before = images.get(image);
			if (before && before.build !== entry.build) problems.push({
				at: file.root.at("app", "images", index).position,
				message: `found the image "${image}" built from another folder than at ${before.from}, expected one folder`
			});
			images.set(image, before ?? entry);
		}
	}
	return {
		manifests: [...manifests],
		images: [...images.values()].map(({ image, build }) => build === void 0 ? { image } : {
			image,
			build
		}),
		goldpinger: files.some((file) => file.app?.goldpinger)
	};
}
function repeatedNames(files) {
	const first = /* @__PURE__ */ new Map();
	return files.flatMap(({ scenarios }) => scenarios.flatMap(({ name, at }) => {
		const before = first.get(name);
		if (!before) first.set(name, `${at.file}:${at.line}`);
		return before ? [{
			at,
			message: `another scenario has the name "${name}" (${before}): reports tell them apart by line`
		}] : [];
	}));
}
// src/scenario/language/app.ts
/** The `app:` of a file: deployed and waited for before the first experiment. */
const appSchema = strictObject({
	manifests: array(text()).default([]).describe("Manifests, folders, kustomizations or Helm charts; relative to the file's folder.").meta({ examples: [["k8s/"]] }),
	images: array(strictObject({
		image: text().describe("Name and tag, as the manifests use it.").meta({ examples: ["shop-web:dev"] }),
		build: text().optional().describe("Folder of a Dockerfile to build it from; relative to the file's folder.")
	})).default([]).describe("Images put on every node before the app is deployed."),
	goldpinger: boolean().default(false).describe("Deploy Goldpinger (one pod a node) as well.")
});
// src/scenario/language/cluster.ts
/** The `cluster:` of a file. A flag or an input of the action wins over it. */
const clusterSchema = strictObject({
	provider: _enum([
		"embedded",
		"kind",
		"minikube",
		"existing"
	]).optional().describe("Where the experiments run. Default: embedded."),
	name: string().regex(/^[a-z0-9]([-a-z0-9]{0,48}[a-z0-9])?$/, "a name of a-z, 0-9 and -, at most 50 characters").optional().describe("Name of the cluster that is made."),
	nodes: wholeNumber().min(1).max(100).optional().describe("How many nodes, the control plane included.").meta({ examples: [3] }),
	nodeImage: text().optional().describe("kind's node image, best by digest.").meta({ examples: ["kindest/node:v1.34.0@sha256:…"] }),
	kubernetesVersion: string().regex(/^v?\d+\.\d+(\.\d+)?$/, "a version such as 1.34 or v1.34.4").optional().describe("Version of Kubernetes.").meta({ examples: ["v1.34.4"] }),
	driver: string().regex(/^[a-z0-9]+$/, "the name of a minikube driver such as docker").optional().describe("minikube's driver. Default: minikube's own choice.").meta({ examples: ["docker"] }),
	kubeconfig: text().optional().describe("Kubeconfig of an existing cluster; relative to the file's folder."),
	context: text().optional().describe("Context of that kubeconfig."),
	zones: array(text()).min(1).optional().describe("Zones (label topology.kubernetes.io/zone), dealt out to the nodes in turn.").meta({ examples: [[
		"a",
		"b",
		"c"
	]] })
});
// src/scenario/share.ts
/**
* A share of 1, as `99%`, `99.95%` or `0.99`; exact to a millionth of a percent.
* undefined when the text is none, or is beyond 100%.
*/
function parseShare(text) {
	const match = /^(\d{1,3}(?:\.\d{1,6})?)\s*%$|^([01](?:\.\d{1,8})?)$/.exec(text.trim());
	if (!match) return void 0;
	const share = match[1] === void 0 ? Number(match[2]) : Math.round(Number(match[1]) * 1e6) / 1e8;
	return share <= 1 ? share : void 0;
}
/** `0.9995` is `99.95%`. */
function formatShare(share) {
	return `${Math.round(share * 1e8) / 1e6}%`;
}
// src/scenario/language/blast-radius.ts
/** A number of things, or a share of those that the steps' matches find. */
function limit$1(things) {
	const expected = `a number of ${things}, or a share such as "50%"`;
	return union([wholeNumber().min(1), string()], { error: expected }).transform((value, context) => {
		if (typeof value === "number") return { count: value };
		const share = value.endsWith("%") ? parseShare(value) : void 0;
		if (share !== void 0 && share > 0) return { share };
		context.addIssue({
			code: "custom",
			message: expected
		});
		return NEVER;
	}).optional();
}
/** Upper bounds of what a scenario may touch, checked against the live cluster before the first injection. */
const blastRadiusSchema = strictObject({
	pods: limit$1("pods").describe("At most so many pods, or this share of the pods that the steps' matches find.").meta({ examples: ["50%", 2] }),
	namespaces: array(namespaceName()).min(1).optional().describe("Only pods of these namespaces.").meta({ examples: [["shop"]] }),
	nodes: limit$1("nodes").describe("At most so many nodes, or this share of the nodes that the steps' matches find.").meta({ examples: [1, "50%"] })
}, mapLike("{ pods: \"50%\", namespaces: [shop] }"));
/** With its position. */
function toBlastRadius(parsed, at) {
	return {
		at: at.keyPosition,
		...parsed
	};
}
// src/scenario/language/exactly-one.ts
/**
* Checks that a map has exactly one of some keys, as PowerfulSeal's steps, matches, filters and actions have.
* A map with a key that nobody knows is left alone: that problem is reported, and probably meant one of these.
*/
function exactlyOne(schema, keys) {
	return schema.superRefine((value, context) => {
		const chosen = keys.filter((key) => Object.hasOwn(value, key));
		if (chosen.length === 1) return;
		const found = chosen.length === 0 ? "none" : chosen.map((key) => `\`${key}\``).join(" and ");
		context.addIssue({
			code: "custom",
			message: `exactly one of ${keys.join(", ")}`,
			params: { found }
		});
	}, { when: isKnownMap }).meta({ oneOf: keys.map((key) => ({ required: [key] })) });
}
/** For checks over several keys of a map, made although one of its values is wrong: every problem is to be seen at once. */
function isKnownMap(payload) {
	return typeof payload.value === "object" && payload.value !== null && !Array.isArray(payload.value) && !payload.issues.some((issue) => issue.code === "unrecognized_keys" && (issue.path?.length ?? 0) === 0);
}
// src/scenario/language/probes/command.ts
const commandProbeSchema = strictObject({
	command: tuple([text()], string(), { error: "a list: the program and its arguments, without a shell" }).describe("The program and its arguments. No shell is involved.").meta({ examples: [["node", "check.js"]] }),
	environment: record(string(), string()).default({}).describe("Variables added to its environment."),
	every: duration("milliseconds", 100).prefault("1s").describe("From one start to the next."),
	timeout: duration("milliseconds", 1).prefault("5s").describe("After this it is ended, and counts as failed.")
}).describe("A program: exit code 0 is a success, a number printed alone is the value.");
function toCommandProbe(parsed) {
	return {
		kind: "probeCommand",
		command: parsed.command,
		environment: parsed.environment,
		everyMs: parsed.every,
		timeoutMs: parsed.timeout
	};
}
// src/scenario/language/probes/goldpinger.ts
const goldpingerProbeSchema = strictObject({
	namespace: namespaceName().default("goldpinger"),
	selector: string().refine((selector) => parseLabelSelector(selector) !== void 0, "a label selector such as app=goldpinger").default("app=goldpinger").describe("Labels of Goldpinger's pods."),
	port: port().default(8080),
	excuseTargets: boolean().default(true).describe("In the method, edges of the pods that this experiment hits do not count, nor those of their replacements."),
	refresh: duration("seconds", 1e3).prefault("2s").describe("Goldpinger's REFRESH_INTERVAL: edges older than about twice this are stale."),
	every: duration("milliseconds", 100).prefault("1s").describe("From one look to the next."),
	timeout: duration("milliseconds", 1).prefault("5s").describe("Deadline of each look.")
}).describe("Goldpinger's mesh: every pod's view of every other.");
function toGoldpingerProbe(parsed) {
	const { refresh, every, timeout, ...rest } = parsed;
	return {
		kind: "probeGoldpinger",
		...rest,
		refreshMs: refresh,
		everyMs: every,
		timeoutMs: timeout
	};
}
// src/scenario/language/probes/target.ts
/** A Service, reached as its users reach it; through the vantage that the cluster offers. */
const serviceSchema = strictObject({
	name: objectName(),
	namespace: namespaceName(),
	port: port().default(80),
	protocol: _enum(["http", "https"]).default("http")
}).describe("A Service of the cluster.");
const url = () => string().refine((value) => /^https?:\/\/[^/]/.test(value) && URL.canParse(value), "a URL such as http://localhost:8080");
const httpTargetSchema = exactlyOne(strictObject({
	service: serviceSchema.optional(),
	url: url().optional().describe("Anything this machine reaches.")
}, mapLike("{ service: { name: front, namespace: shop } }")), ["service", "url"]);
const tcpTargetSchema = exactlyOne(strictObject({
	service: serviceSchema.optional(),
	host: text().optional().describe("A host that this machine reaches; needs a port."),
	port: port().optional()
}, mapLike("{ service: { name: store, namespace: shop, port: 6379 } }")), ["service", "host"]).superRefine((target, context) => {
	if (target.host === void 0 === (target.port === void 0)) return;
	const message = target.host === void 0 ? "none beside `service`, which has its own" : "the port beside `host`";
	context.addIssue({
		code: "custom",
		message,
		path: ["port"]
	});
});
// src/scenario/language/probes/http.ts
/** What makes up a request and its expected answer, in a step as in a steady state. */
const httpRequest = {
	target: httpTargetSchema.describe("Where to send it."),
	endpoint: string().default("/").describe("Path and query.").meta({ examples: ["/healthz"] }),
	method: _enum([
		"get",
		"post",
		"put",
		"patch",
		"head",
		"delete"
	]).default("get"),
	headers: array(strictObject({
		name: string().regex(/^[\w!#$%&'*+.^`|~-]+$/, "the name of a header"),
		value: headerValue()
	})).default([]).describe("Headers to send."),
	body: string().optional().describe("Body to send."),
	code: wholeNumber().min(100).max(599).default(200).describe("The status code that the answer has to have."),
	expect: strictObject({
		bodyContains: text().optional().describe("The body has to contain this text."),
		bodyMatches: string().refine((value) => parseBodyPattern(value) !== void 0, "a regular expression between slashes, such as /in stock/i").optional().describe("The body has to match this regular expression.").meta({ examples: ["/\\d+ items/"] })
	}).optional().describe("What the answer's body has to be, besides its status code."),
	timeout: duration("milliseconds", 1).prefault(1e3).describe("Deadline of each request. A bare number counts milliseconds."),
	insecure: boolean().default(false).describe("Accept any TLS certificate."),
	keepAlive: boolean().default(false).describe("Reuse connections. Fresh ones see more."),
	proxy: text().optional().describe("Proxy for the requests. The environment's is ignored.")
};
function headerValue() {
	return string().regex(/^[^\u0000-\u0008\u000a-\u001f\u007f]*$/, "text on one line");
}
const httpProbeSchema = strictObject({
	...httpRequest,
	every: duration("milliseconds", 1).prefault("50ms").describe("From one request to the next.").meta({ examples: ["50ms"] })
}).describe("Requests on a fixed schedule.");
function toHttpProbe(parsed) {
	const { expect, every, timeout, target, endpoint, ...request } = parsed;
	return {
		kind: "probeHTTP",
		target: target.service ? { service: target.service } : { url: target.url ?? "" },
		endpoint: endpoint.startsWith("/") ? endpoint : `/${endpoint}`,
		...request,
		...expect,
		everyMs: every,
		timeoutMs: timeout
	};
}
// src/scenario/language/probes/kubernetes.ts
const kubernetesProbeSchema = strictObject({
	resource: string().regex(/^[a-z][a-z0-9]*(\.[a-z0-9.-]+)?$/i, "a resource such as deployments or certificates.cert-manager.io").describe("Resource, as kubectl names it.").meta({ examples: ["deployments"] }),
	name: objectName().optional().describe("One object by name."),
	namespace: namespaceName().optional().describe("Namespace of the objects. Needed with `name`, but for kinds that have none (nodes). Absent: all."),
	selector: string().refine((selector) => parseLabelSelector(selector) !== void 0, "a label selector such as app=web").optional().describe("Objects by label."),
	value: text().regex(/^[\w-]+(\.[\w-]+|\[\d+\])*$/, "count, ready, or a dotted path such as status.readyReplicas").default("ready").describe("What is measured: `count` of the objects, how many are `ready`, or a number in them by its dotted path.").meta({ examples: ["status.readyReplicas"] }),
	every: duration("milliseconds", 100).prefault("1s").describe("From one look to the next."),
	timeout: duration("milliseconds", 1).prefault("5s").describe("Deadline of each look.")
}).describe("A number from the Kubernetes API.");
function toKubernetesProbe(parsed) {
	const { every, timeout, ...rest } = parsed;
	return {
		kind: "probeKubernetes",
		...rest,
		everyMs: every,
		timeoutMs: timeout
	};
}
// src/scenario/language/probes/tcp.ts
const tcpProbeSchema = strictObject({
	target: tcpTargetSchema.describe("What to connect to."),
	every: duration("milliseconds", 1).prefault("50ms").describe("From one connection to the next."),
	timeout: duration("milliseconds", 1).prefault(1e3).describe("Deadline of each connection.")
}).describe("Connections on a fixed schedule.");
function toTcpProbe(parsed) {
	const { service, host = "", port = 0 } = parsed.target;
	return {
		kind: "probeTCP",
		target: service ? { service } : {
			host,
			port
		},
		everyMs: parsed.every,
		timeoutMs: parsed.timeout
	};
}
// src/scenario/language/probes/index.ts
/** The probes of a steady state, by the key that names each. */
const probeSchemas = {
	probeHTTP: httpProbeSchema.optional(),
	probeTCP: tcpProbeSchema.optional(),
	probeGoldpinger: preprocess((value) => value ?? {}, goldpingerProbeSchema).optional(),
	probeKubernetes: kubernetesProbeSchema.optional(),
	probeCommand: commandProbeSchema.optional()
};
const probeKinds = Object.keys(probeSchemas);
object(probeSchemas);
function toProbe(parsed) {
	if (parsed.probeHTTP) return toHttpProbe(parsed.probeHTTP);
	if (parsed.probeTCP) return toTcpProbe(parsed.probeTCP);
	if (parsed.probeKubernetes) return toKubernetesProbe(parsed.probeKubernetes);
	if (parsed.probeCommand) return toCommandProbe(parsed.probeCommand);
	return toGoldpingerProbe(parsed.probeGoldpinger ?? goldpingerProbeSchema.parse({}));
}
// src/scenario/tolerance-metrics.ts
/** What the value of a metric is: a share of 1, milliseconds, or a plain number. */
const unitOfMetric = {
	success: "share",
	edges: "share",
	p50: "ms",
	p90: "ms",
	p95: "ms",
	p99: "ms",
	max: "ms",
	mean: "ms",
	outage: "ms",
	samples: "number",
	rate: "number",
	nodes: "number",
	value: "number"
};
const responseTimes = [
	"p50",
	"p90",
	"p95",
	"p99",
	"max",
	"mean"
];
const timed = [
	"success",
	...responseTimes,
	"outage",
	"samples",
	"rate"
];
/** The metrics that each kind of probe has. */
const metricsOfProbe = {
	probeHTTP: timed,
	probeTCP: timed,
	probeGoldpinger: [
		"edges",
		"nodes",
		...responseTimes,
		"samples"
	],
	probeKubernetes: ["value", "samples"],
	probeCommand: ["value", ...timed]
};
// src/scenario/tolerance.ts
const operators = [
	">=",
	"<=",
	"==",
	">",
	"<"
];
/**
* Reads a condition.
*
*     condition = metric [ operator ] value
*     metric    = "success" | "p50" | … | "value"
*     operator  = ">=" | ">" | "<=" | "<" | "=="          absent: "=="
*     value     = share | duration | number               as the metric's unit has it
*     share     = number "%" | "0" | "1" | "0." digits
*     duration  = as in duration.ts; "0" needs no unit
*     number    = [ "-" ] digits [ "." digits ]
*/
function parseCondition(text) {
	const match = text.length <= 200 ? /^\s*([a-z]\w*)\s*(.*)$/i.exec(text) : null;
	if (!match) return { expected: "METRIC OP VALUE, such as `success >= 99%` or `p95 <= 300ms`" };
	const [, name = "", rest = ""] = match;
	const metric = metrics.find((known) => known === name);
	if (!metric) return {
		expected: `a metric: ${metrics.join(", ")}`,
		found: `"${name.slice(0, 40)}"`
	};
	return parseLimit(metric, rest);
}
/** Reads what follows a metric: `>= 99%`, `<= 300ms`; a value alone means `==`. */
function parseLimit(metric, limit) {
	const text = String(limit).trim();
	const operator = operators.find((candidate) => text.startsWith(candidate));
	const valueText = text.slice(operator?.length ?? 0).trim();
	const unit = unitOfMetric[metric];
	const value = parseValue[unit](valueText);
	if (value !== void 0) return {
		metric,
		operator: operator ?? "==",
		value,
		unit
	};
	const strange = !operator && /^[^\w-]/.test(valueText);
	return { expected: `${valuePhrase[unit]} after ${operator ? `\`${operator}\`` : strange ? operatorPhrase : `\`${metric}\``}` };
}
const operatorPhrase = "one of >=, >, <=, <, ==";
const parseValue = {
	share: parseShare,
	ms: (text) => text === "0" ? 0 : parseDuration(text),
	number: (text) => /^-?\d{1,12}(\.\d{1,6})?$/.test(text) ? Number(text) + 0 : void 0
};
const valuePhrase = {
	share: "a share between 0% and 100% such as 99% or 0.99",
	ms: "a duration with its unit such as 300ms or 1.5s",
	number: "a number"
};
/** As the report prints it, and as `parseCondition` reads it back: `success >= 99%`. */
function formatCondition({ metric, operator, value, unit }) {
	return `${metric} ${operator} ${formatValue(value, unit)}`;
}
/** `99%`, `300ms`, `3`. */
function formatValue(value, unit) {
	if (unit === "share") return formatShare(value);
	return unit === "ms" ? formatDuration(value) : String(value);
}
// src/scenario/language/tolerances.ts
const limit = () => union([string(), number()], { error: "a limit such as \">= 99%\" or \"<= 300ms\"" }).optional();
/** `{ success: ">= 99%" }` or `[ success >= 99% ]`; the values are read by the tolerance grammar. */
const tolerancesSchema = union([
	strictObject(Object.fromEntries(metrics.map((metric) => [metric, limit()]))),
	array(string()).min(1),
	string()
], { error: "a map such as { success: \">= 99%\" } or a list such as [ success >= 99% ]" });
/** The three places where a steady state says what it tolerates. */
const tolerancePlaces = [
	"tolerance",
	"during",
	"after"
];
function conditionsOf(parsed) {
	if (typeof parsed === "string") return [{
		path: [],
		keyed: false,
		result: parseCondition(parsed)
	}];
	if (Array.isArray(parsed)) return parsed.map((text, index) => ({
		path: [index],
		keyed: false,
		result: parseCondition(text)
	}));
	return metrics.flatMap((metric) => {
		const text = parsed[metric];
		return text === void 0 ? [] : [{
			path: [metric],
			keyed: true,
			result: parseLimit(metric, text)
		}];
	});
}
/** What is wrong with the tolerances of a probe, as issues of a schema's refinement. */
function toleranceIssues(parsed, kind) {
	const issues = [];
	for (const place of tolerancePlaces) {
		const written = parsed[place];
		if (written === void 0 || !tolerancesSchema.safeParse(written).success) continue;
		for (const { path, keyed, result } of conditionsOf(written)) {
			const at = {
				code: "custom",
				input: void 0,
				path: [place, ...path]
			};
			if ("expected" in result) issues.push({
				...at,
				message: result.expected,
				params: { found: result.found }
			});
			else if (kind && !metricsOfProbe[kind].includes(result.metric)) issues.push({
				...at,
				message: `a metric of ${kind}: ${metricsOfProbe[kind].join(", ")}`,
				params: {
					found: `\`${result.metric}\``,
					atKey: keyed
				}
			});
		}
	}
	return issues;
}
/**
* The tolerances of a probe with their phases. A bare one holds in baseline, method and recovery; `during` replaces it
* in the method and `after` in the recovery, metric by metric. Where no bare one stands behind, the override holds
* in the baseline as well: what is not true before the fault cannot be asked after it.
*/
function toTolerances(parsed, at) {
	const written = tolerancePlaces.flatMap((place) => {
		const value = parsed[place];
		if (value === void 0) return [];
		return conditionsOf(value).flatMap(({ path, keyed, result }) => {
			const cursor = at.at(place, ...path);
			return "expected" in result ? [] : [{
				place,
				condition: result,
				at: keyed ? cursor.keyPosition : cursor.position
			}];
		});
	});
	const says = (place, metric) => written.some((entry) => entry.place === place && entry.condition.metric === metric);
	return written.map(({ place, condition, at: position }) => {
		const { metric } = condition;
		const phases = [];
		if (place === "tolerance" || !says("tolerance", metric)) phases.push("baseline");
		if (place === "during" || place === "tolerance" && !says("during", metric)) phases.push("method");
		if (place === "after" || place === "tolerance" && !says("after", metric)) phases.push("recovery");
		return {
			...condition,
			expression: formatCondition(condition),
			phases,
			at: position
		};
	});
}
// src/scenario/language/steady-state.ts
/** Enough of an HTTP or TCP probe at its pace for a share to mean something; the others look once a second. */
const minSamplesOf = {
	probeHTTP: 10,
	probeTCP: 10,
	probeGoldpinger: 2,
	probeKubernetes: 2,
	probeCommand: 2
};
/** One of `steadyState:`: a probe that samples through all phases, and what is tolerated of its samples. */
const steadyStateProbeSchema = exactlyOne(strictObject({
	name: text().max(80).describe("What holds, in a few words.").meta({ examples: ["shop answers"] }),
	...probeSchemas,
	tolerance: tolerancesSchema.optional().describe("What has to hold before, during and after the fault. A value alone means ==.").meta({ examples: [{
		success: ">= 99%",
		p95: "<= 300ms"
	}] }),
	during: tolerancesSchema.optional().describe("Instead of `tolerance`, metric by metric, while the fault is there."),
	after: tolerancesSchema.optional().describe("Instead of `tolerance`, metric by metric, in the recovery."),
	minSamples: wholeNumber().min(1).optional().describe("Fewer samples in a phase are inconclusive. Default: 10 for HTTP and TCP, 2 for the others.")
}), probeKinds).superRefine((value, context) => {
	const kinds = probeKinds.filter((kind) => Object.hasOwn(value, kind));
	for (const issue of toleranceIssues(value, kinds.length === 1 ? kinds[0] : void 0)) context.addIssue(issue);
	if (tolerancePlaces.every((place) => !Object.hasOwn(value, place))) context.addIssue({
		code: "custom",
		message: "a condition such as tolerance: { success: \">= 99%\" }",
		params: { found: "none of tolerance, during, after" }
	});
}, { when: isKnownMap });
function toSteadyStateProbe(parsed, at) {
	const probe = toProbe(parsed);
	return {
		name: parsed.name,
		at: at.position,
		probe,
		tolerances: toTolerances(parsed, at),
		minSamples: parsed.minSamples ?? minSamplesOf[probe.kind]
	};
}
// src/scenario/language/steps/kubectl.ts
/** Applies or deletes objects with kubectl. */
const kubectlSchema = strictObject({
	action: _enum(["apply", "delete"]),
	payload: text().describe("The manifests, on standard input of kubectl."),
	autoDelete: boolean().default(true).describe("Delete at the end of the scenario what was applied."),
	proxy: string().default("").describe("Proxy for kubectl; empty: none, whatever the environment says."),
	kubectlBinary: text().default("kubectl").describe("Name or path of kubectl.")
}).describe("Run `kubectl apply` or `kubectl delete` on a payload.");
function toKubectlStep(parsed, step) {
	return {
		kind: "kubectl",
		at: step.position,
		...parsed
	};
}
// src/scenario/language/or-defaults.ts
/** A key without a value (`kill:`, `pause:`) means all of its defaults. */
const orDefaults = (schema) => preprocess((value) => value ?? {}, schema);
// src/scenario/language/wait.ts
/** A pause, as a step or between the actions of one. */
const waitSchema = exactlyOne(strictObject({
	seconds: number().min(0).max(604800).optional().describe("PowerfulSeal's way to say it."),
	for: duration("seconds").optional().describe("How long.").meta({ examples: ["5s"] })
}, mapLike("{ seconds: 5 }")), ["seconds", "for"]);
/** Its length in milliseconds. */
function waitMs(parsed) {
	return parsed.for ?? Math.round((parsed.seconds ?? 0) * 1e3);
}
// src/scenario/language/nodes/auto-restart.ts
/** Whether a node that was stopped is started again in the undo phase. */
const autoRestartSchema = () => boolean().default(true).describe("Start it again after the steps. Otherwise it stays down when the run is over.");
// src/scenario/language/nodes/command.ts
const expected = "a program and its arguments, as a list such as [systemctl, restart, containerd]";
/** What a shell would take for more than a word. */
const shellSyntax = /[|&;<>()$`\\"'*?[\]{}#~!\n=%]/;
/** A command as argv. A line (PowerfulSeal's form) is split at its spaces, unless a shell would read more into it. */
const commandSchema = () => union([array(text()).min(1), string()], { error: expected }).transform((value, context) => {
	if (typeof value !== "string") return value;
	const words = value.split(/\s+/).filter((word) => word !== "");
	if (words.length > 0 && !shellSyntax.test(value)) return words;
	context.addIssue({
		code: "custom",
		message: words.length === 0 ? expected : `a list, because there is no shell: ${listForm(value)}`
	});
	return NEVER;
});
function listForm(line) {
	return JSON.stringify([
		"sh",
		"-c",
		line
	]);
}
// src/scenario/language/nodes/action.ts
const plain = () => orDefaults(strictObject({}));
/** One of `actions:`, on all of the chosen nodes, in the order of the file. */
const nodeActionItemSchema = exactlyOne(strictObject({
	stop: orDefaults(strictObject({
		autoRestart: autoRestartSchema(),
		force: boolean().default(true).describe("As a power cut; otherwise the node's own shutdown.")
	})).optional().describe("Switch the node off."),
	start: plain().optional().describe("Switch the node on again, and wait until it is Ready."),
	pause: plain().optional().describe("Freeze the node with all that runs on it: a hang. It goes on after the steps."),
	restartKubelet: plain().optional().describe("Restart the kubelet of the node; its pods go on."),
	stopKubelet: plain().optional().describe("Stop the kubelet of the node: its pods go on, and nobody tells the cluster. Started after the steps."),
	restartRuntime: plain().optional().describe("Restart the container runtime of the node."),
	execute: strictObject({ cmd: commandSchema().describe("Program and arguments; there is no shell.") }).optional().describe("Run a command on the node. Exit code 0 is a success; what it did is not put back."),
	cordon: plain().optional().describe("Let no new pods onto the node. Undone after the steps."),
	drain: orDefaults(strictObject({ timeout: duration("seconds").prefault(60).describe("Until the last pod has to be gone.") })).optional().describe("Cordon the node and evict its pods, as far as their PodDisruptionBudgets allow."),
	wait: waitSchema.optional().describe("Pause between two actions.")
}), [
	"stop",
	"start",
	"pause",
	"restartKubelet",
	"stopKubelet",
	"restartRuntime",
	"execute",
	"cordon",
	"drain",
	"wait"
]);
const plainKinds = [
	"start",
	"pause",
	"restartKubelet",
	"stopKubelet",
	"restartRuntime",
	"cordon"
];
function toNodeActionItem(parsed, cursor) {
	const at = cursor.position;
	if (parsed.stop) return {
		kind: "stop",
		at,
		...parsed.stop
	};
	if (parsed.execute) return {
		kind: "execute",
		at,
		command: parsed.execute.cmd
	};
	if (parsed.drain) return {
		kind: "drain",
		at,
		timeoutMs: parsed.drain.timeout
	};
	const kind = plainKinds.find((each) => parsed[each] !== void 0);
	return kind ? {
		kind,
		at
	} : {
		kind: "wait",
		at,
		ms: waitMs(parsed.wait ?? {})
	};
}
// src/scenario/language/pods/filter.ts
const weekdays = [
	"monday",
	"tuesday",
	"wednesday",
	"thursday",
	"friday",
	"saturday",
	"sunday"
];
const timeOfDay = () => strictObject({
	hour: wholeNumber().min(0).max(23),
	minute: wholeNumber().min(0).max(59),
	second: wholeNumber().min(0).max(59)
}, mapLike("{ hour: 10, minute: 0, second: 0 }")).meta({ examples: [{
	hour: 10,
	minute: 0,
	second: 0
}] });
/** Whether a property's value is a pattern that can be matched as a prefix, ignoring case. */
function isPattern(value) {
	try {
		new RegExp(`^(?:${value})`, "i");
		return true;
	} catch {
		return false;
	}
}
const pattern = () => text().refine(isPattern, "a regular expression");
/** What has a property: a match of nodes, and a filter of everything. */
function propertySchema(names) {
	return strictObject({
		name: _enum(names),
		value: union([pattern(), array(pattern()).min(1)], { error: "a regular expression, or a list of them" }).describe("Regular expression that the beginning has to match, ignoring case; of a list, one."),
		negative: boolean().default(false).describe("Keep those that do not match.")
	});
}
/** The filters that know nothing of what they choose from. */
const commonFilters = {
	dayTime: strictObject({
		onlyDays: array(_enum(weekdays)).describe("Empty: any day."),
		startTime: timeOfDay(),
		endTime: timeOfDay()
	}).optional().describe("All pods at these times (local, both ends included), none at others."),
	randomSample: exactlyOne(strictObject({
		size: wholeNumber().min(1).optional().describe("So many pods; all of them when there are fewer."),
		ratio: number().min(0).max(1).optional().describe("This share of the pods, rounded down, but at least one: 0.3 of 3 pods is 1.")
	}), ["size", "ratio"]).optional().describe("Some pods, chosen by the seed."),
	probability: probability().optional().describe("All pods with this probability, else none.")
};
const filterKeys = [
	"property",
	"dayTime",
	"randomSample",
	"probability"
];
/** One of `filters:` of a podAction, applied in the order of the file. */
const podFilterSchema = exactlyOne(strictObject({
	property: propertySchema(["name", "state"]).optional().describe("By a pod's name or state (its phase, `Terminating`, or what its containers wait for)."),
	...commonFilters
}), filterKeys);
/** One of `filters:` of a nodeAction. */
const nodeFilterSchema = exactlyOne(strictObject({
	property: propertySchema(nodeProperties).optional().describe("By name, address, group (the value of any label), zone or state (UP, DOWN, UNKNOWN)."),
	...commonFilters
}), filterKeys);
function toPodFilter(parsed, cursor) {
	if (parsed.property) return {
		kind: "property",
		at: cursor.position,
		...parsed.property
	};
	return toCommonFilter(parsed, cursor);
}
function toNodeFilter(parsed, cursor) {
	if (parsed.property) return {
		kind: "property",
		at: cursor.position,
		...parsed.property
	};
	return toCommonFilter(parsed, cursor);
}
function toCommonFilter(parsed, cursor) {
	const at = cursor.position;
	if (parsed.randomSample) return {
		kind: "randomSample",
		at,
		...parsed.randomSample
	};
	if (parsed.dayTime) {
		const { onlyDays, startTime, endTime } = parsed.dayTime;
		return {
			kind: "dayTime",
			at,
			onlyDays,
			startSecond: secondOfDay(startTime),
			endSecond: secondOfDay(endTime)
		};
	}
	return {
		kind: "probability",
		at,
		probability: parsed.probability ?? 1
	};
}
function secondOfDay(time) {
	return time.hour * 3600 + time.minute * 60 + time.second;
}
// src/scenario/language/pods/retries.ts
/** How often a podAction that failed is made again, as a whole: matches, filters and actions. */
const retriesSchema = exactlyOne(strictObject({
	retriesCount: strictObject({
		count: wholeNumber().min(1),
		sleep: duration("seconds").prefault(30).describe("Pause between two attempts.")
	}).optional().describe("Attempts, the first one included."),
	retriesTimeout: strictObject({
		timeout: duration("seconds").prefault(60).describe("No new attempt begins after this."),
		sleep: duration("seconds", 1).prefault(30).describe("Pause between two attempts.")
	}).optional().describe("Attempts until the time is over.")
}), ["retriesCount", "retriesTimeout"]);
function toRetries(parsed) {
	if (parsed.retriesCount) return {
		kind: "retriesCount",
		count: parsed.retriesCount.count,
		sleepMs: parsed.retriesCount.sleep
	};
	const { timeout, sleep } = parsed.retriesTimeout ?? {
		timeout: 6e4,
		sleep: 3e4
	};
	return {
		kind: "retriesTimeout",
		timeoutMs: timeout,
		sleepMs: sleep
	};
}
// src/scenario/language/steps/node-action.ts
const nodeMatchSchema = exactlyOne(strictObject({ property: propertySchema(nodeProperties).optional().describe("By name, address, group (the value of any label), zone or state (UP, DOWN, UNKNOWN).") }), ["property"]);
/** Chooses nodes and acts on them. */
const nodeActionSchema = strictObject({
	matches: array(nodeMatchSchema).min(1).describe("The nodes to start from: the union of these."),
	filters: array(nodeFilterSchema).default([]).describe("What leaves some of them out, one after another."),
	actions: array(nodeActionItemSchema).min(1).describe("What is done to those that are left, one after another."),
	retries: retriesSchema.optional().describe("How often a failed attempt is made again.")
}).describe("Choose nodes and act on them.");
function toNodeActionStep(parsed, step) {
	const inside = step.at("nodeAction");
	return {
		kind: "nodeAction",
		at: step.position,
		matches: parsed.matches.flatMap(({ property }, index) => property ? [{
			kind: "property",
			at: inside.at("matches", index).position,
			...property
		}] : []),
		filters: parsed.filters.map((filter, index) => toNodeFilter(filter, inside.at("filters", index))),
		actions: parsed.actions.map((action, index) => toNodeActionItem(action, inside.at("actions", index))),
		retries: parsed.retries && toRetries(parsed.retries)
	};
}
// src/scenario/language/pods/action.ts
/** One of `actions:`, on all of the chosen pods, in the order of the file. */
const podActionItemSchema = exactlyOne(strictObject({
	kill: orDefaults(strictObject({
		probability: probability().default(1).describe("Of each pod, to be killed at all."),
		force: boolean().default(true).describe("Without a grace period.")
	})).optional().describe("Delete the pods through the API."),
	killContainer: orDefaults(strictObject({
		container: text().optional().describe("The container's name. Default: the first of the pod."),
		signal: _enum([
			"SIGKILL",
			"SIGTERM",
			"SIGINT",
			"SIGHUP",
			"SIGQUIT",
			"SIGABRT",
			"SIGSEGV",
			"SIGBUS",
			"SIGUSR1",
			"SIGUSR2",
			"SIGSTOP",
			"SIGCONT"
		], { error: "a signal such as SIGKILL or SIGTERM" }).default("SIGKILL"),
		times: wholeNumber().min(1).max(1e3).default(1).describe("How often each one is killed."),
		interval: duration("seconds").prefault(0).describe("From one kill of a container to its next.").meta({ examples: ["1250ms"] }),
		stagger: duration("seconds").prefault(0).describe("From one pod to the next; 0: all at once.").meta({ examples: ["2s"] })
	})).optional().describe("Crash a container: signal its first process from the node, so that the kubelet restarts it in its pod."),
	stopHost: orDefaults(strictObject({ autoRestart: autoRestartSchema() })).optional().describe("Stop the nodes that the chosen pods run on."),
	checkPodCount: strictObject({ count: wholeNumber().min(0) }).optional().describe("Fails unless exactly so many pods were chosen."),
	checkPodState: strictObject({ state: text().describe("Regular expression that the beginning of the state has to match.").meta({ examples: ["Running"] }) }).optional().describe("Fails unless every chosen pod is in this state."),
	wait: waitSchema.optional().describe("Pause between two actions.")
}), [
	"kill",
	"killContainer",
	"stopHost",
	"checkPodCount",
	"checkPodState",
	"wait"
]);
function toPodActionItem(parsed, cursor) {
	const at = cursor.position;
	if (parsed.kill) return {
		kind: "kill",
		at,
		...parsed.kill
	};
	if (parsed.stopHost) return {
		kind: "stopHost",
		at,
		...parsed.stopHost
	};
	if (parsed.checkPodCount) return {
		kind: "checkPodCount",
		at,
		...parsed.checkPodCount
	};
	if (parsed.checkPodState) return {
		kind: "checkPodState",
		at,
		...parsed.checkPodState
	};
	if (parsed.killContainer) {
		const { interval, stagger, ...rest } = parsed.killContainer;
		return {
			kind: "killContainer",
			at,
			...rest,
			intervalMs: interval,
			staggerMs: stagger
		};
	}
	return {
		kind: "wait",
		at,
		ms: waitMs(parsed.wait ?? {})
	};
}
// src/scenario/language/pods/match.ts
const namespacePattern = () => string().regex(/^$|^[a-z0-9*?][-a-z0-9*?.]*(\s*,\s*[a-z0-9*?][-a-z0-9*?.]*)*$/i, "a namespace, a comma-separated list of them, `*` for all, or a pattern such as `team-*`").describe("A namespace, a comma-separated list, `*` (or empty) for all, or a pattern with `*`, matched as a whole.");
const labelSelector = () => string().refine((selector) => parseLabelSelector(selector) !== void 0, "a label selector such as `app=web,tier!=cache` or `env in (dev,test)`").describe("A label selector as kubectl takes it; empty selects every pod.").meta({ examples: ["app=web"] });
/** One of `matches:`; their union is the set that the filters start from. */
const podMatchSchema = exactlyOne(strictObject({
	namespace: namespacePattern().optional().describe("Every pod of a namespace."),
	deployment: strictObject({
		name: objectName(),
		namespace: namespacePattern()
	}).optional().describe("The pods of a Deployment."),
	labels: strictObject({
		selector: labelSelector(),
		namespace: namespacePattern()
	}).optional().describe("The pods with these labels.")
}), [
	"namespace",
	"deployment",
	"labels"
]);
function toPodMatch(parsed, at) {
	if (parsed.deployment) return {
		kind: "deployment",
		at: at.position,
		...parsed.deployment
	};
	if (parsed.labels) return {
		kind: "labels",
		at: at.position,
		...parsed.labels
	};
	return {
		kind: "namespace",
		at: at.position,
		namespace: parsed.namespace ?? ""
	};
}
// src/scenario/language/steps/pod-action.ts
/** Chooses pods and acts on them. */
const podActionSchema = strictObject({
	matches: array(podMatchSchema).min(1).describe("The pods to start from: the union of these."),
	filters: array(podFilterSchema).default([]).describe("What leaves some of them out, one after another."),
	actions: array(podActionItemSchema).min(1).describe("What is done to those that are left, one after another."),
	retries: retriesSchema.optional().describe("How often a failed attempt is made again.")
}).describe("Choose pods and act on them.");
function toPodActionStep(parsed, step) {
	const inside = step.at("podAction");
	return {
		kind: "podAction",
		at: step.position,
		matches: parsed.matches.map((match, index) => toPodMatch(match, inside.at("matches", index))),
		filters: parsed.filters.map((filter, index) => toPodFilter(filter, inside.at("filters", index))),
		actions: parsed.actions.map((action, index) => toPodActionItem(action, inside.at("actions", index))),
		retries: parsed.retries && toRetries(parsed.retries)
	};
}
// src/scenario/language/steps/probe-http.ts
/** PowerfulSeal's probe: requests one after another, after the step before has ended. */
const probeHttpStepSchema = strictObject({
	...httpRequest,
	count: wholeNumber().min(1).max(1e5).default(1).describe("How many requests, one after another."),
	retries: wholeNumber().min(1).max(1e3).default(3).describe("Attempts of each request before the step fails."),
	delay: duration("milliseconds").prefault(100).describe("Pause between two attempts.")
}).describe("Send requests, and fail unless each is answered as expected.");
function toProbeHttpStep(parsed, step) {
	const { count, retries, delay, ...request } = parsed;
	return {
		kind: "probeHTTP",
		at: step.position,
		probe: toHttpProbe({
			...request,
			every: delay
		}),
		count,
		retries,
		delayMs: delay
	};
}
// src/scenario/language/steps/wait.ts
/** A pause between two steps. */
const waitStepSchema = waitSchema.describe("Wait, while the probes of the steady state keep sampling.");
function toWaitStep(parsed, step) {
	return {
		kind: "wait",
		at: step.position,
		ms: waitMs(parsed)
	};
}
// src/scenario/language/steps/index.ts
const steps = {
	podAction: podActionSchema.optional(),
	nodeAction: nodeActionSchema.optional(),
	probeHTTP: probeHttpStepSchema.optional(),
	kubectl: kubectlSchema.optional(),
	wait: waitStepSchema.optional()
};
/** One of `steps:`, a map with the one key that names its kind. */
const stepSchema = exactlyOne(strictObject(steps), Object.keys(steps));
function toStep(parsed, at) {
	if (parsed.podAction) return toPodActionStep(parsed.podAction, at);
	if (parsed.nodeAction) return toNodeActionStep(parsed.nodeAction, at);
	if (parsed.probeHTTP) return toProbeHttpStep(parsed.probeHTTP, at);
	if (parsed.kubectl) return toKubectlStep(parsed.kubectl, at);
	return toWaitStep(parsed.wait ?? {}, at);
}
// src/scenario/language/scenario.ts
const baselineDefault = "3s";
const recoveryDefaults = {
	within: "60s",
	stableFor: "3s"
};
/** One of `scenarios:`: a hypothesis on how the app behaves while the steps disturb it. */
const scenarioSchema$1 = strictObject({
	name: string().min(3).max(80).describe("Names the experiment in every report."),
	description: string().optional().describe("For readers of the file."),
	hypothesis: text().optional().describe("What is believed to stay true, in a sentence."),
	steadyState: array(steadyStateProbeSchema).min(1).optional().describe("What has to hold, sampled through all phases."),
	blastRadius: blastRadiusSchema.optional().describe("What may be touched at most."),
	baseline: strictObject({ for: duration("seconds", 1).prefault(baselineDefault).describe("At least this long.") }, mapLike("{ for: 3s }")).prefault({}).describe("Before the fault: the steady state has to hold, or nothing is injected."),
	method: strictObject({ for: duration("seconds").prefault(0).describe("At least this long, steps included.") }, mapLike("{ for: 10s }")).prefault({}).describe("The steps, while the probes keep sampling."),
	steps: array(stepSchema).default([]).describe("What is done, one after another."),
	recovery: strictObject({
		within: duration("seconds", 1).prefault(recoveryDefaults.within).describe("The steady state has to be back by then."),
		stableFor: duration("seconds").prefault(recoveryDefaults.stableFor).describe("And to hold for so long.")
	}, mapLike("{ within: 60s, stableFor: 3s }")).prefault({}).describe("After the fault: back to the steady state.")
}).superRefine((value, context) => {
	if (!(Array.isArray(value.steps) && value.steps.length === 0) || Object.hasOwn(value, "steadyState")) return;
	context.addIssue({
		code: "custom",
		message: "at least one of them: there is nothing to try",
		params: { found: "neither `steps` nor `steadyState`" }
	});
}, { when: isKnownMap });
function toScenario(parsed, at) {
	const { name, description, hypothesis, steadyState = [], recovery } = parsed;
	return {
		name,
		at: at.position,
		description,
		hypothesis,
		steadyState: steadyState.map((probe, index) => toSteadyStateProbe(probe, at.at("steadyState", index))),
		blastRadius: parsed.blastRadius && toBlastRadius(parsed.blastRadius, at.at("blastRadius")),
		baselineMs: parsed.baseline.for,
		methodMs: parsed.method.for,
		recovery: {
			withinMs: recovery.within,
			stableForMs: recovery.stableFor,
			at: at.at("recovery").keyPosition
		},
		steps: parsed.steps.map((step, index) => toStep(step, at.at("steps", index)))
	};
}
// src/scenario/language/file.ts
/** A scenario file. The one source of the language: types, checks, defaults and the JSON Schema come from here. */
const fileSchema = strictObject({
	config: configSchema.optional().describe("How the scenarios are run."),
	cluster: clusterSchema.optional().describe("Where. A flag or an input wins over it."),
	app: appSchema.optional().describe("What is deployed, and waited for, before the first experiment."),
	scenarios: array(scenarioSchema$1).min(1).describe("The experiments.")
});
// src/scenario/yaml/cursor.ts
/** The cursor of the whole file. A path that leads nowhere stays at the last place that there is. */
function cursorOf(yaml) {
	const root = yaml.places.get(yaml.value)?.start ?? 0;
	return cursorAt(yaml, yaml.value, {
		key: root,
		value: root
	});
}
function cursorAt(yaml, value, offsets) {
	return {
		get position() {
			return yaml.positionAt(offsets.value);
		},
		get keyPosition() {
			return yaml.positionAt(offsets.key);
		},
		at(...path) {
			let here = value;
			let found = offsets;
			for (const key of path) {
				if (typeof here !== "object" || here === null) break;
				const entry = yaml.places.get(here)?.entries.get(String(key));
				if (!entry) break;
				here = here[key];
				found = entry;
			}
			return cursorAt(yaml, here, found);
		}
	};
}
/** The value at a path, undefined where there is none. */
function valueAt(value, path) {
	let here = value;
	for (const key of path) {
		if (typeof here !== "object" || here === null) return void 0;
		here = here[key];
	}
	return here;
}
// src/scenario/yaml/limits.ts
/**
* What a scenario file may be at most. Parsing a file at these limits takes well under two seconds;
* hand-written files stay below a hundredth of them.
*/
const limits = {
	/** Of the file, in bytes. */
	bytes: 1048576,
	/** Lexical tokens: a megabyte of `a,` is slower to parse than a megabyte of prose. */
	tokens: 1e5,
	/** Maps and lists inside each other. */
	depth: 64,
	/** Values after anchors and merge keys are expanded: what an alias bomb runs into. */
	values: 1e5,
	/** Problems reported of one file; the rest is counted. */
	problems: 200
};
/** Text that is beyond the limits; the offset is where it was noticed. */
var TooMuch = class extends Error {
	offset;
	constructor(message, offset) {
		super(message);
		this.offset = offset;
	}
};
// src/scenario/problems/describe-value.ts
/** A value as a message shows it: `"5 parsecs"`, `12`, `a list`, `a map`, `nothing`. */
function describeValue(value) {
	if (value === null || value === void 0 || value === "") return value === "" ? "empty text" : "nothing";
	if (typeof value === "string") return `"${shorten(value)}"`;
	if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
	if (typeof value === "object") return Object.keys(value).length === 0 ? "an empty map" : "a map";
	return String(value);
}
/** On one line, without control characters, at most 60 characters. */
function shorten(text) {
	const line = text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ");
	return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}
// src/scenario/problems/nearest.ts
/** The candidate that a word is most likely a typo of; undefined when none is near. */
function nearest(word, candidates) {
	if (word.length > 40) return void 0;
	const limit = Math.max(1, Math.floor(word.length / 3));
	let best;
	for (const candidate of candidates) {
		if (Math.abs(candidate.length - word.length) > limit + 2) continue;
		const distance = editDistance(bare(word), bare(candidate));
		if (distance <= limit && (!best || distance < best.distance)) best = {
			candidate,
			distance
		};
	}
	return best?.candidate;
}
/** `steady_state`, `SteadyState` and `steady-state` are the same word to somebody who is looking for it. */
function bare(word) {
	return word.toLowerCase().replaceAll(/[-_ ]/g, "");
}
/** Insertions, deletions, replacements and swaps of neighbours (optimal string alignment) between two words. */
function editDistance(a, b) {
	let beforePrevious = [];
	let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
	for (let i = 1; i <= a.length; i++) {
		const current = [i];
		for (let j = 1; j <= b.length; j++) {
			const replaced = previous[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1);
			let cost = Math.min(previous[j] + 1, current[j - 1] + 1, replaced);
			if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) cost = Math.min(cost, beforePrevious[j - 2] + 1);
			current.push(cost);
		}
		beforePrevious = previous;
		previous = current;
	}
	return previous[b.length];
}
// src/scenario/problems/not-carried.ts
/** Keys of the language that this version reads but does not run yet; they are no typos, and never ignored. */
const notCarried = {
	clone: "PowerfulSeal",
	alertManagerAction: "PowerfulSeal",
	networkAction: "chaos-gate",
	stressAction: "chaos-gate",
	processAction: "chaos-gate",
	controlPlaneAction: "chaos-gate",
	probeDNS: "chaos-gate",
	probePrometheus: "chaos-gate",
	probeBrowser: "chaos-gate"
};
/** Says that a key is known but not carried yet; undefined for every other key. */
function notCarriedProblem(key) {
	const origin = Object.hasOwn(notCarried, key) ? notCarried[key] : void 0;
	return origin && `found \`${key}\` of ${origin}'s language, which is not carried yet by this version`;
}
// src/scenario/problems/schema-problems.ts
/**
* The `error` of every parse: makes each issue's message the phrase after "expected". A schema with an `error` of its
* own says it there. For unknown keys the phrase is the list of known ones.
*/
function expectedPhrase(issue) {
	switch (issue.code) {
		case "unrecognized_keys": return Object.keys(issue.inst?.shape ?? {}).join(", ");
		case "invalid_type": return typePhrases[issue.expected] ?? issue.expected;
		case "invalid_value": return `${issue.values.length > 1 ? "one of " : ""}${issue.values.map(String).join(", ")}`;
		case "too_small": return atLeast(issue.origin, Number(issue.minimum), issue.inclusive !== false);
		case "too_big": return atMost(issue.origin, Number(issue.maximum), issue.inclusive !== false);
		default: return "something else";
	}
}
const typePhrases = {
	string: "text",
	number: "a number",
	int: "a whole number",
	boolean: "true or false",
	array: "a list",
	object: "a map",
	record: "a map",
	null: "nothing"
};
function atLeast(origin, minimum, inclusive) {
	if (origin === "string") return minimum <= 1 ? "text that is not empty" : `at least ${minimum} characters`;
	if (origin === "array") return minimum <= 1 ? "at least one entry" : `at least ${minimum} entries`;
	return inclusive ? `at least ${minimum}` : `more than ${minimum}`;
}
function atMost(origin, maximum, inclusive) {
	if (origin === "string") return `at most ${maximum} characters`;
	if (origin === "array") return `at most ${maximum} entries`;
	return inclusive ? `at most ${maximum}` : `less than ${maximum}`;
}
/** Problems of a file, in the order of the text, from what the schema found wrong with it. */
function schemaProblems(yaml, error) {
	const root = cursorOf(yaml);
	const issues = error.issues.slice(0, 4 * limits.problems).flatMap((issue) => innermost(issue, []));
	const misspelt = new Set(issues.flatMap(misspeltKeys));
	const problems = issues.filter(({ path }) => !misspelt.has(JSON.stringify(path)) || valueAt(yaml.value, path) !== void 0).flatMap((issue) => problemsOf(issue, yaml, root)).sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
	const unique = [...new Map(problems.map((problem) => [JSON.stringify(problem), problem])).values()];
	if (unique.length <= limits.problems) return unique;
	const more = {
		at: root.position,
		message: `found more than ${limits.problems} problems, expected none`
	};
	return [...unique.slice(0, limits.problems), more];
}
/** The paths of the keys that unknown ones were probably meant to be: that they are missing is the same problem. */
function misspeltKeys(issue) {
	if (issue.code !== "unrecognized_keys") return [];
	return issue.keys.slice(0, limits.problems).flatMap((key) => {
		const meant = nearest(key, knownKeys(issue));
		return meant === void 0 ? [] : JSON.stringify([...issue.path, meant]);
	});
}
function knownKeys(issue) {
	return issue.message.split(", ");
}
/** A union's issue says "neither"; the branch that has the value's type says what is wrong inside. */
function innermost(issue, prefix) {
	const path = [...prefix, ...issue.path];
	if (issue.code === "invalid_union") {
		const branch = issue.errors.find((issues) => !issues.some((inner) => inner.path.length === 0 && inner.code === "invalid_type"));
		if (branch && branch.length > 0) return branch.flatMap((inner) => innermost(inner, path));
	}
	return [{
		...issue,
		path
	}];
}
function problemsOf(issue, yaml, root) {
	const cursor = root.at(...issue.path);
	if (issue.code === "unrecognized_keys") return issue.keys.slice(0, limits.problems + 1).map((key) => ({
		at: root.at(...issue.path, key).keyPosition,
		message: notCarriedProblem(key) ?? unknownKey(key, knownKeys(issue))
	}));
	const params = issue.code === "custom" ? issue.params : void 0;
	const value = valueAt(yaml.value, issue.path);
	const found = params?.found ?? (value === void 0 ? missing(issue.path) : describeValue(value));
	return [{
		at: params?.atKey ? cursor.keyPosition : cursor.position,
		message: `${params?.found || value === void 0 ? "" : keyOf$1(issue.path)}found ${found}, expected ${issue.message}`
	}];
}
function unknownKey(key, known) {
	const meant = nearest(key, known);
	const rest = meant ? `; did you mean \`${meant}\`?` : `, expected one of ${known.join(", ")}`;
	return `found the unknown key \`${shorten(key)}\`${rest}`;
}
function missing(path) {
	const key = path.at(-1);
	return typeof key === "string" ? `no \`${shorten(key)}\`` : "nothing";
}
/** `timeout: `, or `headers[0]: ` inside lists. */
function keyOf$1(path) {
	const names = path.map(String);
	let start = names.length - 1;
	while (start > 0 && typeof path[start] === "number") start--;
	if (start < 0) return "";
	return `${shorten(names[start] ?? "")}${names.slice(start + 1).map((index) => `[${index}]`).join("")}: `;
}
// src/scenario/yaml/expand-nodes.ts
var import_dist = require_dist();
/**
* Turns composed YAML nodes into plain values: aliases share the value of their anchor, merge keys (`<<`) are merged,
* explicit keys win. Cycles, unknown anchors, duplicate keys and keys that are not text are problems; a bomb throws TooMuch.
*/
function expandNodes(root) {
	const places = /* @__PURE__ */ new WeakMap();
	const problems = [];
	const anchors = /* @__PURE__ */ new Map();
	const nothing = {
		value: null,
		size: 1
	};
	let total = 0;
	const problem = (offset, message, first) => {
		if (problems.length < limits.problems) problems.push({
			offset,
			message,
			first
		});
		return nothing;
	};
	function expand(node) {
		if (!node) return nothing;
		if ((0, import_dist.isAlias)(node)) return follow(node);
		const anchor = node.anchor;
		if (anchor) anchors.set(anchor, "open");
		const expanded = (0, import_dist.isScalar)(node) ? scalar(node.value, startOf(node)) : (0, import_dist.isMap)(node) ? map(node) : list(node);
		if (anchor) anchors.set(anchor, expanded);
		return expanded;
	}
	function follow(alias) {
		const target = anchors.get(alias.source);
		const offset = startOf(alias);
		if (!target) return problem(offset, `found the alias *${alias.source}, expected an anchor &${alias.source} above it`);
		if (target === "open") return problem(offset, `found the alias *${alias.source} inside its own anchor, expected no cycle`);
		count(target.size, offset);
		return target;
	}
	function count(size, offset) {
		total += size;
		if (total > limits.values) throw new TooMuch(`found aliases that expand to more than ${limits.values} values, expected fewer`, offset);
	}
	function scalar(value, offset) {
		total++;
		if (value === null || [
			"string",
			"number",
			"boolean"
		].includes(typeof value)) return {
			value,
			size: 1
		};
		return problem(offset, "found a value with a type of its own, expected text, a number, true or false");
	}
	function list(node) {
		const value = [];
		const place = {
			start: startOf(node),
			entries: /* @__PURE__ */ new Map()
		};
		let size = 1;
		total++;
		for (const item of node.items) {
			const offset = item ? startOf(item) : place.start;
			place.entries.set(String(value.length), {
				key: offset,
				value: offset
			});
			const expanded = expand(item);
			value.push(expanded.value);
			size += expanded.size;
		}
		places.set(value, place);
		return {
			value,
			size
		};
	}
	function map(node) {
		const value = Object.create(null);
		const place = {
			start: startOf(node),
			entries: /* @__PURE__ */ new Map()
		};
		const merges = [];
		let size = 1;
		total++;
		for (const pair of node.items) {
			const keyOffset = startOf(pair.key);
			const key = keyOf(pair);
			const expanded = expand(pair.value);
			size += expanded.size;
			if (key === void 0) problem(keyOffset, "found a list or a map as a key, expected text; put {{ }} in quotes");
			else if (isMergeKey(pair.key)) merges.push({
				expanded,
				offset: keyOffset
			});
			else if (place.entries.has(key)) problem(keyOffset, `found a second \`${key}\`, expected every key once`, place.entries.get(key)?.key);
			else {
				place.entries.set(key, {
					key: keyOffset,
					value: pair.value ? startOf(pair.value) : keyOffset
				});
				value[key] = expanded.value;
			}
		}
		for (const { expanded, offset } of merges) merge(value, place, expanded.value, offset);
		places.set(value, place);
		return {
			value,
			size
		};
	}
	function merge(into, place, source, offset) {
		for (const from of Array.isArray(source) ? source : [source]) {
			const origin = isPlainMap(from) ? places.get(from) : void 0;
			if (!isPlainMap(from) || !origin) {
				problem(offset, "found `<<` with something that is no map, expected a map or a list of maps");
				continue;
			}
			for (const [key, value] of Object.entries(from)) {
				if (place.entries.has(key)) continue;
				place.entries.set(key, origin.entries.get(key) ?? {
					key: offset,
					value: offset
				});
				into[key] = value;
			}
		}
	}
	const { value } = expand(root);
	return {
		value,
		places,
		problems
	};
}
function isPlainMap(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
function isMergeKey(key) {
	return (0, import_dist.isScalar)(key) && key.value === "<<" && key.type === "PLAIN";
}
function keyOf(pair) {
	if (!(0, import_dist.isScalar)(pair.key)) return void 0;
	return pair.key.value === null ? "" : String(pair.key.value);
}
function startOf(node) {
	return node.range?.[0] ?? 0;
}
// src/scenario/yaml/syntax-problem.ts
/** What the parser's codes mean to somebody who writes a scenario: what was found, what was expected. */
const sentences = {
	TAB_AS_INDENT: "found a tab as indentation, expected spaces",
	BAD_INDENT: "found an indentation that fits no level above, expected the same number of spaces as its neighbours",
	BLOCK_AS_IMPLICIT_KEY: "found a second `:` in the line, expected one key and its value; put text with `: ` in quotes",
	BLOCK_IN_FLOW: "found an indented block inside brackets, expected commas and brackets there",
	MULTILINE_IMPLICIT_KEY: "found a key over several lines, expected `key:` on one line",
	BAD_ALIAS: "found a broken alias, expected `*name` of an anchor above",
	BAD_DQ_ESCAPE: "found an unknown escape in double quotes, expected one of YAML; write \\\\ for a backslash",
	MULTIPLE_ANCHORS: "found two anchors on one value, expected one",
	MULTIPLE_TAGS: "found two tags on one value, expected none",
	TAG_RESOLVE_FAILED: "found a YAML tag that means nothing here, expected plain values without `!tags`"
};
/** One sentence for a YAML error or warning, without the parser's excerpt. */
function syntaxProblem(error) {
	if (error.code === "BAD_INDENT" && error.message.startsWith("Flow")) return "found brackets that are not closed before the next entry begins, expected `]` or `}`";
	const parsers = error.message.split("\n", 1)[0] ?? error.code;
	return sentences[error.code] || `found broken YAML, expected it to parse: ${firstLower(parsers)}`;
}
function firstLower(text) {
	return text.slice(0, 200).replace(/^[A-Z](?![A-Z])/, (letter) => letter.toLowerCase());
}
// src/scenario/yaml/read-yaml.ts
/** Files above `limits.bytes`. */
const tooLarge = "found a file of more than 1 MiB, expected a scenario file of at most that";
/**
* Reads the one YAML document of a file. Pure, and bounded in time and memory: the parser is fed token by token and
* stops at the limits, so that no input (deep nesting, alias bombs, megabytes of brackets) gets further than them.
*/
function readYaml(text, file) {
	const lines = new import_dist.LineCounter();
	const positionAt = (offset) => {
		const { line, col } = lines.linePos(Math.min(offset, text.length));
		return {
			file,
			line: Math.max(1, line),
			column: Math.max(1, col)
		};
	};
	const { value, places, problems } = readDocument(text, lines);
	if (problems.length === 0) return {
		ok: true,
		yaml: {
			file,
			value,
			places,
			positionAt
		}
	};
	return {
		ok: false,
		problems: problems.map(({ offset, message, first }) => ({
			at: positionAt(offset),
			message: first === void 0 ? message : `${message}; the first is on line ${positionAt(first).line}`
		}))
	};
}
function readDocument(text, lines) {
	if (Buffer.byteLength(text) > limits.bytes) return unreadable$1(0, tooLarge);
	try {
		const [document, second] = new import_dist.Composer({
			uniqueKeys: false,
			merge: false
		}).compose(tokensOf(text, lines));
		if (!document?.contents) return unreadable$1(0, "found an empty file, expected a map with `scenarios`");
		const fault = document.errors[0] ?? document.warnings[0];
		if (fault) return unreadable$1(fault.pos[0], syntaxProblem(fault));
		if (second) return unreadable$1(second.range[0], "found a second YAML document, expected one document in a file");
		return expandNodes(document.contents);
	} catch (error) {
		if (error instanceof TooMuch) return unreadable$1(error.offset, error.message);
		throw error;
	}
}
function unreadable$1(offset, message) {
	return {
		value: null,
		places: /* @__PURE__ */ new WeakMap(),
		problems: [{
			offset,
			message
		}]
	};
}
function* tokensOf(text, lines) {
	const parser = new import_dist.Parser(lines.addNewLine);
	lines.addNewLine(0);
	let count = 0;
	for (const lexeme of new import_dist.Lexer().lex(text)) {
		if (++count > limits.tokens) throw new TooMuch(`found more than ${limits.tokens} YAML tokens, expected a file of ordinary size`, parser.offset);
		if (depthOf(parser.stack) > limits.depth) throw new TooMuch(`found more than ${limits.depth} levels inside each other, expected fewer`, parser.offset);
		yield* parser.next(lexeme);
	}
	yield* parser.end();
}
/** Maps and lists that are open; the stack holds the document and the scalar at hand as well. */
function depthOf(stack) {
	return stack.length <= limits.depth ? 0 : stack.filter(({ type }) => collections.has(type)).length;
}
const collections = /* @__PURE__ */ new Set([
	"block-map",
	"block-seq",
	"flow-collection"
]);
// src/scenario/parse-suite.ts
/** Parses a scenario file. Pure; every problem of the file at once, with positions in `file`. */
function parseSuite(text, file) {
	const read = readYaml(text, file);
	if (!read.ok) return read;
	const parsed = fileSchema.safeParse(read.yaml.value, { error: expectedPhrase });
	if (!parsed.success) return {
		ok: false,
		problems: schemaProblems(read.yaml, parsed.error)
	};
	const root = cursorOf(read.yaml);
	const { config = {}, cluster = {}, app, scenarios } = parsed.data;
	return {
		ok: true,
		suiteFile: {
			file,
			config,
			cluster,
			app,
			scenarios: scenarios.map((scenario, index) => toScenario(scenario, root.at("scenarios", index))),
			root
		}
	};
}
// src/scenario/yaml/decode-text.ts
/** The bytes of a scenario file as text: UTF-8, a byte order mark is dropped with a notice. */
function decodeText(bytes, file) {
	const start = {
		file,
		line: 1,
		column: 1
	};
	if (bytes.length > limits.bytes) return {
		ok: false,
		problem: {
			at: start,
			message: tooLarge
		}
	};
	if (bytes[0] === 255 && bytes[1] === 254 || bytes[0] === 254 && bytes[1] === 255) return {
		ok: false,
		problem: {
			at: start,
			message: "found text in UTF-16, expected UTF-8"
		}
	};
	if (!isUtf8(bytes)) return {
		ok: false,
		problem: {
			at: firstBroken(bytes, file),
			message: "found bytes that are no UTF-8, expected text in UTF-8"
		}
	};
	const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(bytes);
	if (!text.startsWith("﻿")) return {
		ok: true,
		text
	};
	return {
		ok: true,
		text: text.slice(1),
		notice: {
			at: start,
			message: "the file begins with a byte order mark; it is ignored"
		}
	};
}
function firstBroken(bytes, file) {
	let intact = 0;
	let broken = bytes.length;
	while (broken - intact > 1) {
		const middle = intact + broken >>> 1;
		if (isUtf8(bytes.subarray(0, endOfCharacter(bytes, middle)))) intact = middle;
		else broken = middle;
	}
	const lines = new TextDecoder().decode(bytes.subarray(0, endOfCharacter(bytes, intact))).split("\n");
	return {
		file,
		line: lines.length,
		column: (lines.at(-1) ?? "").length + 1
	};
}
/** Moves an end that cuts a character in half back to where that character begins. */
function endOfCharacter(bytes, end) {
	let start = end;
	while (start > 0 && end - start < 3 && ((bytes[start] ?? 0) & 192) === 128) start--;
	return start;
}
// src/scenario/load.ts
/**
* Reads scenario files, folders of them (every *.yml and *.yaml that has `scenarios:`) and standard input (`-`) into one suite.
* Throws InvalidInput with every problem of every file.
*/
async function loadSuite(paths, options = {}) {
	const cwd = resolve(options.cwd ?? process.cwd());
	const problems = [];
	const files = [];
	const notices = [];
	const seen = /* @__PURE__ */ new Set();
	if (paths.length === 0) problems.push({ message: "found no scenario file, expected at least one file, folder or -" });
	for (const path of paths) for (const source of await sourcesOf(path, cwd, options, problems)) {
		const identity = source.file === "-" ? "-" : resolve(cwd, source.file);
		if (seen.has(identity)) continue;
		seen.add(identity);
		const decoded = decodeText(source.bytes, source.file);
		if (!decoded.ok) {
			problems.push(decoded.problem);
			continue;
		}
		if (decoded.notice) notices.push(decoded.notice);
		const parsed = parseSuite(decoded.text, source.file);
		if (!parsed.ok) problems.push(...parsed.problems);
		else {
			files.push(parsed.suiteFile);
			problems.push(...await missingPaths(parsed.suiteFile, cwd));
		}
	}
	const merged = mergeFiles(files, cwd);
	if (!merged.ok) problems.push(...merged.problems);
	if (!merged.ok || problems.length > 0) throw new InvalidInput(problems);
	if (options.compat === "legacy") notices.push({ message: "compat legacy: this version judges every file strictly; PowerfulSeal's outcomes are not reproduced yet" });
	return {
		...merged.suite,
		notices: [...notices, ...merged.suite.notices]
	};
}
async function sourcesOf(path, cwd, options, problems) {
	if (path === "-") {
		if (options.stdin === void 0) problems.push({ message: "found `-` without standard input, expected a scenario file on it" });
		return options.stdin === void 0 ? [] : [{
			file: "-",
			bytes: Buffer.from(options.stdin)
		}];
	}
	try {
		return (await stat(resolve(cwd, path))).isDirectory() ? await folderSources(path, cwd, problems) : await fileSource(path, cwd, problems);
	} catch (error) {
		problems.push({ message: unreadable(path, error) });
		return [];
	}
}
async function fileSource(file, cwd, problems) {
	try {
		return [{
			file,
			bytes: await readStart(resolve(cwd, file))
		}];
	} catch (error) {
		problems.push({ message: unreadable(file, error) });
		return [];
	}
}
async function folderSources(folder, cwd, problems) {
	const names = (await readdir(resolve(cwd, folder), { withFileTypes: true })).filter((entry) => !entry.isDirectory() && /\.ya?ml$/i.test(entry.name)).map(({ name }) => name);
	const before = problems.length;
	const sources = [];
	for (const name of names.sort()) sources.push(...(await fileSource(join(folder, name), cwd, problems)).filter(({ bytes }) => hasScenarios(bytes)));
	if (sources.length === 0 && problems.length === before) problems.push({ message: `${folder}: found no *.yml or *.yaml file with \`scenarios:\` in this folder, expected at least one` });
	return sources;
}
/** Whether a file of a folder is a scenario file at all, and not a manifest that lives beside. */
function hasScenarios(bytes) {
	return /^(?:\u00ef\u00bb\u00bf)?(?:\{\s*)?["']?scenarios["']?[ \t]*:/m.test(Buffer.from(bytes).toString("latin1"));
}
/** A file's bytes, one more than is allowed at most: what is too large is not read. */
async function readStart(path) {
	const chunks = [];
	for await (const chunk of createReadStream(path, { end: limits.bytes })) chunks.push(chunk);
	return Buffer.concat(chunks);
}
/** Manifests and build folders that a file names and that are not there. */
async function missingPaths({ file, app, root }, cwd) {
	const named = [...(app?.manifests ?? []).map((path, index) => ({
		path,
		at: root.at("app", "manifests", index)
	})), ...(app?.images ?? []).flatMap(({ build }, index) => build === void 0 ? [] : [{
		path: build,
		at: root.at("app", "images", index, "build")
	}])];
	return (await Promise.all(named.map(async ({ path, at }) => {
		const absolute = resolve(folderOf(file, cwd), path);
		const failure = await stat(absolute).then(() => void 0, reason);
		if (failure === void 0) return void 0;
		return {
			at: at.position,
			message: `found ${failure} at "${path}", expected a path from this file's folder`
		};
	}))).filter((problem) => problem !== void 0);
}
function unreadable(path, error) {
	return `${path}: found ${reason(error)}, expected a scenario file, a folder of them, or - for standard input`;
}
const reasons = {
	ENOENT: "no such file or folder",
	ENOTDIR: "no such file or folder",
	EACCES: "no permission to read it",
	EPERM: "no permission to read it",
	ELOOP: "a circle of symbolic links",
	ENAMETOOLONG: "a name that is too long"
};
function reason(error) {
	const code = error.code ?? "";
	if (!code) throw error;
	return reasons[code] ?? `that it cannot be read (${code})`;
}
// src/scenario/schema.ts
/** The JSON Schema (draft-07) of scenario files, for editors: what may be written, with descriptions and defaults. */
function scenarioSchema() {
	const { $schema, ...schema } = toJSONSchema(fileSchema, {
		target: "draft-7",
		io: "input"
	});
	return {
		$schema,
		title: "chaos-gate scenarios",
		description: "A superset of PowerfulSeal's policy: a hypothesis, what disturbs it, and what has to hold meanwhile.",
		...schema
	};
}
export { loadSuite as n, parseBodyPattern as r, scenarioSchema as t };
