import { r as exitCodes } from "./chunk-verdict.js";
import { a as causeOf, i as InvalidInput, l as messageOf, n as InfrastructureFailure, r as Interrupted, t as CommandFailed } from "./chunk-errors.js";
import { A as partOfGate, C as findResourceByName, D as readService, E as ServiceMissing, F as readNode, H as ApiFailure, I as setUnschedulable, M as listNodes, N as listPodsOnNode, O as runtimeIdOf, T as resourcePath, W as isNotFound, b as applyObjects, v as waitForRollout, z as readJson } from "./chunk-existing.js";
import { C as providerOf, P as identifyProcess, T as nameOnNode, b as openUndoJournal, v as clusterId, w as isPulledAlways } from "./chunk-output-folder.js";
import { i as applyFilters, n as listPodsByLabels, t as listPods } from "./chunk-list-pods.js";
import { n as literalNamespaces } from "./chunk-namespace-pattern.js";
import { r as sealRefusal } from "./chunk-match-pods.js";
import { n as formatLabelSelector } from "./chunk-label-selector.js";
import { a as expectedRiseMs$1, d as rateRequestBytes, f as atLeast, i as delayAttempts, l as pace, n as connectLoss, o as fewestForShare, p as atMost, r as cutTimeoutMs, s as leastShareHit, t as attemptsForShare, u as rateAttempts } from "./chunk-network-measurement.js";
import { n as findProgram, t as runCommand } from "./chunk-command.js";
import { d as parseQuantity } from "./chunk-cluster.js";
import { a as requestPod, i as readMachineLimits, n as describeMachineLimits, o as requestService, r as hasMachineLimits, t as outlivesCluster } from "./chunk-operation.js";
import { n as requiredPermissions } from "./chunk-permissions.js";
import { i as readServerVersion, n as listMissingPermissions, r as listNodeNames, t as formatPermission } from "./chunk-cluster-facts.js";
import { n as loadApp } from "./chunk-cluster-flags.js";
import { a as formatDuration } from "./chunk-share.js";
import { createHash, randomBytes, randomInt, randomUUID } from "node:crypto";
import { join as join$1 } from "node:path";
import { closeSync, mkdirSync, openSync, writeFileSync, writeSync } from "node:fs";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
// src/experiment/clock.ts
function startClock() {
	const origin = performance.now();
	return {
		startedAt: /* @__PURE__ */ new Date(),
		now: () => Math.round((performance.now() - origin) * 10) / 10
	};
}
/** Waits; rejects with the signal's reason as soon as it aborts. */
async function sleep(ms, signal) {
	signal.throwIfAborted();
	try {
		await setTimeout$1(Math.max(0, ms), void 0, { signal });
	} catch (error) {
		signal.throwIfAborted();
		throw error;
	}
}
// src/kubernetes/pod-workload.ts
/**
* Whose pod it is: `Deployment/web`, `StatefulSet/db`; a pod that nobody owns is its own, `Pod/web`. A Deployment owns its
* pods by way of a ReplicaSet, whose name is the Deployment's and the pods' `pod-template-hash`
* (https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label).
*/
function workloadOf(pod) {
	const { metadata } = pod;
	const owner = controllerOf(pod);
	if (!owner) return `Pod/${metadata?.name ?? ""}`;
	const hash = metadata?.labels?.["pod-template-hash"];
	if (owner.kind === "ReplicaSet" && hash && owner.name.endsWith(`-${hash}`)) return `Deployment/${owner.name.slice(0, -hash.length - 1)}`;
	return `${owner.kind}/${owner.name}`;
}
/** What makes another in its place; undefined: nobody does. */
function controllerOf({ metadata }) {
	return metadata?.ownerReferences?.find(({ controller }) => controller);
}
/** With its namespace: `shop/Deployment/web`. */
function qualifiedWorkloadOf(pod) {
	return `${pod.metadata?.namespace ?? ""}/${workloadOf(pod)}`;
}
// src/experiment/radius-limits.ts
/** Why these would be more pods of one workload than `perOwner` allows; undefined: they are not. Pure, as all of these. */
function findOwnerExcess(pods, perOwner, workloads) {
	if (!perOwner) return void 0;
	for (const [workload, { length }] of Map.groupBy(pods.values(), qualifiedWorkloadOf)) {
		const all = workloads.get(workload)?.pods ?? length;
		const most = atMost(perOwner, all);
		if (length > most) return `the faults would hit ${length} of ${all} pods of ${workload}, the blast radius allows ${most} of one owner`;
	}
}
/** Why too few ready pods of some workload would be left beside these. `sizes`: what a share is of. */
function findShortage(pods, minAvailable, workloads, sizes = workloads) {
	if (!minAvailable) return void 0;
	for (const [workload, { length }] of Map.groupBy(pods.values(), qualifiedWorkloadOf)) {
		const least = atLeast(minAvailable, sizes.get(workload)?.pods ?? length);
		const ready = [...workloads.get(workload)?.ready ?? []];
		const left = ready.filter((uid) => !pods.has(uid)).length;
		if (left < least) return `the faults would leave ${left} of ${ready.length} ready pods of ${workload} alone, the blast radius wants ${least} available`;
	}
}
/** Why a PodDisruptionBudget would not allow these. As for an eviction: one that is not ready may go while the others are enough. */
function findBudgetExcess(pods, budgets) {
	for (const { name, covered, healthy, desired } of budgets) {
		const disrupted = [...pods.keys()].filter((uid) => covered.has(uid));
		const spare = Math.max(0, healthy.size - desired);
		if (disrupted.length > 0 && healthy.size < desired || disrupted.filter((uid) => healthy.has(uid)).length > spare) return `the faults would hit ${disrupted.length} pods of PodDisruptionBudget ${name}, which allows ${spare}; \`blastRadius: { overrideBudgets: true }\` goes beyond it`;
	}
}
/** Which of these nobody would make again. */
function findBarePod(pods) {
	const bare = pods.find((pod) => !controllerOf(pod));
	if (!bare) return void 0;
	return `pod ${nameOf$2(bare)} has no owner that would replace it; \`blastRadius: { barePods: true }\` allows it`;
}
function nameOf$2({ metadata }) {
	return `${metadata?.namespace ?? ""}/${metadata?.name ?? ""}`;
}
// src/faults/container-process.ts
const pollMs$21 = 100;
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
		await context.sleep(pollMs$21);
	}
}
// src/faults/kill-container.ts
/**
* Ends a container's process from its node: a crash. The pod stays, the kubelet restarts the container, and from the
* second restart on it waits (10 s, doubling). A signal that finds no running container is said, never counted: fewer of them
* than were asked for are another fault.
*/
const killContainer = {
	kind: "killContainer",
	async inject(spec, pods, context) {
		const injections = [];
		for (const [index, pod] of pods.entries()) {
			const isLater = index > 0 && spec.staggerMs > 0;
			if (isLater) await context.sleep(spec.staggerMs);
			injections.push(killRepeatedly$1(spec, pod, isLater, context));
		}
		return Promise.all(injections);
	}
};
/** `isLater`: time has passed since the blast radius was checked. */
async function killRepeatedly$1(spec, pod, isLater, context) {
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
		const refusal = round > 0 || isLater ? await context.refusal(pod, pod) : void 0;
		const result = refusal ?? await killOnce$1(spec, {
			uid,
			container,
			last: landings.at(-1)
		}, context);
		if (typeof result === "string") misses.push(result);
		else landings.push(result);
		if (refusal !== void 0) break;
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
async function killOnce$1(spec, { uid, container, last }, context) {
	const pod = context.pods.pods().get(uid);
	if (!pod) return "the pod is gone";
	const status = containerStatus(pod, container);
	if (!status) return `the pod has no container ${container}`;
	const node = pod.spec?.nodeName ?? "";
	if (!status.state?.running || !status.containerID) return status.state?.waiting?.reason ?? "it was not running";
	if (status.containerID === last?.container.containerId) return "it was not restarted yet";
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
	const missing = spec.times - landings.length;
	const missed = missing > 0 ? ` (${missing} of ${spec.times} did not land: ${[...new Set(misses)].join(", ")})` : "";
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
		landed: missing === 0,
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
// src/faults/kill-proof.ts
/**
* Proves that a pod was removed: its process ended, its UID is gone from the API, and its owner made another.
* `t`: when it was sent away, on the run's clock.
*/
async function proveKill(spec, pod, others, t, context) {
	const graceMs = spec.method === "force" ? 0 : (pod.spec?.terminationGracePeriodSeconds ?? 30) * 1e3;
	const over = new AbortController();
	const replacement = seekReplacement(pod, others, {
		timeoutMs: 2 * graceMs + 3 * context.receiptTimeoutMs,
		signal: over.signal
	}, context);
	try {
		return await proveRemoval(spec, pod, {
			t,
			graceMs,
			replacement
		}, context);
	} finally {
		over.abort();
	}
}
async function proveRemoval(spec, pod, { t, graceMs, replacement }, context) {
	const { name, uid = "" } = pod.metadata ?? {};
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
	const owner = controllerOf(pod);
	if (!owner) return {
		landed: true,
		evidence: `${ended}; the pod ${name} is gone; it has no owner that would replace it`
	};
	if (!await context.pods.until(() => replacement() !== void 0, context.receiptTimeoutMs, context.signal)) return {
		landed: false,
		evidence: `${ended}; the pod ${name} is gone, but ${owner.kind} ${owner.name} made no new one`
	};
	return {
		landed: true,
		evidence: `${ended}; the pod ${name} is gone, ${owner.kind} ${owner.name} made ${replacement()}`
	};
}
/**
* Looks out, from now on, for a new pod of the same owner that no other receipt names: in a later round it may be gone again
* before its predecessor is. Returns what says the name of the first one, when there was one.
*/
function seekReplacement(pod, { siblings, proven }, { timeoutMs, signal }, context) {
	const owner = controllerOf(pod);
	let made;
	const look = () => {
		made ??= [...context.pods.pods().values()].find((other) => {
			const { uid = "" } = other.metadata ?? {};
			return !siblings.has(uid) && !proven.has(uid) && controllerOf(other)?.uid === owner?.uid;
		});
		if (made?.metadata?.uid) proven.add(made.metadata.uid);
		return made !== void 0;
	};
	if (owner) context.pods.until(look, timeoutMs, AbortSignal.any([context.signal, signal])).catch(() => {});
	return () => made?.metadata?.name;
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
		if (spec.method !== "force") return {
			seen: true,
			sentence: "its kubelet answered for its process's end (no way to the nodes here)"
		};
		return {
			seen: false,
			sentence: `whether the process of ${name} ended cannot be seen: ${messageOf(error)}; \`kill: { method: delete }\` needs no way to the nodes`
		};
	}
}
function since(from, to) {
	return `${((to - from) / 1e3).toFixed(1)} s`;
}
// src/faults/kill-pod.ts
/**
* Removes pods through the API, as PowerfulSeal's `kill` does: forced, politely, or as an eviction that respects budgets.
* That is no crash: the process goes on serving until the kubelet has ended it, so the receipt asks the node for the end of
* the process and the API for the old UID to be gone and for a new pod of the same owner. In later rounds (`times`) the
* pod that took a victim's place is killed.
*/
const killPod = {
	kind: "kill",
	async inject(spec, pods, context) {
		const known = new Set(context.pods.pods().keys());
		const proven = /* @__PURE__ */ new Set();
		const injections = [];
		for (const [index, pod] of pods.entries()) {
			const isLater = index > 0 && spec.staggerMs > 0;
			if (isLater) await context.sleep(spec.staggerMs);
			injections.push(killRepeatedly(spec, pod, {
				known,
				proven,
				isLater
			}, context));
		}
		return await Promise.all(injections);
	}
};
async function killRepeatedly(spec, first, { known, proven, isLater }, context) {
	const { name = "", namespace = "", uid = "" } = first.metadata ?? {};
	const target = {
		kind: "Pod",
		namespace,
		name,
		uid,
		node: first.spec?.nodeName
	};
	const started = context.now();
	const rounds = [];
	let victim = first;
	for (let round = 0; round < spec.times; round++) {
		if (round > 0) {
			await context.sleep(Math.max(0, started + round * spec.intervalMs - context.now()));
			victim = takeReplacement(first, known, context);
		}
		const refusal = victim && (round > 0 || isLater) ? await context.refusal(victim, first) : void 0;
		rounds.push(refusal ?? (victim ? await killOnce(spec, victim, proven, context) : "it has no replacement yet"));
		if (refusal !== void 0) break;
	}
	const landed = rounds.filter((round) => typeof round !== "string");
	const missed = rounds.filter((round) => typeof round === "string");
	const last = landed.at(-1);
	if (!last) {
		const unsent = `the pod ${name} was not killed: ${[...new Set(missed)].join(", ")}`;
		return {
			target,
			t: started,
			receipt: Promise.resolve({
				landed: false,
				evidence: unsent
			}),
			unsent
		};
	}
	const receipt = Promise.all(landed.map((round) => round.receipt)).then((receipts) => summarize(receipts, missed, spec));
	return {
		target,
		t: last.t,
		receipt
	};
}
async function killOnce(spec, pod, proven, context) {
	const { name = "", namespace = "", uid = "" } = pod.metadata ?? {};
	const siblings = new Set(context.pods.pods().keys());
	const t = context.now();
	const victim = {
		namespace,
		name,
		uid
	};
	if (spec.method !== "force" && context.pods.pods().get(uid)?.metadata?.deletionTimestamp !== void 0) return "somebody was deleting it already";
	try {
		const sent = spec.method === "evict" ? await evictPod(context.kubernetes, victim, context.signal) : await deletePod(context.kubernetes, {
			...victim,
			...spec.method === "force" && { gracePeriodSeconds: 0 }
		}, context.signal);
		if (sent === "gone") return "it was gone before";
		if (sent === "held") return "its PodDisruptionBudget does not allow its eviction now (429)";
		return {
			pod,
			t,
			receipt: proveKill(spec, pod, {
				siblings,
				proven
			}, t, context)
		};
	} catch (error) {
		context.signal.throwIfAborted();
		return messageOf(error);
	}
}
/** A running pod of the same owner that was not there before and is not taken by another victim. */
function takeReplacement(first, known, { pods }) {
	const owner = controllerOf(first)?.uid;
	const found = [...pods.pods().values()].find(({ metadata, status }) => metadata?.uid !== void 0 && !known.has(metadata.uid) && metadata.deletionTimestamp === void 0 && status?.containerStatuses?.some(({ state }) => state?.running) && metadata.ownerReferences?.some(({ uid }) => uid === owner));
	if (found?.metadata?.uid) known.add(found.metadata.uid);
	return found;
}
/** Every round that was asked for has to have landed: fewer are another fault. */
function summarize(receipts, missed, { times }) {
	const unproven = receipts.find(({ landed }) => !landed);
	const missing = times - receipts.length;
	const rounds = missing > 0 ? ` (${missing} of ${times} rounds killed none: ${[...new Set(missed)].join(", ")})` : "";
	if (unproven) return {
		landed: false,
		evidence: `${unproven.evidence}${rounds}`
	};
	const before = receipts.length > 1 ? `${receipts.length} times in turn; the last time ` : "";
	return {
		landed: missing === 0,
		evidence: `${before}${receipts.at(-1)?.evidence}${rounds}`
	};
}
// src/faults/lasting/command-action/index.ts
const pollMs$20 = 500;
const commandTimeoutMs = 6e4;
/**
* A user's own fault. Its receipt is the user's program: it has to say no before and yes afterwards. Without one nothing
* is proven, whatever `do` said.
*/
const commandAction = {
	kind: "commandAction",
	affects: async () => ({
		pods: [],
		nodes: []
	}),
	async refusal(step, _targets, { kubernetes }) {
		const environment = {
			...process.env,
			...environmentOf(step, kubernetes.kubeconfig)
		};
		for (const argv of [
			step.do,
			step.undo,
			step.receipt
		]) {
			if (!argv || await findProgram(argv[0], environment) !== void 0) continue;
			return argv[0].includes("/") ? `${argv[0]} is not an executable file` : `${argv[0]} is not on PATH`;
		}
	},
	async prepare(step, _targets, context) {
		const environment = environmentOf(step, context.kubernetes.kubeconfig);
		const { receipt } = step;
		const before = receipt && await ask$1(receipt, environment, context);
		return [{
			targets: [{
				kind: "Object",
				name: step.do[0]
			}],
			...step.undo && { undo: {
				description: step.undo.join(" "),
				operation: {
					kind: "runCommand",
					argv: step.undo,
					environment,
					cwd: process.cwd(),
					...before?.landed === false && { proof: receipt }
				}
			} },
			async inject(began) {
				const onStart = (pid) => began?.(identifyProcess(pid));
				await runCommand(step.do, {
					environment,
					signal: context.signal,
					timeoutMs: commandTimeoutMs,
					onStart
				});
			},
			async prove(over) {
				if (!receipt) return {
					landed: false,
					evidence: `${step.do[0]} ended with 0, and there is no \`receipt\` that proves it`
				};
				if (before?.landed) return {
					landed: false,
					evidence: `the receipt said so before the fault: ${before.evidence}`
				};
				return await prove$8(receipt, environment, over, context);
			}
		}];
	}
};
async function prove$8(argv, environment, over, context) {
	const deadline = context.now() + context.receiptTimeoutMs;
	for (;;) {
		const found = await ask$1(argv, environment, context);
		if (found.landed || over.aborted || context.now() >= deadline) return found;
		await context.sleep(pollMs$20);
	}
}
async function ask$1(argv, environment, { signal }) {
	try {
		const { stdout } = await runCommand(argv, {
			environment,
			signal,
			timeoutMs: commandTimeoutMs
		});
		const said = stdout.trim().split("\n")[0]?.slice(0, 200);
		return {
			landed: true,
			evidence: `${argv[0]} ended with 0${said ? `: ${said}` : ""}`
		};
	} catch (error) {
		if (!(error instanceof CommandFailed)) throw error;
		return {
			landed: false,
			evidence: `${argv[0]} ended with ${error.status}`
		};
	}
}
/** The user's variables, and the run's cluster for kubectl and its like. */
function environmentOf({ environment }, kubeconfig) {
	return {
		KUBECONFIG: kubeconfig,
		...environment
	};
}
// src/faults/lasting/control-plane-action/component-pods.ts
/** The labels that kubeadm gives to each component's pods. */
const selectors = {
	apiserver: "component=kube-apiserver",
	scheduler: "component=kube-scheduler",
	"controller-manager": "component=kube-controller-manager",
	etcd: "component=etcd",
	coredns: "k8s-app=kube-dns",
	"kube-proxy": "k8s-app=kube-proxy"
};
/** Throws ApiFailure. */
async function listComponentPods(component, { kubernetes, signal }) {
	const { items } = await readJson(kubernetes, {
		path: "/api/v1/namespaces/kube-system/pods",
		query: { labelSelector: selectors[component] },
		asking: `pods of ${component}`,
		signal
	});
	return items;
}
// src/faults/lasting/control-plane-action/addon.ts
const pollMs$19 = 300;
/** A label that no node has. */
const nowhere = "chaos-gate.io/nowhere";
const addons = [{
	component: "coredns",
	object: "Deployment kube-system/coredns",
	path: "/apis/apps/v1/namespaces/kube-system/deployments/coredns",
	patch: { spec: { replicas: 0 } },
	undo: (live) => ({ spec: { replicas: live.spec?.replicas ?? 1 } })
}, {
	component: "kube-proxy",
	object: "DaemonSet kube-system/kube-proxy",
	path: "/apis/apps/v1/namespaces/kube-system/daemonsets/kube-proxy",
	patch: { spec: { template: { spec: { nodeSelector: { [nowhere]: "true" } } } } },
	undo: () => ({ spec: { template: { spec: { nodeSelector: { [nowhere]: null } } } } })
}];
/** undefined: the component is no object of the API in any cluster. */
function addonOf(component) {
	return addons.find((addon) => addon.component === component);
}
async function refuseAddonStop({ path, object }, { kubernetes, signal }) {
	try {
		await readJson(kubernetes, {
			path,
			asking: object,
			signal
		});
		return;
	} catch (error) {
		if (isNotFound(error)) return `this cluster has no ${object}; use kind`;
		throw error;
	}
}
/** Its pods are gone: seen in the list of pods, where the change was made to their owner. */
async function prepareAddonStop(addon, context) {
	const { component, object, path, patch, undo } = addon;
	const { kubernetes, signal } = context;
	const live = await readJson(kubernetes, {
		path,
		asking: object,
		signal
	});
	const before = (await listComponentPods(component, context)).length;
	const [kind = "", name = ""] = object.split(" ");
	return [{
		targets: [{
			kind: "Object",
			namespace: "kube-system",
			name: `${kind}/${name.split("/")[1]}`
		}],
		undo: {
			description: `write ${object} back`,
			operation: {
				kind: "restoreObject",
				path,
				patch: undo(live)
			},
			holds: path
		},
		async inject() {
			await readJson(kubernetes, {
				method: "PATCH",
				path,
				contentType: "application/merge-patch+json",
				body: patch,
				asking: object,
				signal
			});
		},
		prove: (over) => prove$7(component, before, over, context)
	}];
}
async function prove$7(component, before, over, context) {
	if (before === 0) return {
		landed: false,
		evidence: `there was no pod of ${component} before`
	};
	const { now, sleep, receiptTimeoutMs } = context;
	const deadline = now() + receiptTimeoutMs + 3e4;
	for (;;) {
		const left = (await listComponentPods(component, context)).length;
		if (left === 0) return {
			landed: true,
			evidence: `the ${before} pods of ${component} are gone`
		};
		if (over.aborted || now() >= deadline) return {
			landed: false,
			evidence: `${left} of ${before} pods of ${component} are still there`
		};
		await sleep(pollMs$19);
	}
}
// src/faults/lasting/control-plane-action/api-witness.ts
const timeoutMs = 3e3;
/** The API answers nobody; or it says of a part of itself, at `path`, that it is not well. */
function apiWitness(path, { kubernetes, signal }) {
	return { async look() {
		try {
			const { status } = await kubernetes.send({
				path,
				asking: "whether the API is well",
				signal,
				timeoutMs
			});
			return status === 200 ? void 0 : `the API server says ${status} to ${path}`;
		} catch (error) {
			if (!(error instanceof ApiFailure)) throw error;
			return "the API answers nobody";
		}
	} };
}
// src/faults/lasting/control-plane-action/lease-witness.ts
/** Leaders renew every 2 s. Fact: kube-scheduler and kube-controller-manager, `--leader-elect-retry-period`. */
const silentMs$1 = 8e3;
/** The lease by which the component leads is not renewed any more. */
function leaseWitness(lease, { kubernetes, now, signal }) {
	const path = `/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/${lease}`;
	let renewal;
	let renewedT;
	return { async look() {
		const { spec } = await readJson(kubernetes, {
			path,
			asking: `the lease ${lease}`,
			signal
		});
		const seen = String(spec?.renewTime);
		if (renewedT === void 0 || seen !== renewal) renewedT = now();
		renewal = seen;
		const ms = now() - renewedT;
		return ms >= silentMs$1 ? `its lease has not been renewed for ${(ms / 1e3).toFixed(1)} s` : void 0;
	} };
}
// src/faults/sentinel/paced-attempts.ts
/** Sends a paced burst as several small ones, a moment after each other. Throws as `send` does, and the signal's reason. */
async function sendPaced(send, burst, signal) {
	const batches = [];
	const underWay = /* @__PURE__ */ new Set();
	for (let left = burst.attempts; left > 0; left -= pace.attempts) {
		const batch = send({
			...burst,
			paced: void 0,
			attempts: Math.min(left, pace.attempts)
		});
		batches.push(batch);
		const ended = batch.then(() => void underWay.delete(ended), () => void underWay.delete(ended));
		underWay.add(ended);
		if (left > pace.attempts) await setTimeout$1(pace.everyMs, void 0, { signal });
		while (underWay.size >= pace.mostBatches) await Promise.race(underWay);
	}
	return (await Promise.all(batches)).flat();
}
// src/faults/sentinel/embedded-sentinel.ts
/** Routes of the embedded cluster's network, beside the Kubernetes API. */
const embeddedNetwork = "/chaos-gate/v1/network";
/** A sentinel at the address of a pod or a node of the embedded cluster: its requests take the way that the pod's own take. */
function openEmbeddedSentinel(api, place, address) {
	const send = async (to, burst, signal) => {
		if (burst.paced) return await sendPaced((batch) => send(to, batch, signal), burst, signal);
		const { attempts, together, timeoutMs, bytes } = burst;
		return (await readJson(api, {
			method: "POST",
			path: `${embeddedNetwork}/sentinel`,
			body: {
				from: address,
				to: to.address,
				port: to.port,
				attempts,
				together,
				timeoutMs,
				bytes
			},
			asking: `requests from ${place} to ${to.address}:${to.port}`,
			signal,
			timeoutMs: timeoutMs * (together ? 1 : attempts) + 3e4
		})).attempts;
	};
	return {
		place,
		send
	};
}
/** Whether a cluster is an embedded one: only there the network has this door. Throws ApiFailure when the cluster does not answer. */
async function hasEmbeddedNetwork(api, signal) {
	return (await api.send({
		path: `${embeddedNetwork}/rules`,
		signal
	})).status === 200;
}
// src/faults/lasting/control-plane-action/lookup-witness.ts
/** There is a Service of that name in every cluster. */
const name = "kubernetes.default.svc.cluster.local";
/** A pod of the embedded cluster cannot look up what it could before. */
function lookupWitness(context) {
	return {
		async begin() {
			const seen = await lookUp(context);
			if (seen?.outcome !== "found") throw new InfrastructureFailure(seen ? `${name} is ${seen.outcome} for ${seen.pod} even before` : `no pod runs that could look ${name} up`);
		},
		async look() {
			const seen = await lookUp(context);
			return seen?.outcome === "unreachable" ? `${seen.pod} cannot look ${name} up any more` : void 0;
		}
	};
}
async function refuseLookups(context) {
	return (await runningPods(context)).length > 0 ? void 0 : "no pod runs that could look a name up: nothing would prove that it cannot";
}
/** As the processes of some pod that runs now; undefined: none does. */
async function lookUp(context) {
	for (const { metadata, status } of await runningPods(context)) {
		const pod = `pod ${metadata?.namespace}/${metadata?.name}`;
		try {
			const { outcome } = await readJson(context.kubernetes, {
				method: "POST",
				path: `${embeddedNetwork}/lookup`,
				body: {
					from: status?.podIP,
					name
				},
				asking: `${name}, as ${pod} looks it up`,
				signal: context.signal
			});
			return {
				outcome,
				pod
			};
		} catch (error) {
			if (!(error instanceof ApiFailure)) throw error;
		}
	}
}
async function runningPods({ kubernetes, signal }) {
	const { items } = await readJson(kubernetes, {
		path: "/api/v1/pods",
		asking: "pods",
		signal
	});
	return items.filter(({ metadata, status }) => !metadata?.deletionTimestamp && status?.phase === "Running" && status.podIP);
}
// src/faults/sentinel/sentinel.ts
/** Somebody was there; a server that does not speak HTTP may close without a word. */
function wasServed({ outcome }) {
	return outcome === "answered" || outcome === "closed";
}
/** The middle of the times that requests took which were served; undefined: none was. */
function medianMs(attempts) {
	return medianOf(attempts.filter(wasServed).map(({ ms }) => ms));
}
/** The middle of the times after which connections were open; undefined: none was. */
function medianConnectMs(attempts) {
	return medianOf(attempts.flatMap(({ connectMs = [] }) => connectMs));
}
function medianOf(times) {
	return times.sort((a, b) => a - b)[Math.floor((times.length - 1) / 2)];
}
/** Whether every connection was opened, whatever became of it: a server may wait for something else than a request. */
function allOpened(attempts) {
	return attempts.length > 0 && attempts.every(({ connectMs }) => connectMs !== void 0);
}
function allServed(attempts) {
	return attempts.length > 0 && attempts.every(wasServed);
}
// src/faults/lasting/control-plane-action/service-witness.ts
const namespace = "kube-system";
const port = 80;
/** A change of endpoints reaches the Services within milliseconds. */
const changeMs = 1e3;
const reachableMs = 5e3;
const pollMs$18 = 100;
const burst = {
	attempts: 1,
	together: true,
	timeoutMs: 2e3
};
/**
* A Service of its own on the embedded cluster, whose endpoint is the API server: it leads there before the component is
* stopped. Its endpoint is removed meanwhile, and it goes on leading there.
*/
function serviceWitness(node, context) {
	const { kubernetes, now, sleep, signal } = context;
	const name = `chaos-gate-${randomUUID().slice(0, 8)}`;
	const servicePath = `/api/v1/namespaces/${namespace}/services/${name}`;
	const slicePath = `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices/${name}`;
	const asking = `Service ${namespace}/${name}`;
	let address;
	let removedT;
	const create = async (path, body) => await readJson(kubernetes, {
		method: "POST",
		path: parentOf(path),
		body,
		asking,
		signal
	});
	const isReachable = async () => {
		const { status } = await readNode(kubernetes, node, signal);
		const own = status?.addresses?.find(({ type }) => type === "InternalIP")?.address ?? "";
		return allOpened(await openEmbeddedSentinel(kubernetes, `node ${node}`, own).send({
			address: address ?? "",
			port
		}, burst, signal));
	};
	return {
		undo: {
			kind: "deleteObjects",
			paths: [servicePath, slicePath]
		},
		async begin() {
			const { subsets = [] } = await readJson(kubernetes, {
				path: "/api/v1/namespaces/default/endpoints/kubernetes",
				asking: "the address of the API server",
				signal
			});
			address = (await create(servicePath, {
				apiVersion: "v1",
				kind: "Service",
				metadata: {
					name,
					namespace,
					labels: partOfGate
				},
				spec: { ports: [{
					name: "https",
					port,
					protocol: "TCP"
				}] }
			})).spec?.clusterIP;
			await create(slicePath, {
				apiVersion: "discovery.k8s.io/v1",
				kind: "EndpointSlice",
				metadata: {
					name,
					namespace,
					labels: {
						...partOfGate,
						"kubernetes.io/service-name": name
					}
				},
				addressType: "IPv4",
				endpoints: [{
					addresses: [subsets[0]?.addresses?.[0]?.ip],
					conditions: { ready: true }
				}],
				ports: [{
					name: "https",
					port: subsets[0]?.ports?.[0]?.port,
					protocol: "TCP"
				}]
			});
			const deadline = now() + reachableMs;
			while (!await isReachable()) {
				if (now() >= deadline) throw new InfrastructureFailure(`${asking} leads nowhere, even before`);
				await sleep(pollMs$18);
			}
		},
		async look() {
			if (removedT === void 0) {
				await readJson(kubernetes, {
					method: "PATCH",
					path: slicePath,
					contentType: "application/merge-patch+json",
					body: { endpoints: [] },
					asking,
					signal
				});
				removedT = now();
			}
			const ms = now() - removedT;
			if (ms < changeMs || !await isReachable()) return void 0;
			return `${asking} still leads to an endpoint that was removed ${(ms / 1e3).toFixed(1)} s ago`;
		}
	};
}
function parentOf(path) {
	return path.slice(0, path.lastIndexOf("/"));
}
// src/faults/lasting/control-plane-action/witnesses.ts
/** Who misses each component. */
function witnessOf({ node, component }, context) {
	switch (component) {
		case "apiserver": return apiWitness("/readyz", context);
		case "etcd": return apiWitness("/readyz/etcd", context);
		case "scheduler": return leaseWitness("kube-scheduler", context);
		case "controller-manager": return leaseWitness("kube-controller-manager", context);
		case "coredns": return lookupWitness(context);
		case "kube-proxy": return serviceWitness(node, context);
	}
}
/** Why nobody in this cluster could see that the component is missing; undefined: somebody could. */
async function refuseWitness(component, context) {
	return component === "coredns" ? await refuseLookups(context) : void 0;
}
// src/faults/lasting/control-plane-action/node-component.ts
const roleLabel = "node-role.kubernetes.io/control-plane";
/** One without a duration comes back by itself after this, if the gate does not start it before. */
const mostMs$2 = 9e5;
/** From the end of the duration until the node's own timer starts the component. */
const deadmanGraceMs = 6e4;
const pollMs$17 = 500;
/** The kubelet ends a container within its grace period of 30 s. */
const terminationMs = 35e3;
/** Why a component that the nodes run by themselves cannot be stopped, or slowed down; undefined when it can. */
async function refuseNodeComponent(component, verb, context) {
	const nodes = await controlPlaneNodes(context);
	if (nodes.length === 0) return "no node of this cluster is known as its control plane";
	for (const node of nodes) {
		const why = await context.kubernetes.node.componentRefusal({
			node,
			component
		}, verb, context.signal);
		if (why) return why;
	}
	return verb === "stop" ? await refuseWitness(component, context) : void 0;
}
/** Stops the component on every node of the control plane. Proven by its silence there, and by what misses it in the cluster. */
async function prepareNodeComponentStop(component, durationMs, context) {
	const { kubernetes, signal } = context;
	return (await controlPlaneNodes(context)).map((node) => {
		const stop = {
			node,
			component,
			timer: `chaos-gate-${randomUUID().slice(0, 8)}`
		};
		const witness = witnessOf(stop, context);
		const start = {
			kind: "startComponent",
			...stop
		};
		return {
			targets: [{
				kind: "Object",
				name: `${component} of ${node}`,
				node
			}],
			undo: {
				description: `start ${component} of ${node} again`,
				operation: witness.undo ? {
					kind: "sequence",
					operations: [witness.undo, start]
				} : start
			},
			mechanism: kubernetes.node.components.get(component),
			async inject() {
				await witness.begin?.();
				const backAfterMs = (durationMs ?? mostMs$2) + deadmanGraceMs;
				await kubernetes.node.stopComponent({
					...stop,
					backAfterMs
				}, signal);
			},
			prove: (over) => prove$6(stop, witness, over, context)
		};
	});
}
/** Whether it runs on each node of the control plane, by what it is there: one that was left stopped shows. */
async function readComponentState(component, context) {
	const state = /* @__PURE__ */ new Map();
	for (const node of await controlPlaneNodes(context)) {
		const health = await context.kubernetes.node.componentHealth({
			node,
			component
		}, context.signal);
		state.set(`${component} of ${node}`, health === "silent" ? "stopped" : "running");
	}
	return state;
}
/** The component does not answer on its node, and the cluster misses it. */
async function prove$6({ component, node }, witness, over, { kubernetes, now, sleep, receiptTimeoutMs, signal }) {
	const deadline = now() + receiptTimeoutMs + terminationMs;
	for (;;) {
		const health = await kubernetes.node.componentHealth({
			node,
			component
		}, signal);
		const missed = await witness.look();
		if (health === "silent" && missed !== void 0) return {
			landed: true,
			evidence: `${component} does not answer on ${node}; ${missed}`
		};
		if (over.aborted || now() >= deadline) return {
			landed: false,
			evidence: health === "silent" ? `${component} does not answer on ${node}, but nothing in the cluster misses it` : `${component} goes on answering on ${node}`
		};
		await sleep(pollMs$17);
	}
}
async function controlPlaneNodes({ kubernetes, signal }) {
	return (await listNodes(kubernetes, signal)).filter((node) => node.metadata?.labels?.[roleLabel] !== void 0).map((node) => node.metadata?.name ?? "");
}
// src/faults/lasting/node-unit.ts
/** Throws InfrastructureFailure. */
async function startUnit(unit, { node }, signal) {
	const { name, argv, files = [], mostMs } = unit;
	const cleaning = files.length > 0 ? [`--property=ExecStopPost=/bin/rm -f ${files.join(" ")}`] : [];
	const properties = [
		"--collect",
		"--quiet",
		`--property=RuntimeMaxSec=${Math.ceil(mostMs / 1e3)}`,
		...cleaning
	];
	const program = argv.map((argument) => argument.replaceAll("$", "$$$$"));
	const { status, stderr } = await node.execute(unit.node, [
		"systemd-run",
		`--unit=${name}`,
		...properties,
		"--",
		...program
	], signal);
	if (status !== 0) throw new InfrastructureFailure(`${argv[0]} was not started on ${unit.node}: ${stderr.trim().split("\n")[0]}`);
}
/** What ends a unit, if it runs. */
function stopUnit({ node, name }) {
	return {
		kind: "nodeCommand",
		node,
		argv: [
			"systemctl",
			"stop",
			name
		],
		unless: [
			"systemctl",
			"is-active",
			"--quiet",
			name
		]
	};
}
/** Why some node cannot run a program; undefined when each can. `asked` is a harmless call of it. */
async function refuseProgram(nodes, asked, remedy, { node: door }, signal) {
	const why = door.refusal("execute");
	if (why) return why;
	for (const node of nodes) {
		if ((await door.execute(node, asked, signal)).status === 0) continue;
		return `${node} has no ${asked[0]}: ${remedy}`;
	}
}
// src/faults/lasting/targeted-container.ts
/** The running containers of the chosen pods: of each pod the one of this name, the first without one, or all of them. */
function targetedContainers({ pods }, which) {
	return pods.flatMap((pod) => {
		const meant = which.name ?? (which.all ? void 0 : pod.spec?.containers[0]?.name);
		return runningContainersOf(pod).filter(({ name }) => meant === void 0 || name === meant);
	});
}
/** Why some pod lacks the container that is meant; undefined when none does. */
function missingContainer({ pods }, name) {
	if (name === void 0) return void 0;
	const without = pods.find((pod) => !pod.spec?.containers.some((container) => container.name === name));
	return without && `the pod ${without.metadata?.name} has no container "${name}"`;
}
function runningContainersOf(pod) {
	const { name: podName = "", namespace = "", uid = "" } = pod.metadata ?? {};
	const node = pod.spec?.nodeName ?? "";
	return (pod.status?.containerStatuses ?? []).flatMap(({ name, containerID, state }) => state?.running && containerID ? {
		pod,
		name,
		reference: {
			node,
			containerId: containerID
		},
		target: {
			kind: "Container",
			namespace,
			name: podName,
			uid,
			node,
			container: name
		},
		label: `container ${name} of ${podName}`
	} : []);
}
/** The nodes that the chosen pods run on, once each. */
function nodesOf(targets) {
	return [...new Set(targets.pods.flatMap((pod) => pod.spec?.nodeName ?? []))];
}
// src/faults/lasting/control-plane-action/slow.ts
const pollMs$16 = 500;
/** The kernel's usual period of processor time. */
const periodUs = 1e5;
const runc = [
	"runc",
	"--root",
	"/run/containerd/runc/k8s.io"
];
const remedy$3 = "its containers are not run by runc of containerd";
async function refuseSlow(component, context) {
	const why = context.kubernetes.node.refusal("execute");
	if (why) return why;
	const pods = await listComponentPods(component, context);
	if (pods.length === 0) return `this cluster has no pods of ${component}`;
	return await refuseProgram([...new Set(pods.flatMap((pod) => pod.spec?.nodeName ?? []))], [
		"runc",
		...runc.slice(1),
		"list",
		"--quiet"
	], remedy$3, context.kubernetes, context.signal);
}
/** Takes processor time from the component's containers by their cgroup. Proven by the periods in which the kernel held them back. */
async function prepareSlow(component, cpu, context) {
	const containers = targetedContainers({
		pods: await listComponentPods(component, context),
		nodes: []
	}, {});
	return await Promise.all(containers.map((container) => slowOne(container, cpu, context)));
}
async function slowOne(container, cpu, context) {
	const { kubernetes, signal } = context;
	const { reference, label, target } = container;
	const id = runtimeIdOf(reference);
	const update = (quotaUs) => [
		...runc,
		"update",
		"--cpu-period",
		String(periodUs),
		"--cpu-quota",
		String(quotaUs),
		id
	];
	const before = await kubernetes.node.containerUsage(reference, signal);
	return {
		targets: [target],
		undo: {
			description: `give ${label} its processor time back`,
			operation: {
				kind: "nodeCommand",
				node: reference.node,
				argv: update(quotaOf(container.pod, container.name)),
				unless: [
					...runc,
					"state",
					id
				]
			}
		},
		mechanism: "cgroup quota",
		parameters: { cpu },
		async inject() {
			const { status, stderr } = await kubernetes.node.execute(reference.node, update(cpu * periodUs), signal);
			if (status !== 0) throw new InfrastructureFailure(`${label}: runc update: ${stderr.trim().split("\n")[0]}`);
		},
		prove: (over) => prove$5(container, before?.throttledPeriods ?? 0, over, context)
	};
}
/** What its pod's specification gives it, as the kubelet writes it; -1: no limit. */
function quotaOf(pod, name) {
	const limit = pod.spec?.containers.find((each) => each.name === name)?.resources?.limits?.cpu;
	const cpus = parseQuantity(limit ?? "");
	return cpus === void 0 ? -1 : Math.round(cpus * periodUs);
}
async function prove$5({ reference, label }, before, over, { kubernetes, now, sleep, receiptTimeoutMs, signal }) {
	const deadline = now() + receiptTimeoutMs;
	for (;;) {
		const periods = (await kubernetes.node.containerUsage(reference, signal))?.throttledPeriods ?? 0;
		if (periods > before) return {
			landed: true,
			evidence: `the kernel held ${label} back in ${periods - before} periods of 100 ms`
		};
		if (over.aborted || now() >= deadline) return {
			landed: false,
			evidence: `the kernel did not hold ${label} back: it asked for no more`
		};
		await sleep(pollMs$16);
	}
}
// src/faults/lasting/control-plane-action/index.ts
/**
* Stops or slows a part of the cluster itself. What the nodes run by themselves is stopped through their door, with a timer
* beside it that starts it again whatever becomes of the gate; the others by what the API has of them.
*/
const controlPlaneAction = {
	kind: "controlPlaneAction",
	affects: async ({ component }) => ({
		pods: [],
		nodes: [],
		namespaces: addonOf(component) ? ["kube-system"] : []
	}),
	async refusal({ component, fault }, _targets, context) {
		if (fault.kind === "slow") return await refuseNodeComponent(component, "slow", context) ?? await refuseSlow(component, context);
		const addon = objectOf(component, context);
		return addon ? await refuseAddonStop(addon, context) : await refuseNodeComponent(component, "stop", context);
	},
	async readState({ component }, _targets, context) {
		return objectOf(component, context) ? /* @__PURE__ */ new Map() : await readComponentState(component, context);
	},
	async prepare({ component, fault, durationMs }, _targets, context) {
		if (fault.kind === "slow") return await prepareSlow(component, fault.cpu, context);
		const addon = objectOf(component, context);
		return addon ? await prepareAddonStop(addon, context) : await prepareNodeComponentStop(component, durationMs, context);
	}
};
/** undefined: the nodes run it by themselves. */
function objectOf(component, { kubernetes }) {
	return kubernetes.node.components.has(component) ? void 0 : addonOf(component);
}
// src/faults/lasting/network-action/peers.ts
/** Looks the peers of a step up. Throws ApiFailure. */
async function findPeers(step, api, signal) {
	const services = await listServicePorts(api, signal);
	if (step.peers.kind === "everybody") return {
		pods: void 0,
		members: [],
		services,
		divided: []
	};
	const pods = /* @__PURE__ */ new Set();
	const members = [];
	const missing = [];
	if (step.peers.kind === "pods") for (const found of await listPods(api, step.peers.matches, signal)) {
		if (found.missing) missing.push(found.missing);
		members.push(...found.pods);
		for (const { status } of found.pods) if (status?.podIP) pods.add(status.podIP);
	}
	else for (const { name, namespace } of step.peers.services) {
		const own = services.filter(({ service }) => service === `${namespace}/${name}`);
		if (own.length === 0) missing.push(`there is no Service ${namespace}/${name} with a cluster address`);
		for (const { endpoints } of own) for (const { address } of endpoints) pods.add(address);
	}
	const isPeer = ({ address }) => pods.has(address);
	const meant = services.filter(({ endpoints }) => endpoints.length > 0 && endpoints.every(isPeer));
	const divided = services.filter((port) => !meant.includes(port) && port.endpoints.some(isPeer));
	return {
		pods: [...pods].sort(),
		members,
		services: meant,
		divided: [...new Set(divided.map(({ service }) => service))],
		empty: pods.size === 0 ? ["no peers were found", ...missing].join(": ") : void 0
	};
}
/** Every TCP port of every Service that has a cluster address (IPv4). Throws ApiFailure. */
async function listServicePorts(api, signal) {
	const list = async (path, asking) => (await readJson(api, {
		path,
		asking,
		signal
	})).items;
	const [services, slices] = await Promise.all([list("/api/v1/services", "the Services"), list("/apis/discovery.k8s.io/v1/endpointslices", "the endpoints of Services")]);
	return services.flatMap(({ metadata, spec }) => {
		const { clusterIP } = spec ?? {};
		if (!clusterIP || clusterIP === "None" || clusterIP.includes(":")) return [];
		const own = slices.filter((slice) => slice.metadata?.namespace === metadata?.namespace && slice.metadata?.labels?.["kubernetes.io/service-name"] === metadata?.name && slice.addressType === "IPv4");
		return (spec?.ports ?? []).filter(({ protocol = "TCP" }) => protocol === "TCP").map(({ name, port }) => ({
			service: `${metadata?.namespace}/${metadata?.name}`,
			clusterIP,
			port,
			endpoints: own.flatMap((slice) => endpointsOf(slice, name))
		}));
	});
}
function endpointsOf({ ports, endpoints }, name = "") {
	const port = ports?.find((candidate) => (candidate.name ?? "") === name)?.port;
	if (!port) return [];
	return (endpoints ?? []).flatMap(({ addresses }) => addresses.map((address) => ({
		address,
		port
	})));
}
// src/faults/lasting/dependency-action/dependency.ts
/** Looks the Service up. `missing`: a sentence, where there is none of that name and port. Throws ApiFailure. */
async function findDependency({ service: target }, { kubernetes, signal }) {
	const { name, namespace, port } = target;
	let found;
	try {
		found = await readService(kubernetes, target, signal);
	} catch (error) {
		if (error instanceof ServiceMissing) return { missing: error.message };
		throw error;
	}
	const label = `${namespace}/${name}`;
	const own = (await listServicePorts(kubernetes, signal)).find((candidate) => candidate.service === label && candidate.port === port);
	const { items } = await readJson(kubernetes, {
		path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`,
		asking: `pods of namespace ${namespace}`,
		signal
	});
	const running = items.filter(({ status, metadata }) => status?.phase === "Running" && status.podIP && !metadata?.deletionTimestamp);
	const endpoints = own?.endpoints ?? [];
	const isBehind = ({ status }) => endpoints.some(({ address }) => address === status?.podIP);
	return {
		label,
		path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/services/${encodeURIComponent(name)}`,
		service: found.service,
		clusterIP: found.service.spec?.clusterIP ?? "",
		port,
		endpoints,
		pods: running.filter(isBehind),
		others: running.filter((pod) => !isBehind(pod))
	};
}
// src/kubernetes/toxiproxy.ts
const pollMs$15 = 100;
function openToxiproxy(api, pod, signal) {
	const ask = async (path, body) => await readJson(api, {
		path: `/api/v1/namespaces/${encodeURIComponent(pod.namespace)}/pods/${encodeURIComponent(pod.name)}:${pod.apiPort}/proxy${path}`,
		...body && {
			method: "POST",
			body
		},
		asking: `Toxiproxy in pod ${pod.namespace}/${pod.name} (${path})`,
		signal
	});
	return {
		state: () => ask("/proxies"),
		async addProxy(proxy) {
			await ask("/proxies", {
				...proxy,
				enabled: true
			});
		},
		async addToxic(proxy, toxic) {
			await ask(`/proxies/${encodeURIComponent(proxy)}/toxics`, toxic);
		}
	};
}
/** A container that runs need not listen yet. Throws what it was last told. */
async function awaitToxiproxy(toxiproxy, timeoutMs, signal) {
	const deadline = performance.now() + timeoutMs;
	for (;;) try {
		await toxiproxy.state();
		return;
	} catch (error) {
		signal.throwIfAborted();
		if (performance.now() >= deadline) throw error;
		await setTimeout$1(pollMs$15, void 0, { signal });
	}
}
// src/faults/lasting/dependency-action/evidence.ts
const leastShare$3 = .8;
/** Until Toxiproxy is in the callers' way; of the fault's duration, that is no time to look at it. */
const settlingMs$1 = 3e3;
/** What a request takes, where its deadline is far longer than that. */
const mostAnswerMs = 5e3;
const paddedBytes = 8e3;
/** Less than this is lost among what machines do besides. */
const leastVisibleMs = 5;
/** How to look at a Service for one kind of effect while it lasts, so many milliseconds. Absent: as long as it takes. */
function burstForService(effect, toxicity, durationMs) {
	const burst = quietBurstForService(effect, toxicity);
	if (toxicity === 1) return burst;
	const forMs = durationMs === void 0 ? void 0 : durationMs - Math.min(burst.timeoutMs, mostAnswerMs) - settlingMs$1;
	return {
		...burst,
		attempts: attemptsForShare(toxicity, forMs)
	};
}
/** How to look at it before: that it answers is told from fewer requests. */
function quietBurstForService(effect, toxicity) {
	const attempts = toxicity < 1 ? fewestForShare(toxicity) : 5;
	const some = toxicity < 1 ? {
		attempts,
		together: true,
		paced: true
	} : {
		attempts,
		together: false
	};
	const together = {
		...some,
		together: true,
		timeoutMs: 2e3
	};
	switch (effect.kind) {
		case "latency": {
			const timeoutMs = 2e3 + 2 * (effect.delayMs + effect.jitterMs);
			if (toxicity < 1) return {
				...together,
				timeoutMs
			};
			return {
				attempts: effect.delayMs >= 200 ? 5 : effect.delayMs >= 20 ? 15 : 60,
				together: false,
				timeoutMs
			};
		}
		case "bandwidth": return {
			...some,
			timeoutMs: 2e4,
			bytes: paddedBytes
		};
		case "slicer": return {
			...some,
			timeoutMs: 2e4
		};
		case "reset":
		case "timeout": return {
			...together,
			timeoutMs: 2e3 + effect.afterMs
		};
	}
}
/** Whether the Service behaves as the effect wants it to, for so many of its callers. Pure. */
function judgeService(effect, toxicity, before, during) {
	const quietMs = medianMs(before.attempts);
	if (quietMs === void 0 || !before.attempts.every(wasServed)) return {
		landed: false,
		evidence: "the Service did not answer the sentinel before the fault"
	};
	const driftMs = Math.max(0, (medianMs(during.control ?? []) ?? 0) - (medianMs(before.control ?? []) ?? 0));
	if (effect.kind === "reset" || effect.kind === "timeout") return judgeCut$1(effect, toxicity, during);
	const wantedMs = expectedRiseMs(effect, during.attempts);
	const medianLate = medianMs(during.attempts);
	if (medianLate === void 0) return {
		landed: false,
		evidence: "the Service did not answer the sentinel any more"
	};
	const shown = `a request took ${round(medianLate)} instead of ${round(quietMs)}${driftMs >= 1 ? ` (elsewhere ${round(driftMs)} more)` : ""}`;
	if (effect.kind === "latency" && effect.delayMs === 0) return {
		landed: during.attempts.every(wasServed),
		evidence: `${shown}: the control run of a sweep`
	};
	if (effect.kind !== "latency" && wantedMs < leastVisibleMs) return {
		landed: false,
		evidence: `${shown}: a request would take ${round(wantedMs)} longer, too little to be seen`
	};
	const isHit = ({ ms }) => ms - quietMs - driftMs >= leastShare$3 * (wantedMs - jitterOf(effect));
	const hits = during.attempts.filter((attempt) => wasServed(attempt) && isHit(attempt)).length;
	const rise = medianLate - quietMs - driftMs;
	if (toxicity === 1) return {
		landed: rise >= leastShare$3 * wantedMs,
		evidence: `${shown}: ${round(rise)} of ${round(wantedMs)}`
	};
	return judgeShare(hits, during.attempts.length, toxicity, `were ${round(wantedMs)} late`);
}
/** By how much a request takes longer: an answer is late once, passes slowly, or comes in pieces. */
function expectedRiseMs(effect, attempts) {
	if (effect.kind === "latency") return effect.delayMs;
	const mean = (of) => attempts.reduce((sum, attempt) => sum + of(attempt), 0) / Math.max(1, attempts.length);
	if (effect.kind === "bandwidth") return mean(({ sentBytes }) => sentBytes) * 8 * 1e3 / effect.bitsPerSecond;
	if (effect.kind !== "slicer") return 0;
	const pieces = Math.floor(mean(({ receivedBytes = 0 }) => receivedBytes) / effect.bytes);
	return Math.max(0, pieces - 1) * effect.delayMs;
}
function jitterOf(effect) {
	return effect.kind === "latency" ? effect.jitterMs : 0;
}
function judgeCut$1(effect, toxicity, { attempts, control }) {
	const isHit = ({ outcome }) => effect.kind === "reset" ? outcome === "reset" : outcome !== "answered";
	const hits = attempts.filter(isHit).length;
	if (control && !control.every(wasServed)) return {
		landed: false,
		evidence: `${hits} of ${attempts.length} requests were cut off, but so were others elsewhere`
	};
	return judgeShare(hits, attempts.length, toxicity, effect.kind === "reset" ? "were reset" : "got no answer");
}
function judgeShare(hits, count, toxicity, phrase) {
	const least = toxicity === 1 ? 1 : leastShareHit(toxicity, count);
	return {
		landed: hits > 0 && hits / count >= least,
		evidence: `${hits} of ${count} requests ${phrase}`
	};
}
function round(ms) {
	return `${Number(ms.toFixed(ms < 10 ? 1 : 0))} ms`;
}
// src/faults/lasting/dependency-action/proxy-objects.ts
const proxyLabel = "chaos-gate.io/proxy";
const usualApiPort = 8474;
/** Where the proxy listens for ports that Services name instead of number. */
const firstNamedPort = 2e4;
/** New connections stop to come before it ends: kube-proxy takes a moment to forget it. */
const drainSeconds = 2;
/** Pure. `id` is unique: hexadecimal digits. */
function planProxy(service, image, id) {
	const ports = proxiedPorts(service.spec?.ports ?? []);
	const apiPort = ports.some(({ listen }) => listen === usualApiPort) ? 8475 : usualApiPort;
	const name = `chaos-gate-proxy-${id}`;
	const selector = { [proxyLabel]: id };
	return {
		name,
		selector,
		apiPort,
		ports,
		pod: podOf$1({
			name,
			selector,
			apiPort,
			ports
		}, image),
		twin: twinOf(service, name)
	};
}
function proxiedPorts(ports) {
	const named = /* @__PURE__ */ new Map();
	return ports.map(({ name, port, targetPort = port }) => {
		const label = name ?? `port-${port}`;
		if (typeof targetPort === "number") return {
			name: label,
			port,
			listen: targetPort
		};
		const listen = named.get(targetPort) ?? firstNamedPort + named.size;
		named.set(targetPort, listen);
		return {
			name: label,
			port,
			listen,
			portName: targetPort
		};
	});
}
function podOf$1({ name, selector, apiPort, ports }, image) {
	const listening = new Map(ports.map(({ listen, portName }) => [listen, portName]));
	return {
		apiVersion: "v1",
		kind: "Pod",
		metadata: {
			name,
			labels: {
				...partOfGate,
				...selector
			}
		},
		spec: {
			automountServiceAccountToken: false,
			enableServiceLinks: false,
			terminationGracePeriodSeconds: 5,
			containers: [{
				name: "toxiproxy",
				image,
				imagePullPolicy: "IfNotPresent",
				args: ["-host=0.0.0.0", `-port=${apiPort}`],
				ports: [...listening].map(([containerPort, portName]) => ({
					containerPort,
					...portName && { name: portName }
				})),
				readinessProbe: {
					httpGet: {
						path: "/version",
						port: apiPort
					},
					periodSeconds: 1
				},
				lifecycle: { preStop: { sleep: { seconds: drainSeconds } } }
			}]
		}
	};
}
function twinOf({ spec }, name) {
	return {
		apiVersion: "v1",
		kind: "Service",
		metadata: {
			name,
			labels: partOfGate
		},
		spec: {
			selector: spec?.selector,
			publishNotReadyAddresses: spec?.publishNotReadyAddresses,
			ports: spec?.ports?.map(({ name: portName, port, targetPort, protocol }) => ({
				name: portName,
				port,
				targetPort,
				protocol
			}))
		}
	};
}
/** The proxies that lead to the twin. Pure. */
function proxiesTo(twinAddress, { ports }) {
	return [...new Map(ports.map((each) => [each.listen, each])).values()].map(({ name, listen, port }) => ({
		name,
		listen: `0.0.0.0:${listen}`,
		upstream: `${twinAddress}:${port}`
	}));
}
/** An effect as Toxiproxy calls it. Facts: github.com/Shopify/toxiproxy#toxics. Pure. */
function toxicsOf(effect, toxicity) {
	const toxic = (type, attributes, stream = "downstream") => ({
		name: `${type}_${stream}`,
		type,
		stream,
		toxicity,
		attributes
	});
	switch (effect.kind) {
		case "latency": return [toxic("latency", {
			latency: effect.delayMs,
			jitter: effect.jitterMs
		})];
		case "reset": return [toxic("reset_peer", { timeout: effect.afterMs })];
		case "timeout": return [toxic("timeout", { timeout: effect.afterMs })];
		case "slicer": return [toxic("slicer", {
			average_size: effect.bytes,
			size_variation: 0,
			delay: effect.delayMs * 1e3
		})];
		case "bandwidth": {
			const rate = Math.max(1, Math.round(effect.bitsPerSecond / 8e3));
			return [toxic("bandwidth", { rate }), toxic("bandwidth", { rate }, "upstream")];
		}
	}
}
// src/faults/sentinel/node-sentinel.ts
const format = "%{exitcode} %{time_connect} %{time_total} %{size_request} %{size_header}\\n";
/** curl opens no more connections at once than this. */
const mostTogether = 300;
/** What a request holds besides its padding, at least. */
const restBytes = 150;
/**
* A sentinel on a node, by curl, which node images have: in the network namespace of a pod, as its processes are, or in the
* node's own (`namespace` undefined).
*/
function openNodeSentinel(door, node, place, namespace) {
	return {
		place,
		async send({ address, port }, { attempts, together, paced, timeoutMs, bytes = 0 }, signal) {
			const most = paced ? pace.attempts : mostTogether;
			const padding = bytes > restBytes ? ["--header", `X-Padding: ${"x".repeat(bytes - restBytes)}`] : [];
			const argv = [
				...inNamespace(namespace),
				...[
					"curl",
					"--silent",
					"--head",
					"--http0.9",
					"--noproxy",
					"*",
					"--output",
					"/dev/null"
				],
				...[
					"--user-agent",
					"chaos-gate-sentinel",
					"--header",
					"Connection: close",
					...padding
				],
				...[
					"--max-time",
					String(timeoutMs / 1e3),
					"--write-out",
					format
				],
				...together ? [
					"--parallel",
					"--parallel-immediate",
					"--parallel-max",
					String(most)
				] : [],
				`http://${address}:${port}/?sentinel=[1-${attempts}]`
			];
			const { status, stdout, stderr } = await door.execute(node, argv, signal);
			const found = readAttempts(stdout);
			if (found.length === attempts) return found;
			const why = stderr.trim().split("\n")[0] || `${found.length} of ${attempts} attempts were reported`;
			throw new InfrastructureFailure(`curl from ${place} ended with ${status}: ${why}`);
		}
	};
}
/** The beginning of a command that is to run in a network namespace of the node. */
function inNamespace(namespace) {
	return namespace === void 0 ? [] : ["nsenter", `--net=/run/netns/${namespace}`];
}
/** Reads what curl wrote by `format`, a line an attempt. Pure. */
function readAttempts(output) {
	return output.split("\n").flatMap((line) => {
		const match = /^(\d+) ([\d.]+) ([\d.]+) (\d+) (\d+)$/.exec(line.trim());
		if (!match) return [];
		const [exit = 0, connect = 0, total = 0, sentBytes = 0, receivedBytes = 0] = match.slice(1).map(Number);
		const connected = connect > 0 && { connectMs: connect * 1e3 };
		return [{
			outcome: outcomeOf(exit, connect > 0),
			...connected,
			ms: total * 1e3,
			sentBytes,
			receivedBytes
		}];
	});
}
/** curl's exit codes (man curl): 7 no connection, 28 deadline, 52 closed without a word, 55 sending failed, 56 receiving failed. */
function outcomeOf(exit, connected) {
	if (exit === 28) return "silent";
	if (exit === 52) return "closed";
	if (exit === 7 || exit === 55 || exit === 56) return "reset";
	return connected ? "answered" : "silent";
}
// src/faults/lasting/dependency-action/service-way.ts
/** From a node by the Service's own address, past kube-proxy; where nodes are out of reach, through the API server. */
async function findServiceWay({ label, path, clusterIP, port, pods }, { node: door, send }, signal) {
	const node = pods[0]?.spec?.nodeName;
	if (node && door.refusal("execute") === void 0) {
		const sentinel = openNodeSentinel(door, node, `node ${node}`);
		return {
			place: `from node ${node} through Service ${label}`,
			send: (burst) => sentinel.send({
				address: clusterIP,
				port
			}, burst, signal)
		};
	}
	const attempt = async ({ timeoutMs }) => {
		const start = performance.now();
		const ended = (outcome) => ({
			outcome,
			ms: performance.now() - start,
			sentBytes: 0
		});
		try {
			const { status } = await send({
				path: `${path}:${port}/proxy/`,
				asking: `Service ${label}`,
				signal,
				timeoutMs
			});
			return ended(status === 502 || status === 503 ? "reset" : "answered");
		} catch {
			signal.throwIfAborted();
			return ended("silent");
		}
	};
	const sendAll = async (burst) => {
		if (burst.paced) return await sendPaced(sendAll, burst, signal);
		if (burst.together) return await Promise.all(Array.from({ length: burst.attempts }, () => attempt(burst)));
		const found = [];
		while (found.length < burst.attempts) found.push(await attempt(burst));
		return found;
	};
	return {
		place: `from the API server through Service ${label}`,
		send: sendAll
	};
}
// src/faults/lasting/dependency-action/service-proxy.ts
const readyTimeoutMs = 6e4;
const pollMs$14 = 100;
/** Puts Toxiproxy between a Service and its pods, with the effect in it. Reads, changes nothing. */
async function prepareServiceProxy(effect, step, dependency, context) {
	const { kubernetes, signal } = context;
	const { namespace } = step.service;
	const plan = planProxy(dependency.service, step.image, randomBytes(4).toString("hex"));
	const before = dependency.service.spec?.selector ?? {};
	const base = `/api/v1/namespaces/${encodeURIComponent(namespace)}`;
	const paths = {
		twin: `${base}/services/${plan.name}`,
		pod: `${base}/pods/${plan.name}`
	};
	const toxiproxy = openToxiproxy(kubernetes, {
		namespace,
		name: plan.name,
		apiPort: plan.apiPort
	}, signal);
	const way = await findServiceWay(dependency, kubernetes, signal);
	const quiet = await way.send(quietBurstForService(effect, step.toxicity), signal);
	const burst = burstForService(effect, step.toxicity, step.durationMs);
	let effectT;
	const repoint = (selector, old) => {
		const gone = Object.keys(old).filter((key) => !Object.hasOwn(selector, key));
		return {
			method: "PATCH",
			path: dependency.path,
			contentType: "application/merge-patch+json",
			body: { spec: { selector: {
				...Object.fromEntries(gone.map((key) => [key, null])),
				...selector
			} } },
			asking: `the selector of Service ${dependency.label}`,
			signal
		};
	};
	return {
		mechanism: `Toxiproxy (${step.image}) before the Service`,
		undo: {
			description: `point Service ${dependency.label} at its own pods, remove the proxy`,
			holds: dependency.path,
			operation: {
				kind: "sequence",
				operations: [{
					kind: "deleteObjects",
					paths: [paths.twin, paths.pod]
				}, {
					kind: "restoreObject",
					path: dependency.path,
					patch: repoint(before, plan.selector).body
				}]
			}
		},
		effectT: () => effectT,
		async inject() {
			const twin = await readJson(kubernetes, {
				...creation(`${base}/services`, plan.twin),
				asking: `the proxy's way to the pods of ${dependency.label}`,
				signal
			});
			await readJson(kubernetes, {
				...creation(`${base}/pods`, plan.pod),
				asking: "the proxy",
				signal
			});
			await awaitReady(paths.pod, context);
			await awaitToxiproxy(toxiproxy, readyTimeoutMs, signal);
			await setUp(toxiproxy, twin.spec?.clusterIP ?? "", {
				plan,
				effect,
				step
			});
			await readJson(kubernetes, repoint(plan.selector, before));
			await awaitTakeover(dependency, paths.pod, context);
			effectT = context.now();
		},
		async prove(over) {
			const admitted = judgeState(await toxiproxy.state(), {
				plan,
				effect,
				step
			});
			if (!admitted.landed) return admitted;
			for (const deadline = context.now() + context.receiptTimeoutMs;; await context.sleep(pollMs$14)) {
				const during = { attempts: await way.send(burst, signal) };
				const { landed, evidence } = judgeService(effect, step.toxicity, { attempts: quiet }, during);
				if (over.aborted) return {
					landed: false,
					evidence: "the fault ended before it could be measured"
				};
				if (landed || context.now() >= deadline) return {
					landed,
					evidence: `${admitted.evidence}; ${way.place}: ${evidence}`
				};
			}
		}
	};
}
async function setUp(toxiproxy, twinAddress, { plan, effect, step }) {
	for (const proxy of proxiesTo(twinAddress, plan)) await toxiproxy.addProxy(proxy);
	for (const toxic of toxicsOf(effect, step.toxicity)) await toxiproxy.addToxic(proxyNameOf(plan, step), toxic);
}
/** Ports that share a target share a proxy: its name is that of the last of them. */
function proxyNameOf(plan, { service }) {
	const listen = plan.ports.find(({ port }) => port === service.port)?.listen;
	return plan.ports.findLast((each) => each.listen === listen)?.name ?? "";
}
/** What Toxiproxy says of itself: every toxic that was asked for, as it was asked for. */
function judgeState(state, { plan, effect, step }) {
	const proxy = state[proxyNameOf(plan, step)];
	const wanted = toxicsOf(effect, step.toxicity);
	const has = wanted.filter((toxic) => proxy?.toxics.some(({ type, stream, toxicity, attributes }) => type === toxic.type && stream === toxic.stream && Math.abs(toxicity - toxic.toxicity) < 1e-6 && Object.entries(toxic.attributes).every(([key, value]) => attributes[key] === value)));
	const named = wanted.map(({ type, attributes }) => `${type} ${JSON.stringify(attributes)}`).join(" and ");
	if (proxy?.enabled && has.length === wanted.length) return {
		landed: true,
		evidence: `Toxiproxy says that it has ${named}`
	};
	return {
		landed: false,
		evidence: `Toxiproxy does not say that it has ${named}`
	};
}
function creation(path, body) {
	return {
		method: "POST",
		path,
		body
	};
}
/** Throws InfrastructureFailure when the proxy's pod is not ready in time: most often its image cannot be pulled. */
async function awaitReady(path, { kubernetes, signal, now, sleep }) {
	const deadline = now() + readyTimeoutMs;
	for (;;) {
		const { status } = await readJson(kubernetes, {
			path,
			asking: "the proxy",
			signal
		});
		if (status?.conditions?.some(({ type, status: value }) => type === "Ready" && value === "True")) return;
		const waiting = status?.containerStatuses?.[0]?.state?.waiting;
		if (now() >= deadline) throw new InfrastructureFailure(`the proxy's pod is not ready${waiting ? `: ${waiting.reason} ${waiting.message ?? ""}`.trimEnd() : ""}`);
		await sleep(pollMs$14);
	}
}
/** Until the Service leads to the proxy alone. Throws InfrastructureFailure when it does not in time. */
async function awaitTakeover({ label, port }, podPath, { kubernetes, signal, now, sleep }) {
	const { status } = await readJson(kubernetes, {
		path: podPath,
		asking: "the proxy",
		signal
	});
	const deadline = now() + readyTimeoutMs;
	for (;;) {
		const endpoints = (await listServicePorts(kubernetes, signal)).find((each) => each.service === label && each.port === port)?.endpoints ?? [];
		if (endpoints.length > 0 && endpoints.every(({ address }) => address === status?.podIP)) return;
		if (now() >= deadline) throw new InfrastructureFailure(`Service ${label} does not lead to the proxy`);
		await sleep(pollMs$14);
	}
}
// src/faults/lasting/network-action/app-traffic.ts
const lookMs = 3e3;
const pollMs$13 = 200;
/**
* Adds to a receipt that landed whether somebody else than the sentinel meets the fault: the counters go on to move when it has
* sent its last. The fault is in place either way; `notice` says that nobody was seen who would feel it. Looks no longer than
* some seconds, or until `over` aborts.
*/
async function seeAppTraffic(receipt, met, over, { now, sleep }) {
	if (!receipt.landed) return receipt;
	const start = now();
	try {
		const first = await met();
		for (;;) {
			await sleep(pollMs$13);
			if (over.aborted) break;
			if (await met() > first) return receipt;
			if (now() - start >= lookMs) break;
		}
	} catch (error) {
		if (!(error instanceof InfrastructureFailure)) throw error;
		const unseen = `whether other traffic meets it could not be seen: ${error.message}`;
		return {
			...receipt,
			evidence: `${receipt.evidence}; ${unseen}`
		};
	}
	const notice = `no traffic but the gate's own met it in the ${((now() - start) / 1e3).toFixed(1)} s after that`;
	return {
		landed: true,
		evidence: `${receipt.evidence}; ${notice}`,
		notice
	};
}
// src/faults/lasting/network-action/disturbance.ts
/** What a fault without an end of its own is given by the timer that puts it back when the gate is gone. */
const longestMs = 18e5;
const graceMs = 3e4;
/** After which a fault ends by itself, should the gate not live to take it back. */
function deadmanMs(durationMs) {
	return durationMs === void 0 ? longestMs : durationMs + graceMs;
}
/** `shop/front-1`. */
function nameOf$1({ metadata }) {
	return `${metadata?.namespace}/${metadata?.name}`;
}
// src/faults/lasting/network-action/prove-by-lookups.ts
/** A name that every cluster knows. */
const knownName = "kubernetes.default.svc.cluster.local";
const leastShare$2 = .8;
/** Looks a name up from a pod of the embedded cluster before the fault, and returns what does it again and compares. */
async function proveByLookups(effect, from, met, context) {
	const { kubernetes, signal } = context;
	const lookUp = () => readJson(kubernetes, {
		method: "POST",
		path: `${embeddedNetwork}/lookup`,
		body: {
			from,
			name: knownName
		},
		asking: `a lookup from ${from}`,
		signal,
		timeoutMs: 12e4
	});
	const before = await lookUp();
	return async (over) => {
		const metBefore = await met();
		const during = await lookUp();
		const moved = await met() - metBefore;
		if (over.aborted) return {
			landed: false,
			evidence: "the fault ended before it could be measured"
		};
		const receipt = judgeLookups(effect, before, during);
		const counters = `the fault's counters moved by ${moved}`;
		return await seeAppTraffic({
			landed: receipt.landed && moved > 0,
			evidence: `${receipt.evidence}; ${counters}`
		}, met, over, context);
	};
}
function judgeLookups(effect, before, during) {
	if (before.outcome !== "found") return {
		landed: false,
		evidence: `${knownName} was ${before.outcome} before the fault`
	};
	if (effect.kind !== "dnsDelay") return {
		landed: during.outcome === "unreachable",
		evidence: `${knownName} was ${during.outcome} from the pod, found before`
	};
	const rise = during.ms - before.ms;
	return {
		landed: during.outcome === "found" && rise >= leastShare$2 * effect.delayMs,
		evidence: `looking ${knownName} up took ${Math.round(rise)} ms longer of ${effect.delayMs} ms`
	};
}
// src/faults/lasting/network-action/evidence.ts
/** The share of an effect that has to be seen for it to count. */
const leastShare$1 = .8;
/** Until a fault is in place, and its sentinel begins; of its duration, that is no time to look at it. */
const settlingMs = 1e3;
/** Whether an effect is seen by connections that are opened, or not: then what is at their end need not answer. */
function isSeenByConnecting({ kind }) {
	return kind === "partition" || kind === "refuse" || kind === "dnsFailure" || kind === "dnsDelay";
}
/** How to look at a pod for one kind of effect while it lasts, so many milliseconds. Absent: as long as it takes. */
function burstFor(effect, passage, durationMs) {
	const burst = quietBurstFor(effect, passage);
	if (effect.kind !== "loss") return burst;
	const forMs = durationMs === void 0 ? void 0 : durationMs - 950 - settlingMs;
	return {
		...burst,
		attempts: attemptsForShare(connectLoss(effect.share, passage.both), forMs)
	};
}
/** How to look before it, and meanwhile from where it is not: that nothing is lost there is told from fewer connections. */
function quietBurstFor(effect, { both }) {
	switch (effect.kind) {
		case "delay": return {
			attempts: delayAttempts(effect.delayMs),
			together: false,
			timeoutMs: Math.ceil(expectedRiseMs$1(effect.delayMs, both) * 1.5) + 2e3
		};
		case "dnsDelay": return {
			attempts: 3,
			together: false,
			timeoutMs: Math.ceil(effect.delayMs * 1.5) + 500
		};
		case "loss": return {
			attempts: fewestForShare(connectLoss(effect.share, both)),
			together: true,
			paced: true,
			timeoutMs: 950
		};
		case "rate": return {
			attempts: rateAttempts(effect.bitsPerSecond),
			together: true,
			timeoutMs: 2e4,
			bytes: rateRequestBytes
		};
		default: return {
			attempts: 3,
			together: true,
			timeoutMs: cutTimeoutMs
		};
	}
}
/** Whether what was seen proves the effect: the counters and the sentinel, where the rest of the network is as before. Pure. */
function judgeEffect(effect, passage, before, during) {
	const met = during.met - before.met;
	const seen = judgeSentinel(effect, passage, before, during);
	const counters = `the fault's counters moved by ${met}`;
	if (seen.landed && met <= 0) return {
		landed: false,
		evidence: `${seen.evidence}, but ${counters}: it was not the fault`
	};
	return {
		landed: seen.landed,
		evidence: `${seen.evidence}; ${counters}`
	};
}
function judgeSentinel(effect, { both }, before, during) {
	switch (effect.kind) {
		case "delay": return judgeDelay(expectedRiseMs$1(effect.delayMs, both), before, during);
		case "dnsDelay": return judgeConnecting(effect.delayMs, before, during);
		case "loss": return judgeLoss(connectLoss(effect.share, both), before, during);
		case "rate": return judgeRate(effect.bitsPerSecond, before, during);
		case "partition": return judgeCut("silent", "got no answer", during);
		default: return judgeCut("reset", "were reset", during);
	}
}
function judgeDelay(expectedMs, before, during) {
	const [quiet, late] = [medianMs(before.attempts), medianMs(during.attempts)];
	if (quiet === void 0 || late === void 0) return {
		landed: false,
		evidence: "the sentinel was not answered, so it measured no delay"
	};
	const { rise, shown } = riseOf(quiet, late, (medianMs(during.control) ?? 0) - (medianMs(before.control) ?? 0));
	return {
		landed: rise >= leastShare$1 * expectedMs,
		evidence: `a request took ${shown}: ${ms(rise)} of the ${ms(expectedMs)} that two round trips add`
	};
}
/** What is asked of a name server, and its answer, is late as the opening of a connection to it is: by the way there. */
function judgeConnecting(delayMs, before, during) {
	const [quiet, late] = [medianConnectMs(before.attempts), medianConnectMs(during.attempts)];
	if (quiet === void 0 || late === void 0) return {
		landed: false,
		evidence: "the sentinel could not connect, so it measured no delay"
	};
	const { rise, shown } = riseOf(quiet, late, (medianConnectMs(during.control) ?? 0) - (medianConnectMs(before.control) ?? 0));
	return {
		landed: rise >= leastShare$1 * delayMs,
		evidence: `a connection took ${shown}: ${ms(rise)} of the ${ms(delayMs)} that the way there adds`
	};
}
/** What the machine itself became slower by (`driftMs`) is no delay of the fault's. */
function riseOf(quiet, late, driftMs) {
	const drift = Math.max(0, driftMs);
	const elsewhere = drift >= 1 ? ` (elsewhere ${ms(drift)} more)` : "";
	return {
		rise: late - quiet - drift,
		shown: `${ms(late)} instead of ${ms(quiet)}${elsewhere}`
	};
}
function judgeLoss(expected, before, during) {
	const lostOf = (attempts) => attempts.filter(({ connectMs, outcome }) => connectMs === void 0 && outcome === "silent").length;
	const count = during.attempts.length;
	const lost = lostOf(during.attempts);
	const evidence = `${lost} of ${count} connections lost their first packet, ${lostOf(before.attempts)} of ${before.attempts.length} before`;
	const least = leastShareHit(expected, count);
	const landed = lost > 0 && lost / Math.max(1, count) >= least && lostOf(before.attempts) === 0;
	if (landed && lostOf(during.control) > 0) return {
		landed: false,
		evidence: `${evidence}, but from elsewhere ${lostOf(during.control)} were lost as well`
	};
	return {
		landed,
		evidence
	};
}
function judgeRate(bitsPerSecond, before, during) {
	const [free, bound] = [throughput(before.attempts), throughput(during.attempts)];
	const evidence = `${rate(bound)} got through instead of ${rate(free)}`;
	return {
		landed: bound > 0 && bound <= bitsPerSecond / leastShare$1 && free >= bitsPerSecond / leastShare$1 && free > 1.2 * bound,
		evidence
	};
}
/** Bits a second of what was sent until it was answered. */
function throughput(attempts) {
	const answered = attempts.filter(wasServed);
	const bytes = answered.reduce((sum, { sentBytes }) => sum + sentBytes, 0);
	const longestMs = Math.max(0, ...answered.map((attempt) => attempt.ms));
	return longestMs > 0 ? bytes * 8 * 1e3 / longestMs : 0;
}
function judgeCut(wanted, phrase, { attempts, control }) {
	const hit = attempts.filter(({ outcome, connectMs }) => outcome === wanted && connectMs === void 0).length;
	const evidence = `${hit} of ${attempts.length} connections ${phrase}`;
	if (hit < attempts.length || attempts.length === 0) return {
		landed: false,
		evidence
	};
	if (!allOpened(control)) return {
		landed: false,
		evidence: `${evidence}, but nor was the other end there for somebody else`
	};
	return {
		landed: true,
		evidence: `${evidence}, while the other end answered from elsewhere`
	};
}
function ms(value) {
	return `${Number(value.toFixed(value < 10 ? 1 : 0))} ms`;
}
function rate(bits) {
	return bits >= 1e6 ? `${(bits / 1e6).toFixed(1)} Mbit/s` : `${Math.round(bits / 1e3)} kbit/s`;
}
// src/faults/lasting/network-action/traffic.ts
/** A step's `port` as pods have it: it may have been given as the Service before them has it. Pure. */
function podPorts(port, { services }) {
	if (port === void 0) return void 0;
	const behind = services.filter((service) => service.port === port).flatMap(({ endpoints }) => endpoints);
	return [.../* @__PURE__ */ new Set([port, ...behind.map((endpoint) => endpoint.port)])].sort((a, b) => a - b);
}
/** The traffic as a network sees it that knows pods only: the embedded cluster's. `own`: the pod's own address. Pure. */
function betweenPods(peers, port, own) {
	return [defined$1({
		addresses: peers.pods?.filter((address) => address !== own),
		ports: podPorts(port, peers)
	})];
}
/** The traffic as a pod's network namespace sees it: towards a Service it bears the Service's address and port. Pure. */
function seenByPod(peers, port, own) {
	const direct = betweenPods(peers, port, own);
	const ports = podPorts(port, peers);
	if (!peers.pods && !ports) return direct;
	const meant = peers.services.filter((service) => !ports || service.port === port || service.endpoints.some((endpoint) => ports.includes(endpoint.port)));
	const byPort = /* @__PURE__ */ new Map();
	for (const { clusterIP, port: servicePort } of meant) {
		const key = ports && servicePort;
		byPort.set(key, (byPort.get(key) ?? /* @__PURE__ */ new Set()).add(clusterIP));
	}
	const viaServices = [...byPort].map(([servicePort, addresses]) => defined$1({
		addresses: [...addresses].sort(),
		ports: servicePort === void 0 ? void 0 : [servicePort]
	}));
	return [...direct, ...viaServices].filter(({ addresses }) => addresses === void 0 || addresses.length > 0);
}
function defined$1({ addresses, ports }) {
	return {
		...addresses && { addresses },
		...ports && { ports }
	};
}
// src/faults/lasting/network-action/sentinel-way.ts
const trialBurst = {
	attempts: 3,
	together: true,
	timeoutMs: 2e3
};
/** So many ends are tried; one that answers is enough. */
const mostTrials = 12;
/**
* Finds a way that is whole before the fault: out of the pod to one of the peers, or from a peer (anybody, from the node)
* to the pod. undefined: nothing of it answers, so nothing could be seen.
*/
async function findWay(victim, peers, { port, direction, effect }, places, signal) {
	const outward = outwardEnds(victim, peers, port, places).map((to) => {
		return {
			from: places.pod,
			to,
			control: places.elsewhere,
			controlTo: to
		};
	});
	const incoming = peers.pods ? places.peer : places.elsewhere;
	const inward = incoming ? ownEnds(victim, peers, port).map((to) => {
		return {
			from: incoming,
			to,
			control: places.pod,
			controlTo: to
		};
	}) : [];
	const ways = direction === "ingress" ? [...inward, ...outward] : [...outward, ...inward];
	const isSeen = isSeenByConnecting(effect) ? allOpened : allServed;
	const isWhole = async (from, to) => isSeen(await from.send(to, trialBurst, signal));
	for (const way of ways.slice(0, mostTrials)) if (await isWhole(way.from, way.to) && await isWhole(way.control, way.controlTo)) return way;
}
/** Ends that the pod may call; Services last, as the one way may lead to the pod itself. */
function outwardEnds({ metadata, status }, peers, port, { servicesByAddress }) {
	const ports = podPorts(port, peers);
	const isMeant = (end) => !ports || ports.includes(end.port);
	const others = peers.services.filter(({ service }) => servicesByAddress || service !== "default/kubernetes").filter(({ endpoints }) => !endpoints.some(({ address }) => address === status?.podIP)).toSorted((a, b) => strangeness(a.service, metadata) - strangeness(b.service, metadata));
	const endpoints = others.flatMap((service) => service.endpoints).filter((end) => isMeant(end) && (!peers.pods || peers.pods.includes(end.address)));
	const services = servicesByAddress ? others.filter((service) => service.endpoints.some(isMeant)).map(({ clusterIP, port: at }) => ({
		address: clusterIP,
		port: at
	})) : [];
	return unique([...endpoints, ...services]);
}
/** A neighbour says most of how the pod fares; the API server speaks no HTTP on its port, and hangs up early. */
function strangeness(service, { namespace } = {}) {
	if (service === "default/kubernetes") return 2;
	return service.startsWith(`${namespace}/`) ? 0 : 1;
}
/** Ends of the pod itself: what Services send to it, and the ports that it declares. */
function ownEnds({ spec, status }, peers, port) {
	const address = status?.podIP;
	if (!address) return [];
	const ports = podPorts(port, peers);
	return unique([...(spec?.containers ?? []).flatMap((container) => container.ports ?? []).filter(({ protocol = "TCP" }) => protocol === "TCP").map(({ containerPort }) => containerPort), ...peers.services.flatMap((service) => service.endpoints).filter((end) => end.address === address).map((end) => end.port)].filter((one) => !ports || ports.includes(one)).map((one) => ({
		address,
		port: one
	})));
}
function unique(ends) {
	return [...new Map(ends.map((end) => [`${end.address}:${end.port}`, {
		address: end.address,
		port: end.port
	}])).values()];
}
// src/faults/lasting/network-action/prove-by-sentinel.ts
/**
* Looks at a pod's network before a fault, and returns what looks again while it lasts and compares. `met` reads the fault's
* own counters. Throws InfrastructureFailure when the network cannot be looked at.
*/
async function prepareProof(step, victim, peers, places, met, context) {
	const { signal } = context;
	const { effect, direction } = step;
	const passage = { both: direction === "both" };
	const quiet = quietBurstFor(effect, passage);
	const way = await findWay(victim, peers, step, places, signal);
	if (!way) return async () => ({
		landed: false,
		evidence: `nothing of the traffic was answered before the fault, so the sentinel at ${places.pod.place} could see nothing`
	});
	const look = async (burst) => {
		const [attempts, control] = await Promise.all([way.from.send(way.to, burst, signal), way.control.send(way.controlTo, quiet, signal)]);
		return {
			attempts,
			control,
			met: 0
		};
	};
	const before = await look(quiet);
	return async (over) => {
		const metBefore = await met();
		const during = {
			...await look(burstFor(effect, passage, step.durationMs)),
			met: await met()
		};
		if (over.aborted) return {
			landed: false,
			evidence: "the fault ended before it could be measured"
		};
		const { landed, evidence } = judgeEffect(effect, passage, {
			...before,
			met: metBefore
		}, during);
		return await seeAppTraffic({
			landed,
			evidence: `${describe$1(way)}: ${evidence}`
		}, met, over, context);
	};
}
function describe$1({ from, to }) {
	return `from ${from.place} to ${to.address}:${to.port}`;
}
// src/faults/lasting/network-action/embedded-rules.ts
/** Disturbs one pod of the embedded cluster. Reads, changes nothing. */
async function prepareRules(step, victim, peers, context) {
	const own = victim.status?.podIP ?? "";
	const rules = rulesFor$1(step, own, betweenPods(peers, step.port, own));
	const ids = rules.map(({ id }) => id);
	const met = () => countMet(ids, context.kubernetes, context.signal);
	const prove = step.effect.kind === "dnsFailure" || step.effect.kind === "dnsDelay" ? await proveByLookups(step.effect, own, met, context) : await prepareProof(step, victim, peers, await placesFor$1(victim, peers, context), met, context);
	return {
		mechanism: "the embedded network's rules",
		undo: removeRules(ids),
		install: () => putRules(rules, deadmanMs(step.durationMs), context.kubernetes, context.signal),
		prove
	};
}
/** The rules for the traffic of one pod, one for each direction and port. Pure, but for the name. */
function rulesFor$1({ effect, direction }, own, filters) {
	const name = `cg-${randomBytes(6).toString("hex")}`;
	return filters.flatMap(({ addresses, ports = [void 0] }) => ports.flatMap((port) => [...direction === "ingress" ? [] : [{
		from: [own],
		to: addresses,
		port
	}], ...direction === "egress" ? [] : [{
		from: addresses,
		to: [own],
		port
	}]])).map((end, index) => ({
		id: `${name}-${index}`,
		...end,
		effect: ruleEffect$1(effect)
	}));
}
function ruleEffect$1(effect) {
	switch (effect.kind) {
		case "delay":
		case "loss": return effect;
		case "rate": return {
			kind: "rate",
			bytesPerSecond: effect.bitsPerSecond / 8
		};
		case "partition": return { kind: "drop" };
		case "refuse": return { kind: "reset" };
		case "dnsFailure": return { kind: "name-failure" };
		case "dnsDelay": return {
			kind: "name-delay",
			delayMs: effect.delayMs
		};
	}
}
/** Throws ApiFailure. */
async function putRules(rules, forMs, api, signal) {
	for (const { id, ...rule } of rules) await readJson(api, {
		method: "PUT",
		path: `${embeddedNetwork}/rules/${id}`,
		body: {
			...rule,
			forMs
		},
		asking: `the network rule ${id}`,
		signal
	});
}
function removeRules(ids) {
	return {
		kind: "sequence",
		operations: ids.map((rule) => ({
			kind: "removeNetworkRule",
			rule
		}))
	};
}
/** How many connections, or names, some rules have met. Throws ApiFailure. */
async function countMet(ids, api, signal) {
	const { rules } = await readJson(api, {
		path: `${embeddedNetwork}/rules`,
		asking: "the network rules",
		signal
	});
	return rules.filter(({ id }) => ids.includes(id)).reduce((sum, { connections }) => sum + connections, 0);
}
async function placesFor$1(victim, peers, { kubernetes, signal }) {
	const at = (place, address) => openEmbeddedSentinel(kubernetes, place, address);
	const own = victim.status?.podIP ?? "";
	const peer = peers.pods?.find((address) => address !== own);
	return {
		pod: at(`pod ${nameOf$1(victim)}`, own),
		elsewhere: at("a node", (await nodeAddresses(kubernetes, signal))[0] ?? ""),
		...peer !== void 0 && { peer: at(`the peer ${peer}`, peer) },
		servicesByAddress: false
	};
}
/** Throws ApiFailure. */
async function nodeAddresses(api, signal) {
	const { items } = await readJson(api, {
		path: "/api/v1/nodes",
		asking: "the nodes' addresses",
		signal
	});
	return items.flatMap(({ status }) => (status?.addresses ?? []).filter(({ type }) => type === "InternalIP").map(({ address }) => address));
}
// src/faults/lasting/dependency-action/service-rules.ts
/** What rules on addresses cannot do, and what would. */
function refuseRules({ effects, toxicity }) {
	const where = "the embedded network has no Toxiproxy, and its own rules cannot";
	if (effects.some(({ kind }) => kind === "slicer")) return `${where} cut answers into pieces: use kind`;
	if (toxicity < 1) return `${where} leave some connections alone: use toxicity 1, or kind`;
	if (effects.some((effect) => "afterMs" in effect && effect.afterMs > 0)) return `${where} wait before they cut a connection off: leave out \`after\`, or use kind`;
}
/** Disturbs what a Service's pods answer on its port, by the embedded network's rules. Reads, changes nothing. */
async function prepareServiceRules(effect, step, dependency, context) {
	const { kubernetes, signal } = context;
	const nodes = await nodeAddresses(kubernetes, signal);
	const rules = rulesFor(effect, dependency, nodes);
	const ids = rules.map(({ id }) => id);
	const way = findCaller(dependency, context);
	const burst = burstForService(effect, step.toxicity);
	const control = openEmbeddedSentinel(kubernetes, "a node", nodes[0] ?? "");
	const look = async ({ from, to }) => {
		const [attempts, others] = await Promise.all([from.send(to, burst, signal), control.send(to, burst, signal)]);
		return {
			attempts,
			control: others
		};
	};
	const before = way && await look(way);
	return {
		mechanism: "the embedded network's rules",
		undo: {
			description: `let Service ${dependency.label} answer as before`,
			operation: removeRules(ids)
		},
		inject: () => putRules(rules, deadmanMs(step.durationMs), kubernetes, signal),
		async prove(over) {
			if (!way || !before) return {
				landed: false,
				evidence: "there is no other pod from which a sentinel could call it"
			};
			const met = () => countMet(ids, kubernetes, signal);
			const metBefore = await met();
			const during = await look(way);
			const moved = await met() - metBefore;
			if (over.aborted) return {
				landed: false,
				evidence: "the fault ended before it could be measured"
			};
			const { landed, evidence } = judgeService(effect, step.toxicity, before, during);
			const counters = `the fault's counters moved by ${moved}`;
			return await seeAppTraffic({
				landed: landed && moved > 0,
				evidence: `from ${way.from.place}: ${evidence}; ${counters}`
			}, met, over, context);
		}
	};
}
/** On the pods' port, whoever calls; the nodes' own look at them is none of the Service's callers. */
function rulesFor(effect, { endpoints }, nodes) {
	const name = `cg-${randomBytes(6).toString("hex")}`;
	return [...Map.groupBy(endpoints, ({ port }) => port)].flatMap(([port, ends], index) => {
		const servers = ends.map(({ address }) => address);
		const common = {
			port,
			spared: nodes,
			effect: ruleEffect(effect)
		};
		const answers = {
			id: `${name}-${index}`,
			from: servers,
			only: "answers",
			...common
		};
		const requests = {
			id: `${name}-${index}-up`,
			to: servers,
			only: "requests",
			...common
		};
		return effect.kind === "bandwidth" ? [answers, requests] : [answers];
	});
}
/** As Toxiproxy does it: connections open at once, what is answered on them is late. */
function ruleEffect(effect) {
	if (effect.kind === "latency") return {
		kind: "delay",
		delayMs: effect.delayMs,
		jitterMs: effect.jitterMs,
		handshake: false
	};
	if (effect.kind === "bandwidth") return {
		kind: "rate",
		bytesPerSecond: effect.bitsPerSecond / 8
	};
	return { kind: effect.kind === "reset" ? "reset" : "drop" };
}
/** A pod that calls the Service as others do; where all pods are behind it, one that calls another. */
function findCaller({ clusterIP, port, endpoints, pods, others }, { kubernetes }) {
	const at = (pod) => openEmbeddedSentinel(kubernetes, `pod ${nameOf$1(pod)}`, pod.status?.podIP ?? "");
	const [outside] = others;
	if (outside) return {
		from: at(outside),
		to: {
			address: clusterIP,
			port
		}
	};
	const [one, another] = pods;
	const to = endpoints.find(({ address }) => address === another?.status?.podIP);
	return one && to ? {
		from: at(one),
		to
	} : void 0;
}
// src/faults/lasting/dependency-action/index.ts
/**
* Disturbs what a Service answers: by Toxiproxy between it and its pods, or, on the embedded cluster, by its network's rules.
* Several effects, which are a sweep, come one after another.
*/
const dependencyAction = {
	kind: "dependencyAction",
	oneAfterAnother: true,
	async affects(step, context) {
		const dependency = await findDependency(step, context);
		const none = {
			pods: [],
			nodes: [],
			namespaces: [step.service.namespace]
		};
		if ("missing" in dependency) return {
			...none,
			empty: dependency.missing
		};
		if (dependency.endpoints.length === 0) return {
			...none,
			empty: `nothing is behind Service ${dependency.label}`
		};
		return {
			...none,
			pods: dependency.pods
		};
	},
	async refusal(step, { empty }, context) {
		if (empty) return void 0;
		const dependency = await findDependency(step, context);
		if ("missing" in dependency) return void 0;
		if (await hasEmbeddedNetwork(context.kubernetes, context.signal)) return refuseRules(step);
		return refuseProxy(dependency);
	},
	async prepare(step, _targets, context) {
		const dependency = await findDependency(step, context);
		if ("missing" in dependency) throw new InvalidInput([{
			at: step.at,
			message: dependency.missing
		}]);
		const prepare = await hasEmbeddedNetwork(context.kubernetes, context.signal) ? prepareServiceRules : prepareServiceProxy;
		const pieces = [];
		for (const effect of step.effects) pieces.push({
			...await prepare(effect, step, dependency, context),
			targets: [{
				kind: "Object",
				namespace: step.service.namespace,
				name: `Service/${step.service.name}`,
				uid: dependency.service.metadata?.uid
			}],
			parameters: parametersOf$2(effect, step.toxicity)
		});
		return pieces;
	}
};
/** What a proxy cannot stand in for, and what would do. */
function refuseProxy({ label, service, clusterIP }) {
	const { spec } = service;
	if (!clusterIP || clusterIP === "None") return `Service ${label} is headless: its callers go to the pods themselves; use networkAction on those`;
	if (Object.keys(spec?.selector ?? {}).length === 0) return `Service ${label} has no selector, so no proxy can be put before it`;
	const other = spec?.ports?.find(({ protocol = "TCP" }) => protocol !== "TCP");
	if (other) return `Service ${label} has a ${other.protocol} port (${other.port}), and Toxiproxy passes TCP alone`;
}
function parametersOf$2(effect, toxicity) {
	const { kind: _, ...numbers } = effect;
	return toxicity === 1 ? numbers : {
		...numbers,
		toxicity
	};
}
// src/faults/lasting/network-action/delay-relay.ts
/**
* Where the kernel has no netem: a relay in the pod's network namespace, to which the connections that the pod opens are
* redirected. It opens each one late, and passes on late what the pod says on it; answers pass at once. In Perl, which
* Debian's base has, and with it kind's node images.
*
* Arguments: port, latency and jitter in milliseconds, the mark that its own connections bear. 80 is SO_ORIGINAL_DST,
* 36 SO_MARK (linux/netfilter_ipv4.h, asm-generic/socket.h). SIGTERM: what is under way goes on without delay.
*/
const relayProgram = `
use strict; use Socket;
my ($port, $latency, $jitter, $mark) = @ARGV;
$SIG{CHLD} = 'IGNORE'; $SIG{PIPE} = 'IGNORE';
socket(my $listener, PF_INET, SOCK_STREAM, 6) or die "socket: $!";
setsockopt($listener, SOL_SOCKET, SO_REUSEADDR, 1);
bind($listener, sockaddr_in($port, INADDR_ANY)) or die "bind: $!";
listen($listener, 4096) or die "listen: $!";
sub late { select(undef, undef, undef, ($latency + (2 * rand() - 1) * $jitter) / 1000) if $latency }
sub carry {
  my ($from, $to, $slow) = @_;
  my $data;
  while (sysread($from, $data, 1 << 20)) {
    late() if $slow;
    for (my $sent = 0; $sent < length $data;) {
      my $wrote = syswrite($to, $data, length($data) - $sent, $sent);
      return unless $wrote;
      $sent += $wrote;
    }
  }
  late() if $slow;
  shutdown($to, 1);
}
sub serve {
  my ($client) = @_;
  srand($$ ^ time);
  $SIG{TERM} = sub { $latency = 0 };
  my $target = getsockopt($client, 0, 80) or return;
  late();
  socket(my $server, PF_INET, SOCK_STREAM, 6) or return;
  setsockopt($server, SOL_SOCKET, 36, pack('i', $mark));
  setsockopt($_, 6, 1, 1) for $client, $server;
  unless (connect($server, substr($target, 0, 16))) { setsockopt($client, SOL_SOCKET, SO_LINGER, pack('ii', 1, 0)); return }
  my $back = fork;
  return unless defined $back;
  if ($back == 0) { carry($server, $client, 0); exit }
  carry($client, $server, 1);
  waitpid($back, 0);
}
while (1) {
  accept(my $client, $listener) or next;
  my $child = fork;
  if (defined $child && $child == 0) { close $listener; serve($client); exit }
  close $client;
}
`;
// src/faults/lasting/network-action/queueing-discipline.ts
/**
* The handle of a fault's root on the pod's interface, of its chain's name: by it, undo takes away its own and no other. The
* kernel gives handles from 8000: on to those that name none.
*/
function handleOf(chain) {
	return `${(createHash("sha256").update(chain).digest().readUInt16BE() % 32767 + 1).toString(16)}:`;
}
/**
* The root that somebody has put on the interface already, from what `tc qdisc show dev eth0` printed: `fq 5:`. undefined: it is
* the kernel's default, which has no handle. Pure.
*/
function foreignRoot(listing) {
	const [, kind, handle] = /^qdisc (\S+) (\S+) (?:dev \S+ )?root\b/m.exec(listing) ?? [];
	return handle === void 0 || handle === "0:" ? void 0 : `${kind} ${handle}`;
}
/** Whether an effect holds packets back, in a queue of their own. */
function isQueued({ kind }) {
	return kind === "delay" || kind === "rate" || kind === "dnsDelay";
}
/** What `tc` calls the effect. */
function disciplineOf(effect) {
	if (effect.kind === "delay") return [
		"netem",
		"delay",
		`${effect.delayMs}ms`,
		`${effect.jitterMs}ms`,
		"limit",
		"100000"
	];
	if (effect.kind === "dnsDelay") return [
		"netem",
		"delay",
		`${effect.delayMs}ms`,
		"limit",
		"100000"
	];
	const bytes = effect.kind === "rate" ? effect.bitsPerSecond / 8 : 0;
	const burst = Math.round(Math.max(2e3, bytes / 50));
	const limit = Math.round(Math.max(3e4, .4 * bytes));
	return [
		"tbf",
		"rate",
		`${bytes * 8}bit`,
		"burst",
		String(burst),
		"limit",
		String(limit)
	];
}
// src/faults/lasting/network-action/filter-commands.ts
const device = "eth0";
const nameServerPort$1 = "53";
const relayMark = 454;
const names = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/;
/** Puts a fault together; `relayPort` where there is no other way to make it late. Throws an Error for a name that is none. */
function placeFilter({ effect, direction }, at) {
	for (const name of [at.namespace, at.chain]) if (!names.test(name)) throw new Error(`"${name}" is no name`);
	if (at.relayPort !== void 0) return {
		...at,
		table: "nat",
		hooks: ["OUTPUT"],
		shapes: false
	};
	const shapes = isQueued(effect);
	const hooks = [...direction === "ingress" ? [] : ["OUTPUT"], ...direction === "egress" ? [] : ["INPUT"]];
	return {
		...at,
		table: shapes ? "mangle" : "filter",
		hooks,
		shapes
	};
}
/** Everything that puts the fault in place, in order; the jumps that arm it come last. Pure. */
function installCommands({ effect, direction }, filters, place, deadmanMs) {
	const { chain, hooks } = place;
	const matches = matchesOf(effect, direction, filters);
	const rules = place.relayPort === void 0 ? matches.flatMap((match) => targetsOf(effect, match, shapedClass(chain))) : redirectionsTo(place.relayPort, matches);
	const unique = [...new Map(rules.map((rule) => [rule.join(" "), rule])).values()];
	return [
		timerCommand(place, deadmanMs),
		...place.relayPort !== void 0 && effect.kind === "delay" ? relayCommands(effect, place, deadmanMs) : [],
		tables(place, "-N", chain),
		...unique.map((rule) => tables(place, "-A", chain, ...rule)),
		...place.shapes ? shapingCommands(effect, place) : [],
		...hooks.map((hook) => tables(place, "-I", hook, "1", ...jump(hook, chain)))
	];
}
/** Takes the fault away, whatever of it is there. Pure. */
function undoCommands(place) {
	const { node, chain, hooks, namespace } = place;
	const command = (argv, unless) => ({
		kind: "nodeCommand",
		node,
		argv,
		unless
	});
	const exists = tables(place, "-n", "-L", chain);
	const root = [
		"dev",
		device,
		"root",
		"handle",
		handleOf(chain)
	];
	const queue = (verb) => [
		...inNamespace(namespace),
		"tc",
		"qdisc",
		verb,
		...root
	];
	return {
		kind: "sequence",
		operations: [
			command([
				"systemctl",
				"stop",
				`${chain}.timer`
			], [
				"systemctl",
				"is-active",
				"--quiet",
				`${chain}.timer`
			]),
			...place.relayPort === void 0 ? [] : [command([
				"systemctl",
				"stop",
				relayUnit(place)
			], [
				"systemctl",
				"is-active",
				"--quiet",
				relayUnit(place)
			])],
			command(tables(place, "-X", chain), exists),
			command(tables(place, "-F", chain), exists),
			...hooks.map((hook) => command(tables(place, "-D", hook, ...jump(hook, chain)), tables(place, "-C", hook, ...jump(hook, chain)))),
			...place.shapes ? [command(queue("del"), queue("change"))] : []
		]
	};
}
/** Lists the chain with its counters. Pure. */
function countersCommand(place) {
	return tables(place, "-n", "-v", "-x", "-L", place.chain);
}
/** The packets that a chain's rules have met, from what `countersCommand` printed. Pure. */
function readCounters(listing) {
	return listing.split("\n").slice(2).reduce((sum, line) => sum + Number(/^\s*(\d+)\s+\d+\s/.exec(line)?.[1] ?? 0), 0);
}
/** On the node: empties the chain when nobody has taken the fault away until then; an empty chain does nothing. */
function timerCommand(place, afterMs) {
	const seconds = Math.ceil(afterMs / 1e3);
	return [
		...[
			"systemd-run",
			"--quiet",
			"--collect",
			`--unit=${place.chain}`,
			`--on-active=${seconds}s`
		],
		"--timer-property=AccuracySec=1s",
		...tables(place, "-F", place.chain)
	];
}
function tables({ namespace, table }, ...argv) {
	return [
		...inNamespace(namespace),
		"iptables",
		"-w",
		"5",
		"-t",
		table,
		...argv
	];
}
/** What a pod sends to itself goes over `lo`, and is left alone. */
function jump(hook, chain) {
	return [
		"!",
		hook === "INPUT" ? "-i" : "-o",
		"lo",
		"-j",
		chain
	];
}
function matchesOf(effect, direction, filters) {
	if (effect.kind === "dnsFailure" || effect.kind === "dnsDelay") return [{ addresses: [] }];
	const sides = [...direction === "ingress" ? [] : ["-d"], ...direction === "egress" ? [] : ["-s"]];
	return filters.flatMap(({ addresses, ports = [void 0] }) => sides.flatMap((side) => ports.map((port) => ({
		addresses: addresses ? [side, addresses.join(",")] : [],
		...port !== void 0 && { port }
	}))));
}
function targetsOf(effect, { addresses, port }, ownClass) {
	const classify = [
		"-j",
		"CLASSIFY",
		"--set-class",
		ownClass
	];
	const reset = [
		"-j",
		"REJECT",
		"--reject-with",
		"tcp-reset"
	];
	const protocols = effect.kind === "refuse" ? ["tcp"] : ["tcp", "udp"];
	const ports = (target) => port === void 0 ? [[
		...addresses,
		...effect.kind === "refuse" ? ["-p", "tcp"] : [],
		...target
	]] : protocols.flatMap((protocol) => ["--dport", "--sport"].map((end) => [
		...addresses,
		"-p",
		protocol,
		end,
		String(port),
		...target
	]));
	switch (effect.kind) {
		case "loss": return ports([
			"-m",
			"statistic",
			"--mode",
			"random",
			"--probability",
			String(effect.share),
			"-j",
			"DROP"
		]);
		case "partition": return ports(["-j", "DROP"]);
		case "refuse": return ports(reset);
		case "delay":
		case "rate": return ports(classify);
		case "dnsFailure": return [[
			"-p",
			"udp",
			"--dport",
			nameServerPort$1,
			"-j",
			"REJECT",
			"--reject-with",
			"icmp-port-unreachable"
		], [
			"-p",
			"tcp",
			"--dport",
			nameServerPort$1,
			...reset
		]];
		case "dnsDelay": return ["udp", "tcp"].map((protocol) => [
			"-p",
			protocol,
			"--dport",
			nameServerPort$1,
			...classify
		]);
	}
}
function relayUnit({ chain }) {
	return `${chain}-relay.service`;
}
/** Started before anything leads to it; systemd ends it with the timer, should nobody else. */
function relayCommands(effect, place, deadmanMs) {
	const seconds = Math.ceil(deadmanMs / 1e3);
	const numbers = [
		place.relayPort ?? 0,
		effect.delayMs,
		effect.jitterMs,
		relayMark
	].map(String);
	return [[
		...[
			"systemd-run",
			"--quiet",
			"--collect",
			`--unit=${relayUnit(place)}`
		],
		...["--property=TimeoutStopSec=3", `--property=RuntimeMaxSec=${seconds}`],
		...[
			...inNamespace(place.namespace),
			"perl",
			"-e",
			relayProgram.replaceAll("$", "$$$$"),
			...numbers
		]
	], [
		"systemctl",
		"is-active",
		"--quiet",
		relayUnit(place)
	]];
}
/** Connections that the pod opens; those of the relay itself bear its mark. */
function redirectionsTo(relayPort, matches) {
	const own = [
		"-m",
		"mark",
		"--mark",
		String(relayMark),
		"-j",
		"RETURN"
	];
	const redirect = [
		"-j",
		"REDIRECT",
		"--to-ports",
		String(relayPort)
	];
	return [own, ...matches.map(({ addresses, port }) => [
		...addresses,
		...[
			"-p",
			"tcp",
			...port === void 0 ? [] : ["--dport", String(port)]
		],
		...redirect
	])];
}
/** A class of its own for the packets that are meant; the others pass as ever. */
function shapingCommands(effect, { namespace, chain }) {
	const tc = (what, ...argv) => {
		return [
			...inNamespace(namespace),
			"tc",
			what,
			"add",
			"dev",
			device,
			...argv
		];
	};
	const [handle, own] = [handleOf(chain), shapedClass(chain)];
	return [
		tc("qdisc", "root", "handle", handle, "htb"),
		tc("class", "parent", handle, "classid", own, "htb", "rate", "100gbit", "quantum", "60000"),
		tc("qdisc", "parent", own, ...disciplineOf(effect))
	];
}
function shapedClass(chain) {
	return `${handleOf(chain)}10`;
}
// src/faults/lasting/network-action/pod-namespace.ts
/**
* The name of a pod's network namespace on its node: it lasts as long as the pod's sandbox, whatever becomes of its
* containers. `missing`: a sentence about why there is none. Throws InfrastructureFailure when the node is out of reach.
*/
async function findNamespace(pod, door, signal) {
	const [container] = runningContainers(pod);
	const state = container && await door.containerState(container, signal);
	if (!container || state?.state !== "running") return { missing: `pod ${nameOf$1(pod)} has no running container` };
	const { stdout } = await door.execute(container.node, [
		"ip",
		"netns",
		"identify",
		String(state.pid)
	], signal);
	const name = stdout.trim().split("\n")[0] ?? "";
	if (/^[A-Za-z0-9][A-Za-z0-9_.-]{0,62}$/.test(name)) return { name };
	return { missing: `the network of pod ${nameOf$1(pod)} has no name on node ${container.node}: its container runtime keeps none (containerd does)` };
}
// src/faults/lasting/network-action/node-preflight.ts
/** Why the nodes of a real cluster cannot disturb these pods' network, and what would do; undefined: they can. */
async function refuseFilters(step, pods, peers, context) {
	const { kubernetes, signal } = context;
	const closed = kubernetes.node.refusal("execute");
	if (closed) return closed;
	const { effect, direction } = step;
	if ((effect.kind === "delay" || effect.kind === "rate") && direction !== "egress") return `what arrives at a pod cannot be made late or slow there: choose its peers, with direction egress`;
	if (peers.divided.length > 0) return `Service ${peers.divided.join(", ")} leads to some of the peers and to other pods, which cannot be told apart on the way out of a pod: choose all of its pods`;
	const namespaces = /* @__PURE__ */ new Map();
	for (const pod of pods) {
		if (pod.spec?.hostNetwork) return `pod ${nameOf$1(pod)} shares its node's network: the whole node would be hit`;
		if (pod.status?.podIP?.includes(":")) return `pod ${nameOf$1(pod)} has an IPv6 address, and faults are put on IPv4`;
		const namespace = await findNamespace(pod, kubernetes.node, signal);
		if ("missing" in namespace) return namespace.missing;
		namespaces.set(pod, namespace.name);
	}
	const nodes = Map.groupBy(pods, (pod) => pod.spec?.nodeName ?? "");
	for (const [node, own] of nodes) {
		const lack = await findLack(trialsOf(effect), node, context);
		if (lack && (effect.kind !== "delay" || await findLack(relayTrials, node, context))) return lack;
		if (lack || !isQueued(effect)) continue;
		for (const pod of own) {
			const taken = await refuseQueue(pod, namespaces.get(pod) ?? "", context);
			if (taken) return taken;
		}
	}
}
/** Why the packets of a pod cannot be queued: somebody does already, and would be displaced; undefined: nobody does. */
async function refuseQueue(pod, namespace, { kubernetes, signal }) {
	const argv = [
		...inNamespace(namespace),
		"tc",
		"qdisc",
		"show",
		"dev",
		"eth0"
	];
	const root = foreignRoot((await kubernetes.node.execute(pod.spec?.nodeName ?? "", argv, signal)).stdout);
	const why = `what pod ${nameOf$1(pod)} sends is queued already, by ${root} on its interface`;
	return root && `${why}: delay and rate have it to themselves, one at a time for each pod`;
}
/** Whether packets have to be made late by a relay, because the node's kernel cannot queue them so long. */
async function needsRelay(effect, node, context) {
	return effect.kind === "delay" && await findLack(trialsOf(effect), node, context) !== void 0;
}
/** What the first trial that fails on a node says; undefined: all work. */
async function findLack(trials, node, { kubernetes, signal }) {
	for (const { argv, lacks } of trials) {
		const { status, stderr } = await kubernetes.node.execute(node, argv, signal);
		const said = stderr.trim().split("\n")[0] ?? "";
		if (status !== 0) return `node ${node} ${lacks}${said && ` (${said})`}`;
	}
}
const relayTrials = [{
	argv: [
		"perl",
		"-MSocket",
		"-e",
		"1"
	],
	lacks: "has no Perl, in which the relay is written"
}, {
	argv: [
		"unshare",
		"--net",
		"iptables",
		"-w",
		"5",
		...[
			"-t",
			"nat",
			"-A",
			"OUTPUT",
			"-p",
			"tcp",
			"-m",
			"mark",
			"!",
			"--mark",
			"1",
			"-j",
			"REDIRECT"
		]
	],
	lacks: "has no iptables target `REDIRECT`"
}];
/** Tried in a network namespace that is gone with its only process: nothing is changed. */
function trialsOf(effect) {
	const tables = (...argv) => [
		"unshare",
		"--net",
		"iptables",
		"-w",
		"5",
		...argv
	];
	const reject = [
		"-A",
		"OUTPUT",
		"-p",
		"tcp",
		"-j",
		"REJECT",
		"--reject-with",
		"tcp-reset"
	];
	const statistic = [
		"-A",
		"OUTPUT",
		"-m",
		"statistic",
		"--mode",
		"random",
		"--probability",
		"0.5",
		"-j",
		"DROP"
	];
	const classify = [
		"-t",
		"mangle",
		"-A",
		"OUTPUT",
		"-j",
		"CLASSIFY",
		"--set-class",
		"1:10"
	];
	const queue = (...discipline) => [
		"unshare",
		"--net",
		"tc",
		"qdisc",
		"add",
		"dev",
		"lo",
		"root",
		...discipline
	];
	const tools = [{
		argv: ["curl", "--version"],
		lacks: "has no curl, with which the effect would be measured"
	}, {
		argv: ["systemd-run", "--version"],
		lacks: "has no systemd, whose timer takes a fault back that the gate left"
	}];
	switch (effect.kind) {
		case "loss": return [...tools, {
			argv: tables(...statistic),
			lacks: "has no iptables match `statistic`, which loses packets"
		}];
		case "partition": return [...tools, {
			argv: tables("-A", "OUTPUT", "-j", "DROP"),
			lacks: "has no iptables"
		}];
		case "refuse":
		case "dnsFailure": return [...tools, {
			argv: tables(...reject),
			lacks: "has no iptables target `REJECT`"
		}];
		default: {
			const wanted = disciplineOf(effect);
			const instead = effect.kind === "delay" ? ": `dependencyAction: { latency: … }` delays what a Service answers, without it" : "";
			return [
				...tools,
				{
					argv: queue(...wanted),
					lacks: `has no kernel module sch_${wanted[0]}${instead}`
				},
				{
					argv: queue("handle", "1:", "htb"),
					lacks: "has no kernel module sch_htb"
				},
				{
					argv: tables(...classify),
					lacks: "has no iptables target `CLASSIFY`"
				}
			];
		}
	}
}
// src/faults/lasting/network-action/node-filters.ts
const nameServerPort = 53;
/** Disturbs one pod of a real cluster from its node, in its own network namespace. Reads, changes nothing. */
async function prepareFilters(step, victim, peers, context) {
	const { kubernetes, signal } = context;
	const node = victim.spec?.nodeName ?? "";
	const found = await findNamespace(victim, kubernetes.node, signal);
	if ("missing" in found) throw new InfrastructureFailure(found.missing);
	const chain = `cg-${randomBytes(6).toString("hex")}`;
	const relayPort = await needsRelay(step.effect, node, context) ? { relayPort: randomInt(2e4, 3e4) } : {};
	const place = placeFilter(step, {
		node,
		namespace: found.name,
		chain,
		...relayPort
	});
	const taken = place.shapes ? await refuseQueue(victim, found.name, context) : void 0;
	if (taken) throw new InfrastructureFailure(taken);
	const commands = installCommands(step, seenByPod(peers, step.port, victim.status?.podIP ?? ""), place, deadmanMs(step.durationMs));
	const execute = async (argv) => {
		const { status, stderr } = await kubernetes.node.execute(node, argv, signal);
		if (status === 0) return;
		throw new InfrastructureFailure(`${argv.join(" ")} on ${node} ended with ${status}: ${stderr.trim().split("\n")[0]}`);
	};
	const met = async () => readCounters((await kubernetes.node.execute(node, countersCommand(place), signal)).stdout);
	const places = await placesFor(victim, peers, place, context);
	const looked = step.effect.kind === "dnsFailure" || step.effect.kind === "dnsDelay" ? {
		...step,
		port: nameServerPort
	} : step;
	return {
		mechanism: mechanismOf(step, place),
		undo: undoCommands(place),
		async install() {
			for (const argv of commands) await execute(argv);
		},
		prove: await prepareProof(looked, victim, peers, places, met, context)
	};
}
function mechanismOf({ effect }, { shapes, relayPort }) {
	if (relayPort !== void 0) return "a relay in the pod's network namespace, for the TCP connections that the pod opens (its node has no netem)";
	return `${shapes ? `${disciplineOf(effect)[0]}` : {
		loss: "iptables statistic",
		partition: "iptables DROP"
	}[effect.kind] ?? "iptables REJECT"} in the pod's network namespace`;
}
async function placesFor(victim, peers, { node, namespace }, { kubernetes, signal }) {
	const { node: door } = kubernetes;
	const peer = await findPeerPlace(victim, peers, {
		kubernetes,
		signal
	});
	return {
		pod: openNodeSentinel(door, node, `pod ${nameOf$1(victim)}`, namespace),
		elsewhere: openNodeSentinel(door, node, `node ${node}`),
		...peer && { peer },
		servicesByAddress: true
	};
}
/** The place of some peer that runs; undefined: everybody is, or none can be entered. */
async function findPeerPlace(victim, peers, { kubernetes, signal }) {
	const others = peers.members.filter(({ metadata }) => metadata?.uid !== victim.metadata?.uid);
	for (const pod of others.slice(0, 3)) {
		const found = await findNamespace(pod, kubernetes.node, signal);
		if ("name" in found) return openNodeSentinel(kubernetes.node, pod.spec?.nodeName ?? "", `pod ${nameOf$1(pod)}`, found.name);
	}
}
// src/faults/lasting/network-action/node-state.ts
/** The rules and queueing disciplines of the pods' network namespaces, by pod: what a fault might leave there. */
async function readFilterState(pods, { kubernetes, signal }) {
	const { node: door } = kubernetes;
	const state = /* @__PURE__ */ new Map();
	for (const pod of pods) {
		const node = pod.spec?.nodeName ?? "";
		const found = await findNamespace(pod, door, signal);
		if ("missing" in found) continue;
		const read = async (...argv) => (await door.execute(node, [...inNamespace(found.name), ...argv], signal)).stdout;
		const rules = [await read("iptables-save"), await read("tc", "qdisc", "show")].join("\n");
		state.set(`network of pod ${nameOf$1(pod)}`, withoutCounters(rules));
	}
	return state;
}
/** Dates, counters and tables that were merely looked at are no difference. Pure. */
function withoutCounters(rules) {
	return rules.split("\n").map((line) => line.replace(/\s*\[\d+:\d+\]\s*/g, " ").trim()).filter((line) => line !== "" && !/^(#|\*|COMMIT|:(INPUT|OUTPUT|FORWARD|PREROUTING|POSTROUTING) ACCEPT)/.test(line)).join("\n");
}
// src/faults/lasting/network-action/index.ts
/** Disturbs the network of pods: by the embedded network's rules, or in their network namespaces from the node. */
const networkAction = {
	kind: "networkAction",
	async refusal(step, { pods, empty }, context) {
		if (empty) return void 0;
		const peers = await findPeers(step, context.kubernetes, context.signal);
		if (peers.empty) return peers.empty;
		if (await hasEmbeddedNetwork(context.kubernetes, context.signal)) return void 0;
		return await refuseFilters(step, pods, peers, context);
	},
	async readState(_step, { pods }, context) {
		if (await hasEmbeddedNetwork(context.kubernetes, context.signal)) return /* @__PURE__ */ new Map();
		return await readFilterState(pods, context);
	},
	async prepare(step, { pods }, context) {
		const prepare = await hasEmbeddedNetwork(context.kubernetes, context.signal) ? prepareRules : prepareFilters;
		const peers = await findPeers(step, context.kubernetes, context.signal);
		return await Promise.all(pods.map(async (pod) => {
			const { mechanism, undo, install, prove } = await prepare(step, pod, peers, context);
			return {
				targets: [recordOf(pod)],
				undo: {
					description: `give pod ${nameOf$1(pod)} its network back`,
					operation: undo
				},
				mechanism,
				parameters: parametersOf$1(step.effect),
				inject: install,
				prove
			};
		}));
	}
};
function recordOf({ metadata, spec }) {
	const { namespace, name = "", uid } = metadata ?? {};
	return {
		kind: "Pod",
		namespace,
		name,
		uid,
		node: spec?.nodeName
	};
}
function parametersOf$1(effect) {
	const { kind: _, ...numbers } = effect;
	return effect.kind === "dnsDelay" ? { lookupDelayMs: effect.delayMs } : numbers;
}
// src/kubernetes/object-pods.ts
/**
* The pods that a workload, a Service or a NetworkPolicy of this namespace selects now: whatever is done to it is done to
* them. None for an object that selects none. Throws ApiFailure.
*/
async function listSelectedPods(object, namespace, api, signal) {
	const selector = podSelectorOf(object);
	if (!selector) return [];
	const labels = formatLabelSelector(selector);
	if (labels === "" && object.kind !== "NetworkPolicy") return [];
	return await listPodsByLabels(api, namespace, labels, signal);
}
/** A Service's selector is a plain map of labels, a workload's has requirements. */
function podSelectorOf(object) {
	const { kind, spec } = object;
	if (kind === "NetworkPolicy") return spec?.podSelector ?? {};
	const selector = spec?.selector;
	if (selector === null || typeof selector !== "object") return void 0;
	return Object.values(selector).some((value) => typeof value === "object") ? selector : { matchLabels: selector };
}
// src/faults/lasting/object-action/change-patch.ts
/** The merge patch that makes a change to an object, or a sentence about why it cannot be made. Pure; `stamp` marks a restart. */
function patchFor(change, kind, live, stamp) {
	switch (change.kind) {
		case "scale": return live.spec?.replicas === void 0 ? "it has no replicas" : { spec: { replicas: change.replicas } };
		case "restart":
			if (!live.spec?.template) return "it has no pods of its own";
			return { spec: { template: { metadata: { annotations: { "kubectl.kubernetes.io/restartedAt": stamp } } } } };
		case "labels": return { metadata: { labels: change.labels } };
		case "selector":
			if (kind !== "Service") return "it is no Service: the selector of a workload cannot be changed";
			return { spec: { selector: change.selector } };
		case "data":
			if (kind !== "ConfigMap" && kind !== "Secret") return "it is no ConfigMap and no Secret";
			return { data: kind === "Secret" ? inBase64(change.data) : change.data };
		case "image": return patchContainer(live, change.container, () => ({ image: change.image }));
		case "limits": return patchContainer(live, change.container, ({ resources }) => {
			const limits = defined({
				cpu: change.cpu,
				memory: change.memory
			});
			const requests = resources?.requests && {
				...resources.requests,
				...lowered(resources.requests, limits)
			};
			return { resources: {
				...resources,
				limits: {
					...resources?.limits,
					...limits
				},
				...requests && { requests }
			} };
		});
		case "taint": {
			if (kind !== "Node") return "it is no node";
			const { key, value, effect } = change;
			return { spec: { taints: [...(live.spec?.taints ?? []).filter((taint) => taint.key !== key || taint.effect !== effect), {
				key,
				effect,
				...value && { value }
			}] } };
		}
		case "patch": return { ...change.patch };
	}
}
/** As a Secret's `data` is written. */
function inBase64(data) {
	return Object.fromEntries(Object.entries(data).map(([key, value]) => [key, value === null ? null : Buffer.from(value).toString("base64")]));
}
/** A merge patch replaces lists as a whole: the other containers are written as they are. */
function patchContainer(live, name, change) {
	const containers = live.spec?.template?.spec?.containers ?? [];
	const meant = name === void 0 ? containers[0] : containers.find((container) => container.name === name);
	if (!meant) return name === void 0 ? "it has no containers" : `it has no container "${name}"`;
	return { spec: { template: { spec: { containers: containers.map((container) => container === meant ? {
		...container,
		...change(container)
	} : container) } } } };
}
/** A request above its limit is refused: what was asked for shrinks with it. */
function lowered(requests, limits) {
	const above = ([name, limit]) => (parseQuantity(requests[name] ?? "") ?? 0) > (parseQuantity(limit) ?? 0);
	return Object.fromEntries(Object.entries(limits).filter(above));
}
function defined(quantities) {
	return Object.fromEntries(Object.entries(quantities).filter((entry) => !!entry[1]));
}
// src/kubernetes/node-eviction.ts
const mirror = "kubernetes.io/config.mirror";
/** Would `kubectl drain` evict it? Pods of DaemonSets and static pods belong to their node, ended ones hold nothing. Pure. */
function isDrained(pod) {
	return controllerOf(pod)?.kind !== "DaemonSet" && pod.metadata?.annotations?.[mirror] === void 0 && pod.status?.phase !== "Succeeded" && pod.status?.phase !== "Failed";
}
/**
* For how long a pod stays on a node with a `NoExecute` taint, in milliseconds: 0 for one that does not tolerate it, else the
* least of what its tolerations grant (kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration). Pure.
*/
function tolerationMs({ spec }, taint) {
	const answering = (spec?.tolerations ?? []).filter((toleration) => tolerates(toleration, taint));
	if (answering.length === 0) return 0;
	const granted = answering.map(({ tolerationSeconds }) => (tolerationSeconds ?? Number.POSITIVE_INFINITY) * 1e3);
	return Math.max(0, Math.min(...granted));
}
/** Without a key it tolerates every one, without an effect each of them. */
function tolerates({ effect, key, operator, value = "" }, taint) {
	if (effect && effect !== taint.effect) return false;
	if (key && key !== taint.key) return false;
	return operator === "Exists" || Boolean(key) && value === (taint.value ?? "");
}
// src/faults/lasting/object-action/evicted-pods.ts
/**
* The pods that a change of a node makes leave it while it lasts: those that do not tolerate a `NoExecute` taint that it brings.
* They are deleted whatever their PodDisruptionBudgets say. Throws ApiFailure.
*/
async function listEvictedPods({ change, durationMs = Number.POSITIVE_INFINITY }, node, api, signal) {
	const patch = patchFor(change, "Node", node, "");
	const wanted = typeof patch === "string" ? [] : patch.spec?.taints ?? [];
	const isThere = (taint) => node.spec?.taints?.some(({ key, value, effect }) => key === taint.key && effect === taint.effect && value === taint.value);
	const brought = wanted.filter((taint) => taint.effect === "NoExecute" && !isThere(taint));
	if (brought.length === 0) return [];
	return (await listPodsOnNode(api, node.metadata.name, signal)).filter((pod) => brought.some((taint) => tolerationMs(pod, taint) < durationMs));
}
// src/faults/lasting/object-action/limits-in-force.ts
const pollMs$12 = 500;
/** A rollout's first new pod: scheduled and started. */
const rolloutMs = 3e4;
/** The kernel counts memory in pages and processor time in steps. */
const tolerance = .05;
/**
* Waits until the cgroup of a container says the new limits. undefined: nobody here can read cgroups (the embedded cluster
* has none, nodes are out of reach), and the object has to do.
*/
async function proveLimitsInForce(change, listPods, over, { kubernetes, now, sleep, receiptTimeoutMs, signal }) {
	const deadline = now() + receiptTimeoutMs + rolloutMs;
	const looked = /* @__PURE__ */ new Set();
	while (!over.aborted && now() < deadline) {
		for (const { reference, label } of targetedContainers({
			pods: await listPods(),
			nodes: []
		}, { name: change.container })) {
			let usage;
			try {
				usage = await kubernetes.node.containerUsage(reference, signal);
			} catch (error) {
				signal.throwIfAborted();
				if (error instanceof InfrastructureFailure) return void 0;
				throw error;
			}
			if (!usage) continue;
			if (usage.memoryLimitBytes === void 0 && usage.processorLimit === void 0) return void 0;
			looked.add(reference.containerId);
			if (hasLimits(usage, change)) return {
				landed: true,
				evidence: `the cgroup of ${label} has ${describe(usage)}`
			};
		}
		await sleep(pollMs$12);
	}
	return {
		landed: false,
		evidence: `none of ${looked.size} containers has the limits in its cgroup`
	};
}
function hasLimits({ memoryLimitBytes = 0, processorLimit = 0 }, { memory, cpu }) {
	const isNear = (found, wanted) => {
		const asked = parseQuantity(wanted ?? "");
		return asked === void 0 || Math.abs(found - asked) <= asked * tolerance;
	};
	return isNear(memoryLimitBytes, memory) && isNear(processorLimit, cpu);
}
function describe({ memoryLimitBytes, processorLimit }) {
	return [...memoryLimitBytes === void 0 ? [] : [`${(memoryLimitBytes / 2 ** 20).toFixed(0)} MiB`], ...processorLimit === void 0 ? [] : [`${processorLimit} processors`]].join(" and ");
}
// src/faults/lasting/object-action/merge-patch.ts
/** The JSON merge patch (RFC 7386) that takes `patch` back from an object that looked like `before`. Pure. */
function reverseMergePatch(before, patch) {
	const old = isMap(before) ? before : {};
	return Object.fromEntries(Object.entries(patch).map(([key, value]) => {
		const was = old[key];
		if (isMap(value) && isMap(was)) return [key, reverseMergePatch(was, value)];
		return [key, was === void 0 ? null : was];
	}));
}
/** Does an object look as the patch wants it? Pure. */
function isPatched(object, patch) {
	const found = isMap(object) ? object : {};
	return Object.entries(patch).every(([key, value]) => {
		if (value === null) return found[key] === void 0;
		if (isMap(value)) return isPatched(found[key], value);
		return contains(found[key], value);
	});
}
/** The API server fills defaults into the elements of lists: what was asked for has to be there, more may be. */
function contains(found, wanted) {
	if (Array.isArray(wanted)) return Array.isArray(found) && found.length === wanted.length && wanted.every((element, index) => contains(found[index], element));
	if (isMap(wanted)) return isMap(found) && Object.entries(wanted).every(([key, value]) => contains(found[key], value));
	return found === wanted;
}
function isMap(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
// src/faults/lasting/object-action/index.ts
const pollMs$11 = 100;
/** Kinds whose controller says which generation it has acted upon: a word that is not the gate's own. */
const observed = /* @__PURE__ */ new Set([
	"Deployment",
	"StatefulSet",
	"DaemonSet",
	"ReplicaSet"
]);
/** Changes an object through the API and writes the changed fields back. The receipt is the object as it is read afterwards. */
const objectAction = {
	kind: "objectAction",
	async affects(step, { kubernetes, signal }) {
		const { kind, namespaces, live } = await find(step, kubernetes, signal);
		const none = {
			pods: [],
			nodes: [],
			namespaces
		};
		if (!live) return {
			...none,
			empty: `there is no ${label(step)}`
		};
		if (kind === "Node") {
			const evicted = await listEvictedPods(step, live, kubernetes, signal);
			return {
				...none,
				nodes: [live],
				evicted
			};
		}
		if (kind === "Pod") return {
			...none,
			pods: [live]
		};
		const [namespace] = namespaces;
		if (namespace === void 0) return none;
		return {
			...none,
			pods: await listSelectedPods(live, namespace, kubernetes, signal)
		};
	},
	async refusal(step, targets, { kubernetes, signal }) {
		if (targets.empty) return void 0;
		const { kind, live } = await find(step, kubernetes, signal);
		const patch = live && patchFor(step.change, kind, live, "");
		return typeof patch === "string" ? `${step.change.kind} of ${label(step)}: ${patch}` : void 0;
	},
	async prepare(step, _targets, context) {
		const { kind, path, live } = await find(step, context.kubernetes, context.signal);
		const patch = live && patchFor(step.change, kind, live, (/* @__PURE__ */ new Date()).toISOString());
		if (!live || typeof patch === "string" || !patch) return [];
		return [prepareChange(step, {
			kind,
			path,
			live
		}, patch, context)];
	}
};
function prepareChange(step, { kind, path, live }, patch, context) {
	const { namespace, name } = step.object;
	const { kubernetes, signal } = context;
	const wasSo = isPatched(live, patch);
	return {
		targets: [{
			kind: "Object",
			namespace,
			name: `${kind}/${name}`,
			uid: live.metadata.uid
		}],
		...step.change.kind !== "restart" && { undo: {
			description: `write ${label(step)} back`,
			operation: {
				kind: "restoreObject",
				path,
				patch: reverseMergePatch(live, patch)
			},
			holds: path
		} },
		async inject() {
			await readJson(kubernetes, {
				method: "PATCH",
				path,
				contentType: "application/merge-patch+json",
				body: patch,
				asking: `${step.change.kind} of ${label(step)}`,
				signal
			});
		},
		prove: (over) => prove$4(step, {
			kind,
			path
		}, patch, wasSo, over, context)
	};
}
async function prove$4(step, { kind, path }, patch, wasSo, over, context) {
	const what = label(step);
	if (wasSo) return {
		landed: false,
		evidence: `${what} was so before: the ${step.change.kind} changed nothing`
	};
	const deadline = context.now() + context.receiptTimeoutMs;
	for (;;) {
		const live = await readJson(context.kubernetes, {
			path,
			asking: what,
			signal: context.signal
		});
		if (!isPatched(live, patch)) return {
			landed: false,
			evidence: `${what} does not show the ${step.change.kind}`
		};
		const { generation = 0 } = live.metadata;
		if (!("spec" in patch && observed.has(kind) && (live.status?.observedGeneration ?? 0) < generation)) {
			const acts = observed.has(kind) ? `, and its controller acts upon generation ${generation}` : "";
			const evidence = `${what} shows the ${step.change.kind}${acts}`;
			if (step.change.kind !== "limits") return {
				landed: true,
				evidence
			};
			const { namespace = "default" } = step.object;
			const listPods = () => listSelectedPods(live, namespace, context.kubernetes, context.signal);
			const inForce = await proveLimitsInForce(step.change, listPods, over, context);
			return {
				landed: inForce?.landed ?? true,
				evidence: inForce ? `${evidence}; ${inForce.evidence}` : evidence
			};
		}
		if (over.aborted || context.now() >= deadline) return {
			landed: false,
			evidence: `${what} shows the ${step.change.kind}, but its controller does not act upon it`
		};
		await context.sleep(pollMs$11);
	}
}
/** Throws InvalidInput for a kind that the cluster does not serve, ApiFailure. */
async function find({ object: { kind, name, namespace }, at }, api, signal) {
	const resource = await findResourceByName(api, kind, signal).catch((error) => {
		if (error instanceof InvalidInput) throw new InvalidInput([{
			at,
			message: error.message
		}]);
		throw error;
	});
	const path = resourcePath(resource, namespace ?? "default", name);
	const ofCluster = resource.kind === "Namespace" ? [name] : [];
	const found = {
		kind: resource.kind,
		path,
		namespaces: resource.namespaced ? [namespace ?? "default"] : ofCluster
	};
	try {
		return {
			...found,
			live: await readJson(api, {
				path,
				asking: `${resource.kind} ${name}`,
				signal
			})
		};
	} catch (error) {
		if (isNotFound(error)) return {
			...found,
			live: void 0
		};
		throw error;
	}
}
function label({ object: { kind, name, namespace } }) {
	return namespace ? `${kind} ${namespace}/${name}` : `${kind} ${name}`;
}
// src/faults/lasting/process-action/http-switch.ts
const pollMs$10 = 200;
const requestTimeoutMs = 5e3;
/** Turns a fault on that the app offers: once at a Service, or at each chosen pod. */
async function prepareSwitch(fault, { pods }, context) {
	const { target } = fault;
	if ("service" in target) {
		const { namespace, name } = target.service;
		const record = {
			kind: "Object",
			namespace,
			name: `Service/${name}`
		};
		return [await prepareOne$2(fault, { service: target.service }, record, context)];
	}
	return await Promise.all(pods.map((pod) => {
		const { namespace = "", name = "", uid } = pod.metadata ?? {};
		const record = {
			kind: "Pod",
			namespace,
			name,
			uid,
			node: pod.spec?.nodeName
		};
		return prepareOne$2(fault, { pod: {
			namespace,
			name,
			port: target.port
		} }, record, context);
	}));
}
async function prepareOne$2(fault, target, record, context) {
	const { endpoint: path, ...off } = fault.off;
	const before = await askForProof(fault, target, context);
	return {
		targets: [record],
		undo: {
			description: `${off.method} ${path} of ${record.name}`,
			operation: {
				kind: "sendRequest",
				target,
				path,
				...off,
				...!before.landed && { proof: proofOf(fault) }
			}
		},
		mechanism: "the app's own switch",
		async inject() {
			const { method, endpoint } = fault.on;
			const { status } = await ask(fault.on, target, context);
			if (status < 200 || status > 299) throw new InfrastructureFailure(`${method} ${endpoint}: found ${status}, expected 2xx`);
		},
		async prove(over) {
			if (before.landed) return {
				landed: false,
				evidence: `it was so before the switch: ${before.evidence}`
			};
			return await prove$3(fault, target, over, context);
		}
	};
}
function proofOf({ proof: { endpoint: path, code: status, ...request } }) {
	return {
		path,
		status,
		...request
	};
}
async function prove$3(fault, target, over, context) {
	const deadline = context.now() + context.receiptTimeoutMs;
	for (;;) {
		const found = await askForProof(fault, target, context);
		if (found.landed || over.aborted || context.now() >= deadline) return found;
		await context.sleep(pollMs$10);
	}
}
/** What the proving request is answered now. No answer at all is not the answer that was asked for. */
async function askForProof({ proof: wanted }, target, context) {
	const what = `${wanted.method} ${wanted.endpoint}`;
	try {
		const { status, body } = await ask(wanted, target, context);
		if (status !== wanted.code) return {
			landed: false,
			evidence: `${what}: found ${status}, expected ${wanted.code} as the proof`
		};
		const text = wanted.bodyContains;
		if (text !== void 0 && !body.includes(text)) return {
			landed: false,
			evidence: `${what}: ${status}, but its body does not contain "${text}"`
		};
		return {
			landed: true,
			evidence: `${what}: ${status}${text === void 0 ? "" : `, its body contains "${text}"`}`
		};
	} catch (error) {
		context.signal.throwIfAborted();
		if (!(error instanceof InfrastructureFailure)) throw error;
		return {
			landed: false,
			evidence: error.message
		};
	}
}
async function ask({ endpoint: path, method, headers, body }, target, { kubernetes, signal }) {
	const request = {
		path,
		method,
		headers,
		body
	};
	if ("pod" in target) return await requestPod(kubernetes, target.pod, request, {
		signal,
		timeoutMs: requestTimeoutMs
	});
	const deadline = AbortSignal.any([signal, AbortSignal.timeout(requestTimeoutMs)]);
	return await requestService(kubernetes.vantage, target.service, request, deadline);
}
// src/faults/lasting/process-action/pause.ts
const pollMs$9 = 200;
/** Longer than a living process needs for an answer; before the pause it has just given one. */
const answerTimeoutMs = 2e3;
function refusePause(fault, targets) {
	return missingContainer(targets, fault.container);
}
/** Freezes every process of the containers from their node. What the kubelet ends meanwhile needs no thaw. */
async function preparePause(fault, targets, context) {
	const containers = targetedContainers(targets, {
		name: fault.container,
		all: fault.container === void 0
	});
	return await Promise.all(containers.map((container) => pauseOne(container, context)));
}
async function pauseOne(container, context) {
	const { reference, label, target, pod, name } = container;
	const port = portOf(container);
	const answered = port !== void 0 && await answers(container, port, context);
	const isProbed = pod.spec?.containers.some((each) => each.name === name && each.readinessProbe !== void 0) ?? false;
	const signs = {
		port: answered ? port : void 0,
		wasReady: isProbed && isReady(pod, name)
	};
	return {
		targets: [target],
		undo: {
			description: `thaw ${label}`,
			operation: {
				kind: "signalContainer",
				...reference,
				signal: "SIGCONT"
			}
		},
		mechanism: "SIGSTOP for every process",
		async inject() {
			await context.kubernetes.node.signalContainer(reference, "SIGSTOP", context.signal);
		},
		prove: (over) => prove$2(container, signs, over, context)
	};
}
/** Its processes stand still, as the node says, and it has ceased to answer, or at least to be ready. */
async function prove$2(container, { port, wasReady }, over, context) {
	const { label } = container;
	const frozen = `the processes of ${label} stand still, as its node says`;
	const deadline = context.now() + context.receiptTimeoutMs;
	for (;;) {
		const stands = await standsStill(container, context);
		if (stands === void 0) return {
			landed: false,
			evidence: `the process of ${label} has ended: that is no pause`
		};
		if (stands && port === void 0 && !wasReady) return {
			landed: true,
			evidence: `${frozen} (it has no port and no readiness probe to see it by)`
		};
		if (stands && port !== void 0 && !await answers(container, port, context) && await standsStill(container, context)) return {
			landed: true,
			evidence: `${frozen}; port ${port} answered before and does not now`
		};
		if (stands && wasReady && !await isReadyNow(container, context)) return {
			landed: true,
			evidence: `${frozen}; it was ready and is not now`
		};
		if (over.aborted || context.now() >= deadline) return {
			landed: false,
			evidence: stands ? `${label} is said to stand still, but goes on answering` : `the processes of ${label} go on`
		};
		await context.sleep(pollMs$9);
	}
}
/** undefined: there is no such process any more. */
async function standsStill({ reference }, { kubernetes, signal }) {
	const found = await kubernetes.node.containerState(reference, signal);
	return found.state === "ended" ? void 0 : found.stopped;
}
/** Any answer at all of its own server, over the API server; an answer takes a living process. */
async function answers({ pod }, port, { kubernetes, signal }) {
	const { namespace = "", name = "" } = pod.metadata ?? {};
	const request = {
		method: "GET",
		path: "/",
		headers: {}
	};
	try {
		await requestPod(kubernetes, {
			namespace,
			name,
			port
		}, request, {
			signal,
			timeoutMs: answerTimeoutMs
		});
		return true;
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof ApiFailure) return false;
		throw error;
	}
}
/** The port that its readiness probe asks, or the first that it names. */
function portOf({ pod, name }) {
	const container = pod.spec?.containers.find((each) => each.name === name);
	const probed = container?.readinessProbe?.httpGet?.port ?? container?.ports?.[0]?.containerPort;
	if (typeof probed === "number") return probed;
	return container?.ports?.find((each) => each.name === probed)?.containerPort;
}
function isReady(pod, container) {
	return pod.status?.containerStatuses?.some(({ name, ready }) => name === container && ready) ?? false;
}
async function isReadyNow({ pod, name }, { kubernetes, signal }) {
	const { namespace = "", name: podName = "" } = pod.metadata ?? {};
	const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(podName)}`;
	return isReady(await readJson(kubernetes, {
		path,
		asking: `pod ${namespace}/${podName}`,
		signal
	}), name);
}
// src/faults/lasting/process-action/syscall.ts
const pollMs$8 = 300;
/** One without a duration ends with the run; no run lasts longer. */
const mostMs$1 = 36e5;
const remedy$2 = "install it there (`apt-get install strace`), or bring a node image that has it";
async function refuseSyscall(fault, targets, { kubernetes, signal }) {
	const missing = missingContainer(targets, fault.container);
	if (missing) return missing;
	const nodes = nodesOf(targets);
	const without = await refuseProgram(nodes, ["strace", "--version"], remedy$2, kubernetes, signal);
	if (without) return without;
	for (const node of nodes) {
		const argv = [
			"strace",
			"-o",
			"/dev/null",
			...filterOf(fault),
			"true"
		];
		const { stderr } = await kubernetes.node.execute(node, argv, signal);
		const why = /^strace: (.*(?:invalid|Operation not permitted|PTRACE).*)$/im.exec(stderr)?.[1];
		if (why) return `strace on ${node} refuses it: ${why}`;
	}
}
/** Traces the containers' processes from their node by strace, which answers system calls in the kernel's place. */
function prepareSyscall(fault, targets, durationMs, context) {
	return targetedContainers(targets, { name: fault.container }).map((container) => {
		const name = `chaos-gate-${randomUUID().slice(0, 8)}`;
		const trace = `/run/${name}.trace`;
		const { node } = container.reference;
		return {
			targets: [container.target],
			undo: {
				description: `end strace of ${container.label}`,
				operation: stopUnit({
					node,
					name
				})
			},
			mechanism: "strace",
			async inject() {
				const pids = await processesOf(container, context);
				const argv = [
					"strace",
					"-f",
					"-q",
					...filterOf(fault),
					"-o",
					trace,
					...pids.flatMap((pid) => ["-p", pid])
				];
				await startUnit({
					node,
					name,
					argv,
					files: [trace],
					mostMs: (durationMs ?? mostMs$1) + 6e4
				}, context.kubernetes, context.signal);
			},
			prove: (over) => prove$1(fault, container, trace, over, context)
		};
	});
}
function filterOf({ inject, errno, when }) {
	return [
		"-e",
		`trace=${inject}`,
		"-e",
		`inject=${inject}:error=${errno}${when === void 0 ? "" : `:when=${when}`}`
	];
}
async function processesOf({ reference }, { kubernetes, signal }) {
	const argv = [
		"ctr",
		"--namespace",
		"k8s.io",
		"tasks",
		"ps",
		runtimeIdOf(reference)
	];
	const { stdout } = await kubernetes.node.execute(reference.node, argv, signal);
	return stdout.split("\n").flatMap((line) => /^(\d+)\b/.exec(line)?.[1] ?? []);
}
/** The kernel says that the process is traced, and the trace counts calls that were answered with the error. */
async function prove$1({ inject, errno }, { reference, label }, trace, over, { kubernetes, now, sleep, receiptTimeoutMs, signal }) {
	const { node } = kubernetes;
	const read = async (...argv) => (await node.execute(reference.node, argv, signal)).stdout;
	const deadline = now() + receiptTimeoutMs;
	let calls = 0;
	let tracer;
	for (;;) {
		const state = await node.containerState(reference, signal);
		if (state.state === "running") tracer = /^TracerPid:\s*([1-9]\d*)/m.exec(await read("cat", `/proc/${state.pid}/status`))?.[1] ?? tracer;
		calls = Math.max(calls, Number((await read("grep", "-c", "(INJECTED)", trace)).trim()) || 0);
		if (calls > 0 && tracer !== void 0) return {
			landed: true,
			evidence: `${calls} calls of ${inject} by ${label} failed with ${errno}; the kernel names process ${tracer} as its tracer`
		};
		if (over.aborted || now() >= deadline) break;
		await sleep(pollMs$8);
	}
	return {
		landed: false,
		evidence: `no call of ${label} failed: ${tracer === void 0 ? "nobody traces it" : `it made no call of ${inject} that was meant`}`
	};
}
// src/faults/lasting/process-action/index.ts
/** Disturbs processes without ending them: frozen, with failing system calls, or by the app's own switch. */
const processAction = {
	kind: "processAction",
	async refusal({ fault }, targets, context) {
		if (fault.kind === "pause") return refusePause(fault, targets);
		if (fault.kind === "syscall") return await refuseSyscall(fault, targets, context);
	},
	async prepare({ fault, durationMs }, targets, context) {
		if (fault.kind === "pause") return await preparePause(fault, targets, context);
		if (fault.kind === "syscall") return prepareSyscall(fault, targets, durationMs, context);
		return await prepareSwitch(fault, targets, context);
	}
};
// src/faults/lasting/stress-action/mebibytes.ts
function mebibytes(bytes) {
	return `${(bytes / 2 ** 20).toFixed(0)} MiB`;
}
// src/faults/lasting/stress-action/programs.ts
/** Keeps argv[1] processors busy; what is not whole is one processor busy for that share of every 100 ms. */
const busyProgram = `
const { Worker } = require('node:worker_threads');
const busy = \`const { workerData: share } = require('node:worker_threads');
const pause = new Int32Array(new SharedArrayBuffer(4));
for (;;) {
  const end = Date.now() + 100 * share;
  while (Date.now() < end);
  if (share < 1) Atomics.wait(pause, 0, 0, 100 * (1 - share));
}\`;
process.on('SIGTERM', () => process.exit());
for (let left = Number(process.argv[1]); left > 0; left--) new Worker(busy, { eval: true, workerData: Math.min(1, left) });
setInterval(() => {}, 60_000);
`;
/** Holds argv[1] bytes, every page of them touched. */
const memoryProgram = `
process.on('SIGTERM', () => process.exit());
const held = [];
for (let left = Number(process.argv[1]); left > 0; left -= 4 << 20) held.push(Buffer.alloc(Math.min(left, 4 << 20), 1));
setInterval(() => held.length, 60_000);
`;
/** Writes and syncs a file of argv[1] bytes over and over. */
const writingProgram = `
const fs = require('node:fs');
const path = require('node:path').join(require('node:os').tmpdir(), 'chaos-gate-io');
process.on('SIGTERM', () => process.exit());
const block = Buffer.alloc(1 << 20, 1);
const size = Number(process.argv[1]);
const file = fs.openSync(path, 'w');
let at = 0;
(function write() {
  fs.writeSync(file, block, 0, block.length, at);
  at += block.length;
  if (at >= size) { at = 0; fs.fsyncSync(file); }
  setImmediate(write);
})();
`;
/**
* Perl without modules, which every Debian node has (`perl-base`): moves itself into the cgroups of the process VICTIM, so that what it uses counts
* against that container's limits, and ends with it. A cgroup that still held it could not be removed.
*/
const join = `
my $victim = shift @ARGV;
open(my $groups, '<', "/proc/$victim/cgroup") or exit 3;
while (my $line = <$groups>) {
  chomp $line;
  my (undef, $controllers, $path) = split /:/, $line, 3;
  next if $controllers =~ /^name=/;
  my $root = $controllers eq '' ? '/sys/fs/cgroup' : "/sys/fs/cgroup/$controllers";
  open(my $procs, '>', "$root$path/cgroup.procs") or next;
  syswrite($procs, $$);
  close $procs;
}
sub lives { return -d "/proc/$victim" }
`;
/**
* Arguments: VICTIM WORKERS. A worker that is not whole is busy for that share of every 100 ms. The first one is the unit's
* own process; the others, which its end does not reach in their cgroup, end with it.
*/
const joinedBusyProgram = `${join}
my $left = shift @ARGV;
my $first = $$;
while ($left > 1) { last if !fork(); $left -= 1 }
my $share = $left > 1 ? 1 : $left;
while (lives() && ($$ == $first || getppid() == $first)) {
  my $end = (times)[0] + 0.1 * $share;
  1 while (times)[0] < $end;
  select(undef, undef, undef, 0.1 * (1 - $share)) if $share < 1;
}
`;
/**
* Arguments: VICTIM FILE BYTES. Fills a file in memory, which counts against the limit but belongs to no process: where the
* limit is exceeded the kernel ends the container's own processes, not this one in their place.
*/
const joinedMemoryProgram = `${join}
my ($path, $bytes) = @ARGV;
open(my $file, '>', $path) or exit 4;
my $block = 'x' x (1 << 20);
my $written = 0;
while ($written < $bytes && lives()) {
  my $now = syswrite($file, $block) or last;
  $written += $now;
}
select(undef, undef, undef, 0.02) while lives();
close $file;
unlink $path;
`;
// src/faults/lasting/stress-action/usage.ts
/** Long enough that a scheduler's periods (100 ms) even out. */
const windowMs = 2e3;
/** undefined: the container ended meanwhile, or the fault was about to be over before the second look. */
async function measureUsage(container, over, { kubernetes, now, sleep, signal }) {
	const look = async () => {
		const usage = await kubernetes.node.containerUsage(container, signal);
		return usage && {
			t: now(),
			usage
		};
	};
	const first = await look();
	if (!first) return void 0;
	await sleep(windowMs);
	if (over?.aborted) return void 0;
	const last = await look();
	if (!last) return void 0;
	const overMs = last.t - first.t;
	const grown = (of) => (of(last.usage) ?? 0) - (of(first.usage) ?? 0);
	return {
		overMs,
		cpuShare: grown((usage) => usage.cpuMs) / overMs,
		memoryBytes: last.usage.memoryBytes,
		writtenBytes: grown((usage) => usage.writtenBytes),
		throttledPeriods: grown((usage) => usage.throttledPeriods)
	};
}
// src/faults/lasting/stress-action/beside.ts
const pollMs$7 = 200;
/** A pod of the gate's has no requests, so that those of its neighbours protect them: it may get less than it asks for. */
const leastShareOfCpu$1 = .25;
const leastShareOfMemory$1 = .9;
/** A pod of the gate's on each node of the targets, which competes with them as any neighbour would. */
function prepareBeside(load, image, targets, context) {
	return nodesOf(targets).map((node) => {
		const namespace = targets.pods.find((pod) => pod.spec?.nodeName === node)?.metadata?.namespace ?? "default";
		const name = `chaos-gate-stress-${randomUUID().slice(0, 8)}`;
		const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${name}`;
		return {
			targets: [{
				kind: "Node",
				name: node
			}],
			undo: {
				description: `delete pod ${namespace}/${name}`,
				operation: {
					kind: "deleteObjects",
					paths: [path]
				}
			},
			mechanism: `a pod of ${image}`,
			parameters: parametersOf(load),
			async inject() {
				await readJson(context.kubernetes, {
					method: "POST",
					path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`,
					body: podOf(load, {
						name,
						namespace,
						node,
						image
					}),
					asking: `create pod ${namespace}/${name}`,
					signal: context.signal
				});
			},
			prove: (over) => prove(load, {
				path,
				node
			}, over, context)
		};
	});
}
function parametersOf(load) {
	if (load.kind === "cpu") return { workers: load.workers };
	if (load.kind === "io") return { fileBytes: load.fileBytes };
	return { bytes: bytesOf(load) };
}
function bytesOf({ amount }) {
	return "bytes" in amount ? amount.bytes : 0;
}
function podOf(load, { name, namespace, node, image }) {
	const [program, argument] = load.kind === "cpu" ? [busyProgram, load.workers] : load.kind === "io" ? [writingProgram, load.fileBytes] : [memoryProgram, bytesOf(load)];
	return {
		apiVersion: "v1",
		kind: "Pod",
		metadata: {
			name,
			namespace,
			labels: partOfGate
		},
		spec: {
			nodeName: node,
			restartPolicy: "Never",
			terminationGracePeriodSeconds: 1,
			automountServiceAccountToken: false,
			tolerations: [{ operator: "Exists" }],
			containers: [{
				name: "stress",
				image,
				imagePullPolicy: "IfNotPresent",
				command: [
					"node",
					"-e",
					program,
					String(argument)
				]
			}]
		}
	};
}
/** The kernel's accounts of the pod's container grow as they have to; it is the node that reads them. */
async function prove(load, { path, node }, over, context) {
	const { kubernetes, signal, now, sleep, receiptTimeoutMs } = context;
	const deadline = now() + receiptTimeoutMs;
	const processors = processorsOf(await readNode(kubernetes, node, signal));
	let found = {
		landed: false,
		evidence: `the pod that makes load on ${node} has not started`
	};
	while (!over.aborted && now() < deadline) {
		const pod = await readJson(kubernetes, {
			path,
			asking: `pod ${path.split("/").at(-1)}`,
			signal
		});
		const { state, containerID } = pod.status?.containerStatuses?.[0] ?? {};
		const why = state?.waiting?.reason ?? state?.terminated?.reason ?? pod.status?.reason;
		if (why) found = {
			landed: false,
			evidence: `the pod that makes load on ${node} does not run: ${why}`
		};
		if (state?.running && containerID) {
			const growth = await measureUsage({
				node,
				containerId: containerID
			}, over, context);
			if (growth) found = judge$1(load, growth, node, processors);
			if (found.landed) return found;
		}
		await sleep(pollMs$7);
	}
	return found;
}
function judge$1(load, { overMs, cpuShare, memoryBytes, writtenBytes }, node, processors) {
	if (load.kind === "cpu") {
		const asked = Math.min(load.workers, processors);
		return {
			landed: cpuShare >= asked * leastShareOfCpu$1,
			evidence: `the pod on ${node} used ${cpuShare.toFixed(2)} of ${asked} processors over ${(overMs / 1e3).toFixed(1)} s`
		};
	}
	if (load.kind === "io") {
		const rate = `${mebibytes(writtenBytes / overMs * 1e3)} a second`;
		return {
			landed: writtenBytes >= load.fileBytes,
			evidence: `the pod on ${node} wrote and synced ${rate}`
		};
	}
	return {
		landed: memoryBytes >= bytesOf(load) * leastShareOfMemory$1,
		evidence: `the pod on ${node} holds ${mebibytes(memoryBytes)} of the ${mebibytes(bytesOf(load))} asked for`
	};
}
function processorsOf(node) {
	return parseQuantity(node.status?.capacity?.cpu ?? "1") ?? 1;
}
// src/faults/lasting/stress-action/disk-fill.ts
/** So many times what is written has to be free on the disk below a volume that is no memory. */
const spare = 4;
const leastShare = .95;
const remedy$1 = "it writes the file";
/** Only an emptyDir with a size limit has a bound; what has none is the node's own disk. */
async function refuseDiskFill({ volume }, targets, kubernetes, signal) {
	for (const pod of targets.pods) {
		if (!pod.spec?.volumes?.find(({ name }) => name === volume)) return `the pod ${pod.metadata?.name} has no volume "${volume}"`;
		if (limitOf(pod, volume) === void 0) return `volume ${volume} of ${pod.metadata?.name} has no bound but the node's disk: expected an emptyDir with a sizeLimit`;
	}
	const missing = await refuseProgram(nodesOf(targets), ["fallocate", "--version"], remedy$1, kubernetes, signal);
	if (missing) return missing;
	for (const pod of targets.pods) {
		if (isMemory(pod, volume)) continue;
		const { freeBytes } = await readSpace(pod, volume, kubernetes, signal);
		if (freeBytes < spare * (limitOf(pod, volume) ?? 0)) return `the disk of ${pod.spec?.nodeName} below volume ${volume} has only ${mebibytes(freeBytes)} free`;
	}
}
/** A file of the gate's in the volume, written from the node and removed from there. */
async function prepareDiskFill(fill, targets, context) {
	return await Promise.all(targets.pods.map((pod) => prepareOne$1(fill, pod, context)));
}
async function prepareOne$1({ volume, share }, pod, { kubernetes, signal }) {
	const { name = "", namespace = "", uid = "" } = pod.metadata ?? {};
	const node = pod.spec?.nodeName ?? "";
	const limit = limitOf(pod, volume) ?? 0;
	const used = (await readSpace(pod, volume, kubernetes, signal)).usedBytes;
	const bytes = Math.max(0, Math.floor(limit * share) - used);
	const file = `${pathOf(pod, volume)}/chaos-gate-${randomUUID().slice(0, 8)}`;
	return {
		targets: [{
			kind: "Pod",
			namespace,
			name,
			uid,
			node
		}],
		undo: {
			description: `remove ${file} on ${node}`,
			operation: {
				kind: "nodeCommand",
				node,
				argv: [
					"rm",
					"-f",
					file
				]
			}
		},
		mechanism: "fallocate",
		parameters: { bytes },
		async inject() {
			if (bytes === 0) return;
			const argv = [
				"fallocate",
				"-l",
				String(bytes),
				file
			];
			const { status, stderr } = await kubernetes.node.execute(node, argv, signal);
			if (status !== 0) throw new InfrastructureFailure(`${file} was not written: ${stderr.trim()}`);
		},
		async prove() {
			const now = (await readSpace(pod, volume, kubernetes, signal)).usedBytes;
			const evidence = `volume ${volume} of ${name} held ${mebibytes(used)}, holds ${mebibytes(now)} of ${mebibytes(limit)}`;
			return {
				landed: bytes > 0 && now - used >= bytes * leastShare,
				evidence
			};
		}
	};
}
/** What the file system says, not what was written. */
async function readSpace(pod, volume, { node }, signal) {
	const name = pod.spec?.nodeName ?? "";
	const path = pathOf(pod, volume);
	const read = async (...argv) => {
		const { status, stdout, stderr } = await node.execute(name, argv, signal);
		if (status !== 0) throw new InfrastructureFailure(`${argv.join(" ")} on ${name}: ${stderr.trim().split("\n")[0]}`);
		return stdout.trim().split(/\s+/).map(Number);
	};
	const [free = 0, blockBytes = 0, blocks = 0] = await read("stat", "--file-system", "--format", "%a %S %b", path);
	if (isMemory(pod, volume)) return {
		usedBytes: (blocks - free) * blockBytes,
		freeBytes: free * blockBytes
	};
	const [usedBytes = 0] = await read("du", "--summarize", "--block-size=1", path);
	return {
		usedBytes,
		freeBytes: free * blockBytes
	};
}
function pathOf(pod, volume) {
	return `/var/lib/kubelet/pods/${pod.metadata?.uid}/volumes/kubernetes.io~empty-dir/${volume}`;
}
function limitOf(pod, volume) {
	const limit = pod.spec?.volumes?.find(({ name }) => name === volume)?.emptyDir?.sizeLimit;
	return limit === void 0 ? void 0 : parseQuantity(limit);
}
function isMemory(pod, volume) {
	return pod.spec?.volumes?.find(({ name }) => name === volume)?.emptyDir?.medium === "Memory";
}
// src/faults/lasting/stress-action/inside.ts
const pollMs$6 = 300;
const mostMs = 36e5;
/** Of the load that was asked for, over what the container used anyway. */
const leastShareOfCpu = .25;
const leastShareOfMemory = .8;
/** Over the limit by so much, whatever the container frees meanwhile. */
const excess = 1.5;
/** A process of the node that is put into the container's cgroups: what it uses counts against the container's limits. */
async function prepareInside(load, targets, durationMs, context) {
	const containers = targetedContainers(targets, { name: load.container });
	return await Promise.all(containers.map((container) => prepareOne(load, container, durationMs, context)));
}
async function prepareOne(load, container, durationMs, context) {
	const { reference, label, target } = container;
	const before = await measureUsage(reference, void 0, context);
	const name = `chaos-gate-${randomUUID().slice(0, 8)}`;
	const { node } = reference;
	const file = `/run/${name}.memory`;
	const asked = load.kind === "memory" ? askedBytes(load, container, before?.memoryBytes ?? 0) : load.workers;
	const argvOf = (pid) => load.kind === "memory" ? [
		"perl",
		"-e",
		joinedMemoryProgram,
		String(pid),
		file,
		String(asked)
	] : [
		"perl",
		"-e",
		joinedBusyProgram,
		String(pid),
		String(asked)
	];
	return {
		targets: [target],
		undo: {
			description: `end the load inside ${label}`,
			operation: stopUnit({
				node,
				name
			})
		},
		mechanism: "a process in the container's cgroups",
		parameters: load.kind === "memory" ? { bytes: asked } : { workers: asked },
		async inject() {
			if (asked === 0) return;
			const found = await context.kubernetes.node.containerState(reference, context.signal);
			if (found.state === "ended") return;
			const files = load.kind === "memory" ? [file] : [];
			await startUnit({
				node,
				name,
				argv: argvOf(found.pid),
				files,
				mostMs: (durationMs ?? mostMs) + 6e4
			}, context.kubernetes, context.signal);
		},
		async prove(over) {
			if (asked === 0 && before) return {
				landed: false,
				evidence: `${label} uses ${mebibytes(before.memoryBytes)} already, which is more than was asked for`
			};
			return load.kind === "memory" && "over" in load.amount ? await proveOutOfMemory(container, over, context) : await proveUsage(load, asked, container, before, over, context);
		}
	};
}
/** A share of the limit counts what the container uses already. */
function askedBytes({ amount }, { pod, name }, usedBytes) {
	if ("bytes" in amount) return amount.bytes;
	const limit = parseQuantity(pod.spec?.containers.find((each) => each.name === name)?.resources?.limits?.memory ?? "") ?? 0;
	return "share" in amount ? Math.max(0, Math.floor(limit * amount.share) - usedBytes) : Math.floor(limit * excess);
}
async function proveUsage(load, asked, { reference, label }, before, over, context) {
	const deadline = context.now() + context.receiptTimeoutMs;
	let evidence = `${label} has ended`;
	do {
		const growth = before && await measureUsage(reference, over, context);
		const found = growth && judge(load, asked, before, growth, label);
		if (found?.landed) return found;
		if (found) evidence = found.evidence;
		await context.sleep(pollMs$6);
	} while (!over.aborted && context.now() < deadline);
	return {
		landed: false,
		evidence
	};
}
/** A container that its limit holds back where it did not before cannot use more, whatever was asked for. */
function judge(load, asked, before, now, label) {
	if (load.kind === "memory") return {
		landed: now.memoryBytes - before.memoryBytes >= asked * leastShareOfMemory,
		evidence: `${label} used ${mebibytes(before.memoryBytes)}, uses ${mebibytes(now.memoryBytes)}`
	};
	const isHeldBack = now.throttledPeriods > before.throttledPeriods;
	const throttled = isHeldBack ? `, held back in ${now.throttledPeriods} periods of 100 ms` : "";
	return {
		landed: isHeldBack || now.cpuShare - before.cpuShare >= asked * leastShareOfCpu,
		evidence: `${label} used ${before.cpuShare.toFixed(2)} processors, uses ${now.cpuShare.toFixed(2)}${throttled}`
	};
}
/** The kubelet says of this very container that it ran out of memory. */
async function proveOutOfMemory({ pod, name, reference, label }, over, { kubernetes, now, sleep, receiptTimeoutMs, signal }) {
	const { namespace = "", name: podName = "" } = pod.metadata ?? {};
	const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(podName)}`;
	const deadline = now() + receiptTimeoutMs;
	for (;;) {
		const { status } = await readJson(kubernetes, {
			path,
			asking: `pod ${namespace}/${podName}`,
			signal
		});
		const found = status?.containerStatuses?.find((each) => each.name === name);
		const end = [found?.state?.terminated, found?.lastState?.terminated].find((each) => each?.containerID === reference.containerId);
		if (end?.reason === "OOMKilled") return {
			landed: true,
			evidence: `${label} was OOMKilled, restart count ${found?.restartCount}`
		};
		if (end) return {
			landed: false,
			evidence: `${label} ended, but not of its memory: ${end.reason}`
		};
		if (over.aborted || now() >= deadline) return {
			landed: false,
			evidence: `${label} was not OOMKilled`
		};
		await sleep(pollMs$6);
	}
}
// src/faults/lasting/stress-action/index.ts
const remedy = "load inside a container is made by a perl program on its node";
/** Uses up processor time, memory or a bounded volume: beside the chosen pods on their nodes, or within their limits. */
const stressAction = {
	kind: "stressAction",
	async refusal({ load }, targets, { kubernetes, signal }) {
		if (load.kind === "disk") return await refuseDiskFill(load, targets, kubernetes, signal);
		if (load.kind === "io" || load.where === "beside") return void 0;
		const missing = missingContainer(targets, load.container);
		if (missing) return missing;
		if (load.kind === "memory" && !("bytes" in load.amount)) {
			const unlimited = withoutMemoryLimit(targets, load.container);
			if (unlimited) return unlimited;
		}
		return await refuseProgram(nodesOf(targets), [
			"perl",
			"-e",
			"1"
		], remedy, kubernetes, signal);
	},
	async prepare({ load, image, durationMs }, targets, context) {
		if (load.kind === "disk") return await prepareDiskFill(load, targets, context);
		if (load.kind === "io" || load.where === "beside") return prepareBeside(load, image, targets, context);
		return await prepareInside(load, targets, durationMs, context);
	}
};
/** A share of a limit needs one. */
function withoutMemoryLimit({ pods }, container) {
	for (const pod of pods) {
		const name = container ?? pod.spec?.containers[0]?.name;
		const limit = pod.spec?.containers.find((each) => each.name === name)?.resources?.limits?.memory;
		if (limit === void 0 || parseQuantity(limit) === void 0) return `container ${name} of ${pod.metadata?.name} has no memory limit`;
	}
}
// src/faults/lasting/index.ts
/** Every fault that lasts. */
const lastingFaults = [
	objectAction,
	commandAction,
	controlPlaneAction,
	processAction,
	stressAction,
	networkAction,
	dependencyAction
];
/** The fault that carries out a step; undefined for steps that are none. */
function lastingFaultOf(step) {
	return lastingFaults.find((fault) => fault.kind === step.kind);
}
function isLasting(step) {
	return lastingFaultOf(step) !== void 0;
}
// src/faults/node-fault.ts
function nameOf(node) {
	return node.metadata?.name ?? "";
}
function seconds(ms) {
	return `${(ms / 1e3).toFixed(1)} s`;
}
// src/faults/cordon-node.ts
const pollMs$5 = 100;
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
		await context.sleep(pollMs$5);
	}
	return {
		landed: true,
		evidence: `${node} is unschedulable, as the API shows it`
	};
}
// src/faults/drain-node.ts
/** Between two requests for a pod that its budget holds, as kubectl drain waits. */
const retryMs = 1e3;
/**
* Cordons a node and evicts its pods, each as soon as its PodDisruptionBudget allows. Pods of DaemonSets and static pods
* stay, as with kubectl drain; a pod that nobody would make again is a reason not to begin, unless the scenario allows it.
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
		if (orphans.length > 0 && !context.barePods) throw new InfrastructureFailure(`${name} was not drained: ${orphans.join(", ")} would be gone for good (no controller)`);
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
	return (await listPodsOnNode(kubernetes, node, signal)).filter(isDrained);
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
// src/faults/limit-node.ts
const pollMs$4 = 200;
/** Leaves a node's machine a share of processors and memory: all that runs on it shares that. The kernel proves it, on the node. */
const limitNode = {
	kind: "limits",
	needs: "limits",
	async undo(spec, node, { kubernetes, signal }) {
		const found = await readMachineLimits(nameOf(node), kubernetes.node, signal);
		const named = Object.keys(askedOf(spec));
		const limits = Object.fromEntries(named.map((key) => [key, found[key]]));
		return {
			kind: "limitMachine",
			node: nameOf(node),
			limits
		};
	},
	async inject(spec, node, context) {
		const name = nameOf(node);
		const { kubernetes, signal, now } = context;
		const asked = askedOf(spec);
		const before = await readMachineLimits(name, kubernetes.node, signal);
		const t = now();
		if (hasMachineLimits(before, asked)) {
			const evidence = `the cgroup of ${name} had ${describeMachineLimits(asked)} before: nothing was changed`;
			return {
				t,
				receipt: Promise.resolve({
					landed: false,
					evidence
				})
			};
		}
		await kubernetes.node.limitMachine(name, asked, signal);
		return {
			t,
			receipt: proveLimits(name, asked, spec.durationMs, context)
		};
	}
};
/** What the user named, and nothing else. */
function askedOf({ processors, memoryBytes }) {
	return {
		...processors !== void 0 && { processors },
		...memoryBytes !== void 0 && { memoryBytes }
	};
}
async function proveLimits(node, asked, durationMs = Number.POSITIVE_INFINITY, { kubernetes, now, sleep, receiptTimeoutMs, signal }) {
	const deadline = now() + Math.min(receiptTimeoutMs, durationMs);
	for (;;) {
		const found = await readMachineLimits(node, kubernetes.node, signal);
		const evidence = `the cgroup of ${node} has ${describeMachineLimits(found)}`;
		if (hasMachineLimits(found, asked)) return {
			landed: true,
			evidence
		};
		if (now() >= deadline) return {
			landed: false,
			evidence: `${evidence}, not ${describeMachineLimits(asked)}`
		};
		await sleep(pollMs$4);
	}
}
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
		needs: service,
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
						evidence: `the ${service} of ${name} was ${before ?? "not running"}, is ${after}`
					};
					if (now() - t >= receiptTimeoutMs) return {
						landed: false,
						evidence: `the ${service} of ${name} is ${after ?? "not running"}, as before`
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
			if (await kubernetes.node.machineState(name, signal) === "running") return {
				t: began,
				receipt: Promise.resolve({
					landed: false,
					evidence: `${name} was running before`
				})
			};
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
		needs: "kubelet",
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
				const process = await kubernetes.node.serviceProcess(name, "kubelet", signal);
				if (process !== void 0) return {
					landed: false,
					evidence: `the kubelet of ${name} goes on, as ${process}`
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
	drainNode,
	limitNode
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
	const compat = seed.legacy ? "legacy" : "strict";
	const now = /* @__PURE__ */ new Date();
	const found = await listPods(kubernetes, step.matches, signal, compat);
	const remarks = found.flatMap(({ missing }) => missing ? [missing] : []);
	const matched = /* @__PURE__ */ new Map();
	const ownWord = createRandom(seed.seed, seed.scenario, seed.run, seed.step, seed.attempt, "seal");
	let protectedCount = 0;
	for (const { match, pods } of found) for (const pod of pods) {
		const refusal = match.kind === "sealLabels" ? sealRefusal(pod, now, ownWord) : void 0;
		if (isProtected(pod, match)) protectedCount++;
		else if (refusal) remarks.push(`${pod.metadata?.name}: ${refusal}`);
		else matched.set(pod.metadata?.uid ?? "", pod);
	}
	if (protectedCount > 0) remarks.push(`${protectedCount} protected pods were left alone: name their namespace to include them`);
	const random = createRandom(seed.seed, seed.scenario, seed.run, seed.step, seed.attempt);
	const { pods, emptiedBy } = applyFilters([...matched.values()], step.filters, {
		random,
		now,
		compat
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
// src/experiment/blast-radius.ts
/** A fault would have gone beyond what the scenario allows. Nothing more is injected. */
var BlastRadiusExceeded = class extends Error {
	name = "BlastRadiusExceeded";
	at;
	constructor(message, at) {
		super(message);
		this.at = at;
	}
};
function guardRadius(scenario, scope) {
	const radius = scenario.blastRadius;
	const { matched, matchedNodes = 0, surroundings = nothingKnown, legacy = false, now = () => /* @__PURE__ */ new Date() } = scope;
	const allowed = radius?.pods && atMost(radius.pods, matched);
	const allowedNodes = radius?.nodes && atMost(radius.nodes, matchedNodes);
	let hit = /* @__PURE__ */ new Map();
	/** Those that are hit, and those that go down with their nodes. */
	let harmed = /* @__PURE__ */ new Map();
	/** Those of them that their budgets have to spare. */
	let stopped = /* @__PURE__ */ new Map();
	let hitNodes = /* @__PURE__ */ new Set();
	const refuse = (message) => {
		if (message !== void 0) throw new BlastRadiusExceeded(message, radius?.at ?? scenario.at);
	};
	const checkTime = () => {
		const { until } = radius ?? {};
		if (until && isPast(until, now())) refuse("nothing may be injected any more: the blast radius ended before now");
	};
	const checkNamespace = (namespace, what) => {
		if (radius?.namespaces && !radius.namespaces.includes(namespace)) refuse(`${what} is outside the blast radius: found namespace ${namespace}, expected one of ${radius.namespaces.join(", ")}`);
	};
	const checkBudgets = (pods, { budgets }) => {
		if (!legacy && !radius?.overrideBudgets) refuse(findBudgetExcess(pods, budgets));
	};
	const checkBare = (pods) => {
		if (!legacy && !radius?.barePods) refuse(findBarePod(pods));
	};
	const checkLive = (pods, harm, live) => {
		const sizes = new Map([...live.workloads, ...surroundings.workloads]);
		refuse(findShortage(pods, radius?.minAvailable, live.workloads, sizes));
		if (asksBudgets(harm)) checkBudgets(pods, live);
	};
	/** What pods are bound by whether somebody chose them or they go with their node. */
	const addHarmed = (pods, harm, live) => {
		const added = byUid(pods);
		const after = new Map([...harmed, ...added]);
		const workloads = new Map([...live?.workloads ?? [], ...surroundings.workloads]);
		refuse(findOwnerExcess(after, radius?.perOwner, workloads));
		refuse(findShortage(after, radius?.minAvailable, workloads));
		const afterStop = asksBudgets(harm) ? new Map([...stopped, ...added]) : stopped;
		checkBudgets(afterStop, surroundings);
		if (live) checkLive(added, harm, live);
		harmed = after;
		stopped = afterStop;
	};
	return {
		get used() {
			return hit.size;
		},
		get usedNodes() {
			return hitNodes.size;
		},
		allowed,
		claim(pods, harm = "disturbs", live) {
			if (pods.length === 0) return;
			checkTime();
			for (const pod of pods) checkNamespace(pod.metadata?.namespace ?? "", `pod ${nameOf$2(pod)}`);
			const after = new Map([...hit, ...byUid(pods)]);
			if (allowed !== void 0 && after.size > allowed) refuse(`the faults would hit ${after.size} of ${matched} matched pods, the blast radius allows ${allowed}`);
			if (isRemoval(harm)) checkBare(pods);
			addHarmed(pods, harm, live);
			hit = after;
		},
		claimAgain(pods, harm, live) {
			checkTime();
			checkLive(byUid(pods), harm, live);
		},
		claimNodes(nodes, pods = [], harm = "disturbs", live) {
			if (nodes.length === 0) return;
			checkTime();
			const after = /* @__PURE__ */ new Set([...hitNodes, ...nodes]);
			if (allowedNodes !== void 0 && after.size > allowedNodes) refuse(`the faults would hit ${after.size} of ${matchedNodes} matched nodes, the blast radius allows ${allowedNodes}`);
			if (isRemoval(harm)) checkBare(pods);
			addHarmed(pods.filter(isOfApps), harm, live);
			hitNodes = after;
		},
		claimNamespaces(namespaces) {
			checkTime();
			for (const namespace of namespaces) checkNamespace(namespace, "what a step changes");
		}
	};
}
const nothingKnown = {
	workloads: /* @__PURE__ */ new Map(),
	budgets: []
};
function asksBudgets(harm) {
	return harm === "stops" || harm === "removes";
}
function isRemoval(harm) {
	return harm === "removes" || harm === "evicts";
}
function isOfApps({ metadata }) {
	return !protectedNamespaces.has(metadata?.namespace ?? "");
}
function byUid(pods) {
	return new Map(pods.map((pod) => [pod.metadata?.uid ?? "", pod]));
}
function isPast(until, now) {
	if ("instantMs" in until) return now.getTime() > until.instantMs;
	return now.getHours() * 3600 + now.getMinutes() * 60 + now.getSeconds() > until.daySecond;
}
// src/cluster/pull-policy.ts
/**
* What to say of an app whose containers would pull an image from a registry although it is loaded onto the nodes, where it
* may exist nowhere else. Pure.
*/
function pullWarnings(objects, images) {
	const loaded = new Set(images.map(({ image }) => nameOnNode(image)));
	const warnings = objects.flatMap(({ object, at }) => containersOf(object).flatMap(({ name, image = "", imagePullPolicy }) => {
		if (!loaded.has(nameOnNode(image))) return [];
		const why = imagePullPolicy === "Always" ? "imagePullPolicy: Always" : imagePullPolicy === void 0 && isPulledAlways(image) ? "the tag latest and no imagePullPolicy" : void 0;
		return why === void 0 ? [] : [`${at.file}:${at.line}:${at.column}: container ${name} has ${why}: Kubernetes pulls ${image} from a registry, not the one that is loaded onto the nodes; use imagePullPolicy: IfNotPresent`];
	}));
	return [...new Set(warnings)];
}
/** Containers of a pod, or of what makes pods. */
function containersOf(object) {
	const { spec = {} } = object;
	const pod = (spec.jobTemplate?.spec ?? spec).template?.spec ?? spec;
	return [pod.initContainers, pod.containers].flatMap((each) => Array.isArray(each) ? each : []);
}
// src/kubernetes/deploy.ts
/**
* Applies an app's manifests, and Goldpinger where it is wished for, and waits until all of it is ready.
* Images have to be on the nodes already. Throws InvalidInput for manifests that are no good (with every position),
* InfrastructureFailure for what the cluster refuses or does not get ready.
*/
async function deploy(connection, app, options) {
	const { signal, report } = options;
	const objects = await loadApp(app, signal);
	if (objects.length === 0) return [];
	report(`applying ${objects.length} object${objects.length === 1 ? "" : "s"}`);
	const applied = await applyObjects(connection, objects, signal);
	await waitForRollout(connection, applied, options);
	return applied;
}
// src/lifecycle.ts
/** Throws InvalidInput for a cluster that cannot be meant, before a run is begun: nothing is written yet. */
async function checkCluster(wish, options) {
	await providerOf(wish.provider ?? "embedded").check?.({
		wish,
		allowContext: options.allowContext
	});
}
/**
* Brings the cluster of a run up. Before anything is made, the undo journal says what will be, so that another process
* can delete it after a crash; disposing deletes it (unless kept, or not ours) and ticks that off, with what went with it.
* A cluster that ends by itself stops the run; disposing throws it then, so that no run on it comes to a verdict.
*/
async function bringUp(run, wish, options, images = []) {
	const { folder, undoJournal, signal } = run;
	const cluster = await providerOf(wish.provider ?? "embedded").up({
		wish,
		directory: folder.cluster,
		allowContext: options.allowContext,
		images,
		keep: options.keep,
		signal,
		report: (text) => run.say("progress", text),
		willCreate: (identity) => undoJournal.write({
			type: "cluster",
			identity,
			keep: options.keep
		})
	});
	if (options.keep) writeFileSync(folder.clusterState, JSON.stringify(cluster.identity), { mode: 384 });
	const { gone } = cluster;
	gone?.addEventListener("abort", () => run.stop(gone.reason));
	if (gone?.aborted) run.stop(gone.reason);
	return {
		...cluster,
		async [Symbol.asyncDispose]() {
			await cluster[Symbol.asyncDispose]();
			if (!options.keep) undoJournal.write({
				type: "done",
				id: clusterId
			});
			if (!options.keep && cluster.identity.created) tickOffWithCluster(undoJournal);
			gone?.throwIfAborted();
		}
	};
}
/** From a process that ends until the news of it. */
const newsMs = 500;
/** Requests to a cluster that ended may fail before the news of its end comes: waits for it, where there would be any. */
async function awaitNews({ gone }) {
	if (gone && !gone.aborted) await setTimeout$1(newsMs, void 0, { signal: gone }).catch(() => "it came");
}
/** What could not be undone in a cluster is gone with it, unless it was done to something else: that stays to be undone. */
function tickOffWithCluster(undoJournal) {
	for (const { id, operation } of undoJournal.pending()) if (!outlivesCluster(operation)) undoJournal.write({
		type: "done",
		id
	});
}
/** Records what cluster it is. Throws ApiFailure when it does not answer. */
async function introduce(run, cluster, kubernetes) {
	const [version, nodes] = await Promise.all([readServerVersion(kubernetes, run.signal), listNodeNames(kubernetes, run.signal)]);
	const { provider, name, created } = cluster.identity;
	run.record({
		type: "cluster-ready",
		t: run.clock.now(),
		provider,
		name,
		version,
		nodes,
		created
	});
}
/**
* On a cluster that was there before, asks the API server for every permission that the run will need, before anything of it
* is changed. Throws InfrastructureFailure that names what is missing.
*/
async function requirePermissions(run, suite, cluster, kubernetes) {
	if (cluster.identity.created) return;
	const objects = await loadApp(suite.app, run.signal);
	const required = await requiredPermissions(suite, objects, kubernetes, run.signal);
	const missing = await listMissingPermissions(kubernetes, required, run.signal);
	if (missing.length > 0) throw new InfrastructureFailure(`context ${kubernetes.context} may not ${missing.map(formatPermission).join(", ")}: \`chaos-gate doctor FILE --kubeconfig ${kubernetes.kubeconfig} --role\` prints the ClusterRole that the run needs`);
}
/** Loads the app's images onto the nodes, applies its manifests and waits until all of it is ready. Returns its namespaces. */
async function deployApp(run, app, cluster, kubernetes, timeoutMs) {
	const report = (text) => run.say("progress", text);
	const started = run.clock.now();
	if (app.images.length > 0 && cluster.identity.provider !== "embedded") for (const warning of pullWarnings(await loadApp(app, run.signal), app.images)) run.say("warning", warning);
	await cluster.loadImages(app.images, run.signal);
	const applied = await deploy(kubernetes, app, {
		timeoutMs,
		signal: run.signal,
		report
	});
	if (applied.length > 0) report(`app ready after ${((run.clock.now() - started) / 1e3).toFixed(1)} s`);
	return [...new Set(applied.flatMap(({ metadata }) => metadata?.namespace ?? []))];
}
// src/experiment/recorder.ts
/**
* Opens the journal of a new run. Each event is one `write` of one line, so that a process killed at any moment
* leaves whole lines behind, the last one at most torn.
* A journal that cannot be written ends the run: `onFailure` hears of the first failure, later events are dropped.
*/
function openRecorder(file, listeners, onFailure) {
	let descriptor;
	try {
		descriptor = openSync(file, "w", 420);
	} catch (error) {
		throw new InfrastructureFailure(`the journal ${file} cannot be written: ${messageOf(error)}`, { cause: error });
	}
	let failure;
	return {
		record(event) {
			if (descriptor !== void 0 && !failure) try {
				writeWhole(descriptor, `${JSON.stringify(event)}\n`);
			} catch (error) {
				failure = new InfrastructureFailure(`the journal ${file} cannot be written: ${messageOf(error)}`, { cause: error });
				onFailure(failure);
			}
			for (const listener of listeners) listener(event);
		},
		[Symbol.dispose]() {
			if (descriptor !== void 0) closeSync(descriptor);
			descriptor = void 0;
		}
	};
}
/** A full disk may take part of a line before it fails: write the rest, and let the next call throw ENOSPC. */
function writeWhole(descriptor, line) {
	const bytes = Buffer.from(line);
	let written = 0;
	while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}
