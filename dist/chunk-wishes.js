import { i as InvalidInput, o as messageOf } from "./chunk-errors.js";
import { a as readJson, l as ApiFailure, u as isNotFound } from "./chunk-command.js";
import { l as guardRadius, o as loadApp } from "./chunk-run.js";
import { v as formatLabelSelector } from "./chunk-output-folder.js";
import "./chunk-label-selector.js";
import { n as loadSuite } from "./chunk-scenario.js";
import { createHash } from "node:crypto";
import { resolve } from "node:path";
// src/faults/container-process.ts
const pollMs = 100;
/** Status of a container of a pod; without a name, of its first container. */
function containerStatus(pod, name) {
	const container = name ?? pod?.spec?.containers[0]?.name;
	return pod?.status?.containerStatuses?.find((status) => status.name === container);
}
/** Where the node door finds the running processes of a pod. */
function runningContainers(pod) {
	const node = pod.spec?.nodeName;
	if (!node) return [];
	return (pod.status?.containerStatuses ?? []).filter((status) => status.state?.running && status.containerID).map((status) => ({
		node,
		containerId: status.containerID ?? ""
	}));
}
/**
* Asks the node, the second source, until the process of a container has ended.
* Returns when it was seen ended (milliseconds on the run's clock), undefined when it still lived at the deadline.
*/
async function processEnd(container, context) {
	const deadline = context.now() + context.receiptTimeoutMs;
	while (context.now() < deadline) {
		if ((await context.kubernetes.node.containerState(container, context.signal)).state === "ended") return context.now();
		await context.sleep(pollMs);
	}
}
// src/faults/kill-container.ts
/**
* Ends a container's process from its node: a crash. The pod stays, the kubelet restarts the container, and from the
* second restart on it waits (10 s, doubling). A signal that finds no running container is said, never counted.
*/
const killContainer = {
	kind: "killContainer",
	async inject(spec, pods, context) {
		const injections = [];
		for (const [index, pod] of pods.entries()) {
			if (index > 0 && spec.staggerMs > 0) await context.sleep(spec.staggerMs);
			injections.push(killRepeatedly(spec, pod, context));
		}
		return Promise.all(injections);
	}
};
async function killRepeatedly(spec, pod, context) {
	const { name = "", namespace = "", uid = "" } = pod.metadata ?? {};
	const container = spec.container ?? pod.spec?.containers[0]?.name ?? "";
	const target = {
		kind: "Container",
		namespace,
		name,
		uid,
		node: pod.spec?.nodeName,
		container
	};
	const started = context.now();
	const landings = [];
	const misses = [];
	for (let round = 0; round < spec.times; round++) {
		if (round > 0) await context.sleep(started + round * spec.intervalMs - context.now());
		const result = await killOnce(spec, uid, container, context);
		if (typeof result === "string") misses.push(result);
		else landings.push(result);
	}
	const receipt = proveKills(spec, {
		name,
		uid,
		container
	}, landings, misses, context);
	return {
		target,
		t: landings.at(-1)?.t ?? started,
		receipt
	};
}
/** Where the signal landed, or a sentence about why it did not. */
async function killOnce(spec, uid, container, context) {
	const pod = context.pods.pods().get(uid);
	if (!pod) return "the pod is gone";
	const status = containerStatus(pod, container);
	if (!status) return `the pod has no container ${container}`;
	const node = pod.spec?.nodeName ?? "";
	if (!status.state?.running || !status.containerID) return status.state?.waiting?.reason ?? "it was not running";
	const reference = {
		node,
		containerId: status.containerID
	};
	const t = context.now();
	try {
		return await context.kubernetes.node.signalContainer(reference, spec.signal, context.signal) === "sent" ? {
			t,
			container: reference,
			restarts: status.restartCount
		} : "it was not running";
	} catch (error) {
		context.signal.throwIfAborted();
		return messageOf(error);
	}
}
async function proveKills(spec, victim, landings, misses, context) {
	const label = `container ${victim.container} of ${victim.name}`;
	const missed = misses.length > 0 ? ` (${misses.length} of ${spec.times} found none running: ${[...new Set(misses)].join(", ")})` : "";
	const last = landings.at(-1);
	if (!last) return {
		landed: false,
		evidence: `no ${spec.signal} reached ${label}${missed}`
	};
	for (const landing of landings) if (await processEnd(landing.container, context) === void 0) return {
		landed: false,
		evidence: `${spec.signal} was sent to ${label}, but its process goes on`
	};
	const current = () => containerStatus(context.pods.pods().get(victim.uid), victim.container);
	if (!await context.pods.until(() => {
		const status = current();
		if (!status || status.restartCount > last.restarts || status.state?.waiting) return true;
		return status.state?.terminated !== void 0 && context.pods.pods().get(victim.uid)?.spec?.restartPolicy === "Never";
	}, context.receiptTimeoutMs, context.signal)) return {
		landed: false,
		evidence: `the process of ${label} ended, but the kubelet has not reported it`
	};
	const after = current();
	const restarts = after ? `, restart count ${landings[0]?.restarts} → ${after.restartCount}` : ", the pod is gone";
	const waits = after?.state?.waiting ? `, now ${after.state.waiting.reason}` : "";
	return {
		landed: true,
		evidence: `${landings.length} × ${spec.signal} ended the process of ${label}${restarts}${waits}${missed}`
	};
}
// src/kubernetes/delete-pod.ts
/**
* Deletes exactly the pod of that UID: another pod of the same name is left alone. `gone`: there was no such pod any more.
* `gracePeriodSeconds` absent: the pod's own; 0: the API forgets it at once, its process lives for the kubelet's least grace.
* Throws ApiFailure when the API server refuses or does not answer.
*/
async function deletePod(connection, pod, signal) {
	try {
		await readJson(connection, {
			method: "DELETE",
			path: `/api/v1/namespaces/${encodeURIComponent(pod.namespace)}/pods/${encodeURIComponent(pod.name)}`,
			body: {
				apiVersion: "v1",
				kind: "DeleteOptions",
				gracePeriodSeconds: pod.gracePeriodSeconds,
				preconditions: { uid: pod.uid }
			},
			asking: `delete pod ${pod.namespace}/${pod.name}`,
			signal
		});
		return "deleted";
	} catch (error) {
		if (isNotFound(error) || error instanceof ApiFailure && error.status === 409) return "gone";
		throw error;
	}
}
// src/faults/kill-pod.ts
/**
* Deletes pods through the API, as PowerfulSeal's `kill` does. That is a removal, not a crash: the process goes on
* serving until the kubelet has ended it, so the receipt asks the node for the end of the process and the API for
* the old UID to be gone and for a new pod of the same owner.
*/
const killPod = {
	kind: "kill",
	inject: (spec, pods, context) => Promise.all(pods.map((pod) => kill(spec, pod, context)))
};
async function kill(spec, pod, context) {
	const { name = "", namespace = "", uid = "" } = pod.metadata ?? {};
	const target = {
		kind: "Pod",
		namespace,
		name,
		uid,
		node: pod.spec?.nodeName
	};
	const siblings = new Set(context.pods.pods().keys());
	const t = context.now();
	const missed = (why) => {
		const receipt = {
			landed: false,
			evidence: `the pod ${name} was not killed: ${why}`
		};
		return {
			target,
			t,
			receipt: Promise.resolve(receipt)
		};
	};
	try {
		const victim = {
			namespace,
			name,
			uid,
			...spec.force && { gracePeriodSeconds: 0 }
		};
		if (await deletePod(context.kubernetes, victim, context.signal) === "gone") return missed("it was gone before");
	} catch (error) {
		context.signal.throwIfAborted();
		return missed(messageOf(error));
	}
	return {
		target,
		t,
		receipt: proveKill(pod, siblings, t, context)
	};
}
async function proveKill(pod, siblings, t, context) {
	const { name, uid = "" } = pod.metadata ?? {};
	const graceMs = (pod.spec?.terminationGracePeriodSeconds ?? 30) * 1e3;
	const ends = await Promise.all(runningContainers(pod).map((container) => processEnd(container, context)));
	if (ends.includes(void 0)) return {
		landed: false,
		evidence: `a process of ${name} still ran ${context.receiptTimeoutMs} ms after the deletion`
	};
	const ended = ends.length === 0 ? "it had no running process" : `its process ended after ${since(t, Math.max(...ends))}`;
	if (!await context.pods.until((pods) => !pods.has(uid), context.receiptTimeoutMs + graceMs, context.signal)) return {
		landed: false,
		evidence: `${ended}, but the pod ${name} (UID ${uid}) is still in the API`
	};
	const owner = pod.metadata?.ownerReferences?.find((reference) => reference.controller);
	if (!owner) return {
		landed: true,
		evidence: `${ended}; the pod ${name} is gone; it has no owner that would replace it`
	};
	const replacement = () => [...context.pods.pods().values()].find((other) => !siblings.has(other.metadata?.uid ?? "") && other.metadata?.ownerReferences?.some((reference) => reference.uid === owner.uid));
	if (!await context.pods.until(() => replacement() !== void 0, context.receiptTimeoutMs, context.signal)) return {
		landed: false,
		evidence: `${ended}; the pod ${name} is gone, but ${owner.kind} ${owner.name} made no new one`
	};
	return {
		landed: true,
		evidence: `${ended}; the pod ${name} is gone, ${owner.kind} ${owner.name} made ${replacement()?.metadata?.name}`
	};
}
function since(from, to) {
	return `${((to - from) / 1e3).toFixed(1)} s`;
}
// src/faults/index.ts
/** Every fault there is. */
const faults = [killPod, killContainer];
function isFault(action) {
	return faults.some((fault) => fault.kind === action.kind);
}
/** The fault that carries out an action. */
function faultOf(spec) {
	return faults.find((fault) => fault.kind === spec.kind);
}
// src/scenario/pods/pod.ts
/** Reasons that every pod passes through on its way up; they say no more than the phase. */
const startingUp = /* @__PURE__ */ new Set(["ContainerCreating", "PodInitializing"]);
/**
* The state of a pod in one word, for `checkPodState` and the `state` property: `Terminating`, else what its containers
* wait for (`CrashLoopBackOff`, `ImagePullBackOff`, joined by commas), else its phase. PowerfulSeal shows a reason only
* where every container waits; here one that crashes is not hidden by one that runs.
*/
function podState(pod) {
	if (pod.metadata?.deletionTimestamp) return "Terminating";
	const reasons = [...pod.status?.initContainerStatuses ?? [], ...pod.status?.containerStatuses ?? []].flatMap(({ state }) => state?.waiting?.reason ?? []).filter((reason) => !startingUp.has(reason));
	return reasons.length > 0 ? [...new Set(reasons)].join(",") : pod.status?.phase ?? "Unknown";
}
/** A regular expression that has to match at the beginning, ignoring case: PowerfulSeal's `re.match`. */
function prefixPattern(pattern) {
	return new RegExp(`^(?:${pattern})`, "i");
}
/** The order of pods before anything is chosen: by namespace, name, UID; by code point, because it decides who is hit. */
function byNamespaceAndName(a, b) {
	return compare(a.metadata?.namespace, b.metadata?.namespace) || compare(a.metadata?.name, b.metadata?.name) || compare(a.metadata?.uid, b.metadata?.uid);
}
function compare(a = "", b = "") {
	return a < b ? -1 : a > b ? 1 : 0;
}
// src/scenario/pods/filter-pods.ts
/** What the filters leave, one after another; stops at the first that leaves nothing, and names it. */
function applyFilters(pods, filters, context) {
	let left = [...pods].sort(byNamespaceAndName);
	for (const filter of filters) {
		const before = left.length;
		if (before === 0) break;
		left = applyFilter(left, filter, context);
		if (left.length === 0) return {
			pods: left,
			emptiedBy: {
				filter,
				before
			}
		};
	}
	return { pods: left };
}
function applyFilter(pods, filter, { random, now }) {
	switch (filter.kind) {
		case "property": {
			const patterns = [filter.value].flat().map(prefixPattern);
			return pods.filter((pod) => {
				const actual = filter.name === "name" ? pod.metadata?.name ?? "" : podState(pod);
				return patterns.some((pattern) => pattern.test(actual)) !== filter.negative;
			});
		}
		case "dayTime": return isWithin(filter, now) ? pods : [];
		case "randomSample": return sample(pods, sampleSize(filter, pods.length), random);
		case "probability": return random.next() < filter.probability ? pods : [];
	}
}
/**
* How many pods a randomSample takes of so many. A ratio is rounded down, but a wish for some is never rounded to none:
* 0.3 of 3 pods is 1 (PowerfulSeal: 0). The noise of binary fractions does not cost a pod: 0.29 of 100 is 29.
*/
function sampleSize(filter, available) {
	if (filter.size !== void 0) return Math.min(filter.size, available);
	const ratio = filter.ratio ?? 0;
	if (ratio <= 0 || available === 0) return 0;
	return Math.max(1, Math.floor(ratio * available + 1e-9));
}
/** The first `size` of a Fisher-Yates shuffle, in the order of the pods. */
function sample(pods, size, random) {
	const shuffled = [...pods];
	for (let i = 0; i < size; i++) {
		const j = i + Math.floor(random.next() * (shuffled.length - i));
		[shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]];
	}
	return shuffled.slice(0, size).sort(byNamespaceAndName);
}
const weekdays = [
	"sunday",
	"monday",
	"tuesday",
	"wednesday",
	"thursday",
	"friday",
	"saturday"
];
function isWithin(filter, now) {
	const day = weekdays[now.getDay()];
	if (filter.onlyDays.length > 0 && !filter.onlyDays.includes(day)) return false;
	const second = now.getHours() * 3600 + now.getMinutes() * 60 + now.getSeconds();
	return second >= filter.startSecond && second <= filter.endSecond;
}
// src/scenario/pods/namespace-pattern.ts
/**
* Whether a namespace is one that a pattern names: the name itself, one of a comma-separated list, `*` or empty for all,
* or a pattern in which `*` stands for any characters and `?` for one, matched as a whole. (PowerfulSeal searches
* anything with a `*` as a regular expression, so that its `prod*` also finds `profile`.)
*/
function namespaceMatches(namespace, pattern) {
	return pattern.split(",").some((part) => {
		const each = part.trim();
		return each === "" || each === "*" || globMatches(namespace, each);
	});
}
/** The namespaces that a pattern names literally; undefined when only a look at all of them can tell. */
function literalNamespaces(pattern) {
	const parts = pattern.split(",").map((part) => part.trim());
	return parts.some((part) => part === "" || /[*?]/.test(part)) ? void 0 : parts;
}
/** Never exponential, whatever the pattern: on a mismatch only the last `*` takes one more character. */
function globMatches(text, pattern) {
	let at = 0;
	let p = 0;
	let star = -1;
	let resume = 0;
	while (at < text.length) if (p < pattern.length && (pattern[p] === "?" || pattern[p] === text[at] && pattern[p] !== "*")) {
		at++;
		p++;
	} else if (pattern[p] === "*") {
		star = p++;
		resume = at;
	} else if (star >= 0) {
		p = star + 1;
		at = ++resume;
	} else return false;
	while (pattern[p] === "*") p++;
	return p === pattern.length;
}
// node_modules/pure-rand/lib/esm/distribution/uniformFloat64.js
const scale26 = 1.4901161193847656e-8;
const scale53 = 11102230246251565e-32;
const mask1 = 67108863;
const mask2 = 134217727;
/**
* Uniformly generate random 64-bit floating point values between 0 (included) and 1 (excluded)
*
* @remarks Generated values are multiples of 2**-53, providing 53 bits of randomness.
*
* @param rng - Instance of RandomGenerator to extract random values from
*
* @public
*/
function uniformFloat64(rng) {
	const value1 = rng.next() & mask1;
	const value2 = rng.next() & mask2;
	return value1 * scale26 + value2 * scale53;
}
// node_modules/pure-rand/lib/esm/generator/xoroshiro128plus.js
const jumps = [
	3639956645,
	3750757012,
	1261568508,
	386426335
];
var XoroShiro128Plus = class XoroShiro128Plus {
	constructor(s01, s00, s11, s10) {
		this.s01 = s01;
		this.s00 = s00;
		this.s11 = s11;
		this.s10 = s10;
	}
	clone() {
		return new XoroShiro128Plus(this.s01, this.s00, this.s11, this.s10);
	}
	next() {
		const out = this.s00 + this.s10 | 0;
		const a0 = this.s10 ^ this.s00;
		const a1 = this.s11 ^ this.s01;
		const s00 = this.s00;
		const s01 = this.s01;
		this.s00 = s00 << 24 ^ s01 >>> 8 ^ a0 ^ a0 << 16;
		this.s01 = s01 << 24 ^ s00 >>> 8 ^ a1 ^ (a1 << 16 | a0 >>> 16);
		this.s10 = a1 << 5 ^ a0 >>> 27;
		this.s11 = a0 << 5 ^ a1 >>> 27;
		return out;
	}
	jump() {
		let ns01 = 0;
		let ns00 = 0;
		let ns11 = 0;
		let ns10 = 0;
		let s01 = this.s01;
		let s00 = this.s00;
		let s11 = this.s11;
		let s10 = this.s10;
		for (let i = 0; i !== 4; ++i) {
			const ji = jumps[i];
			for (let mask = 1; mask; mask <<= 1) {
				if (ji & mask) {
					ns01 ^= s01;
					ns00 ^= s00;
					ns11 ^= s11;
					ns10 ^= s10;
				}
				const a0 = s10 ^ s00;
				const a1 = s11 ^ s01;
				const s00_ = s00;
				const s01_ = s01;
				s00 = s00_ << 24 ^ s01_ >>> 8 ^ a0 ^ a0 << 16;
				s01 = s01_ << 24 ^ s00_ >>> 8 ^ a1 ^ (a1 << 16 | a0 >>> 16);
				s10 = a1 << 5 ^ a0 >>> 27;
				s11 = a0 << 5 ^ a1 >>> 27;
			}
		}
		this.s01 = ns01;
		this.s00 = ns00;
		this.s11 = ns11;
		this.s10 = ns10;
	}
	getState() {
		return [
			this.s01,
			this.s00,
			this.s11,
			this.s10
		];
	}
};
function xoroshiro128plus(seed) {
	return new XoroShiro128Plus(-1, ~seed, seed | 0, 0);
}
// src/experiment/random.ts
/**
* A generator for one purpose (a scenario's third step, say). Each purpose has its own stream, so that
* a change in one step never changes the victims of another.
*/
function createRandom(seed, ...purpose) {
	const generator = xoroshiro128plus(createHash("sha256").update(JSON.stringify([seed, ...purpose])).digest().readInt32LE(0));
	return { next: () => uniformFloat64(generator) };
}
// src/kubernetes/list-pods.ts
/**
* The pods that PowerfulSeal matches mean, one result a match, in the order of the matches. Pods are the API's JSON
* (times are RFC 3339 strings). Throws ApiFailure when the API server refuses or does not answer.
*/
async function listPods(connection, matches, signal) {
	return await Promise.all(matches.map((match) => findPods(connection, match, signal)));
}
/** Pods of a namespace (`*` or empty: of all), by label selector. Throws ApiFailure. */
async function listPodsByLabels(connection, namespace, selector, signal) {
	const everywhere = namespace === "" || namespace === "*";
	const { items } = await readJson(connection, {
		path: everywhere ? "/api/v1/pods" : `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`,
		query: { labelSelector: selector || void 0 },
		asking: `pods of ${everywhere ? "all namespaces" : `namespace ${namespace}`}${selector ? ` with ${selector}` : ""}`,
		signal
	});
	return items;
}
async function findPods(connection, match, signal) {
	if (match.kind === "deployment") {
		const selector = await readDeploymentSelector(connection, match.namespace, match.name, signal);
		return selector === void 0 ? {
			match,
			pods: [],
			missing: `there is no Deployment ${match.namespace}/${match.name}`
		} : {
			match,
			pods: await listPodsByLabels(connection, match.namespace, selector, signal)
		};
	}
	const selector = match.kind === "labels" ? match.selector : void 0;
	const literal = literalNamespaces(match.namespace);
	if (literal === void 0) return {
		match,
		pods: (await listPodsByLabels(connection, "*", selector, signal)).filter((pod) => namespaceMatches(pod.metadata?.namespace ?? "", match.namespace))
	};
	const pods = (await Promise.all(literal.map((namespace) => listPodsByLabels(connection, namespace, selector, signal)))).flat();
	if (pods.length > 0) return {
		match,
		pods
	};
	const exist = await Promise.all(literal.map((namespace) => namespaceExists(connection, namespace, signal)));
	const absent = literal.filter((_, index) => !exist[index]);
	return {
		match,
		pods,
		...absent.length > 0 && { missing: `there is no namespace ${absent.join(", ")}` }
	};
}
async function readDeploymentSelector(connection, namespace, name, signal) {
	try {
		const deployment = await readJson(connection, {
			path: `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/deployments/${encodeURIComponent(name)}`,
			asking: `Deployment ${namespace}/${name}`,
			signal
		});
		return formatLabelSelector(deployment.spec?.selector ?? {});
	} catch (error) {
		if (isNotFound(error)) return void 0;
		throw error;
	}
}
async function namespaceExists(connection, namespace, signal) {
	try {
		await readJson(connection, {
			path: `/api/v1/namespaces/${encodeURIComponent(namespace)}`,
			signal
		});
		return true;
	} catch (error) {
		if (isNotFound(error)) return false;
		if (error instanceof ApiFailure && error.status === 403) return true;
		throw error;
	}
}
// src/experiment/targets.ts
/** Pods that no fault hits unless a match names their namespace literally: without them the cluster itself is the victim. */
const protectedNamespaces = /* @__PURE__ */ new Set([
	"kube-system",
	"kube-public",
	"kube-node-lease",
	"local-path-storage"
]);
/** Matches and filters pods against the live cluster. Throws ApiFailure when the API refuses or does not answer. */
async function selectTargets(step, kubernetes, seed, signal) {
	const found = await listPods(kubernetes, step.matches, signal);
	const remarks = found.flatMap(({ missing }) => missing ? [missing] : []);
	const matched = /* @__PURE__ */ new Map();
	let protectedCount = 0;
	for (const { match, pods } of found) for (const pod of pods) if (isProtected(pod, match)) protectedCount++;
	else matched.set(pod.metadata?.uid ?? "", pod);
	if (protectedCount > 0) remarks.push(`${protectedCount} protected pods were left alone: name their namespace to include them`);
	const random = createRandom(seed.seed, seed.scenario, seed.run, seed.step, seed.attempt);
	const { pods, emptiedBy } = applyFilters([...matched.values()], step.filters, {
		random,
		now: /* @__PURE__ */ new Date()
	});
	if (emptiedBy) remarks.push(`the filter ${emptiedBy.filter.kind} (line ${emptiedBy.filter.at.line}) left none of ${emptiedBy.before} pods`);
	return {
		matched: [...matched.values()],
		chosen: pods,
		remarks
	};
}
function isProtected(pod, match) {
	const namespace = pod.metadata?.namespace ?? "";
	if (pod.metadata?.labels?.["chaos-gate.io/part-of"]) return true;
	return protectedNamespaces.has(namespace) && !literalNamespaces(match.namespace)?.includes(namespace);
}
/** The steps of a scenario that inject something into pods. */
function faultSteps(scenario) {
	return scenario.steps.flatMap((step, index) => step.kind === "podAction" && step.actions.some(isFault) ? [{
		step,
		index
	}] : []);
}
// src/experiment/plan.ts
/**
* Resolves every fault of a scenario against the live cluster, injects nothing.
* Throws BlastRadiusExceeded when the whole of it would go beyond what the scenario allows.
*/
async function planFaults(scenario, kubernetes, seed, signal) {
	const steps = [];
	const matched = /* @__PURE__ */ new Map();
	for (const { step, index } of faultSteps(scenario)) {
		const selection = await selectTargets(step, kubernetes, {
			...seed,
			scenario: scenario.name,
			step: index,
			attempt: 0
		}, signal);
		for (const pod of selection.matched) matched.set(pod.metadata?.uid ?? "", pod);
		steps.push({
			index,
			selection
		});
	}
	const planned = guardRadius(scenario, matched.size);
	for (const { selection } of steps) planned.claim(selection.chosen);
	return {
		steps,
		matched: [...matched.values()],
		used: planned.used,
		guard: guardRadius(scenario, matched.size)
	};
}
// src/wishes.ts
/**
* What is to be run: the files, with the flags on top (a flag wins over what a file says).
* Throws InvalidInput with every problem of every file, or when no scenario is left.
*/
async function loadWishes(options) {
	const suite = await loadSuite(options.files, {
		stdin: options.stdin,
		compat: options.compat
	});
	const wishes = {
		...suite,
		cluster: {
			...suite.cluster,
			...definedOf(options.cluster)
		},
		app: {
			...suite.app,
			manifests: [...suite.app.manifests, ...options.app.map((path) => resolve(path))],
			images: [...suite.app.images, ...options.images.map((image) => ({ image }))]
		},
		scenarios: chooseScenarios(suite.scenarios, options.scenarios)
	};
	await loadApp(wishes.app);
	return wishes;
}
/** Scenarios whose name fits one of the globs (`*` matches anything); all of them without globs. */
function chooseScenarios(scenarios, globs) {
	if (globs.length === 0) return scenarios;
	const patterns = globs.map((glob) => new RegExp(`^${glob.split("*").map(escapePattern).join(".*")}$`));
	const unused = globs.filter((_, index) => !scenarios.some(({ name }) => patterns[index]?.test(name)));
	if (unused.length > 0) throw new InvalidInput(unused.map((glob) => ({ message: `--scenario: found "${glob}", expected the name of a scenario: ${scenarios.map(({ name }) => `"${name}"`).join(", ")}` })));
	return scenarios.filter(({ name }) => patterns.some((pattern) => pattern.test(name)));
}
function escapePattern(text) {
	return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
function definedOf(wish) {
	return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== void 0));
}
export { createRandom as a, faultOf as c, listPodsByLabels as i, isFault as l, planFaults as n, podState as o, selectTargets as r, prefixPattern as s, loadWishes as t };
