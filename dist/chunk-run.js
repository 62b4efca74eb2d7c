import { a as causeOf, l as messageOf, n as InfrastructureFailure, r as Interrupted } from "./chunk-errors.js";
import { A as applyObjects, S as waitForRollout } from "./chunk-existing-door.js";
import { b as isPulledAlways, g as openUndoJournal, h as clusterId, x as nameOnNode, y as providerOf } from "./chunk-output-folder.js";
import { n as requiredPermissions } from "./chunk-permissions.js";
import { i as readServerVersion, n as listMissingPermissions, r as listNodeNames, t as formatPermission } from "./chunk-cluster-facts.js";
import { n as loadApp } from "./chunk-cluster-flags.js";
import { a as formatDuration } from "./chunk-share.js";
import { join } from "node:path";
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
function workloadOf({ metadata }) {
	const owner = metadata?.ownerReferences?.find((reference) => reference.controller);
	if (!owner) return `Pod/${metadata?.name ?? ""}`;
	const hash = metadata?.labels?.["pod-template-hash"];
	if (owner.kind === "ReplicaSet" && hash && owner.name.endsWith(`-${hash}`)) return `Deployment/${owner.name.slice(0, -hash.length - 1)}`;
	return `${owner.kind}/${owner.name}`;
}
/** With its namespace: `shop/Deployment/web`. */
function qualifiedWorkloadOf(pod) {
	return `${pod.metadata?.namespace ?? ""}/${workloadOf(pod)}`;
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
/** A share is rounded down, so that a limit never allows more than was written. */
function guardRadius(scenario, scope) {
	const radius = scenario.blastRadius;
	const { matched, matchedNodes = 0, surroundings, legacy = false, now = () => /* @__PURE__ */ new Date() } = scope;
	const allowed = limitOf(radius?.pods, matched);
	const allowedNodes = limitOf(radius?.nodes, matchedNodes);
	const hit = /* @__PURE__ */ new Map();
	const hitNodes = /* @__PURE__ */ new Set();
	const refuse = (message) => {
		throw new BlastRadiusExceeded(message, radius?.at ?? scenario.at);
	};
	const checkTime = () => {
		const { until } = radius ?? {};
		if (until && isPast(until, now())) refuse("nothing may be injected any more: the blast radius ended before now");
	};
	const checkNamespace = (namespace, what) => {
		if (radius?.namespaces && !radius.namespaces.includes(namespace)) refuse(`${what} is outside the blast radius: found namespace ${namespace}, expected one of ${radius.namespaces.join(", ")}`);
	};
	const checkWorkloads = (after) => {
		for (const [workload, pods] of Map.groupBy(after, qualifiedWorkloadOf)) {
			const { pods: all = pods.length, ready = pods.length } = surroundings?.workloads.get(workload) ?? {};
			const most = limitOf(radius?.perOwner, all);
			if (most !== void 0 && pods.length > most) refuse(`the faults would hit ${pods.length} of ${all} pods of ${workload}, the blast radius allows ${most} of one owner`);
			const least = radius?.minAvailable && leastOf(radius.minAvailable, all);
			if (least !== void 0 && ready - pods.length < least) refuse(`the faults would leave ${Math.max(0, ready - pods.length)} of ${ready} ready pods of ${workload} alone, the blast radius wants ${least} available`);
		}
	};
	const checkRemoval = (removed, after) => {
		if (legacy) return;
		const bare = removed.find((pod) => !pod.metadata?.ownerReferences?.some((reference) => reference.controller));
		if (bare && !radius?.barePods) refuse(`pod ${nameOf(bare)} has no owner that would replace it; \`blastRadius: { barePods: true }\` allows it`);
		if (radius?.overrideBudgets) return;
		for (const { name, disruptionsAllowed, covered } of surroundings?.budgets ?? []) {
			const disrupted = [...after.keys()].filter((uid) => covered.has(uid)).length;
			if (removed.some((pod) => covered.has(uidOf(pod))) && disrupted > disruptionsAllowed) refuse(`the faults would hit ${disrupted} pods of PodDisruptionBudget ${name}, which allows ${disruptionsAllowed}; \`blastRadius: { overrideBudgets: true }\` goes beyond it`);
		}
	};
	return {
		get used() {
			return hit.size;
		},
		get usedNodes() {
			return hitNodes.size;
		},
		allowed,
		claim(pods, removes = false) {
			if (pods.length === 0) return;
			checkTime();
			for (const pod of pods) checkNamespace(pod.metadata?.namespace ?? "", `pod ${nameOf(pod)}`);
			const after = new Map([...hit, ...pods.map((pod) => [uidOf(pod), pod])]);
			if (allowed !== void 0 && after.size > allowed) refuse(`the faults would hit ${after.size} of ${matched} matched pods, the blast radius allows ${allowed}`);
			checkWorkloads([...after.values()]);
			if (removes) checkRemoval(pods, after);
			for (const [uid, pod] of after) hit.set(uid, pod);
		},
		claimNodes(nodes) {
			if (nodes.length === 0) return;
			checkTime();
			const after = /* @__PURE__ */ new Set([...hitNodes, ...nodes]);
			if (allowedNodes !== void 0 && after.size > allowedNodes) refuse(`the faults would hit ${after.size} of ${matchedNodes} matched nodes, the blast radius allows ${allowedNodes}`);
			for (const node of after) hitNodes.add(node);
		},
		claimNamespaces(namespaces) {
			if (namespaces.length === 0) return;
			checkTime();
			for (const namespace of namespaces) checkNamespace(namespace, "what a kubectl step changes");
		}
	};
}
function limitOf(limit, of) {
	if (!limit) return void 0;
	return "count" in limit ? limit.count : Math.floor(of * limit.share + 1e-9);
}
/** A share that has to be left is rounded up, as Kubernetes rounds minAvailable. */
function leastOf(limit, of) {
	return "count" in limit ? limit.count : Math.ceil(of * limit.share - 1e-9);
}
function isPast(until, now) {
	if ("instantMs" in until) return now.getTime() > until.instantMs;
	return now.getHours() * 3600 + now.getMinutes() * 60 + now.getSeconds() > until.daySecond;
}
function nameOf({ metadata }) {
	return `${metadata?.namespace ?? ""}/${metadata?.name ?? ""}`;
}
function uidOf({ metadata }) {
	return metadata?.uid ?? "";
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
// src/undo/operation.ts
/** Does it put back something that is not in the cluster, and is still there when that is deleted? Pure. */
function outlivesCluster(operation) {
	if (operation.kind === "sequence") return operation.operations.some(outlivesCluster);
	if (operation.kind === "sendRequest") return "url" in operation.target;
	return operation.kind === "runCommand" || operation.kind === "removeSilences";
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
/** Loads the app's images onto the nodes, applies its manifests and waits until all of it is ready. */
async function deployApp(run, app, cluster, kubernetes, timeoutMs) {
	const report = (text) => run.say("progress", text);
	const started = run.clock.now();
	if (app.images.length > 0 && cluster.identity.provider !== "embedded") for (const warning of pullWarnings(await loadApp(app, run.signal), app.images)) run.say("warning", warning);
	await cluster.loadImages(app.images, run.signal);
	if ((await deploy(kubernetes, app, {
		timeoutMs,
		signal: run.signal,
		report
	})).length > 0) report(`app ready after ${((run.clock.now() - started) / 1e3).toFixed(1)} s`);
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
/** The time that `--timeout` gives to the whole run is over. */
var TimeLimitReached = class extends Error {
	name = "TimeLimitReached";
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
	const undoJournal = openUndoJournal(folder.undo);
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
	const trace = join(folder.logs, "chaos-gate-error.txt");
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
export { checkCluster as a, requirePermissions as c, qualifiedWorkloadOf as d, workloadOf as f, bringUp as i, BlastRadiusExceeded as l, openRun as n, deployApp as o, sleep as p, awaitNews as r, introduce as s, describeStop as t, guardRadius as u };