// src/experiment/stall-watch.ts
const beatMs = 10;
const resolutionMs = 50;
/** Longer than any sample may be under way. */
const rememberedMs = 12e4;
/** Starts a heartbeat on the event loop. A gap between two beats is time in which nothing of the gate could run. */
function watchStalls(clock) {
	let lastBeat = clock.now();
	let stalls = [];
	const beat = setInterval(() => {
		const now = clock.now();
		if (now - lastBeat - beatMs > resolutionMs) {
			stalls = stalls.filter((stall) => stall.end > now - rememberedMs);
			stalls.push({
				start: lastBeat + beatMs,
				end: now
			});
		}
		lastBeat = now;
	}, beatMs);
	beat.unref();
	return {
		resolutionMs,
		longestWithin(from, to) {
			const open = {
				start: lastBeat + beatMs,
				end: clock.now()
			};
			let longest = 0;
			for (const { start, end } of [...stalls, open]) if (start < to && end > from && end - start > resolutionMs) longest = Math.max(longest, end - start);
			return longest;
		},
		[Symbol.dispose]: () => clearInterval(beat)
	};
}
// src/run.ts
/** The time that `--timeout` gives to the whole run is over: to the experiments not-run, to a command without any a failure. */
var TimeLimitReached = class extends Error {
	name = "TimeLimitReached";
	exitCode = exitCodes.infrastructure;
};
/** Opens the journals and starts the clock. Throws InfrastructureFailure when the journals cannot be written. */
function openRun(folder, options) {
	const stop = new AbortController();
	const onAbort = () => stop.abort(options.signal.reason);
	options.signal.addEventListener("abort", onAbort);
	if (options.signal.aborted) onAbort();
	const limit = setTimeout(() => {
		stop.abort(new TimeLimitReached(`the run's time limit of ${formatDuration(options.timeoutMs)} was reached`));
	}, options.timeoutMs);
	const recorder = openRecorder(folder.journal, [options.onEvent], (failure) => stop.abort(failure));
	const clock = startClock();
	const stalls = watchStalls(clock);
	const undoJournal = openUndoJournal(folder.undo, identifyProcess(process.pid));
	return {
		folder,
		clock,
		stalls,
		undoJournal,
		signal: stop.signal,
		stop: (reason) => stop.abort(reason),
		record: recorder.record,
		say: (level, text) => recorder.record({
			type: "message",
			t: clock.now(),
			level,
			text
		}),
		[Symbol.dispose]() {
			options.signal.removeEventListener("abort", onAbort);
			clearTimeout(limit);
			stalls[Symbol.dispose]();
			undoJournal[Symbol.dispose]();
			recorder[Symbol.dispose]();
		}
	};
}
/** Why a run or an experiment ended before its time, for the journal. What is nobody's fault but ours leaves its trace in the logs. */
function describeStop(thrown, { folder, signal }) {
	const error = firstFailure(causeOf(thrown), signal);
	const message = messageOf(error);
	if (error instanceof Interrupted) return {
		code: "interrupted",
		message
	};
	if (error instanceof TimeLimitReached) return {
		code: "not-run",
		message
	};
	if (error instanceof BlastRadiusExceeded) return {
		code: "blast-radius-exceeded",
		message
	};
	if (error instanceof InfrastructureFailure) return {
		code: "infrastructure",
		message
	};
	const trace = join$1(folder.logs, "chaos-gate-error.txt");
	mkdirSync(folder.logs, { recursive: true });
	writeFileSync(trace, error instanceof Error ? error.stack ?? message : message);
	return {
		code: "infrastructure",
		message: `${message} (this is a bug of chaos-gate; ${trace} has its trace)`
	};
}
/** A cluster that is gone is noticed by every request that it does not answer: its end is what failed first. */
function firstFailure(error, { reason }) {
	return error instanceof InfrastructureFailure && reason instanceof InfrastructureFailure ? reason : error;
}
export { workloadOf as C, qualifiedWorkloadOf as S, nodeFaultOf as _, checkCluster as a, isDrained as b, requirePermissions as c, faultSteps as d, protectedNamespaces as f, isFault as g, faultOf as h, bringUp as i, BlastRadiusExceeded as l, createRandom as m, openRun as n, deployApp as o, selectTargets as p, awaitNews as r, introduce as s, describeStop as t, guardRadius as u, isLasting as v, sleep as w, listSelectedPods as x, lastingFaultOf as y };
