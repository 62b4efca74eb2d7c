import { i as InvalidInput, n as InfrastructureFailure, o as messageOf } from "./chunk-errors.js";
import { S as formatLabelSelector, _ as listNodes, v as listPodsOnNode, x as setUnschedulable } from "./chunk-output-folder.js";
import { a as readJson, l as ApiFailure, u as isNotFound } from "./chunk-command.js";
import { c as guardRadius, o as loadApp } from "./chunk-run.js";
import "./chunk-label-selector.js";
import { n as loadSuite } from "./chunk-scenario.js";
import { createHash } from "node:crypto";
import { resolve } from "node:path";
// src/scenario/selection-filters.ts
/** What the filters leave, one after another; stops at the first that leaves nothing, and names it. */
function applySelectionFilters(items, filters, candidates, context) {
	let left = [...items].sort(candidates.order);
	for (const filter of filters) {
		const before = left.length;
		if (before === 0) break;
		left = applyFilter(left, filter, candidates, context);
		if (left.length === 0) return {
			items: left,
			emptiedBy: {
				filter,
				before
			}
		};
	}
	return { items: left };
}
/** Whether something has the property that is asked for. */
function hasProperty(item, { name, value, negative }, { valuesOf }) {
	const patterns = [value].flat().map(prefixPattern);
	return valuesOf(item, name).some((actual) => patterns.some((pattern) => pattern.test(actual))) !== negative;
}
/** A regular expression that has to match at the beginning, ignoring case: PowerfulSeal's `re.match`. */
function prefixPattern(pattern) {
	return new RegExp(`^(?:${pattern})`, "i");
}
function applyFilter(items, filter, candidates, { random, now }) {
	switch (filter.kind) {
		case "property": return items.filter((item) => hasProperty(item, filter, candidates));
		case "dayTime": return isWithin(filter, now) ? items : [];
		case "randomSample": return sample(items, sampleSize(filter, items.length), candidates.order, random);
		case "probability": return random.next() < filter.probability ? items : [];
	}
}
/**
* How many a randomSample takes of so many. A ratio is rounded down, but a wish for some is never rounded to none:
* 0.3 of 3 pods is 1 (PowerfulSeal: 0). The noise of binary fractions does not cost a pod: 0.29 of 100 is 29.
*/
function sampleSize(filter, available) {
	if (filter.size !== void 0) return Math.min(filter.size, available);
	const ratio = filter.ratio ?? 0;
	if (ratio <= 0 || available === 0) return 0;
	return Math.max(1, Math.floor(ratio * available + 1e-9));
}
/** The first `size` of a Fisher-Yates shuffle, in order. */
function sample(items, size, order, random) {
	const shuffled = [...items];
	for (let i = 0; i < size; i++) {
		const j = i + Math.floor(random.next() * (shuffled.length - i));
		[shuffled[i], shuffled[j]] = [shuffled[j], shuffled[i]];
	}
	return shuffled.slice(0, size).sort(order);
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
/** The order of pods before anything is chosen: by namespace, name, UID; by code point, because it decides who is hit. */
function byNamespaceAndName(a, b) {
	return compare$1(a.metadata?.namespace, b.metadata?.namespace) || compare$1(a.metadata?.name, b.metadata?.name) || compare$1(a.metadata?.uid, b.metadata?.uid);
}
function compare$1(a = "", b = "") {
	return a < b ? -1 : a > b ? 1 : 0;
}
// src/scenario/pods/filter-pods.ts
const candidates = {
	order: byNamespaceAndName,
	valuesOf: (pod, property) => [property === "name" ? pod.metadata?.name ?? "" : podState(pod)]
};
/** What the filters leave, one after another; stops at the first that leaves nothing, and names it. */
function applyFilters(pods, filters, context) {
	const { items, emptiedBy } = applySelectionFilters(pods, filters, candidates, context);
	return {
		pods: items,
		...emptiedBy && { emptiedBy }
	};
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
// src/scenario/nodes/node.ts
const zoneLabels = ["topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone"];
const controlPlaneLabels = ["node-role.kubernetes.io/control-plane", "node-role.kubernetes.io/master"];
/** PowerfulSeal's words: UP while the node is Ready, DOWN when it is not or nobody hears of it, UNKNOWN before it ever said. */
function nodeState(node) {
	const ready = node.status?.conditions?.find(({ type }) => type === "Ready")?.status;
	return ready === void 0 ? "UNKNOWN" : ready === "True" ? "UP" : "DOWN";
}
function isControlPlane(node) {
	return controlPlaneLabels.some((label) => Object.hasOwn(node.metadata?.labels ?? {}, label));
}
/** How nodes are chosen from: sorted by name, by code point; a node has several addresses, and as many groups as labels. */
const nodeCandidates = {
	order: (a, b) => compare(a.metadata?.name, b.metadata?.name),
	valuesOf(node, property) {
		const labels = node.metadata?.labels ?? {};
		switch (property) {
			case "name": return [node.metadata?.name ?? ""];
			case "ip": return (node.status?.addresses ?? []).filter(({ type }) => type.endsWith("IP")).map(({ address }) => address);
			case "group": return Object.values(labels);
			case "az": return zoneLabels.flatMap((label) => labels[label] ?? []).slice(0, 1);
			case "state": return [nodeState(node)];
		}
	}
};
function compare(a = "", b = "") {
	return a < b ? -1 : a > b ? 1 : 0;
}
// src/scenario/nodes/select-nodes.ts
/**
* The union of what the matches find. The only control plane, and nodes on which the gate runs something of its own
* (`own`, by name), are left out unless a match names them literally: without them the experiment loses its own footing.
*/
function matchNodes(nodes, matches, own) {
	const matched = [];
	const refused = [];
	for (const node of [...nodes].sort(nodeCandidates.order)) {
		if (!matches.some((match) => hasProperty(node, match, nodeCandidates))) continue;
		const why = namesLiterally(matches, node) ? void 0 : protection(node, nodes, own);
		if (why === void 0) matched.push(node);
		else refused.push({
			node,
			why
		});
	}
	return {
		matched,
		protected: refused
	};
}
/** What the filters leave of the nodes. */
function filterNodes(nodes, filters, context) {
	return applySelectionFilters(nodes, filters, nodeCandidates, context);
}
/** Why a node is not to be touched; undefined: nothing speaks against it. */
function protection(node, nodes, own) {
	if (isControlPlane(node) && nodes.filter(isControlPlane).length === 1) return "the only control plane";
	return own.has(node.metadata?.name ?? "") ? "objects of the gate's own run there" : void 0;
}
/** Its whole name, not a pattern that happens to fit. */
function namesLiterally(matches, node) {
	return matches.some(({ name, value, negative }) => name === "name" && !negative && [value].flat().includes(node.metadata?.name ?? ""));
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
// src/faults/container-process.ts
const pollMs$5 = 100;
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
* `graceMs` is on top of the time that receipts have. Returns when it was seen ended (milliseconds on the run's clock),
* undefined when it still lived at the deadline.
*/
async function processEnd(container, context, graceMs = 0) {
	const deadline = context.now() + context.receiptTimeoutMs + graceMs;
	while (context.now() < deadline) {
		if ((await context.kubernetes.node.containerState(container, context.signal)).state === "ended") return context.now();
		await context.sleep(pollMs$5);
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
		receipt: proveKill(spec, pod, siblings, t, context)
	};
}
async function proveKill(spec, pod, siblings, t, context) {
	const { name, uid = "" } = pod.metadata ?? {};
	const graceMs = spec.force ? 0 : (pod.spec?.terminationGracePeriodSeconds ?? 30) * 1e3;
	const end = await seeEnd(spec, pod, t, graceMs, context);
	if (!end.seen) return {
		landed: false,
		evidence: end.sentence
	};
	const ended = end.sentence;
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
/**
* What the node knows of the pod's processes. Where nodes are out of reach, a graceful deletion has a second source all
* the same: the API server forgets the pod only after its kubelet has said that it ended. A forced one has none.
*/
async function seeEnd(spec, pod, t, graceMs, context) {
	const name = pod.metadata?.name;
	const running = runningContainers(pod);
	if (running.length === 0) return {
		seen: true,
		sentence: "it had no running process"
	};
	try {
		const ends = await Promise.all(running.map((container) => processEnd(container, context, graceMs)));
		if (!ends.some((end) => end === void 0)) return {
			seen: true,
			sentence: `its process ended after ${since(t, Math.max(...ends))}`
		};
		return {
			seen: false,
			sentence: `a process of ${name} still ran ${context.receiptTimeoutMs + graceMs} ms after the deletion`
		};
	} catch (error) {
		context.signal.throwIfAborted();
		if (!spec.force) return {
			seen: true,
			sentence: "its kubelet answered for its process's end (no way to the nodes here)"
		};
		return {
			seen: false,
			sentence: `whether the process of ${name} ended cannot be seen: ${messageOf(error)}; \`kill: { force: false }\` needs no way to the nodes`
		};
	}
}
function since(from, to) {
	return `${((to - from) / 1e3).toFixed(1)} s`;
}
// src/faults/node-fault.ts
function nameOf(node) {
	return node.metadata?.name ?? "";
}
function seconds(ms) {
	return `${(ms / 1e3).toFixed(1)} s`;
}
// src/faults/cordon-node.ts
const pollMs$4 = 100;
/** Lets no new pods onto a node. One that was cordoned before is left so, and nothing is proven by it. */
const cordonNode = {
	kind: "cordon",
	undo: (_spec, node) => node.spec?.unschedulable ? void 0 : {
		kind: "node",
		action: "uncordon",
		node: nameOf(node)
	},
	async inject(_spec, node, context) {
		const t = context.now();
		if (node.spec?.unschedulable) return {
			t,
			receipt: Promise.resolve({
				landed: false,
				evidence: `${nameOf(node)} was cordoned before`
			})
		};
		await setUnschedulable(context.kubernetes, nameOf(node), true, context.signal);
		return {
			t,
			receipt: proveCordon(nameOf(node), context)
		};
	}
};
/** The watch of the nodes shows it unschedulable. */
async function proveCordon(node, context) {
	const deadline = context.now() + context.receiptTimeoutMs;
	while (!context.nodes.node(node)?.spec?.unschedulable) {
		if (context.now() >= deadline) return {
			landed: false,
			evidence: `${node} is not cordoned`
		};
		await context.sleep(pollMs$4);
	}
	return {
		landed: true,
		evidence: `${node} is unschedulable, as the API shows it`
	};
}
// src/kubernetes/evict-pod.ts
/**
* Asks for the eviction of exactly the pod of that UID. `held`: its PodDisruptionBudget does not allow it now (429).
* Throws ApiFailure when the API server refuses otherwise or does not answer.
*/
async function evictPod(connection, pod, signal) {
	const { namespace, name, uid } = pod;
	try {
		await readJson(connection, {
			method: "POST",
			path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}/eviction`,
			body: {
				apiVersion: "policy/v1",
				kind: "Eviction",
				metadata: {
					name,
					namespace
				},
				deleteOptions: { preconditions: { uid } }
			},
			asking: `evict pod ${namespace}/${name}`,
			signal
		});
		return "evicted";
	} catch (error) {
		if (error instanceof ApiFailure && error.status === 429) return "held";
		if (isNotFound(error) || error instanceof ApiFailure && error.status === 409) return "gone";
		throw error;
	}
}
// src/faults/drain-node.ts
/** Between two requests for a pod that its budget holds, as kubectl drain waits. */
const retryMs = 1e3;
const mirror = "kubernetes.io/config.mirror";
/**
* Cordons a node and evicts its pods, each as soon as its PodDisruptionBudget allows. Pods of DaemonSets and static pods
* stay, as with kubectl drain; a pod that nobody would make again is a reason not to begin.
*/
const drainNode = {
	kind: "drain",
	undo: (_spec, node) => node.spec?.unschedulable ? void 0 : {
		kind: "node",
		action: "uncordon",
		node: nameOf(node)
	},
	async inject({ timeoutMs }, node, context) {
		const { kubernetes, now, signal } = context;
		const name = nameOf(node);
		const t = now();
		const pods = await evictablePods(name, context);
		const orphans = pods.filter((pod) => !controllerOf(pod)).map((pod) => pod.metadata?.name);
		if (orphans.length > 0) throw new InfrastructureFailure(`${name} was not drained: ${orphans.join(", ")} would be gone for good (no controller)`);
		await setUnschedulable(kubernetes, name, true, signal);
		const left = await evictAll(name, pods, t + timeoutMs, context);
		const after = seconds(now() - t);
		const receipt = left.length === 0 ? {
			landed: true,
			evidence: `${pods.length} pods were evicted from ${name} and are gone after ${after}`
		} : {
			landed: false,
			evidence: `${left.length} of ${pods.length} pods are still on ${name} after ${after}: ${left.join(", ")}`
		};
		return {
			t,
			receipt: Promise.resolve(receipt)
		};
	}
};
/** Evicts until every pod is gone or the time is over; returns what is left, with why. */
async function evictAll(node, pods, deadlineT, context) {
	const { kubernetes, now, sleep, signal } = context;
	const wanted = new Set(pods.map((pod) => pod.metadata?.uid));
	for (;;) {
		const left = (await evictablePods(node, context)).filter((pod) => wanted.has(pod.metadata?.uid));
		const held = /* @__PURE__ */ new Set();
		for (const { metadata } of left) {
			if (metadata?.deletionTimestamp) continue;
			const { namespace = "", name = "", uid = "" } = metadata ?? {};
			if (await evictPod(kubernetes, {
				namespace,
				name,
				uid
			}, signal) === "held") held.add(uid);
		}
		if (left.length === 0) return [];
		if (now() >= deadlineT) return left.map(({ metadata }) => `${metadata?.name} (${held.has(metadata?.uid) ? "held by its PodDisruptionBudget" : "still terminating"})`);
		await sleep(retryMs);
	}
}
async function evictablePods(node, { kubernetes, signal }) {
	return (await listPodsOnNode(kubernetes, node, signal)).filter((pod) => controllerOf(pod)?.kind !== "DaemonSet" && pod.metadata?.annotations?.[mirror] === void 0 && pod.status?.phase !== "Succeeded" && pod.status?.phase !== "Failed");
}
function controllerOf(pod) {
	return pod.metadata?.ownerReferences?.find(({ controller }) => controller);
}
// src/faults/execute-on-node.ts
const shownCharacters = 200;
/** Runs a command on a node. What it does is the user's: its exit code is all that the gate can tell, and the receipt says so. */
const executeOnNode = {
	kind: "execute",
	needs: "execute",
	undo: () => void 0,
	async inject({ command }, node, context) {
		const name = nameOf(node);
		const t = context.now();
		const { status, stdout, stderr } = await context.kubernetes.node.execute(name, command, context.signal);
		const printed = (status === 0 ? stdout : stderr || stdout).trim().replaceAll(/\s+/g, " ").slice(0, shownCharacters);
		const evidence = `${command[0]} ended with ${status} on ${name}${printed && `: ${printed}`}`;
		if (status !== 0) return {
			t,
			receipt: Promise.resolve({
				landed: false,
				evidence
			}),
			failure: evidence
		};
		return {
			t,
			receipt: Promise.resolve({
				landed: true,
				evidence: `${evidence} (its effect was not looked at)`
			})
		};
	}
};
// src/faults/machine.ts
const pollMs$3 = 200;
/** Asks what is below the node whether it is in this state; returns the receipt that says no, undefined when it is. */
async function proveMachine(node, wanted, context) {
	const { kubernetes, now, sleep, receiptTimeoutMs, signal } = context;
	const deadline = now() + receiptTimeoutMs;
	for (;;) {
		const state = await kubernetes.node.machineState(node, signal);
		if (state === wanted) return void 0;
		if (now() >= deadline) return {
			landed: false,
			evidence: `the machine of ${node} is ${state}, not ${wanted}`
		};
		await sleep(pollMs$3);
	}
}
// src/kubernetes/ready-endpoints.ts
/** How many endpoints of Services on a node are ready, so that traffic goes there. Throws ApiFailure. */
async function countReadyEndpoints(connection, node, signal) {
	const { items } = await readJson(connection, {
		path: "/apis/discovery.k8s.io/v1/endpointslices",
		asking: "the endpoints of all Services",
		signal
	});
	return items.flatMap(({ endpoints }) => endpoints ?? []).filter(({ nodeName, conditions }) => nodeName === node && conditions?.ready !== false).length;
}
// src/faults/node-down.ts
/**
* A kubelet renews its node's lease every quarter of the lease's 40 s, give or take 4 %: one that is silent for longer
* than this does not live. (The cluster itself waits for 40 to 50 s before it calls the node NotReady.)
* Fact: kubernetes.io/docs/concepts/architecture/nodes, "Node heartbeats"; pkg/kubelet, nodeLeaseRenewIntervalFraction.
*/
const silentMs = 12e3;
const pollMs$2 = 200;
/** From NotReady until the controllers have taken the node's pods out of their Services. */
const endpointsMs = 5e3;
/**
* Proves from the API that a node is out: it is NotReady, or at least its lease is not renewed any more. While the method
* lasts anyway it goes on looking for NotReady, and for the endpoints to be gone.
* `what` says what the door already knows: `its machine is paused`.
*/
async function proveDown(node, what, t, context) {
	const { nodes, now, sleep, methodEndsT } = context;
	const deadline = Math.max(t + silentMs + context.receiptTimeoutMs, methodEndsT);
	const silent = () => Math.min(nodes.silenceMs(node), now() - t);
	while (nodes.isReady(node) && now() < deadline) {
		if (silent() >= silentMs && now() >= methodEndsT) break;
		await sleep(pollMs$2);
	}
	if (!nodes.isReady(node)) return {
		landed: true,
		evidence: `${what}; the API calls it NotReady after ${seconds(now() - t)}${await endpoints(node, context)}`
	};
	if (silent() >= silentMs) return {
		landed: true,
		evidence: `${what}; its lease has not been renewed for ${seconds(silent())}`
	};
	return {
		landed: false,
		evidence: `${what}, it is said, but its kubelet renewed its lease within ${seconds(silentMs)}`
	};
}
async function endpoints(node, { kubernetes, now, sleep, signal }) {
	const deadline = now() + endpointsMs;
	for (;;) {
		const left = await countReadyEndpoints(kubernetes, node, signal);
		if (left === 0) return ", its pods are in no Service any more";
		if (now() >= deadline) return `, ${left} of its endpoints are still in their Services`;
		await sleep(pollMs$2);
	}
}
// src/faults/pause-node.ts
/** Freezes a node: connections to it hang, where those to a stopped one are refused or have no route. */
const pauseNode = {
	kind: "pause",
	needs: "pause",
	undo: (_spec, node) => ({
		kind: "node",
		action: "start",
		node: nameOf(node)
	}),
	async inject(_spec, node, context) {
		const name = nameOf(node);
		const t = context.now();
		await context.kubernetes.node.pauseNode(name, context.signal);
		const prove = async () => await proveMachine(name, "paused", context) ?? await proveDown(name, `the machine of ${name} is paused`, t, context);
		return {
			t,
			receipt: prove()
		};
	}
};
// src/faults/restart-service.ts
const pollMs$1 = 200;
const restartKubelet = {
	kind: "restartKubelet",
	...restartOf("kubelet")
};
/** Pods live through it; only what asks the runtime meanwhile notices. */
const restartRuntime = {
	kind: "restartRuntime",
	...restartOf("runtime")
};
/** Restarts a service of the node. Proven when another process runs it than before. */
function restartOf(service) {
	return {
		needs: "services",
		undo: () => void 0,
		async inject(_spec, node, context) {
			const { kubernetes, now, sleep, receiptTimeoutMs, signal } = context;
			const name = nameOf(node);
			const processOf = () => kubernetes.node.serviceProcess(name, service, signal);
			const before = await processOf();
			const t = now();
			await kubernetes.node.controlService(name, service, "restart", signal);
			const prove = async () => {
				for (;;) {
					const after = await processOf();
					if (after !== void 0 && after !== before) return {
						landed: true,
						evidence: `the ${service} of ${name} was process ${before ?? "none"}, is ${after}`
					};
					if (now() - t >= receiptTimeoutMs) return {
						landed: false,
						evidence: `the ${service} of ${name} is process ${after ?? "none"}, as before`
					};
					await sleep(pollMs$1);
				}
			};
			return {
				t,
				receipt: prove()
			};
		}
	};
}
// src/faults/start-node.ts
const pollMs = 200;
/** A machine's boot, its kubelet's start and its first heartbeat. */
const bootMs = 9e4;
// src/faults/node-faults.ts
/** Every fault on nodes there is. */
const nodeFaults = [
	{
		kind: "stop",
		needs: "stop",
		undo: ({ autoRestart }, node) => autoRestart ? {
			kind: "node",
			action: "start",
			node: nameOf(node)
		} : void 0,
		async inject({ force }, node, context) {
			const name = nameOf(node);
			const t = context.now();
			await context.kubernetes.node.stopNode(name, { force }, context.signal);
			const prove = async () => await proveMachine(name, "stopped", context) ?? await proveDown(name, `the machine of ${name} is stopped`, t, context);
			return {
				t,
				receipt: prove()
			};
		}
	},
	{
		kind: "start",
		needs: "stop",
		undo: () => void 0,
		async inject(_spec, node, context) {
			const { kubernetes, nodes, now, sleep, signal } = context;
			const name = nameOf(node);
			const began = now();
			await kubernetes.node.startNode(name, signal);
			const isBack = () => nodes.isReady(name) && nodes.silenceMs(name) < now() - began;
			while (!isBack() && now() - began < bootMs) await sleep(pollMs);
			const after = seconds(now() - began);
			const receipt = isBack() ? {
				landed: true,
				evidence: `${name} is Ready, ${after} after its start`
			} : {
				landed: false,
				evidence: `${name} was not Ready ${after} after its start`
			};
			return {
				t: now(),
				receipt: Promise.resolve(receipt),
				failure: receipt.landed ? void 0 : receipt.evidence
			};
		}
	},
	pauseNode,
	restartKubelet,
	{
		kind: "stopKubelet",
		needs: "services",
		undo: (_spec, node) => ({
			kind: "node",
			action: "startKubelet",
			node: nameOf(node)
		}),
		async inject(_spec, node, context) {
			const { kubernetes, now, signal } = context;
			const name = nameOf(node);
			const t = now();
			await kubernetes.node.controlService(name, "kubelet", "stop", signal);
			const prove = async () => {
				const pid = await kubernetes.node.serviceProcess(name, "kubelet", signal);
				if (pid !== void 0) return {
					landed: false,
					evidence: `the kubelet of ${name} goes on, as process ${pid}`
				};
				return await proveDown(name, `the kubelet of ${name} has ended`, t, context);
			};
			return {
				t,
				receipt: prove()
			};
		}
	},
	restartRuntime,
	executeOnNode,
	cordonNode,
	drainNode
];
/** The fault that carries out an action on nodes. */
function nodeFaultOf(spec) {
	return nodeFaults.find((fault) => fault.kind === spec.kind);
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
// src/experiment/targets.ts
/** Pods that no fault hits unless a match names their namespace literally: without them the cluster itself is the victim. */
const protectedNamespaces = /* @__PURE__ */ new Set([
	"kube-system",
	"kube-public",
	"kube-node-lease",
	"local-path-storage"
]);
/** On everything that the gate itself puts into a cluster. */
const gateLabel = "chaos-gate.io/part-of";
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
	return scenario.steps.flatMap((step, index) => step.kind === "podAction" && step.actions.some((action) => isFault(action) || action.kind === "stopHost") ? [{
		step,
		index
	}] : []);
}
// src/experiment/node-targets.ts
/** Matches and filters nodes against the live cluster. Throws ApiFailure when the API refuses or does not answer. */
async function selectNodes(step, kubernetes, seed, signal) {
	const [listed, own] = await Promise.all([listNodes(kubernetes, signal), listOwnNodes(kubernetes, signal)]);
	const { matched, protected: refused } = matchNodes([...step.matches, ...step.filters].some((each) => each.kind === "property" && each.name === "state") ? await withMachineStates(listed, kubernetes, signal) : listed, step.matches, own);
	const random = createRandom(seed.seed, seed.scenario, seed.run, seed.step, seed.attempt);
	const { items, emptiedBy } = filterNodes(matched, step.filters, {
		random,
		now: /* @__PURE__ */ new Date()
	});
	const remarks = refused.map(({ node, why }) => leftAlone(node, why));
	if (emptiedBy) remarks.push(`the filter ${emptiedBy.filter.kind} (line ${emptiedBy.filter.at.line}) left none of ${emptiedBy.before} nodes`);
	return {
		matched,
		chosen: items,
		remarks
	};
}
/** The nodes that pods run on, for stopHost; a pod cannot name a node, so the protected ones are always left out. */
async function selectHosts(pods, kubernetes, signal) {
	const [nodes, own] = await Promise.all([listNodes(kubernetes, signal), listOwnNodes(kubernetes, signal)]);
	const names = new Set(pods.map((pod) => pod.spec?.nodeName));
	const hosts = nodes.filter(({ metadata }) => names.has(metadata?.name));
	const refused = hosts.flatMap((node) => {
		const why = protection(node, nodes, own);
		return why === void 0 ? [] : [{
			node,
			why
		}];
	});
	return {
		matched: hosts,
		chosen: hosts.filter((node) => !refused.some((each) => each.node === node)),
		remarks: refused.map(({ node, why }) => leftAlone(node, why))
	};
}
/** Nodes on which something runs that the gate itself put into the cluster. */
async function listOwnNodes(kubernetes, signal) {
	const pods = await listPodsByLabels(kubernetes, "*", gateLabel, signal);
	return new Set(pods.flatMap((pod) => pod.spec?.nodeName ?? []));
}
/** The cluster believes for 40 s and more that a node is up which is not: where the machine can be asked, it knows better. */
async function withMachineStates(nodes, { node: door }, signal) {
	if (door.refusal("stop") !== void 0) return [...nodes];
	return await Promise.all(nodes.map(async (node) => {
		if (await door.machineState(node.metadata?.name ?? "", signal) === "running") return node;
		return {
			...node,
			status: {
				...node.status,
				conditions: [{
					type: "Ready",
					status: "Unknown"
				}]
			}
		};
	}));
}
function leftAlone(node, why) {
	return `${node.metadata?.name} was left alone (${why}): name it to include it`;
}
// src/experiment/plan.ts
/**
* Resolves every fault of a scenario against the live cluster, injects nothing.
* Throws BlastRadiusExceeded when the whole of it would go beyond what the scenario allows.
*/
async function planFaults(scenario, kubernetes, seed, signal) {
	const steps = [];
	const nodeSteps = [];
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
		if (step.actions.some(({ kind }) => kind === "stopHost")) nodeSteps.push({
			index,
			selection: await selectHosts(selection.chosen, kubernetes, signal)
		});
	}
	for (const [index, step] of scenario.steps.entries()) {
		if (step.kind !== "nodeAction") continue;
		const purpose = {
			...seed,
			scenario: scenario.name,
			step: index,
			attempt: 0
		};
		nodeSteps.push({
			index,
			selection: await selectNodes(step, kubernetes, purpose, signal)
		});
	}
	const matchedNodes = new Set(nodeSteps.flatMap(({ selection }) => selection.matched.map((node) => node.metadata?.name)));
	const newGuard = () => guardRadius(scenario, matched.size, matchedNodes.size);
	const planned = newGuard();
	for (const { selection } of steps) planned.claim(selection.chosen);
	for (const { selection } of nodeSteps) planned.claimNodes(selection.chosen.map((node) => node.metadata?.name ?? ""));
	return {
		steps,
		nodeSteps,
		matched: [...matched.values()],
		used: planned.used,
		usedNodes: planned.usedNodes,
		unsupported: findUnsupported(scenario, kubernetes),
		guard: newGuard()
	};
}
function findUnsupported(scenario, { node: door }) {
	for (const action of scenario.steps.flatMap((step) => step.kind === "podAction" || step.kind === "nodeAction" ? [...step.actions] : [])) {
		const operation = operationOf(action);
		const why = operation && door.refusal(operation);
		if (why) return {
			at: action.at,
			message: `${action.kind}: ${why}`
		};
	}
}
/** What the node door has to be able to do before anything else is done. */
function operationOf(action) {
	switch (action.kind) {
		case "stopHost": return "stop";
		case "kill":
		case "killContainer":
		case "checkPodCount":
		case "checkPodState":
		case "wait": return;
		default: return nodeFaultOf(action).needs;
	}
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
export { selectTargets as a, nodeFaultOf as c, podState as d, prefixPattern as f, selectNodes as i, createRandom as l, planFaults as n, faultOf as o, selectHosts as r, isFault as s, loadWishes as t, listPodsByLabels as u };
