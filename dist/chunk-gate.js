import { a as causeOf, i as InvalidInput, l as messageOf, n as InfrastructureFailure, r as Interrupted, t as CommandFailed } from "./chunk-errors.js";
import { t as collectEvidence } from "./chunk-evidence.js";
import { C as workloadOf, S as qualifiedWorkloadOf, _ as nodeFaultOf, a as checkCluster, c as requirePermissions, f as protectedNamespaces, g as isFault, h as faultOf, i as bringUp, l as BlastRadiusExceeded, m as createRandom, n as openRun, o as deployApp, p as selectTargets, r as awaitNews, s as introduce$1, t as describeStop, w as sleep, y as lastingFaultOf } from "./chunk-run.js";
import { _ as listTouchedNamespaces, a as nodePodsOf, b as changesBetween, c as setUpToxiproxy, d as harmOfAction, f as harmOfStep, g as listTargetedWorkloads, h as listPayloadPods, i as readSurroundings, l as toxiproxyContainer, m as boundNamespacesOf, n as planFaults, o as selectHosts, p as affectedBy, r as namespacesOf, s as selectNodes, t as gatherScenarios, u as namespacesOfClone, v as lookAt, x as momentOf, y as resolvePayload } from "./chunk-scenarios-from-cluster.js";
import { C as findResourceByName, E as ServiceMissing, H as ApiFailure, L as accessCluster, M as listNodes, N as listPodsOnNode, O as runtimeIdOf, S as watchObjects, T as resourcePath, _ as awaitAnswer, j as isReady$1, k as gateLabel, v as waitForRollout, z as readJson } from "./chunk-existing.js";
import { E as findMetCondition, O as judgeExperiment, k as assessTrial, r as prepareOutputFolder } from "./chunk-output-folder.js";
import { o as prefixPattern } from "./chunk-namespace-pattern.js";
import { a as podState } from "./chunk-match-pods.js";
import { a as endSilences, c as axios, i as SilenceRefused, l as kubectlApply, n as undoPending, o as findSilences, r as fieldsOf, s as silenceAll, t as undoEntry, u as runKubectl } from "./chunk-undo-pending.js";
import { a as legacyPodState, n as listPodsByLabels, r as readDeployment } from "./chunk-list-pods.js";
import { n as formatLabelSelector } from "./chunk-label-selector.js";
import { c as linuxErrors, s as parseBodyPattern } from "./chunk-decode-text.js";
import { n as describeMachineLimits } from "./chunk-operation.js";
import { t as runCommand } from "./chunk-command.js";
import { d as faultEndOf, f as openRecord, u as addToRecord } from "./chunk-event-line.js";
import { t as _usingCtx } from "./chunk-usingCtx.js";
import { n as leastValueOf } from "./chunk-range-bounds.js";
import { D as discriminatedUnion, L as string, M as object, R as tuple, T as array, j as number, k as literal, z as union } from "./chunk-tolerance.js";
import { i as flagsOf } from "./chunk-options.js";
import { n as writeReports } from "./chunk-reports.js";
import { t as combineVerdicts } from "./chunk-verdict.js";
import { t as version } from "./chunk-version.js";
import { n as loadWishes } from "./chunk-wishes.js";
import { connect } from "node:net";
import * as http from "node:http";
import { isDeepStrictEqual } from "node:util";
import { createHash, randomBytes, randomInt } from "node:crypto";
import { mkdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import * as https from "node:https";
import { setTimeout as setTimeout$1 } from "node:timers/promises";
import { Resolver } from "node:dns/promises";
// src/evidence.ts
/** How long evidence may take: after a cancel the runner waits for seven seconds in all. */
const evidenceTimeoutMs = 2e4;
const hurriedTimeoutMs = 2e3;
/**
* Saves what the cluster has to say about a run that is not upheld: events, nodes, pods, the last log lines, Goldpinger's
* answers, the provider's logs.
* A cluster that does not answer costs the evidence, never the verdict: it is said, and the run goes on.
*/
async function saveEvidence(run, cluster, kubernetes, goldpingers) {
	const signal = AbortSignal.timeout(run.signal.aborted ? hurriedTimeoutMs : evidenceTimeoutMs);
	const { logs } = run.folder;
	const fromApi = async () => {
		for (const { file, text } of await collectEvidence(kubernetes, signal, goldpingers)) await writeFile(join(logs, file), text);
	};
	for (const save of [fromApi, () => cluster.exportLogs(logs, signal)]) try {
		await mkdir(logs, { recursive: true });
		await save();
	} catch (error) {
		run.say("warning", `the cluster's logs could not be saved in full: ${messageOf(error)}`);
	}
}
/** The Goldpinger pods that a suite's probes ask; each once. */
function goldpingersOf({ scenarios }) {
	const probes = scenarios.flatMap(({ steadyState }) => steadyState.map(({ probe }) => probe));
	return [...new Map(probes.flatMap((probe) => {
		if (probe.kind !== "probeGoldpinger") return [];
		const { namespace, selector, port } = probe;
		return [[`${namespace}/${selector}:${port}`, {
			namespace,
			selector,
			port
		}]];
	})).values()];
}
// src/experiment/baseline.ts
/** Before anything is injected, a gate that was starved may look again; afterwards there is no second look. */
const attempts = 3;
/** Samples the steady state before the first fault. Returns whether it held. */
async function holdBaseline({ scenario, clock }, live, observation, observe) {
	for (let attempt = 1;; attempt++) {
		await live.inPhase("baseline", () => observe(scenario.baselineMs));
		await observation.drain();
		if (live.baselineMet()) return true;
		if (attempt === attempts || !live.baselineStarved()) return false;
		live.record({
			type: "message",
			t: clock.now(),
			level: "warning",
			text: "the gate itself was starved in the baseline: it is sampled again"
		});
	}
}
// src/experiment/cluster-watch.ts
/** The cluster's own story may be long; more Event objects than this say nothing new. */
const longestStory = 500;
/**
* Follows the touched namespaces until it is disposed; resolves when everything was listed once. What the API does not
* let it see is a warning in the journal: the judge then knows nothing of it.
*/
async function watchCluster(kubernetes, options) {
	const stop = new AbortController();
	const signal = AbortSignal.any([options.signal, stop.signal]);
	const targeted = /* @__PURE__ */ new Set();
	const follow = (path, asking, listener) => {
		const listed = Promise.withResolvers();
		const done = watchObjects(kubernetes, {
			path,
			asking
		}, signal, (event) => {
			listener(event);
			if (event.type === "listed") listed.resolve();
		}).catch((error) => {
			if (signal.aborted) return;
			const text = `${asking} cannot be watched, what becomes of them stays unknown: ${messageOf(error)}`;
			options.record({
				type: "message",
				t: options.now(),
				level: "warning",
				text
			});
		}).finally(listed.resolve);
		return {
			listed: listed.promise,
			done
		};
	};
	const watches = options.namespaces.flatMap((namespace) => {
		const scope = `namespaces/${encodeURIComponent(namespace)}`;
		return [
			follow(`/api/v1/${scope}/pods`, `pods of namespace ${namespace}`, podListener(targeted, options)),
			follow(`/apis/discovery.k8s.io/v1/${scope}/endpointslices`, `endpoints of namespace ${namespace}`, endpointListener(namespace, options)),
			follow(`/api/v1/${scope}/events`, `events of namespace ${namespace}`, storyListener(options))
		];
	});
	await Promise.all(watches.map(({ listed }) => listed));
	return {
		targeted,
		async [Symbol.asyncDispose]() {
			stop.abort();
			await Promise.all(watches.map(({ done }) => done));
		}
	};
}
function podListener(targeted, { experiment, now, record }) {
	const moments = /* @__PURE__ */ new Map();
	const known = /* @__PURE__ */ new Map();
	let first = true;
	const tell = (pod, change) => record({
		type: "pod-changed",
		t: now(),
		experiment,
		namespace: pod.metadata?.namespace ?? "",
		name: pod.metadata?.name ?? "",
		uid: pod.metadata?.uid ?? "",
		workload: workloadOf(pod),
		change,
		targeted: targeted.has(qualifiedWorkloadOf(pod))
	});
	const see = (pod) => {
		const uid = pod.metadata?.uid ?? "";
		const moment = momentOf(pod);
		if (!first) for (const change of changesBetween(moments.get(uid), moment)) tell(pod, change);
		moments.set(uid, moment);
		known.set(uid, pod);
	};
	const forget = (uid) => {
		const pod = known.get(uid);
		if (pod) tell(pod, "gone");
		known.delete(uid);
		moments.delete(uid);
	};
	return (event) => {
		if (event.type === "deleted") forget(event.object.metadata?.uid ?? "");
		else if (event.type !== "listed") see(event.object);
		else {
			const live = new Set(event.objects.map((pod) => pod.metadata?.uid ?? ""));
			for (const uid of [...known.keys()]) if (!live.has(uid)) forget(uid);
			for (const pod of event.objects) see(pod);
			first = false;
		}
	};
}
function endpointListener(namespace, { experiment, now, record }) {
	/** By slice, then by pod: the Service that sends to it. */
	const slices = /* @__PURE__ */ new Map();
	let first = true;
	const countOf = (service) => [...slices.values()].flatMap((slice) => [...slice.values()]).filter((endpoint) => endpoint.service === service).length;
	const tell = (uid, { service, name }, change) => {
		if (first) return;
		const left = countOf(service);
		record({
			type: "endpoint-changed",
			t: now(),
			experiment,
			namespace,
			service,
			uid,
			name,
			change,
			left
		});
	};
	const replace = (name, after) => {
		const slice = slices.get(name) ?? /* @__PURE__ */ new Map();
		slices.set(name, slice);
		for (const [uid, endpoint] of slice) if (!after.has(uid)) {
			slice.delete(uid);
			tell(uid, endpoint, "removed");
		}
		for (const [uid, endpoint] of after) {
			const isNew = !slice.has(uid);
			slice.set(uid, endpoint);
			if (isNew) tell(uid, endpoint, "added");
		}
	};
	return (event) => {
		if (event.type === "deleted") replace(event.object.metadata?.name ?? "", /* @__PURE__ */ new Map());
		else if (event.type !== "listed") replace(event.object.metadata?.name ?? "", readyPodsOf(event.object));
		else {
			for (const slice of event.objects) replace(slice.metadata?.name ?? "", readyPodsOf(slice));
			first = false;
		}
	};
}
function readyPodsOf({ metadata, endpoints }) {
	const service = metadata?.labels?.["kubernetes.io/service-name"] ?? "";
	return new Map((endpoints ?? []).flatMap(({ conditions, targetRef }) => conditions?.ready !== false && targetRef?.uid ? [[targetRef.uid, {
		service,
		name: targetRef.name ?? ""
	}]] : []));
}
function storyListener({ experiment, now, record }) {
	const told = /* @__PURE__ */ new Map();
	let first = true;
	return (event) => {
		const objects = event.type === "listed" ? event.objects : event.type === "deleted" ? [] : [event.object];
		for (const { metadata, involvedObject, reason = "", message = "", type, count = 1 } of objects) {
			const uid = metadata?.uid ?? "";
			const isNews = !first && (told.get(uid) ?? 0) < count && told.size < longestStory;
			told.set(uid, count);
			if (!isNews) continue;
			const object = `${involvedObject?.kind} ${involvedObject?.namespace ?? ""}/${involvedObject?.name}`;
			record({
				type: "cluster-event",
				t: now(),
				experiment,
				object,
				reason,
				message,
				warning: type === "Warning"
			});
		}
		first = false;
	};
}
// src/experiment/live-experiment.ts
function recordLive(context) {
	const { clock, experiment, started } = context;
	let kept;
	const record = (event) => {
		context.record(event);
		if (event.type === "experiment-started") kept = openRecord(event);
		else if (kept && event.type !== "message") addToRecord(kept, event);
	};
	const of = () => {
		if (!kept) throw new Error("the experiment has not started");
		return kept;
	};
	return {
		record,
		async inPhase(phase, job) {
			record({
				type: "phase-started",
				t: clock.now(),
				experiment,
				phase
			});
			try {
				return await job();
			} finally {
				record({
					type: "phase-ended",
					t: clock.now(),
					experiment,
					phase
				});
			}
		},
		baselineMet: () => assessTrial(started, of()).baselineMet,
		baselineStarved: () => assessTrial(started, of()).assessments.filter(({ phase, assessment }) => phase === "baseline" && assessment.holds !== true).every(({ assessment }) => assessment.holds === null && assessment.code === "gate-overloaded"),
		recoveryDecided() {
			const faultEndT = faultEndOf(of());
			if (faultEndT !== void 0) of().tracker.faultEnded(faultEndT);
			return of().tracker.state(clock.now()).decided;
		},
		metStopCondition: (steadyState, fromT) => findMetCondition(of(), steadyState, fromT, clock.now()),
		verdict: () => judgeExperiment(started, of()).verdict
	};
}
// node_modules/axios/index.js
const { Axios, AxiosError, CanceledError, isCancel, CancelToken, VERSION, all, Cancel, isAxiosError, spread, toFormData, AxiosHeaders, HttpStatusCode, formToJSON, getAdapter, mergeConfig, create: create$2 } = axios;
// src/experiment/expiry.ts
function openExpiry(undoJournal, kubernetes, experiment, record) {
	const expired = /* @__PURE__ */ new Set();
	let queue = Promise.resolve();
	const undoExpired = async () => {
		for (;;) {
			const entry = nextExpired(undoJournal.pending(experiment), expired);
			if (!entry) return;
			expired.delete(entry.id);
			record(await undoEntry(entry, undoJournal, kubernetes));
		}
	};
	return { expire(id) {
		expired.add(id);
		queue = queue.then(undoExpired);
		return queue;
	} };
}
/** `pending` is last first: an entry waits for those before it that hold the same. Pure. */
function nextExpired(pending, expired) {
	return pending.find((entry, index) => expired.has(entry.id) && !pending.slice(0, index).some((later) => later.holds !== void 0 && later.holds === entry.holds));
}
// src/experiment/steps/step.ts
const done = (message) => ({
	status: "done",
	message
});
const failed = (message) => ({
	status: "failed",
	message
});
/** Nothing can be concluded from the step; PowerfulSeal would have called it `status`, and `compat: legacy` does. */
const inconclusive = (code, message, status = "done") => ({
	status,
	message,
	inconclusive: code
});
// src/experiment/steps/retry-step.ts
/** Between attempts without a pause: what is looked at again should have had the time to change. */
const leastPauseMs = 100;
/**
* Makes a step's attempt again until one is done, or its `retries` are used up. Legacy as in PowerfulSeal: what was
* inconclusive counts as done, only pauses count towards `timeout`, and a `count` of 0 is a failure.
*/
async function retryStep(retries, context, attemptOnce) {
	const { legacy, clock, signal } = context;
	if (retries?.kind === "retriesCount" && retries.count === 0) {
		const message = "`retries` allow 0 attempts: nothing was done";
		return legacy ? failed(message) : inconclusive("empty-action", message);
	}
	const pauseMs = Math.max(retries?.sleepMs ?? 0, leastPauseMs);
	const deadline = clock.now() + (retries?.kind === "retriesTimeout" ? retries.timeoutMs : 0);
	const mayRetry = (attempts) => {
		if (!retries) return false;
		if (retries.kind === "retriesCount") return attempts < retries.count;
		return legacy ? attempts * pauseMs < retries.timeoutMs : clock.now() + pauseMs < deadline;
	};
	for (let attempt = 0;; attempt++) {
		const outcome = await attemptOnce(attempt);
		if (outcome.status === "done" && (legacy || !outcome.inconclusive) || !mayRetry(attempt + 1)) return outcome;
		await sleep(pauseMs, signal);
	}
}
/** All actions run even if one failed, as in PowerfulSeal; the step is what the worst of them is. */
function worstOf(outcomes) {
	return {
		...outcomes.find(({ status }) => status === "failed") ?? outcomes.find(({ inconclusive }) => inconclusive) ?? { status: "done" },
		message: outcomes.map(({ message }) => message).join("; ")
	};
}
// src/experiment/steps/alert-manager-action.ts
/**
* PowerfulSeal's `alertManagerAction`: silences every alert of the targets. The id of a silence is known only when it is
* there, so that its undo, which is on disk before, finds it by its comment.
*/
async function runAlertManagerAction(step, context) {
	if (step.targets.length === 0 || step.actions.length === 0) {
		const missing = step.targets.length === 0 ? "targets" : "actions";
		return inconclusive("empty-action", `there are no ${missing}: nothing was done`);
	}
	return await retryStep(step.retries, context, async () => {
		const outcomes = [];
		for (const action of step.actions) for (const { url } of step.targets) {
			const alertManager = {
				url,
				proxies: step.proxies,
				insecure: step.insecure || context.legacy
			};
			outcomes.push(await act$1(action, alertManager, context));
		}
		return worstOf(outcomes);
	});
}
/** An Alertmanager that cannot be reached says nothing of the app: PowerfulSeal calls that a failure, here it is none. */
async function act$1(action, alertManager, context) {
	try {
		return await (action.kind === "mute" ? mute(action, alertManager, context) : unmute(alertManager, context));
	} catch (error) {
		context.signal.throwIfAborted();
		if (!(error instanceof InfrastructureFailure)) throw error;
		return inconclusive("fault-not-proven", `${action.kind}: ${error.message}`, "failed");
	}
}
async function mute({ durationMs, autoUnmute }, alertManager, { nextFaultId, undoJournal, experiment, scenario, started, signal }) {
	const id = nextFaultId();
	const comment = `all alerts are silent during "${scenario.name}" (${tokenOf(started)} ${id})`;
	if (autoUnmute) undoJournal.write({
		type: "undo",
		id,
		experiment,
		description: `remove the silence of ${alertManager.url}`,
		operation: {
			kind: "removeSilences",
			alertManager,
			comment
		}
	});
	const silence = await silenceAll(alertManager, {
		comment,
		startsAt: /* @__PURE__ */ new Date(),
		durationMs
	}, signal).catch((error) => {
		if (autoUnmute && error instanceof SilenceRefused) undoJournal.write({
			type: "done",
			id
		});
		throw error;
	});
	if (!(await findSilences(alertManager, comment, signal)).includes(silence)) throw new InfrastructureFailure(`${alertManager.url} took the silence ${silence} and does not have it`);
	return done(`muted ${alertManager.url} for ${durationMs / 1e3} s (silence ${silence})`);
}
async function unmute(alertManager, { started, signal }) {
	const ended = await endSilences(alertManager, tokenOf(started), signal);
	if (ended === 0) return inconclusive("no-target", `${alertManager.url} has no silence of this run`);
	return done(`unmuted ${alertManager.url}: ${ended} ${ended === 1 ? "silence" : "silences"} removed`);
}
/** Tells the silences of this run from those of others. */
function tokenOf({ startedAt }) {
	return `chaos-gate ${startedAt}`;
}
// src/experiment/clone/compose-clone.ts
/** On every clone, its selector and its pods. */
const cloneLabel = {
	key: "chaos",
	value: "true"
};
/**
* What the clone of a Deployment looks like: PowerfulSeal's name, annotations and label `chaos=true`, the copied pod
* template with the mutations. `selectorOf` gives the selector of a Service that a label modifier names, `seccompProfile` is the
* name of the profile that its nodes have. Pure.
*/
function composeClone(source, step, scenario, selectorOf, seccompProfile) {
	const { name = "", namespace = "" } = source.metadata ?? {};
	const template = structuredClone(source.spec?.template) ?? {};
	let labels = { ...template.metadata?.labels };
	for (const change of step.labels) if (change.kind === "service") labels = { ...selectorOf(change) };
	else labels[change.key] = change.value;
	labels[cloneLabel.key] = cloneLabel.value;
	return {
		deployment: {
			apiVersion: "apps/v1",
			kind: "Deployment",
			metadata: {
				name: `${name}-chaos`,
				namespace,
				labels: { [cloneLabel.key]: cloneLabel.value },
				annotations: {
					original_deployment: name,
					chaos_scenario: scenario
				}
			},
			spec: {
				replicas: step.replicas,
				selector: selectorFor(source.spec?.selector ?? {}, labels),
				template: mutate({
					...template,
					metadata: {
						labels,
						annotations: template.metadata?.annotations
					}
				}, step, seccompProfile)
			}
		},
		labels
	};
}
/** As narrow as the original's, and only the clone's: by labels that its pods still have. */
function selectorFor(original, labels) {
	const kept = Object.keys(original.matchLabels ?? {}).filter((key) => Object.hasOwn(labels, key));
	return { matchLabels: Object.fromEntries([...kept, cloneLabel.key].map((key) => [key, labels[key] ?? ""])) };
}
/** The containers that the clone has from its source. */
function changedContainers(spec) {
	return (spec?.containers ?? []).filter(({ name }) => !name.startsWith("chaos-"));
}
function mutate(template, { mutations }, seccompProfile) {
	const spec = {
		containers: [],
		...template.spec
	};
	for (const mutation of mutations) {
		const { containers, initContainers = [] } = spec;
		if (mutation.kind === "environment") spec.containers = containers.map((container) => withVariable(container, mutation));
		else if (mutation.kind === "tc") spec.initContainers = [...initContainers, trafficControl(mutation, initContainers)];
		else if (mutation.kind === "toxiproxy") spec.containers = [...containers, toxiproxyContainer(mutation)];
	}
	if (seccompProfile !== void 0) {
		const changed = changedContainers(spec);
		spec.containers = spec.containers.map((container) => changed.includes(container) ? withSeccompProfile(container, seccompProfile) : container);
	}
	return {
		...template,
		spec
	};
}
/** On the container, whose own word counts before its pod's: what was set up beside it stays as it is. */
function withSeccompProfile(container, localhostProfile) {
	const seccompProfile = {
		type: "Localhost",
		localhostProfile
	};
	return {
		...container,
		securityContext: {
			...container.securityContext,
			seccompProfile
		}
	};
}
/** The last one of a name counts, as in a shell. */
function withVariable(container, { name, value }) {
	const others = (container.env ?? []).filter((variable) => variable.name !== name);
	return {
		...container,
		env: [...others, {
			name,
			value
		}]
	};
}
function trafficControl({ command, args, user, image }, before) {
	return {
		name: `chaos-setup-${before.length + 1}`,
		image,
		command: [...command],
		args: [...args],
		securityContext: {
			runAsUser: user,
			capabilities: { add: ["NET_ADMIN"] }
		}
	};
}
// src/experiment/clone/seccomp-profile.ts
/** Where the kubelet looks for profiles of type Localhost. Fact: kubernetes.io/docs/tutorials/security/seccomp. */
const folder = "/var/lib/kubelet/seccomp";
/** Its name and its text are arguments: no shell reads them. */
const writeProgram = "my ($path, $text) = @ARGV; open(my $file, \">\", $path) or die \"$path: $!\\n\"; print $file $text; close $file or die \"$path: $!\\n\"";
/** What the profile makes of the mutations: all that is not named is allowed. Pure. */
function seccompRules(mutations) {
	return mutations.filter((mutation) => mutation.kind === "seccomp").map(({ syscalls, errno }) => ({
		names: syscalls,
		action: "SCMP_ACT_ERRNO",
		errnoRet: linuxErrors[errno]
	}));
}
/** Plans the profile for every node on which the clone may run; undefined: nothing is filtered. Changes nothing. Throws InfrastructureFailure. */
async function planSeccompProfile(mutations, kubernetes, signal) {
	const syscalls = seccompRules(mutations);
	if (syscalls.length === 0) return void 0;
	const nodes = (await listNodes(kubernetes, signal)).filter(isReady$1).map(({ metadata }) => metadata?.name ?? "");
	const name = `chaos-gate-${randomBytes(6).toString("hex")}.json`;
	const operations = [];
	for (const node of nodes) {
		const { status } = await kubernetes.node.execute(node, [
			"test",
			"-d",
			folder
		], signal);
		if (status !== 0) operations.push(removeFolder(node));
		operations.push(removeFile(node, `${folder}/${name}`));
	}
	return {
		name,
		text: JSON.stringify({
			defaultAction: "SCMP_ACT_ALLOW",
			syscalls
		}),
		nodes,
		undo: {
			kind: "sequence",
			operations
		}
	};
}
/** Writes the profile on its nodes, and reads it again. Returns what was read. Throws InfrastructureFailure. */
async function writeSeccompProfile({ name, text, nodes }, door, signal) {
	const path = `${folder}/${name}`;
	for (const node of nodes) {
		await demand(node, [
			"mkdir",
			"-p",
			folder
		], door, signal);
		await demand(node, [
			"perl",
			"-e",
			writeProgram,
			path,
			text
		], door, signal);
		if (await demand(node, ["cat", path], door, signal) !== text) throw new InfrastructureFailure(`${path} on ${node} is not what was written`);
	}
	return `${path} is on ${nodes.join(", ")}`;
}
async function demand(node, argv, door, signal) {
	const { status, stdout, stderr } = await door.execute(node, argv, signal);
	if (status !== 0) throw new InfrastructureFailure(`${argv[0]} on ${node} ended with ${status}: ${stderr.trim().split("\n")[0]}`);
	return stdout;
}
function removeFile(node, path) {
	return {
		kind: "nodeCommand",
		node,
		argv: [
			"rm",
			"-f",
			path
		],
		until: [
			"test",
			"!",
			"-e",
			path
		]
	};
}
function removeFolder(node) {
	return {
		kind: "nodeCommand",
		node,
		argv: [
			"rmdir",
			"--ignore-fail-on-non-empty",
			folder
		],
		unless: [
			"test",
			"-d",
			folder
		]
	};
}
// src/experiment/clone/prove-seccomp.ts
const runtime = [
	"ctr",
	"--namespace",
	"k8s.io"
];
/**
* The kernel says of every container's process that its calls are filtered, the runtime by which rules; a program that makes
* such a call fails in the clone, and not in a pod of the source (`sources`). Throws InfrastructureFailure for what is not so.
*/
async function proveSeccomp(pods, sources, step, kubernetes, signal) {
	const evidence = [];
	const containers = pods.flatMap(containersOf);
	if (containers.length === 0) throw new InfrastructureFailure("no container of the clone runs");
	for (const container of containers) {
		const filters = await readFilters(container, kubernetes, signal);
		const rules = await readRules(container, kubernetes, signal);
		const lacking = seccompRules(step.mutations).find((rule) => !rules.some((found) => isSame(found, rule)));
		if (lacking) throw new InfrastructureFailure(`the runtime made ${container.label} without a filter of ${lacking.names.join(", ")}`);
		evidence.push(`the kernel has ${filters} on ${container.label}`);
	}
	const mutations = step.mutations.filter((mutation) => mutation.kind === "seccomp");
	for (const { syscalls, errno } of mutations) evidence.push(`its runtime answers ${syscalls.join(", ")} with ${errno}`);
	const firstOf = (pod) => containersOf(pod).slice(0, 1);
	for (const { proof } of mutations) if (proof) evidence.push(await proveCall(proof, pods.flatMap(firstOf), sources.flatMap(firstOf)[0], kubernetes, signal));
	return evidence.join("; ");
}
/** Makes the call in the first container of a pod of the source, where it has to work, and of every pod of the clone. */
async function proveCall(argv, containers, source, kubernetes, signal) {
	if (!source) throw new InfrastructureFailure("no pod of the source runs, with which the proof could be compared");
	const usual = await executeIn(source, argv, kubernetes, signal);
	if (usual.status !== 0) throw new InfrastructureFailure(`${argv[0]} ended with ${usual.status} in ${source.label}, where nothing is filtered`);
	for (const container of containers) {
		const { status } = await executeIn(container, argv, kubernetes, signal);
		if (status === 0) throw new InfrastructureFailure(`${argv[0]} ended with 0 in ${container.label} as well: no call failed`);
	}
	return `${argv[0]} works in ${source.label} and fails in the clone`;
}
async function executeIn(container, argv, { node: door }, signal) {
	const id = `chaos-gate-${randomBytes(6).toString("hex")}`;
	const execute = [
		...runtime,
		"tasks",
		"exec",
		"--exec-id",
		id,
		runtimeIdOf(container),
		...argv
	];
	return await door.execute(container.node, execute, signal);
}
/** Fact: proc_pid_status(5): `Seccomp: 2` is SECCOMP_MODE_FILTER. */
async function readFilters(container, { node: door }, signal) {
	const state = await door.containerState(container, signal);
	if (state.state === "ended") throw new InfrastructureFailure(`${container.label} has ended`);
	const { stdout } = await door.execute(container.node, ["cat", `/proc/${state.pid}/status`], signal);
	const mode = /^Seccomp:\s*(\d+)$/m.exec(stdout)?.[1];
	if (mode !== "2") throw new InfrastructureFailure(`the kernel filters no call of ${container.label} (Seccomp: ${mode ?? "not said"})`);
	const filters = /^Seccomp_filters:\s*(\d+)$/m.exec(stdout)?.[1];
	return filters === void 0 ? "a filter" : `${filters} filter${filters === "1" ? "" : "s"}`;
}
async function readRules(container, { node: door }, signal) {
	const { node, label } = container;
	const argv = [
		...runtime,
		"containers",
		"info",
		runtimeIdOf(container)
	];
	const { status, stdout } = await door.execute(node, argv, signal);
	if (status !== 0) throw new InfrastructureFailure(`the runtime of ${node} does not know ${label}`);
	const { Spec } = JSON.parse(stdout);
	return Spec?.linux?.seccomp?.syscalls ?? [];
}
function isSame(found, rule) {
	return rule.names.every((name) => found.names.includes(name)) && found.action === rule.action && found.errnoRet === rule.errnoRet;
}
/** Those of the source, in the order of the pod. */
function containersOf(pod) {
	return changedContainers(pod.spec).flatMap(({ name }) => {
		const status = pod.status?.containerStatuses?.find((each) => each.name === name);
		if (!status?.state?.running || !status.containerID) return [];
		const label = `container ${name} of ${pod.metadata?.name}`;
		return {
			node: pod.spec?.nodeName ?? "",
			containerId: status.containerID,
			label
		};
	});
}
// src/experiment/clone/prove-mutations.ts
/**
* What shows that the clone's pods are the changed ones: the API for what they run with, the kubelet for what ran before,
* Toxiproxy itself for its toxics, the kernel for a seccomp profile. `sources`: pods of what was cloned. Throws InfrastructureFailure for what is not so.
*/
async function proveMutations(pods, sources, step, kubernetes, options) {
	if (pods.length < step.replicas) throw new InfrastructureFailure(`${pods.length} of ${step.replicas} pods of the clone are there`);
	const evidence = [`${pods.map(({ metadata }) => metadata?.name).join(", ")} are ready`];
	for (const mutation of step.mutations) if (mutation.kind === "toxiproxy") {
		const said = await Promise.all(pods.map((pod) => setUpToxiproxy(pod, mutation, kubernetes, options)));
		evidence.push(...new Set(said));
	} else if (mutation.kind === "seccomp") continue;
	else if (mutation.kind === "tc") evidence.push(`${mutation.command[0]} ended with 0 before their containers`);
	else {
		const lacking = pods.find((pod) => !hasVariable(pod, mutation));
		if (lacking) throw new InfrastructureFailure(`${lacking.metadata?.name} runs without ${mutation.name}`);
		evidence.push(`they have ${mutation.name}`);
	}
	if (step.mutations.some(({ kind }) => kind === "seccomp")) evidence.push(await proveSeccomp(pods, sources, step, kubernetes, options.signal));
	return evidence.join("; ");
}
function hasVariable({ spec }, { name, value }) {
	return changedContainers(spec).every(({ env }) => env?.some((variable) => variable.name === name && variable.value === value));
}
// src/experiment/clone/retarget-service.ts
const pollMs$3 = 100;
/** What a Service selects. Throws InfrastructureFailure for one that is not there or selects nothing. */
async function readServiceSelector(service, kubernetes, signal) {
	const { path, label } = placeOf(service);
	const { spec } = await readJson(kubernetes, {
		path,
		asking: label,
		signal
	});
	if (!spec?.selector) throw new InfrastructureFailure(`${label} has no selector`);
	return spec.selector;
}
/** Reads what the Service selects now, and what puts that back. Throws as `readServiceSelector`. */
async function planRetargeting(service, kubernetes, signal) {
	const { path, label } = placeOf(service);
	return {
		path,
		label,
		undo: {
			kind: "restoreObject",
			path,
			patch: patchOf((await readServiceSelector(service, kubernetes, signal))[cloneLabel.key] ?? null)
		}
	};
}
/** Makes the Service select the clone's pods only. Throws ApiFailure. */
async function retarget({ path, label }, kubernetes, signal) {
	await readJson(kubernetes, {
		method: "PATCH",
		path,
		contentType: "application/merge-patch+json",
		body: patchOf(cloneLabel.value),
		asking: `retarget ${label}`,
		signal
	});
}
/** Waits until the Service's ready endpoints are the clone's pods and no others. Throws ApiFailure. */
async function proveRetargeting(service, pods, kubernetes, options) {
	const { name, namespace } = service;
	const deadline = performance.now() + options.timeoutMs;
	for (;;) {
		const { items } = await readJson(kubernetes, {
			path: `/apis/discovery.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/endpointslices`,
			query: { labelSelector: `kubernetes.io/service-name=${name}` },
			asking: `the endpoints of Service ${namespace}/${name}`,
			signal: options.signal
		});
		const ready = items.flatMap(({ endpoints }) => endpoints ?? []).filter(({ conditions }) => conditions?.ready !== false).map(({ targetRef }) => targetRef?.name ?? "");
		const evidence = `the endpoints of Service ${namespace}/${name} are ${ready.join(", ") || "none"}`;
		if (ready.length > 0 && ready.every((pod) => pods.includes(pod))) return {
			landed: true,
			evidence
		};
		if (performance.now() >= deadline) return {
			landed: false,
			evidence
		};
		await sleep(pollMs$3, options.signal);
	}
}
function placeOf({ name, namespace }) {
	return {
		path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/services/${encodeURIComponent(name)}`,
		label: `Service ${namespace}/${name}`
	};
}
function patchOf(value) {
	return { spec: { selector: { [cloneLabel.key]: value } } };
}
// src/experiment/steps/unproven.ts
/** A second source that cannot be asked (nodes out of reach, say) proves nothing; it does not make the run fail. */
function unproven(error, signal) {
	signal.throwIfAborted();
	if (!(error instanceof InfrastructureFailure)) throw error;
	return {
		landed: false,
		evidence: error.message
	};
}
// src/experiment/steps/clone.ts
/**
* PowerfulSeal's `clone`: a changed copy of a Deployment runs beside it until the undo phase. What removes it is on disk
* before it is created. Goes on when its pods are ready, changed, and reached by the Services that were to reach them.
*/
async function runClone(step, context) {
	const { kubernetes, signal } = context;
	const { name, namespace } = step.source;
	context.claimNamespaces(namespacesOfClone(step));
	const source = await readDeployment(kubernetes, namespace, name, signal);
	if (!source) return inconclusive("no-target", `there is no Deployment ${namespace}/${name} to clone`, "failed");
	if (await readDeployment(kubernetes, namespace, `${name}-chaos`, signal)) return inconclusive("no-target", `there is a Deployment ${namespace}/${name}-chaos already`, "failed");
	try {
		const sources = await listSourcePods(source, context);
		const pods = await create$1(await compose(source, step, await provideSeccompProfile(step, context), context), sources, step, context);
		for (const service of step.servicesToRetarget) await retargetTo(pods, service, context);
		return done(`clone: ${name}-chaos with ${pods.length} pods`);
	} catch (error) {
		signal.throwIfAborted();
		if (!(error instanceof InfrastructureFailure)) throw error;
		const isFailure = error instanceof ApiFailure || !context.legacy;
		return inconclusive("fault-not-proven", `clone: ${error.message}`, isFailure ? "failed" : "done");
	}
}
async function listSourcePods({ metadata, spec }, context) {
	const selector = formatLabelSelector(spec?.selector ?? {});
	return await listPodsByLabels(context.kubernetes, metadata?.namespace ?? "", selector, context.signal);
}
/** Puts the profile onto the nodes, before the pods that name it. Returns its name. Throws InfrastructureFailure. */
async function provideSeccompProfile(step, context) {
	const { kubernetes, signal, undoJournal, clock, experiment } = context;
	const profile = await planSeccompProfile(step.mutations, kubernetes, signal);
	if (!profile) return void 0;
	const { name, undo } = profile;
	const id = context.nextFaultId();
	const description = `remove the seccomp profile ${name} from ${profile.nodes.join(", ")}`;
	undoJournal.write({
		type: "undo",
		id,
		experiment,
		description,
		operation: undo
	});
	const t = clock.now();
	const target = {
		kind: "Object",
		name: `seccomp profile ${name}`
	};
	try {
		record(context, {
			id,
			t,
			target,
			receipt: {
				landed: true,
				evidence: await writeSeccompProfile(profile, kubernetes.node, signal)
			}
		});
	} catch (error) {
		record(context, {
			id,
			t,
			target,
			receipt: unproven(error, signal)
		});
		throw error;
	}
	return name;
}
async function compose(source, step, seccompProfile, context) {
	const selectors = /* @__PURE__ */ new Map();
	for (const label of step.labels) if (label.kind === "service") selectors.set(`${label.namespace}/${label.name}`, await readServiceSelector(label, context.kubernetes, context.signal));
	return composeClone(source, step, context.scenario.name, ({ namespace, name }) => selectors.get(`${namespace}/${name}`) ?? {}, seccompProfile);
}
/** Creates it, waits until it is as it should be, and records that with its receipt. Throws InfrastructureFailure. */
async function create$1(clone, sources, step, context) {
	const { kubernetes, signal, undoJournal, clock, receiptTimeoutMs } = context;
	const { name = "", namespace = "" } = clone.deployment.metadata ?? {};
	const collection = `/apis/apps/v1/namespaces/${encodeURIComponent(namespace)}/deployments`;
	const id = context.nextFaultId();
	undoJournal.write({
		type: "undo",
		id,
		experiment: context.experiment,
		description: `delete Deployment ${namespace}/${name}`,
		operation: {
			kind: "deleteObjects",
			paths: [`${collection}/${encodeURIComponent(name)}`]
		}
	});
	const t = clock.now();
	const target = {
		kind: "Object",
		namespace,
		name
	};
	try {
		const workload = {
			...await readJson(kubernetes, {
				method: "POST",
				path: collection,
				body: clone.deployment,
				asking: `create Deployment ${namespace}/${name}`,
				signal
			}),
			kind: "Deployment"
		};
		await waitForRollout(kubernetes, [workload], {
			timeoutMs: step.readyWithinMs,
			signal
		});
		const pods = await listClonePods(clone, context);
		record(context, {
			id,
			t,
			target,
			receipt: {
				landed: true,
				evidence: await proveMutations(pods, sources, step, kubernetes, {
					timeoutMs: receiptTimeoutMs,
					signal
				})
			}
		});
		return pods;
	} catch (error) {
		if (error instanceof ApiFailure && error.status === 409) undoJournal.write({
			type: "done",
			id
		});
		else record(context, {
			id,
			t,
			target,
			receipt: unproven(error, signal)
		});
		throw error;
	}
}
async function listClonePods({ deployment, labels }, context) {
	const { name, namespace = "" } = deployment.metadata ?? {};
	const selector = Object.entries(labels).map(([key, value]) => `${key}=${value}`).join(",");
	return (await listPodsByLabels(context.kubernetes, namespace, selector, context.signal)).filter(({ metadata }) => !metadata?.deletionTimestamp && metadata?.name?.startsWith(`${name}-`));
}
async function retargetTo(pods, service, context) {
	const { kubernetes, signal, undoJournal, clock, receiptTimeoutMs } = context;
	const retargeting = await planRetargeting(service, kubernetes, signal);
	const id = context.nextFaultId();
	undoJournal.write({
		type: "undo",
		id,
		experiment: context.experiment,
		description: `restore the selector of ${retargeting.label}`,
		operation: retargeting.undo,
		holds: retargeting.label
	});
	const t = clock.now();
	const target = {
		kind: "Object",
		namespace: service.namespace,
		name: service.name
	};
	let receipt;
	try {
		await retarget(retargeting, kubernetes, signal);
		receipt = await proveRetargeting(service, pods.map(({ metadata }) => metadata?.name ?? ""), kubernetes, {
			timeoutMs: receiptTimeoutMs,
			signal
		});
	} catch (error) {
		receipt = unproven(error, signal);
	}
	record(context, {
		id,
		t,
		target,
		receipt
	});
}
function record({ experiment, index: step, record: write }, fault) {
	const { id, t, target, receipt } = fault;
	write({
		type: "fault-injected",
		t,
		experiment,
		step,
		id,
		kind: "clone",
		targets: [target],
		receipt,
		needsUndo: true
	});
}
// src/experiment/kubectl/applied-content.ts
/** Where `kubectl apply` remembers what it applied, to find out later what was taken out of the manifest. */
const lastApplied = "kubectl.kubernetes.io/last-applied-configuration";
/** All of an object that `kubectl apply` of its manifest may change. Pure. */
function contentBefore({ manifest, live }) {
	return contentOf(live, touchedNames(manifest, live));
}
/** Does an object say the same as before, kubectl's own note aside? One that came or went does not. Pure. */
function isUnchanged(before, after) {
	if (!before.live || !after.live) return before.live === after.live;
	if (before.live.metadata?.uid !== after.live.metadata?.uid) return false;
	const { labels, annotations } = touchedNames(before.manifest, before.live);
	const names = {
		labels,
		annotations: annotations.filter((name) => name !== lastApplied)
	};
	return isDeepStrictEqual(contentOf(before.live, names), contentOf(after.live, names));
}
function contentOf(live, { labels, annotations }) {
	const { metadata } = live;
	return {
		labels: pick(metadata?.labels, labels),
		annotations: pick(metadata?.annotations, annotations),
		fields: fieldsOf(live)
	};
}
function touchedNames({ metadata }, live) {
	const earlier = readLastApplied(live);
	return {
		labels: [...namesOf$1(metadata?.labels), ...namesOf$1(earlier?.labels)],
		annotations: [
			...namesOf$1(metadata?.annotations),
			...namesOf$1(earlier?.annotations),
			lastApplied
		]
	};
}
function readLastApplied({ metadata }) {
	try {
		return JSON.parse(metadata?.annotations?.[lastApplied] ?? "{}")?.metadata;
	} catch {
		return;
	}
}
function namesOf$1(values) {
	return typeof values === "object" && values !== null ? Object.keys(values) : [];
}
function pick(values, names) {
	return Object.fromEntries(names.map((name) => [name, values?.[name] ?? null]));
}
// src/experiment/kubectl/payload-undo.ts
/**
* What takes a `kubectl apply` back, by what was there before it: an object that was there gets its content back, one that
* was not is deleted, with the same binary and proxy. In the order in which they are written; undone last first. Pure.
*/
function undoOfApply(step, stepNumber, before) {
	const { kubectlBinary, proxy } = step;
	const entries = [];
	const absent = before.filter(({ live }) => !live);
	if (absent.length > 0) entries.push({
		description: `delete what step ${stepNumber} applied`,
		operation: {
			kind: "kubectl",
			action: "delete",
			payload: writeNames(absent),
			kubectlBinary,
			proxy
		}
	});
	for (const object of before) {
		const { live, label, path } = object;
		if (!live) continue;
		entries.push({
			description: `write ${label} back as it was before step ${stepNumber}`,
			operation: {
				kind: "revertObject",
				path,
				former: contentBefore({
					...object,
					live
				})
			},
			holds: path
		});
	}
	return entries;
}
/** All that deleting needs: what is in a Secret stays out of the undo journal. */
function writeNames(objects) {
	const items = objects.map(({ manifest: { apiVersion, kind, metadata } }) => ({
		apiVersion,
		kind,
		metadata: {
			name: metadata?.name,
			namespace: metadata?.namespace
		}
	}));
	return JSON.stringify({
		apiVersion: "v1",
		kind: "List",
		items
	});
}
// src/experiment/steps/kubectl.ts
/**
* PowerfulSeal's `kubectl` step: applies or deletes a manifest. What it applies is taken back in the undo phase (`autoDelete`)
* by entries that are on disk before kubectl starts. The objects, as they are read before and after, say whether it did anything.
*/
async function runKubectlStep(step, context) {
	const { kubernetes, signal } = context;
	let before;
	try {
		before = await lookAt(await resolvePayload(step.payload, kubernetes, signal), kubernetes, signal);
	} catch (error) {
		if (error instanceof InvalidInput) return failed(`kubectl ${step.action} was not run: ${error.message}`);
		throw error;
	}
	if (step.action === "delete" && before.every(({ live }) => !live)) return inconclusive("empty-action", `nothing was deleted: ${listLabels(before)} was not there`, "failed");
	const { disturbed, removed } = await listPayloadPods(step.action, before, kubernetes, signal);
	context.claimNamespaces(listTouchedNamespaces(before));
	await context.claim(disturbed);
	await context.claim(removed, "removes");
	const entries = step.action === "apply" && step.autoDelete ? writeUndo(step, before, context) : [];
	let printed;
	try {
		printed = await runAction(step, context);
	} catch (error) {
		signal.throwIfAborted();
		if (!(error instanceof CommandFailed)) throw error;
		if (typeof error.status === "number") await forgetUnapplied(entries, before, context);
		return failed(error.message);
	}
	const after = await lookAt(before, kubernetes, signal);
	return judgeChange(step, before, after) ?? done(printed.trim().split("\n").join(", ") || `kubectl ${step.action} done`);
}
/** Returns the ids of the entries. */
function writeUndo(step, before, context) {
	const { undoJournal, experiment, index } = context;
	return undoOfApply(step, index + 1, before).map((entry) => {
		const id = context.nextFaultId();
		undoJournal.write({
			type: "undo",
			id,
			experiment,
			...entry
		});
		return id;
	});
}
async function runAction(step, { kubernetes, signal }) {
	const { action, payload, kubectlBinary, proxy } = step;
	const options = {
		purpose: "the step kubectl",
		binary: kubectlBinary,
		proxy,
		signal
	};
	return await (action === "apply" ? kubectlApply(kubernetes, payload, options) : runKubectl(kubernetes, [
		"delete",
		"-f",
		"-"
	], {
		...options,
		input: payload
	}));
}
/** A kubectl that ended in failure and has changed nothing leaves nothing to undo. */
async function forgetUnapplied(entries, before, { kubernetes, undoJournal, signal }) {
	if (entries.length === 0) return;
	if (!areUnchanged(before, await lookAt(before, kubernetes, signal))) return;
	for (const id of entries) undoJournal.write({
		type: "done",
		id
	});
}
/** kubectl says that all went well; undefined: so say the objects. */
function judgeChange({ action }, before, after) {
	const wrong = action === "apply" ? after.filter(({ live }) => !live) : after.filter(({ live }, index) => live && live.metadata?.uid === before[index]?.live?.metadata?.uid);
	if (wrong.length > 0) {
		const found = action === "apply" ? "not there" : "still there";
		return inconclusive("fault-not-proven", `after kubectl ${action}, ${listLabels(wrong)} is ${found}`);
	}
	if (!areUnchanged(before, after)) return void 0;
	return inconclusive("empty-action", `${listLabels(before)} was so before: kubectl ${action} changed nothing`);
}
function areUnchanged(before, after) {
	return before.every((object, index) => isUnchanged(object, after[index]));
}
function listLabels(objects) {
	return objects.map(({ label }) => label).join(", ");
}
// src/experiment/steps/lasting-fault.ts
/**
* Puts a lasting fault in place and goes on: the steps behind it run while it lasts. Each piece's undo is on disk before
* its injection; it is taken back when its `duration` ends, else in the undo phase.
*/
async function runLastingFault(step, context) {
	const fault = lastingFaultOf(step);
	const { kubernetes, clock, signal, receiptTimeoutMs } = context;
	const targets = await affectedBy(step, context.index, context, kubernetes, signal);
	if (targets.empty !== void 0) return inconclusive("no-target", `nothing was hit: ${targets.empty}`);
	await claim(step, targets, context);
	const prepared = await fault.prepare(step, targets, {
		kubernetes,
		signal,
		now: clock.now,
		sleep: (ms) => sleep(ms, signal),
		receiptTimeoutMs
	});
	if (prepared.length === 0) return inconclusive("no-target", "nothing was hit: there was nothing to do");
	if (fault.oneAfterAnother && prepared.length > 1) for (const piece of prepared) {
		context.claimNamespaces(boundNamespacesOf(step, targets));
		await (await inject$1(piece, step, context)).ended;
	}
	else {
		const settled = await Promise.allSettled(prepared.map((piece) => inject$1(piece, step, context)));
		for (const each of settled) if (each.status === "rejected") throw each.reason;
	}
	const names = prepared.flatMap((piece) => piece.targets.map(({ name }) => name));
	return done(`${step.kind}: ${[...new Set(names)].join(", ")}`);
}
/** The live cluster may have changed since the plan: the blast radius is checked again, here. */
async function claim(step, targets, context) {
	const { pods, nodes, evicted = [] } = targets;
	context.claimNamespaces(boundNamespacesOf(step, targets));
	await context.claim(pods, harmOfStep(step));
	if (nodes.length === 0) return;
	const names = nodes.map(({ metadata }) => metadata?.name ?? "");
	await context.claimNodes(names, {
		disturbed: evicted,
		down: evicted,
		harm: "removes"
	});
}
/** Resolves when the piece is in place; `ended` when it has been taken back because its duration is over. */
async function inject$1(piece, step, context) {
	const { experiment, clock, undoJournal, index } = context;
	const id = context.nextFaultId();
	if (piece.undo) undoJournal.write({
		type: "undo",
		id,
		experiment,
		...piece.undo
	});
	const injectedT = clock.now();
	const began = (process) => {
		if (piece.undo) undoJournal.write({
			type: "process",
			id,
			process
		});
	};
	const failure = await piece.inject(began).then(() => void 0, (error) => {
		context.signal.throwIfAborted();
		if (error instanceof InfrastructureFailure) return error;
		throw error;
	});
	const over = new AbortController();
	const proof = failure ? Promise.resolve(unproven(failure, context.signal)) : prove(piece, over.signal, context);
	context.awaitReceipt(proof.then(({ notice, ...receipt }) => {
		context.record({
			type: "fault-injected",
			t: piece.effectT?.() ?? injectedT,
			experiment,
			step: index,
			id,
			kind: step.kind,
			targets: piece.targets,
			receipt,
			needsUndo: piece.undo !== void 0,
			...piece.mechanism && { mechanism: piece.mechanism },
			...piece.parameters && { parameters: piece.parameters }
		});
		if (notice) {
			const names = piece.targets.map(({ name }) => name).join(", ");
			context.record({
				type: "message",
				t: clock.now(),
				level: "notice",
				text: `${step.kind} of ${names}: ${notice}`
			});
		}
	}));
	const ended = step.durationMs === void 0 ? Promise.resolve() : end$1(id, step.durationMs, piece, proof, over, context);
	context.awaitReceipt(ended);
	return { ended };
}
async function prove(piece, over, context) {
	return await piece.prove(over).catch((error) => unproven(error, context.signal));
}
/** Lets the fault last, then takes it back. */
async function end$1(id, durationMs, piece, proof, over, context) {
	await sleep(durationMs, context.signal);
	over.abort();
	if (piece.undo) await context.expire(id);
	await proof;
}
// src/kubernetes/node-view.ts
/** Starts watching and resolves when both first lists are in. Throws InfrastructureFailure when the API does not answer. */
async function openNodeView(connection, signal) {
	const stop = new AbortController();
	const abort = AbortSignal.any([signal, stop.signal]);
	const nodes = /* @__PURE__ */ new Map();
	const renewals = /* @__PURE__ */ new Map();
	const seeNode = (node, gone) => {
		if (gone) nodes.delete(node.metadata?.name ?? "");
		else nodes.set(node.metadata?.name ?? "", node);
	};
	const seeLease = ({ metadata, spec }) => {
		const [name, renewTime] = [metadata?.name ?? "", String(spec?.renewTime)];
		if (renewals.get(name)?.renewTime !== renewTime) renewals.set(name, {
			renewTime,
			seenMs: performance.now()
		});
	};
	const watches = [follow(connection, "/api/v1/nodes", "the nodes", abort, seeNode), follow(connection, "/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases", "the nodes' leases", abort, seeLease)];
	const openedMs = performance.now();
	const close = async () => {
		stop.abort();
		await Promise.allSettled(watches.map(({ done }) => done));
	};
	try {
		await Promise.all(watches.map(({ listed }) => listed));
	} catch (error) {
		await close();
		throw error;
	}
	return {
		node: (name) => nodes.get(name),
		isReady: (name) => isReady$1(nodes.get(name)),
		silenceMs: (name) => performance.now() - (renewals.get(name)?.seenMs ?? openedMs),
		[Symbol.asyncDispose]: close
	};
}
function follow(connection, path, asking, signal, see) {
	const listed = Promise.withResolvers();
	const hear = (event) => {
		for (const object of event.type === "listed" ? event.objects : [event.object]) see(object, event.type === "deleted");
		listed.resolve();
	};
	const done = watchObjects(connection, {
		path,
		asking
	}, signal, hear).then(() => listed.reject(signal.reason), (error) => listed.reject(error));
	return {
		listed: listed.promise,
		done
	};
}
// src/experiment/steps/inject-into-nodes.ts
/**
* Does one fault to all chosen nodes. What undoes it is on disk before; what proves it is awaited when the method ends.
* `kind` is the user's word for it.
*/
async function injectIntoNodes(action, nodes, context, kind = action.kind) {
	const { kubernetes, clock, signal, experiment, receiptTimeoutMs } = context;
	const names = nodes.map((node) => node.metadata?.name ?? "");
	const pods = await Promise.all(names.map((name) => listPodsOnNode(kubernetes, name, signal)));
	await context.claimNodes(names, nodePodsOf(action, pods.flat()));
	const fault = nodeFaultOf(action);
	const view = await openNodeView(kubernetes, signal);
	const failures = [];
	const injectOne = async (node, name) => {
		const id = context.nextFaultId();
		const faultContext = {
			kubernetes,
			nodes: view,
			now: clock.now,
			sleep: (ms) => sleep(ms, signal),
			receiptTimeoutMs,
			methodEndsT: context.methodEndsT(),
			barePods: context.scenario.blastRadius?.barePods ?? false,
			signal
		};
		const undo = await fault.undo(action, node, faultContext);
		if (undo) context.undoJournal.write({
			type: "undo",
			id,
			experiment,
			operation: undo,
			...describeUndo(undo)
		});
		const t = clock.now();
		const injection = await fault.inject(action, node, faultContext).catch((error) => ({
			t,
			receipt: Promise.resolve(unproven(error, signal))
		}));
		if (injection.failure !== void 0) failures.push(injection.failure);
		const recorded = injection.receipt.catch((error) => unproven(error, signal)).then((receipt) => context.record({
			type: "fault-injected",
			t: injection.t,
			experiment,
			step: context.index,
			id,
			kind,
			targets: [{
				kind: "Node",
				name,
				uid: node.metadata?.uid
			}],
			receipt,
			needsUndo: undo !== void 0
		}));
		const durationMs = "durationMs" in action ? action.durationMs : void 0;
		if (undo && durationMs !== void 0) context.awaitReceipt(end(id, durationMs, recorded, context));
		return { recorded };
	};
	const settled = await Promise.allSettled(nodes.map((node, index) => injectOne(node, names[index] ?? "")));
	const recorded = settled.flatMap((each) => each.status === "fulfilled" ? [each.value.recorded] : []);
	context.awaitReceipt(Promise.all(recorded).finally(() => view[Symbol.asyncDispose]()).then(() => {}));
	for (const each of settled) if (each.status === "rejected") throw each.reason;
	return failures.length > 0 ? failed(failures.join("; ")) : done(`${kind}: ${names.join(", ")}`);
}
/** Lets a fault of its own length last, then takes it back. */
async function end(id, durationMs, recorded, { signal, expire }) {
	await sleep(durationMs, signal);
	await recorded;
	await expire(id);
}
/** Two that limit the same machine come off in the order that leaves the first limits. */
function describeUndo(undo) {
	const { node } = undo;
	if (undo.kind === "limitMachine") return {
		description: `give ${node} ${describeMachineLimits(undo.limits)} again`,
		holds: `limits of ${node}`
	};
	return { description: {
		start: `start node ${node}`,
		startKubelet: `start the kubelet of ${node}`,
		uncordon: `uncordon ${node}`
	}[undo.action] };
}
// src/experiment/steps/node-action.ts
/** Matches, filters, acts on nodes; tried again as a podAction is, what was injected is not injected again. */
async function runNodeAction(step, context) {
	if (step.actions.length === 0) return inconclusive("empty-action", "there are no actions: nothing was done");
	const injected = /* @__PURE__ */ new Set();
	const { seed, run, scenario, index, legacy } = context;
	return await retryStep(step.retries, context, async (attempt) => {
		const purpose = {
			seed,
			run,
			scenario: scenario.name,
			step: index,
			attempt,
			legacy
		};
		const { matched, chosen, remarks } = await selectNodes(step, context.kubernetes, purpose, context.signal);
		const nothing = [`nothing was hit: ${matched.length === 0 ? "no" : matched.length} nodes matched`, ...remarks].join("; ");
		if (legacy && chosen.length === 0) return inconclusive("no-target", nothing);
		const outcomes = [];
		for (const action of step.actions) {
			if (injected.has(action)) continue;
			if (action.kind === "wait") {
				await sleep(action.ms, context.signal);
				outcomes.push(done(`waited ${action.ms / 1e3} s`));
			} else if (chosen.length === 0) outcomes.push(inconclusive("no-target", nothing));
			else {
				const outcome = await injectIntoNodes(action, chosen, context);
				if (outcome.status === "done" && !legacy) injected.add(action);
				outcomes.push(outcome);
			}
		}
		return worstOf(outcomes);
	});
}
// src/kubernetes/watch-pods.ts
/**
* Follows the pods of a namespace (`*` or empty: of all), by label selector, until the signal aborts. Pods are the API's
* JSON: times are RFC 3339 strings. Rejects and recovers as `watchObjects` says.
*/
async function watchPods(connection, scope, signal, listener, onInterruption) {
	const { namespace, labelSelector } = scope;
	const everywhere = namespace === "" || namespace === "*";
	const target = {
		path: everywhere ? "/api/v1/pods" : `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`,
		labelSelector,
		asking: `pods of ${everywhere ? "all namespaces" : `namespace ${namespace}`}`
	};
	await watchObjects(connection, target, signal, (event) => listener(event.type === "listed" ? {
		type: "listed",
		pods: event.objects
	} : {
		type: event.type,
		pod: event.object
	}), onInterruption);
}
// src/kubernetes/pod-view.ts
/** Starts watching and resolves when the first list is in. Throws InfrastructureFailure when the API does not answer. */
async function openPodView(access, namespaces, signal) {
	const pods = /* @__PURE__ */ new Map();
	const waiting = /* @__PURE__ */ new Set();
	const stop = new AbortController();
	let failed;
	const watches = namespaces.map((namespace) => {
		const listed = Promise.withResolvers();
		const done = watchPods(access, { namespace }, AbortSignal.any([signal, stop.signal]), (event) => {
			failed = void 0;
			if (event.type === "listed") {
				for (const [uid, pod] of pods) if (pod.metadata?.namespace === namespace && !event.pods.some((live) => live.metadata?.uid === uid)) pods.delete(uid);
				for (const pod of event.pods) pods.set(pod.metadata?.uid ?? "", pod);
				listed.resolve();
			} else if (event.type === "deleted") pods.delete(event.pod.metadata?.uid ?? "");
			else pods.set(event.pod.metadata?.uid ?? "", event.pod);
			for (const check of waiting) check();
		}).catch((error) => {
			failed = messageOf(error);
			listed.reject(error);
		});
		return {
			listed: listed.promise,
			done
		};
	});
	await Promise.all(watches.map((watch) => watch.listed));
	return {
		pods: () => pods,
		failure: () => failed,
		async until(holds, timeoutMs, abort) {
			if (holds(pods)) return true;
			const settled = Promise.withResolvers();
			const check = () => holds(pods) && settled.resolve(true);
			const timer = setTimeout(() => settled.resolve(false), timeoutMs);
			const onAbort = () => settled.reject(abort.reason);
			waiting.add(check);
			abort.addEventListener("abort", onAbort, { once: true });
			try {
				abort.throwIfAborted();
				return await settled.promise;
			} finally {
				waiting.delete(check);
				clearTimeout(timer);
				abort.removeEventListener("abort", onAbort);
			}
		},
		async [Symbol.asyncDispose]() {
			stop.abort();
			await Promise.all(watches.map((watch) => watch.done));
		}
	};
}
// src/experiment/steps/pod-action.ts
/**
* Matches, filters, acts. With `retries` a failed check is tried again on a fresh selection; a fault that was injected
* is not injected again, so that a retry never hits more than was asked for. (PowerfulSeal's retry does all of it again.)
*/
async function runPodAction(step, context) {
	if (step.actions.length === 0) return inconclusive("empty-action", "there are no actions: nothing was done");
	const injected = /* @__PURE__ */ new Set();
	return await retryStep(step.retries, context, (attempt) => attemptPodAction(step, context, attempt, injected));
}
async function attemptPodAction(step, context, attempt, injected) {
	const { seed, run, scenario, index, legacy } = context;
	const purpose = {
		seed,
		run,
		scenario: scenario.name,
		step: index,
		attempt,
		legacy
	};
	const selection = await selectTargets(step, context.kubernetes, purpose, context.signal);
	if (legacy && selection.chosen.length === 0) return inconclusive("no-target", whyEmpty(selection));
	const outcomes = [];
	for (const action of step.actions) {
		if (injected.has(action)) continue;
		const outcome = await act(action, selection, {
			...context,
			attempt
		});
		if ((isFault(action) || action.kind === "stopHost") && !outcome.inconclusive && !legacy) injected.add(action);
		outcomes.push(outcome);
	}
	return worstOf(outcomes);
}
async function act(action, selection, context) {
	const { chosen } = selection;
	switch (action.kind) {
		case "wait":
			await sleep(action.ms, context.signal);
			return done(`waited ${action.ms / 1e3} s`);
		case "checkPodCount": return chosen.length === action.count ? done(`found ${action.count} pods, as expected`) : failed(`found ${chosen.length} pods, expected ${action.count}`);
		case "checkPodState": return checkState(chosen, action.state, context.legacy ? legacyPodState : podState);
		case "stopHost": return chosen.length === 0 ? inconclusive("no-target", whyEmpty(selection)) : stopHosts(action, chosen, context);
		default: return chosen.length === 0 ? inconclusive("no-target", whyEmpty(selection)) : inject(action, chosen, context);
	}
}
/** Stops the nodes that the chosen pods run on. */
async function stopHosts(action, pods, context) {
	const { chosen, remarks } = await selectHosts(pods, context.kubernetes, context.signal);
	if (chosen.length === 0) return inconclusive("no-target", [`nothing was hit: no node of ${pods.length} pods`, ...remarks].join("; "));
	await context.claim(pods, "removes");
	return await injectIntoNodes({
		...action,
		kind: "stop",
		force: true
	}, chosen, context, action.kind);
}
function checkState(pods, expected, stateOf) {
	if (pods.length === 0) return inconclusive("empty-action", `no pod whose state could be ${expected}`);
	const others = pods.filter((pod) => !prefixPattern(expected).test(stateOf(pod)));
	if (others.length === 0) return done(`${pods.length} of ${pods.length} pods are ${expected}`);
	const found = others.map((pod) => `${pod.metadata?.name} is ${stateOf(pod)}`).join(", ");
	return failed(`expected every pod to be ${expected}, found: ${found}`);
}
function whyEmpty({ matched, remarks }) {
	return [`nothing was hit: ${matched.length === 0 ? "no" : matched.length} pods matched`, ...remarks].join("; ");
}
async function inject(action, chosen, context) {
	const random = createRandom(context.seed, context.scenario.name, context.run, context.index, context.attempt, action.kind);
	const probability = action.kind === "kill" ? action.probability : 1;
	const victims = chosen.filter(() => probability >= 1 || random.next() < probability);
	if (victims.length === 0) return inconclusive("no-target", `nothing was hit: the probability ${probability} spared all of ${chosen.length} pods`);
	const harm = harmOfAction(action, victims);
	await context.claim(victims, harm);
	const pods = await openPodView(context.kubernetes, namespacesOf(victims), context.signal);
	const injections = await faultOf(action).inject(action, victims, {
		kubernetes: context.kubernetes,
		pods,
		refusal: openRefusal(victims, harm, context),
		now: context.clock.now,
		sleep: (ms) => sleep(ms, context.signal),
		receiptTimeoutMs: context.receiptTimeoutMs,
		signal: context.signal
	});
	const receipts = injections.map(async ({ target, t, receipt }) => {
		const id = context.nextFaultId();
		const proof = await receipt.catch((error) => unproven(error, context.signal));
		context.record({
			type: "fault-injected",
			t,
			experiment: context.experiment,
			step: context.index,
			id,
			kind: action.kind,
			targets: [target],
			receipt: proof,
			needsUndo: false
		});
	});
	context.awaitReceipt(Promise.all(receipts).finally(() => pods[Symbol.asyncDispose]()).then(() => {}));
	const message = `${action.kind}: ${victims.map((pod) => pod.metadata?.name).join(", ")}`;
	const unsent = injections.flatMap(({ unsent: why }) => why ?? []);
	return context.legacy && unsent.length > 0 ? failed(`${message}; ${unsent.join("; ")}`) : done(message);
}
/**
* Asks the blast radius for one victim more, or one in the place of another, together with all that the step hits now. Where
* nobody says how the cluster is, nothing more is hit either.
*/
function openRefusal(victims, harm, context) {
	const places = new Map(victims.map((pod) => [pod.metadata?.uid, pod]));
	return async (victim, first) => {
		places.set(first.metadata?.uid, victim);
		try {
			await context.claimAgain([...places.values()], harm);
			return;
		} catch (error) {
			context.signal.throwIfAborted();
			if (error instanceof BlastRadiusExceeded || error instanceof InfrastructureFailure) return error.message;
			throw error;
		}
	};
}
// src/probes/probe-command.ts
/** More than enough for a number and a sentence. */
const maxOutputBytes = 65536;
/**
* Runs a command a look: exit code 0 is a success, another one a failure; a number printed alone is the value.
* A command that cannot be started is a broken probe.
*/
const probeCommand = {
	kind: "probeCommand",
	async open(spec) {
		return {
			vantage: "a process on this machine",
			measure: (signal) => runOnce(spec, signal),
			async [Symbol.asyncDispose]() {}
		};
	}
};
async function runOnce(spec, signal) {
	try {
		const { stdout } = await runCommand(spec.command, {
			signal,
			environment: spec.environment,
			maxOutputBytes,
			graceMs: 100
		});
		const value = readNumber(stdout);
		return value === void 0 ? { r: "ok" } : {
			r: "ok",
			v: value
		};
	} catch (error) {
		if (signal.aborted) return {
			r: "fail",
			why: "the command did not end within its deadline"
		};
		if (!(error instanceof CommandFailed)) return {
			r: "broken",
			why: messageOf(error)
		};
		return {
			r: "fail",
			why: describeEnd(error.status)
		};
	}
}
function describeEnd(status) {
	if (typeof status === "number") return `the command ended with exit code ${status}`;
	return `the command ended with ${status}`;
}
/** The number that was printed, if that is all that was printed. */
function readNumber(stdout) {
	const text = stdout.trim();
	if (!/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text)) return void 0;
	const value = Number(text);
	return Number.isFinite(value) ? value : void 0;
}
// src/probes/probe-dns.ts
/** Looks a name up once a look, with a resolver of its own: nothing is remembered from one look to the next. */
const probeDns = {
	kind: "probeDNS",
	async open(spec) {
		return {
			vantage: spec.server ? `name server ${spec.server}, directly` : "the name servers of this machine",
			measure: (signal) => lookUpOnce(spec, signal),
			async [Symbol.asyncDispose]() {}
		};
	}
};
/** What c-ares answers about the name and its servers (https://nodejs.org/api/dns.html#error-codes); any other code is this machine's. */
const failures = {
	ENOTFOUND: "there is no such name",
	ENODATA: "the name has no record of this type",
	ESERVFAIL: "the name server failed",
	EREFUSED: "the name server refused to answer",
	ECONNREFUSED: "connection refused",
	EBADRESP: "the answer is no DNS",
	ETIMEOUT: "no answer within its deadline",
	ECANCELLED: "no answer within its deadline"
};
async function lookUpOnce(spec, signal) {
	if (signal.aborted) return {
		r: "fail",
		why: failures.ETIMEOUT
	};
	const resolver = new Resolver({
		timeout: spec.timeoutMs,
		tries: 1
	});
	if (spec.server) resolver.setServers([spec.server]);
	const cancel = () => resolver.cancel();
	signal.addEventListener("abort", cancel, { once: true });
	try {
		const answers = (await resolver.resolve(spec.name, spec.type)).map(describeRecord);
		if (spec.answer === void 0 || answers.includes(spec.answer)) return { r: "ok" };
		return {
			r: "fail",
			why: `no answer is ${spec.answer}`
		};
	} catch (error) {
		const code = error.code ?? "unknown error";
		const why = failures[code];
		return why === void 0 ? {
			r: "broken",
			why: `the name could not be looked up (${code})`
		} : {
			r: "fail",
			why
		};
	} finally {
		signal.removeEventListener("abort", cancel);
	}
}
function describeRecord(record) {
	if (typeof record === "string") return record;
	return Array.isArray(record) ? record.join("") : `${record.name}:${record.port}`;
}
// src/kubernetes/goldpinger-mesh.ts
/**
* Merges what every pod says into the mesh of all ordered pairs. `oldest` is the wall time in ms before which a ping counts as stale. Pure.
* An edge is matched by the peer's address, by its name where the answer has no address.
*/
function mergeMesh(pods, oldest) {
	const aliveMs = [];
	const dead = [];
	const unseen = [];
	let states = "";
	const kill = (source, target) => {
		dead.push(`${source.name} -> ${target.name}`);
		states += edgeStates.dead;
	};
	for (const source of pods) {
		if (source.view.state !== "answered") {
			if (source.view.state === "silent" && source.ready && !reportedDown(source, pods, oldest)) {
				unseen.push(source.name);
				states += edgeStates.unseen.repeat(pods.length);
			} else for (const target of pods) kill(source, target);
			continue;
		}
		for (const target of pods) {
			const edge = findEdge(source.view, target);
			if (!edge) states += edgeStates.unmeasured;
			else if (edge.pingedAt === void 0 || edge.pingedAt < oldest) states += edgeStates.stale;
			else if (edge.ok) {
				aliveMs.push(edge.ms);
				states += edgeStates.alive;
			} else kill(source, target);
		}
	}
	const count = (state) => states.split(state).length - 1;
	return {
		expected: pods.length ** 2,
		states,
		aliveMs,
		dead: dead.sort(),
		stale: count(edgeStates.stale),
		unmeasured: count(edgeStates.unmeasured),
		unseen
	};
}
/** What the journal says of an edge. */
const edgeStates = {
	alive: ".",
	dead: "x",
	stale: "o",
	unmeasured: "-",
	unseen: "?"
};
function findEdge(view, target) {
	return view.peers.find((peer) => peer.podIP ? peer.podIP === target.ip : peer.key === target.name);
}
/** Does another pod report, freshly, that it does not reach this one? */
function reportedDown(pod, pods, oldest) {
	return pods.some((other) => {
		if (other === pod || other.view.state !== "answered") return false;
		const edge = findEdge(other.view, pod);
		return edge !== void 0 && !edge.ok && edge.pingedAt !== void 0 && edge.pingedAt >= oldest;
	});
}
// src/kubernetes/goldpinger-view.ts
/**
* Asks one Goldpinger pod for its own view (`/check`, from its memory) through the API server's pod proxy.
* Throws ApiFailure when the API server itself refuses (permission) or cannot be reached.
*/
async function readGoldpingerView(connection, pod, options) {
	const { namespace, name, port } = pod;
	const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}:${port}/proxy/check`;
	const asking = `Goldpinger's view from pod ${name}`;
	const deadline = AbortSignal.timeout(options.timeoutMs);
	const signal = AbortSignal.any([options.signal, deadline]);
	try {
		const { status, body } = await connection.send({
			path,
			asking,
			signal
		});
		if (status === 401 || status === 403) throw new ApiFailure(`${asking}: ${status}`, { status });
		if (status !== 200) return { state: "refused" };
		const peers = parseCheck(body);
		return peers ? {
			state: "answered",
			peers
		} : { state: "refused" };
	} catch (error) {
		if (signal.aborted) return { state: "silent" };
		throw error;
	}
}
/** Reads a `/check` answer; `{}` (it sees no peers) is a view without peers. undefined: it is no such answer. Pure. */
function parseCheck(body) {
	let answer;
	try {
		answer = JSON.parse(body);
	} catch {
		return;
	}
	if (typeof answer !== "object" || answer === null) return void 0;
	return Object.entries(answer.podResults ?? {}).map(([key, result]) => {
		const pingedAt = Date.parse(result?.PingTime ?? "");
		return {
			key,
			podIP: result?.PodIP,
			ok: result?.OK === true,
			pingedAt: Number.isNaN(pingedAt) ? void 0 : pingedAt,
			ms: result?.["response-time-ms"] ?? 0
		};
	});
}
// src/probes/goldpinger-excuse.ts
/**
* Decides look by look whose edges count. While a fault is being done, the pods it hit and as many that came after them
* (their replacements) are excused; afterwards everybody counts again, and a pod that never came back is missed.
* Remembers the pods of the looks before the first hit.
*/
function createExcuse() {
	const before = /* @__PURE__ */ new Set();
	let most = 0;
	return (pods, { targeted, excusing }) => {
		if (targeted.size === 0) for (const { uid } of pods) before.add(uid);
		most = Math.max(most, pods.length);
		const missing = Math.max(0, most - pods.length);
		if (!excusing) return {
			counted: pods,
			missing
		};
		const hits = [...before].filter((uid) => targeted.has(uid));
		const isHit = (pod) => targeted.has(pod.uid);
		const goneHits = hits.filter((uid) => !pods.some((pod) => pod.uid === uid)).length;
		const replacements = new Set(pods.filter((pod) => !isHit(pod) && !before.has(pod.uid)).slice(0, goneHits));
		return {
			counted: pods.filter((pod) => !isHit(pod) && !replacements.has(pod)),
			missing: Math.max(0, missing - (goneHits - replacements.size))
		};
	};
}
// src/probes/probe-goldpinger.ts
/** PING_TIMEOUT and what it takes to ask: on top of two refreshes, an edge may be this old. */
const ageSlackMs = 1500;
const maxDeadNames = 50;
/**
* Asks every Goldpinger pod for its own view and merges them: all ordered pairs of live pods are expected. Fewer than two pods
* are no mesh; what was measured too long ago, or not at all, says nothing. Goldpinger's own totals are not used: they are
* green on broken networks.
*/
const probeGoldpinger = {
	kind: "probeGoldpinger",
	async open(spec, context) {
		const excuse = createExcuse();
		return {
			vantage: "every Goldpinger pod's own view, through the API server's pod proxy",
			measure: (signal) => look(spec, context, excuse, signal),
			async [Symbol.asyncDispose]() {}
		};
	}
};
async function look(spec, context, excuse, signal) {
	const where = `pods with ${spec.selector} in namespace ${spec.namespace}`;
	try {
		const pods = (await listPodsByLabels(context.kubernetes, spec.namespace, spec.selector, signal)).filter(isLive);
		const targeted = context.targeted();
		const { counted, missing } = excuse(pods.map((pod) => ({
			uid: pod.metadata?.uid ?? "",
			pod
		})), {
			targeted,
			excusing: spec.excuseTargets && context.inMethod()
		});
		if (pods.length === 0) return {
			r: "broken",
			why: `there are no Goldpinger ${where}`
		};
		if (pods.length + missing < 2) return {
			r: "broken",
			why: `there is only one of the Goldpinger ${where}: no mesh`
		};
		if (counted.length + missing === 0) return {
			r: "broken",
			why: `all of the Goldpinger ${where} are targets: nobody is left to look`
		};
		const asked = await Promise.all(counted.map(({ pod }) => ask(spec, pod, context, signal)));
		return evaluate$1(mergeMesh(asked, Date.now() - 2 * spec.refreshMs - ageSlackMs), asked, {
			pods: pods.length,
			counted: counted.length,
			missing
		});
	} catch (error) {
		if (signal.aborted) return {
			r: "broken",
			why: "the API server did not answer within the deadline"
		};
		return {
			r: "broken",
			why: messageOf(error)
		};
	}
}
async function ask(spec, pod, context, signal) {
	const { name = "", namespace = "" } = pod.metadata ?? {};
	const node = pod.spec?.nodeName ?? "";
	const ip = pod.status?.podIP;
	const ready = pod.status?.conditions?.some(({ type, status }) => type === "Ready" && status === "True") ?? false;
	if (!ip) return {
		name,
		node,
		ip,
		ready,
		view: { state: "refused" }
	};
	const timeoutMs = Math.max(spec.timeoutMs * .7, spec.timeoutMs - 1e3);
	return {
		name,
		node,
		ip,
		ready,
		view: await readGoldpingerView(context.kubernetes, {
			namespace,
			name,
			port: spec.port
		}, {
			timeoutMs,
			signal
		})
	};
}
/** `counted`: pods that are not excused; `missing`: pods that were there once and are not any more. */
function evaluate$1(found, asked, numbers) {
	const { pods, counted, missing } = numbers;
	const expected = (counted + missing) ** 2;
	const alive = found.aliveMs.length;
	const mesh = {
		expected,
		alive,
		nodes: pods,
		ms: found.aliveMs,
		pods: asked.map(({ name }) => name),
		on: asked.map(({ node }) => node),
		...alive < found.states.length && { states: found.states },
		...found.dead.length > 0 && { dead: found.dead.slice(0, maxDeadNames) },
		...pods > counted && { excused: (pods + missing) ** 2 - expected }
	};
	const gone = missing > 0 ? `; ${missing} of ${pods + missing} pods are gone` : "";
	if (found.dead.length > 0 || missing > 0) return {
		r: "fail",
		why: `${expected - alive} of ${expected} edges are not alive${gone}`,
		mesh
	};
	if (found.unseen.length > 0) return {
		r: "broken",
		why: `no view from ${found.unseen.length} of ${counted} pods`,
		mesh
	};
	if (found.stale > 0) return {
		r: "stale",
		why: `${found.stale} of ${expected} edges were measured too long ago`,
		mesh
	};
	if (found.unmeasured > 0) return {
		r: "stale",
		why: `${found.unmeasured} of ${expected} edges are not measured`,
		mesh
	};
	return {
		r: "ok",
		mesh
	};
}
/** On its way out, or done: such a pod is not expected to answer. */
function isLive(pod) {
	return !pod.metadata?.deletionTimestamp && !["Succeeded", "Failed"].includes(pod.status?.phase ?? "");
}
// src/probes/connection-error.ts
const appFailures = {
	ECONNREFUSED: "connection refused",
	ECONNRESET: "connection reset",
	EPIPE: "connection closed while sending",
	ETIMEDOUT: "connection timed out",
	EHOSTUNREACH: "no route to the host",
	ENETUNREACH: "no route to the network",
	EHOSTDOWN: "the host is down"
};
const ownFailures = {
	ENOTFOUND: "the name does not resolve",
	EAI_AGAIN: "the name could not be looked up",
	EADDRNOTAVAIL: "this machine has no free port for another connection",
	EMFILE: "this process has too many open files",
	ENFILE: "this machine has too many open files",
	ENOBUFS: "this machine has no buffers for another connection",
	EACCES: "this machine does not allow the connection",
	EPERM: "this machine does not allow the connection",
	ENOTSUP: "this machine cannot make such a connection",
	EAFNOSUPPORT: "this machine cannot make such a connection"
};
/** Classifies what a socket, TLS or HTTP client threw before or while the answer came. */
function classifyConnectionError(error) {
	const code = errorCode(error);
	if (code !== void 0 && code in ownFailures) return {
		r: "broken",
		why: ownFailures[code]
	};
	if (code !== void 0 && code in appFailures) return {
		r: "fail",
		why: appFailures[code]
	};
	if (code?.startsWith("HPE_")) return {
		r: "fail",
		why: `the answer is not HTTP (${code})`
	};
	if (code !== void 0 && isCertificateCode(code)) return {
		r: "fail",
		why: `its certificate is not accepted (${code})`
	};
	return {
		r: "fail",
		why: `the connection failed (${code ?? "unknown error"})`
	};
}
function errorCode(error) {
	if (typeof error !== "object" || error === null) return void 0;
	const { code, cause, errors } = error;
	if (Array.isArray(errors) && errors.length > 0) return errorCode(errors[0]);
	return typeof code === "string" ? code : errorCode(cause);
}
function isCertificateCode(code) {
	return /CERT|SELF_SIGNED|UNABLE_TO_|ERR_TLS|ERR_SSL|HOSTNAME_MISMATCH/.test(code);
}
// src/probes/http-body.ts
/** Of an answer's body, this much is looked at; the rest is read, because an answer has to be complete, and dropped. */
const maxCheckedBytes = 1048576;
/** What a spec asks of the body; undefined: nothing. */
function compileBodyCheck(spec) {
	const { bodyContains, bodyMatches } = spec;
	if (bodyContains === void 0 && bodyMatches === void 0) return void 0;
	const pattern = bodyMatches === void 0 ? void 0 : parseBodyPattern(bodyMatches);
	return (body) => {
		if (bodyContains !== void 0 && !body.includes(bodyContains)) return `the body does not contain "${bodyContains}"`;
		if (pattern && !pattern.test(body)) return `the body does not match ${pattern}`;
	};
}
/** Reads a body to its end and returns its checked part, or nothing of it. Rejects when the stream or the signal does. */
async function readBody(stream, keep, signal) {
	const chunks = [];
	let bytes = 0;
	await new Promise((resolve, reject) => {
		const onAbort = () => reject(signal.reason);
		const settle = (act) => () => {
			signal.removeEventListener("abort", onAbort);
			act();
		};
		stream.on("data", (chunk) => {
			if (keep && bytes < 1048576) chunks.push(chunk.subarray(0, maxCheckedBytes - bytes));
			bytes += chunk.length;
		});
		stream.once("end", settle(resolve));
		stream.once("error", (error) => settle(() => reject(error))());
		stream.once("close", settle(() => reject(Object.assign(/* @__PURE__ */ new Error("closed"), { code: "ECONNRESET" }))));
		if (signal.aborted) onAbort();
		else signal.addEventListener("abort", onAbort, { once: true });
	});
	return Buffer.concat(chunks).toString();
}
// src/probes/network-target.ts
/** A check of the way must not keep a sample past its deadline for long. */
const checkTimeoutMs = 300;
/** Samples that fail together ask about the way once. */
const checkLastsMs = 200;
/**
* Opens the way to a Service through the provider's vantage. A Service that is not there gives a probe that says so at every
* look, because a wrong name must never read as an app that is down. Throws what else the vantage throws.
*/
async function openServiceProbe(target, context, signal, makeProbe) {
	let address;
	try {
		address = await context.kubernetes.vantage.openService(target, signal);
	} catch (error) {
		if (error instanceof ServiceMissing) return brokenProbe(error.message);
		throw error;
	}
	return {
		vantage: address.description,
		measure: makeProbe(address, watchWay(address)),
		[Symbol.asyncDispose]: () => address[Symbol.asyncDispose]()
	};
}
/** The address of a Service as the base of a URL. */
function baseUrl({ protocol }, { host, port }) {
	return `${protocol}://${host.includes(":") ? `[${host}]` : host}:${port}`;
}
/** A probe that cannot look, and says why. */
function brokenProbe(why) {
	const found = {
		r: "broken",
		why
	};
	return {
		measure: async () => found,
		async [Symbol.asyncDispose]() {}
	};
}
/** A failed look through a way that does not hold says nothing about the app. */
async function failOrBroken(why, wayHolds) {
	return await wayHolds() ? {
		r: "fail",
		why
	} : {
		r: "broken",
		why: "the way to the Service is broken"
	};
}
function watchWay(address) {
	const { check } = address;
	if (!check) return async () => true;
	let asked;
	let askedAt = Number.NEGATIVE_INFINITY;
	return () => {
		const now = performance.now();
		if (asked === void 0 || now - askedAt > checkLastsMs) {
			askedAt = now;
			asked = check(AbortSignal.timeout(checkTimeoutMs)).catch(() => false);
		}
		return asked;
	};
}
// src/probes/probe-http.ts
/**
* axios's HTTP client without the layer that merges defaults and runs interceptors and transforms for every request:
* at a thousand samples a second that layer is a quarter of the work.
*/
const send = axios.getAdapter("http");
const deadlineMissed = "no answer within its deadline";
/** Sends one HTTP request a look, on a fresh connection unless asked otherwise; redirects are answers, unless they are to be followed. */
const probeHttp = {
	kind: "probeHTTP",
	async open(spec, context, signal) {
		const { target } = spec;
		if ("url" in target) return openUrlProbe(spec, joinUrl(target.url, spec.endpoint));
		return await openServiceProbe(target.service, context, signal, (address, wayHolds) => makeMeasure$2(spec, joinUrl(baseUrl(target.service, address), spec.endpoint), wayHolds));
	}
};
function openUrlProbe(spec, url) {
	return {
		vantage: spec.proxy ? "URL through a proxy" : "URL, directly",
		measure: makeMeasure$2(spec, url, async () => true),
		async [Symbol.asyncDispose]() {}
	};
}
function makeMeasure$2(spec, url, wayHolds) {
	const request = describeRequest(spec, url);
	const bodyCheck = compileBodyCheck(spec);
	return async (signal) => {
		let body;
		try {
			const response = await send({
				...request,
				signal
			});
			body = response.data;
			if (response.status !== spec.code) {
				body.destroy();
				return await failOrBroken(`status ${response.status}, expected ${spec.code}`, wayHolds);
			}
			const text = await readBody(body, bodyCheck !== void 0, signal);
			const why = bodyCheck?.(text);
			return why === void 0 ? { r: "ok" } : {
				r: "fail",
				why
			};
		} catch (error) {
			body?.destroy();
			if (signal.aborted) return await failOrBroken(deadlineMissed, wayHolds);
			const { r, why } = classifyConnectionError(error);
			if (r === "broken") return {
				r,
				why
			};
			return await failOrBroken(body ? `${why} before the answer was complete` : why, wayHolds);
		}
	};
}
function describeRequest(spec, url) {
	const { keepAlive } = spec;
	return {
		url,
		method: spec.method,
		headers: AxiosHeaders.from({
			Accept: "*/*",
			"Accept-Encoding": "identity",
			"User-Agent": "chaos-gate",
			...Object.fromEntries(spec.headers.map(({ name, value }) => [name, value]))
		}),
		data: spec.body,
		httpAgent: new http.Agent({ keepAlive }),
		httpsAgent: new https.Agent({
			keepAlive,
			rejectUnauthorized: !spec.insecure
		}),
		proxy: spec.proxy ? parseProxy(spec.proxy) : false,
		maxRedirects: spec.followRedirects ? 30 : 0,
		validateStatus: () => true,
		responseType: "stream",
		decompress: false
	};
}
function parseProxy(text) {
	const url = new URL(text.includes("://") ? text : `http://${text}`);
	const { username, password } = url;
	return {
		protocol: url.protocol.replace(":", ""),
		host: url.hostname,
		port: Number(url.port) || (url.protocol === "https:" ? 443 : 80),
		...username && { auth: {
			username: decodeURIComponent(username),
			password: decodeURIComponent(password)
		} }
	};
}
/** As PowerfulSeal does: the endpoint below the target, whether it begins with a slash or not. */
function joinUrl(base, endpoint) {
	const path = endpoint.replace(/^\/+/, "");
	return path === "" ? base : `${base.replace(/\/+$/, "")}/${path}`;
}
// src/probes/object-value.ts
/**
* The number at a dotted path (`status.readyReplicas`; `[0]` or `.0` for lists). What is absent is 0, because the API leaves
* zeros out; what is there and no number is `not-a-number`.
*/
function readNumberAt(object, path) {
	let current = object;
	for (const key of path.replace(/\[(\d+)\]/g, ".$1").split(".")) {
		if (current === void 0 || current === null) return 0;
		if (typeof current !== "object") return "not-a-number";
		current = current[key];
	}
	if (current === void 0 || current === null) return 0;
	const value = typeof current === "string" && current.trim() !== "" ? Number(current) : current;
	return typeof value === "number" && Number.isFinite(value) ? value : "not-a-number";
}
/**
* Is an object ready, as `kubectl get` shows it? Pods and nodes by their Ready condition; workloads when they have reported
* on their newest generation and as many replicas as wished are ready; Jobs when they are complete.
*/
function isReady(object) {
	const { spec = {}, status = {} } = object;
	const conditions = status.conditions ?? [];
	const holds = (type) => conditions.some((condition) => condition.type === type && condition.status === "True");
	if (typeof status.desiredNumberScheduled === "number") return isCurrent(object, status) && status.numberReady === status.desiredNumberScheduled;
	if (typeof spec.replicas === "number") return isCurrent(object, status) && Number(status.readyReplicas ?? 0) >= spec.replicas;
	return holds("Ready") || holds("Complete");
}
function isCurrent(object, status) {
	return Number(status.observedGeneration ?? 0) >= Number(object.metadata?.generation ?? 0);
}
// src/probes/probe-kubernetes.ts
/**
* Reads a number from the API server a look: a field of one object, how many objects there are, or how many are ready.
* An object that should be there and is not is a failure; an API server that refuses or is away is a broken probe.
*/
const probeKubernetes = {
	kind: "probeKubernetes",
	async open(spec, context, signal) {
		let path;
		try {
			const resource = await findResourceByName(context.kubernetes, spec.resource, signal);
			path = resourcePath(resource, spec.namespace, spec.name);
		} catch (error) {
			if (error instanceof InvalidInput) return brokenProbe(error.message);
			throw error;
		}
		return {
			vantage: "API server",
			measure: (abort) => readOnce(spec, path, context, abort),
			async [Symbol.asyncDispose]() {}
		};
	}
};
async function readOnce(spec, path, context, signal) {
	let answer;
	try {
		answer = await readJson(context.kubernetes, {
			path,
			query: { labelSelector: spec.selector },
			asking: describe(spec),
			signal
		});
	} catch (error) {
		if (signal.aborted) return {
			r: "broken",
			why: "the API server did not answer within the deadline"
		};
		if (spec.name !== void 0 && error instanceof ApiFailure && error.status === 404) return {
			r: "fail",
			why: `there is no ${describe(spec)}`
		};
		return {
			r: "broken",
			why: messageOf(error)
		};
	}
	return evaluate(spec, answer);
}
function evaluate(spec, answer) {
	const objects = spec.name === void 0 ? answer.items ?? [] : [answer];
	if (spec.value === "count") return {
		r: "ok",
		v: objects.length
	};
	if (spec.value === "ready") return {
		r: "ok",
		v: objects.filter(isReady).length
	};
	let sum = 0;
	for (const object of objects) {
		const value = readNumberAt(object, spec.value);
		if (value === "not-a-number") return {
			r: "broken",
			why: `${spec.value} of ${describe(spec)} is not a number`
		};
		sum += value;
	}
	return objects.length === 0 ? {
		r: "fail",
		why: `there is no ${describe(spec)}`
	} : {
		r: "ok",
		v: sum
	};
}
function describe(spec) {
	const name = [spec.namespace, spec.name].filter(Boolean).join("/");
	return `${spec.resource}${name ? ` ${name}` : ""}${spec.selector ? ` with ${spec.selector}` : ""}`;
}
// src/probes/prometheus-answer.ts
const pair = tuple([number(), string()]);
/** https://prometheus.io/docs/prometheus/latest/querying/api/#instant-queries */
const answerShape = union([object({
	status: literal("success"),
	data: discriminatedUnion("resultType", [
		object({
			resultType: literal("scalar"),
			result: pair
		}),
		object({
			resultType: literal("vector"),
			result: array(object({ value: pair.optional() }))
		}),
		object({ resultType: literal("matrix") }),
		object({ resultType: literal("string") })
	])
}), object({
	status: literal("error"),
	error: string()
})]);
/** Reads the answer to an instant query, whatever its status code was. */
function readPrometheusNumber(answer) {
	const parsed = answerShape.safeParse(answer);
	if (!parsed.success) return {
		none: "broken",
		why: "the answer is not that of Prometheus"
	};
	if (parsed.data.status === "error") return {
		none: "broken",
		why: `Prometheus: ${parsed.data.error}`
	};
	const { data } = parsed.data;
	if (data.resultType === "scalar") return readPair(data.result);
	if (data.resultType !== "vector") return {
		none: "broken",
		why: `the query gives a ${data.resultType}, not a number`
	};
	const [series, ...more] = data.result;
	if (series === void 0) return {
		none: "stale",
		why: "the query finds no series"
	};
	if (more.length > 0) return {
		none: "broken",
		why: `the query finds ${more.length + 1} series: make one of them, by sum() for example`
	};
	return series.value ? readPair(series.value) : {
		none: "broken",
		why: "the query gives a histogram, not a number"
	};
}
/** 0/0 is how PromQL says that nothing was counted. */
function readPair([at, text]) {
	const value = text === "+Inf" ? Number.POSITIVE_INFINITY : text === "-Inf" ? Number.NEGATIVE_INFINITY : Number(text);
	if (Number.isNaN(value)) return {
		none: "stale",
		why: "the value is NaN: nothing was counted"
	};
	if (!Number.isFinite(value)) return {
		none: "broken",
		why: `the value is ${text}`
	};
	return {
		value,
		at
	};
}
// src/probes/probe-prometheus.ts
/** More than any single number needs. */
const maxAnswerBytes = 1048576;
/**
* Asks Prometheus a query a look, and when the series behind it was scraped. Prometheus is not the app: one that is away,
* refuses or knows nothing is a broken probe or a stale value, never a failure.
*/
const probePrometheus = {
	kind: "probePrometheus",
	async open(spec, context, signal) {
		const { target } = spec;
		if ("service" in target) return await openServiceProbe(target.service, context, signal, (address) => makeMeasure$1(spec, baseUrl(target.service, address)));
		return {
			vantage: "URL, directly",
			measure: makeMeasure$1(spec, target.url),
			async [Symbol.asyncDispose]() {}
		};
	}
};
function makeMeasure$1(spec, base) {
	const url = `${base.replace(/\/+$/, "")}/api/v1/query`;
	const request = {
		headers: Object.fromEntries(spec.headers.map(({ name, value }) => [name, value])),
		httpsAgent: new https.Agent({ rejectUnauthorized: !spec.insecure }),
		proxy: false,
		maxRedirects: 0,
		maxContentLength: maxAnswerBytes,
		validateStatus: () => true
	};
	const ask = async (query, signal) => {
		const { data } = await axios.get(url, {
			...request,
			params: { query },
			signal
		});
		return readPrometheusNumber(data);
	};
	return async (signal) => {
		try {
			const [number, scraped] = await Promise.all([ask(spec.query, signal), ask(`min(timestamp(${spec.query}))`, signal)]);
			if ("none" in number) return {
				r: number.none,
				why: number.why
			};
			if (("none" in scraped ? 0 : (scraped.at - scraped.value) * 1e3) > spec.maxAgeMs) return {
				r: "stale",
				why: `scraped longer ago than ${spec.maxAgeMs / 1e3} s`
			};
			return {
				r: "ok",
				v: number.value
			};
		} catch (error) {
			if (signal.aborted) return {
				r: "broken",
				why: "Prometheus did not answer within the deadline"
			};
			return {
				r: "broken",
				why: `Prometheus: ${classifyConnectionError(error).why}`
			};
		}
	};
}
// src/probes/probe-tcp.ts
/** Opens one TCP connection a look, and closes it as soon as it is made. */
const probeTcp = {
	kind: "probeTCP",
	async open(spec, context, signal) {
		const { target } = spec;
		if ("service" in target) return await openServiceProbe(target.service, context, signal, (address, wayHolds) => makeMeasure(address.host, address.port, wayHolds));
		return {
			vantage: "host and port, directly",
			measure: makeMeasure(target.host, target.port, async () => true),
			async [Symbol.asyncDispose]() {}
		};
	}
};
function makeMeasure(host, port, wayHolds) {
	return async (signal) => {
		try {
			await connectOnce(host, port, signal);
			return { r: "ok" };
		} catch (error) {
			if (signal.aborted) return await failOrBroken("no connection within its deadline", wayHolds);
			const { r, why } = classifyConnectionError(error);
			return r === "broken" ? {
				r,
				why
			} : await failOrBroken(why, wayHolds);
		}
	};
}
async function connectOnce(host, port, signal) {
	signal.throwIfAborted();
	await new Promise((resolve, reject) => {
		const socket = connect({
			host,
			port
		});
		const onAbort = () => {
			socket.destroy(/* @__PURE__ */ new Error("aborted"));
		};
		signal.addEventListener("abort", onAbort, { once: true });
		socket.once("connect", resolve);
		socket.on("error", reject);
		socket.once("connect", () => socket.end());
		socket.once("connect", () => socket.destroy());
		socket.once("close", () => signal.removeEventListener("abort", onAbort));
	});
}
// src/probes/index.ts
/** Every probe there is. */
const probes = [
	probeHttp,
	probeTcp,
	probeDns,
	probeGoldpinger,
	probeKubernetes,
	probePrometheus,
	probeCommand
];
/** The probe that a spec means. */
function probeOf(spec) {
	return probes.find((probe) => probe.kind === spec.kind);
}
// src/experiment/steps/probe-http.ts
/** As documented by PowerfulSeal; its code makes one attempt where none are named. */
const defaultAttempts = {
	strict: 3,
	legacy: 1
};
/**
* PowerfulSeal's `probeHTTP` step: `count` requests one after another, each with up to `retries` attempts.
* Strictly, an attempt that failed stays a failure even if a later one is answered; `compat: legacy` forgets it, and
* follows redirects.
*/
async function runProbeHttp(step, context) {
	try {
		var _usingCtx$3 = _usingCtx();
		const { legacy } = context;
		const attempts = step.retries ?? defaultAttempts[legacy ? "legacy" : "strict"];
		const spec = {
			...step.probe,
			followRedirects: legacy
		};
		const probe = await probeOf(spec).open(spec, {
			kubernetes: context.kubernetes,
			targeted: () => /* @__PURE__ */ new Set(),
			inMethod: () => true
		}, context.signal);
		_usingCtx$3.a(probe);
		let retried = "";
		for (let request = 1; request <= step.count; request++) for (let attempt = 1;; attempt++) {
			const signal = AbortSignal.any([context.signal, AbortSignal.timeout(step.probe.timeoutMs)]);
			const { r, why = "" } = await probe.measure(signal);
			context.signal.throwIfAborted();
			if (r === "broken") return inconclusive("probe-broken", `request ${request} of ${step.count}: ${why}`, "failed");
			if (r === "ok") break;
			const failure = `request ${request} of ${step.count}, attempt ${attempt} of ${attempts}: ${why}`;
			if (attempt >= attempts) return failed(failure);
			retried ||= failure;
			await sleep(step.delayMs, context.signal);
		}
		if (retried && !legacy) return failed(`answered only after a retry, and a retry hides no failure: ${retried}`);
		return done(`${step.count} of ${step.count} requests answered as expected`);
	} catch (_) {
		_usingCtx$3.e = _;
	} finally {
		await _usingCtx$3.d();
	}
}
// src/experiment/steps/wait.ts
async function runWait(step, context) {
	await sleep(step.ms, context.signal);
	return done(`waited ${step.ms / 1e3} s`);
}
// src/experiment/steps/index.ts
/** Carries out one step, whatever its kind. Throws when the run stops, or when the cluster or a tool fails. */
function runStep(step, context) {
	switch (step.kind) {
		case "podAction": return runPodAction(step, context);
		case "nodeAction": return runNodeAction(step, context);
		case "kubectl": return runKubectlStep(step, context);
		case "probeHTTP": return runProbeHttp(step, context);
		case "wait": return runWait(step, context);
		case "clone": return runClone(step, context);
		case "alertManagerAction": return runAlertManagerAction(step, context);
		default: return runLastingFault(step, context);
	}
}
// src/experiment/method.ts
/**
* Runs the steps in order. The first one that fails, or from which nothing can be concluded, ends the method: the rest
* is skipped. Then waits for every receipt. `aimAt` hears of pods before they are hit. Throws what ends the run; the step under way is recorded as interrupted.
*/
async function runMethod(context, live, guard, aimAt) {
	const { scenario, experiment, clock } = context;
	const receipts = [];
	let faults = 0;
	const beganT = clock.now();
	const expiry = openExpiry(context.undoJournal, context.kubernetes, experiment, ({ entry: { id }, undone, message }) => live.record({
		type: "fault-undone",
		t: clock.now(),
		experiment,
		id,
		undone,
		message
	}));
	/** The live cluster may have changed since the plan. */
	const lookAround = (pods) => readSurroundings(namespacesOf(pods), context.kubernetes, context.signal);
	const shared = {
		...context,
		record: live.record,
		async claim(pods, harm) {
			if (pods.length === 0) return;
			guard.claim(pods, harm, await lookAround(pods));
			aimAt(pods);
		},
		async claimAgain(pods, harm) {
			guard.claimAgain(pods, harm, await lookAround(pods));
			aimAt(pods);
		},
		async claimNodes(nodes, { disturbed, down, harm }) {
			guard.claimNodes(nodes, down, harm, await lookAround(down));
			aimAt(disturbed);
		},
		claimNamespaces: guard.claimNamespaces,
		awaitReceipt(receipt) {
			receipts.push(receipt);
			receipt.catch(() => {});
		},
		expire: expiry.expire,
		nextFaultId: () => `e${experiment}-f${++faults}`
	};
	let over = false;
	for (const [index, step] of scenario.steps.entries()) {
		const startedT = clock.now();
		const end = (outcome) => live.record({
			type: "step-ended",
			t: clock.now(),
			startedT,
			experiment,
			index,
			kind: step.kind,
			at: step.at,
			...outcome
		});
		if (over) {
			end({
				status: "skipped",
				message: "an earlier step ended the method"
			});
			continue;
		}
		try {
			const pausesMs = scenario.steps.slice(index + 1).reduce((ms, next) => ms + (next.kind === "wait" ? next.ms : 0), 0);
			const methodEndsT = () => Math.max(beganT + scenario.methodMs, clock.now() + pausesMs);
			const outcome = await runStep(step, {
				...shared,
				index,
				methodEndsT
			});
			end(outcome);
			over = outcome.status === "failed" || outcome.inconclusive !== void 0 && !context.legacy;
		} catch (error) {
			end({
				status: "interrupted",
				message: messageOf(error)
			});
			throw error;
		}
	}
	await Promise.all(receipts);
}
// src/experiment/observation.ts
/** How long a probe may take to settle after its deadline before the observation answers for it. */
const settleGraceMs = 500;
/**
* Samples in an open loop: slots lie on a fixed grid, a slow answer never delays the next request, and latency
* counts from the slot. Where the gate itself was starved for longer than a probe's interval, the slots it missed
* and the samples that were under way say `late`: they tell nothing about the app.
*/
function startObservation(probes, options) {
	const { clock, stalls } = options;
	const counts = /* @__PURE__ */ new Map();
	let phaseStart = clock.now();
	let abandoned = false;
	const underWay = /* @__PURE__ */ new Map();
	const record = (sample) => {
		if (abandoned) return;
		options.record(sample);
		if (sample.t >= phaseStart) counts.set(sample.p, (counts.get(sample.p) ?? 0) + 1);
	};
	const look = async (scheduled, t, deadline) => {
		const timer = setTimeout(() => deadline.abort(), Math.max(0, t + scheduled.timeoutMs - clock.now()));
		const found = await measureUntil(scheduled.probe, deadline.signal);
		clearTimeout(timer);
		const end = clock.now();
		const stall = stalls.longestWithin(found.r === "fail" ? t + scheduled.timeoutMs : t, end);
		const starved = (found.r === "ok" || found.r === "fail" && end - t >= scheduled.timeoutMs) && stall > scheduled.everyMs;
		record({
			type: "s",
			t,
			e: options.experiment,
			p: scheduled.index,
			ms: roundToTenth(end - t),
			...found,
			...starved && {
				r: "late",
				why: `the gate stood still for ${Math.round(stall)} ms`
			}
		});
	};
	const schedules = probes.map((scheduled) => {
		const start = clock.now();
		let slots = 0;
		let timer;
		const slotTime = () => roundToTenth(start + slots * scheduled.everyMs);
		const fire = () => {
			const now = clock.now();
			for (; slotTime() <= now; slots++) {
				const t = slotTime();
				if (now - t > Math.max(scheduled.everyMs, stalls.resolutionMs)) {
					record({
						type: "s",
						t,
						e: options.experiment,
						p: scheduled.index,
						r: "late",
						ms: 0,
						why: "the gate stood still: not sent"
					});
					continue;
				}
				const deadline = new AbortController();
				const running = look(scheduled, t, deadline).finally(() => underWay.delete(running));
				underWay.set(running, deadline);
			}
			timer = setTimeout(fire, Math.max(0, slotTime() - clock.now()));
		};
		fire();
		return () => clearTimeout(timer);
	});
	const drain = async () => {
		await Promise.all(underWay.keys());
	};
	return {
		settled: (index) => counts.get(index) ?? 0,
		beginPhase() {
			phaseStart = clock.now();
			counts.clear();
		},
		drain,
		async stop(how = "drain") {
			for (const cancel of schedules) cancel();
			if (how === "abandon") {
				abandoned = true;
				for (const deadline of underWay.values()) deadline.abort();
			}
			await drain();
		}
	};
}
/** A probe's answer; for a probe that throws, or does not settle after its deadline, the answer that it is broken. */
async function measureUntil(probe, deadline) {
	const overdue = Promise.withResolvers();
	let grace;
	const startGrace = () => {
		const why = `the probe did not end within ${settleGraceMs} ms of its deadline`;
		grace = setTimeout(() => overdue.resolve({
			r: "broken",
			why
		}), settleGraceMs);
	};
	deadline.addEventListener("abort", startGrace, { once: true });
	try {
		return await Promise.race([probe.measure(deadline), overdue.promise]);
	} catch (error) {
		return {
			r: "broken",
			why: `the probe failed: ${messageOf(error)}`
		};
	} finally {
		clearTimeout(grace);
		deadline.removeEventListener("abort", startGrace);
	}
}
function roundToTenth(ms) {
	return Math.round(ms * 10) / 10;
}
// src/experiment/observe-for.ts
/** Samples may settle this much later than their time-out before we stop counting on them. */
const patienceFactor = 3;
/**
* Lets the probes sample for at least so long, and until each has the samples that its tolerances need -
* or cannot be expected to get them any more: then the judge will say so.
*/
async function observeFor(observation, probes, atLeastMs, signal) {
	await sleep(atLeastMs, signal);
	const enough = () => probes.every((probe, index) => observation.settled(index) >= probe.minSamples);
	const longestMs = Math.max(0, ...probes.map((probe) => probe.minSamples * probe.everyMs + probe.timeoutMs));
	for (let waitedMs = 0; !enough() && waitedMs < longestMs * patienceFactor; waitedMs += pollMs$2) await sleep(pollMs$2, signal);
}
const pollMs$2 = 20;
// src/experiment/recovery.ts
const pollMs$1 = 50;
/**
* Waits until the steady state is back for `stableFor`, or until it is certain that it will not be in time.
* The judge decides both, by the same rules that it applies to the journal afterwards.
*/
async function awaitRecovery(context, live) {
	while (!live.recoveryDecided()) await sleep(pollMs$1, context.signal);
}
// src/experiment/snapshot.ts
const watched = [
	{
		kind: "Deployment",
		path: "/apis/apps/v1",
		plural: "deployments"
	},
	{
		kind: "StatefulSet",
		path: "/apis/apps/v1",
		plural: "statefulsets"
	},
	{
		kind: "DaemonSet",
		path: "/apis/apps/v1",
		plural: "daemonsets"
	},
	{
		kind: "Service",
		path: "/api/v1",
		plural: "services"
	},
	{
		kind: "ConfigMap",
		path: "/api/v1",
		plural: "configmaps",
		fields: ({ data }) => data
	},
	{
		kind: "Secret",
		path: "/api/v1",
		plural: "secrets",
		fields: ({ data }) => digest$1(data),
		optional: true
	},
	{
		kind: "Ingress",
		path: "/apis/networking.k8s.io/v1",
		plural: "ingresses",
		optional: true
	},
	{
		kind: "NetworkPolicy",
		path: "/apis/networking.k8s.io/v1",
		plural: "networkpolicies",
		optional: true
	},
	{
		kind: "PodDisruptionBudget",
		path: "/apis/policy/v1",
		plural: "poddisruptionbudgets",
		optional: true
	},
	{
		kind: "HorizontalPodAutoscaler",
		path: "/apis/autoscaling/v2",
		plural: "horizontalpodautoscalers",
		optional: true
	},
	{
		kind: "CronJob",
		path: "/apis/batch/v1",
		plural: "cronjobs",
		optional: true
	}
];
/** Reads the namespaces that a scenario touches, and the nodes. Throws ApiFailure. */
async function takeSnapshot(namespaces, kubernetes, signal) {
	const snapshot = /* @__PURE__ */ new Map();
	const list = async (path, asking, query) => (await readJson(kubernetes, {
		path,
		query,
		asking,
		signal
	})).items;
	const read = async (namespace, { kind, path, plural, fields, optional }) => {
		const collection = `${path}/namespaces/${encodeURIComponent(namespace)}/${plural}`;
		const items = await list(collection, `${plural} of namespace ${namespace}`).catch((error) => {
			if (optional && error instanceof ApiFailure && (error.status === 403 || error.status === 404)) return [];
			throw error;
		});
		for (const object of items) {
			const { name, labels } = object.metadata;
			const compared = labels?.["chaos-gate.io/part-of"] !== void 0 ? "made by the gate" : {
				labels,
				...fields ? { data: fields(object) } : { spec: withoutRestart(object.spec) }
			};
			snapshot.set(`${kind} ${namespace}/${name}`, writeSorted(compared));
		}
	};
	const readOwnPods = async (namespace) => {
		const path = `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`;
		const items = await list(path, `pods of the gate in namespace ${namespace}`, { labelSelector: gateLabel });
		for (const { metadata } of items) snapshot.set(`Pod ${namespace}/${metadata.name}`, "made by the gate");
	};
	const readNodes = async () => {
		for (const { metadata, spec } of await list("/api/v1/nodes", "the nodes")) snapshot.set(`Node ${metadata.name}`, describeNode(spec));
	};
	await Promise.all([
		readNodes(),
		...namespaces.map(readOwnPods),
		...namespaces.flatMap((namespace) => watched.map((kind) => read(namespace, kind)))
	]);
	return withoutAutoscaled(snapshot);
}
/** As JSON, keys in order: a map into which a key was put back is the map that it was. Pure. */
function writeSorted(content) {
	return JSON.stringify(content, (_key, value) => {
		return typeof value === "object" && value !== null && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1)) : value;
	});
}
/** How many replicas a workload has is the autoscaler's business where there is one. */
function withoutAutoscaled(snapshot) {
	for (const [object, text] of snapshot) {
		if (!object.startsWith("HorizontalPodAutoscaler ")) continue;
		const namespace = object.slice(object.indexOf(" ") + 1, object.indexOf("/"));
		const { spec } = JSON.parse(text);
		const key = `${spec.scaleTargetRef.kind} ${namespace}/${spec.scaleTargetRef.name}`;
		const scaled = JSON.parse(snapshot.get(key) ?? "null");
		if (scaled) snapshot.set(key, JSON.stringify({
			...scaled,
			spec: {
				...scaled.spec,
				replicas: void 0
			}
		}));
	}
	return snapshot;
}
/** When a workload was last rolled out anew (`kubectl rollout restart`) is no part of what it is. */
function withoutRestart(spec) {
	const drop = (key, value) => key === "kubectl.kubernetes.io/restartedAt" ? void 0 : value;
	const text = JSON.stringify(spec, drop)?.replace("\"annotations\":{},", "").replace(",\"annotations\":{}", "");
	return text === void 0 ? void 0 : JSON.parse(text);
}
function digest$1(data) {
	return createHash("sha256").update(writeSorted(data ?? null)).digest("hex");
}
/** Cordons and taints; what the node lifecycle itself adds and takes away does not count. */
function describeNode(spec) {
	const { unschedulable = false, taints = [] } = spec ?? {};
	return JSON.stringify({
		unschedulable,
		taints: taints.filter((taint) => !taint.key.startsWith("node.kubernetes.io/"))
	});
}
// src/experiment/kubectl/payload-snapshot.ts
/** What the objects of payloads are, of whatever kind, by `Kind namespace/name`; those that may not be read are left out. Throws ApiFailure. */
async function takePayloadSnapshot(objects, api, signal) {
	const looks = objects.map((object) => lookAt([object], api, signal).catch((error) => {
		if (error instanceof ApiFailure && error.status === 403) return [];
		throw error;
	}));
	const snapshot = /* @__PURE__ */ new Map();
	for (const { label, live, manifest } of (await Promise.all(looks)).flat()) {
		if (!live) continue;
		const text = writeSorted({
			labels: live.metadata?.labels,
			...fieldsOf(live)
		});
		snapshot.set(label, manifest.kind === "Secret" ? createHash("sha256").update(text).digest("hex") : text);
	}
	return snapshot;
}
// src/experiment/residue.ts
/** So long a control plane that was a target may be away after the recovery. */
const awayMs = 15e4;
/**
* Reads how things are before the first fault: the objects of the touched namespaces, the nodes, and what each fault might
* leave where the API does not show it. What it returns reads all that again and says what differs. Both throw ApiFailure.
*/
async function rememberState(scenario, plan, namespaces, kubernetes, signal) {
	const { objects: applied, meantToStay } = plan.payloads;
	const readObjects = async () => {
		const ofPayloads = await takePayloadSnapshot(applied, kubernetes, signal);
		return new Map([...ofPayloads, ...await takeSnapshot(namespaces, kubernetes, signal)]);
	};
	const readAll = () => Promise.all([readObjects(), readFaultState(scenario, plan, kubernetes, signal)]);
	const [objects, states] = await readAll();
	return async () => {
		const [objectsNow, statesNow] = await awaitAnswer(kubernetes, readAll, awayMs, signal);
		return [...compareSnapshots(objects, objectsNow, meantToStay), ...compareStates(states, statesNow)];
	};
}
async function readFaultState(scenario, plan, kubernetes, signal) {
	const states = plan.lastingSteps.map(async ({ index, targets }) => {
		const step = scenario.steps[index];
		return await (step && lastingFaultOf(step))?.readState?.(step, targets, {
			kubernetes,
			signal
		}) ?? /* @__PURE__ */ new Map();
	});
	return new Map((await Promise.all(states)).flatMap((state) => [...state]));
}
/**
* What differs, less the objects that the scenario's own steps are meant to leave as they made them, and what comes and goes
* with a namespace of theirs. Pure.
*/
function compareSnapshots(before, after, meant) {
	const differences = [];
	const isMeant = (object) => {
		const owner = `Namespace ${/^\S+ (.+)\//.exec(object)?.[1]}`;
		return meant.has(object) || meant.has(owner) && before.has(owner) !== after.has(owner);
	};
	for (const object of /* @__PURE__ */ new Set([...before.keys(), ...after.keys()])) {
		if (isMeant(object) || before.get(object) === after.get(object)) continue;
		if (!after.has(object)) differences.push({
			object,
			difference: "it was there before and is gone"
		});
		else if (!before.has(object)) differences.push({
			object,
			difference: "it was not there before"
		});
		else differences.push({
			object,
			difference: `it was ${before.get(object)}, it is ${after.get(object)}`
		});
	}
	return differences;
}
/** What was there before and after, and differs: a pod that was replaced took its state along. Pure. */
function compareStates(before, after) {
	return [...after].flatMap(([object, now]) => {
		const was = before.get(object);
		return was === void 0 || was === now ? [] : [{
			object,
			difference: `it was ${was}, it is ${now}`
		}];
	});
}
/** Namespaces in which a scenario's faults may leave something. */
function touchedNamespaces(scenario, { matched, namespaces }) {
	const fromPods = matched.map((pod) => pod.metadata?.namespace ?? "default");
	const fromClones = scenario.steps.flatMap((step) => step.kind === "clone" ? [step.source.namespace, ...step.servicesToRetarget.map(({ namespace }) => namespace)] : []);
	return [.../* @__PURE__ */ new Set([
		...fromPods,
		...namespaces,
		...fromClones,
		...scenario.blastRadius?.namespaces ?? []
	])].sort();
}
// src/experiment/specification-digest.ts
/** Values that are often secrets and others in every run: only that they are given counts. */
const withoutValues = /* @__PURE__ */ new Set(["environment", "headers"]);
/** 16 hexadecimal digits that are the same for steps that do the same, wherever they stand in whatever file. */
function digestStep(step) {
	return digest(step);
}
/** The same for what a probe asks; how often, and how long it waits for an answer, is in its record. */
function digestProbe(probe) {
	return digest({
		...probe,
		everyMs: void 0,
		timeoutMs: void 0
	});
}
/** SHA-256, cut off: what was hashed may hold what is nobody's business, and two that differ need no more to be told apart. */
function digest(specification) {
	const canonical = JSON.stringify(specification, (key, value) => {
		if (typeof value !== "object" || value === null) return value;
		if (key === "at" && isPosition(value)) return void 0;
		if (withoutValues.has(key)) return Array.isArray(value) ? value.map(namesOf) : namesOf(value);
		if (Array.isArray(value)) return value;
		return Object.fromEntries(Object.entries(value).sort(([a], [b]) => a < b ? -1 : 1));
	});
	return createHash("sha256").update(canonical).digest("hex").slice(0, 16);
}
function isPosition(value) {
	return Object.keys(value).sort().join() === "column,file,line";
}
/** Of `{ Authorization: … }` and of `{ name: Authorization, value: … }` the name. */
function namesOf(value) {
	return "name" in value && "value" in value ? value.name : Object.keys(value).sort();
}
// src/experiment/steady-state.ts
/** Opens every probe of a scenario; when one cannot be opened, closes the others and throws what it threw. */
async function openProbes(scenario, context, signal) {
	const probes = [];
	const close = async () => {
		for (const probe of probes.toReversed()) await probe[Symbol.asyncDispose]();
	};
	try {
		for (const { probe } of scenario.steadyState) probes.push(await probeOf(probe).open(probe, context, signal));
	} catch (error) {
		await close();
		throw error;
	}
	return {
		probes,
		[Symbol.asyncDispose]: close
	};
}
/** How the journal describes the probes; before they are open without their vantage. */
function recordProbes(scenario, opened) {
	return scenario.steadyState.map(({ name, at, probe, minSamples, tolerances, stopWhen }, index) => {
		const { kind, everyMs, timeoutMs } = probe;
		const vantage = opened?.probes[index]?.vantage;
		const ends = stopWhen && { stopWhen: stopWhen.map(({ expression }) => expression) };
		const asks = {
			...subjectOf(probe),
			digest: digestProbe(probe)
		};
		return {
			name,
			kind,
			at,
			everyMs,
			timeoutMs,
			minSamples,
			tolerances,
			...ends,
			...asks,
			vantage
		};
	});
}
/** What it looks at, as far as the judge has to know. */
function subjectOf(probe) {
	if (probe.kind === "probeKubernetes") {
		const leastValue = leastValueOf(probe);
		return {
			...probe.value === "count" && { countsObjects: true },
			...leastValue === 0 && { leastValue }
		};
	}
	if (!("target" in probe) || !("service" in probe.target)) return {};
	const { namespace, name } = probe.target.service;
	return { service: {
		namespace,
		name
	} };
}
/** How the observation schedules them. */
function scheduleProbes(scenario, opened) {
	return opened.probes.map((probe, index) => {
		const { everyMs = 0, timeoutMs = 0 } = scenario.steadyState[index]?.probe ?? {};
		return {
			index,
			everyMs,
			timeoutMs,
			probe
		};
	});
}
// src/experiment/undo.ts
/** The undo phase of an experiment: undoes what its faults left pending and records what came of each. */
async function undoFaults(context, live) {
	const { undoJournal, kubernetes, experiment, clock, signal } = context;
	const target = {
		...kubernetes,
		hurry: signal
	};
	for (const { entry, undone, message } of await undoPending(undoJournal, target, experiment)) live.record({
		type: "fault-undone",
		t: clock.now(),
		experiment,
		id: entry.id,
		undone,
		message
	});
}
// src/experiment/until-harm.ts
const pollMs = 100;
/** Ends the method early; what is in place is undone, and the recovery is watched as ever. */
var HarmDone = class extends Error {
	name = "HarmDone";
};
/** Carries the method out under a signal that aborts as soon as a `stopWhen` of the steady state is met. */
async function untilHarm({ scenario, experiment, clock, signal }, live, method) {
	if (scenario.steadyState.every(({ stopWhen }) => !stopWhen)) {
		await method(signal);
		return;
	}
	const stop = new AbortController();
	const startT = clock.now();
	const look = setInterval(() => {
		const met = live.metStopCondition(scenario.steadyState, startT);
		if (!met || stop.signal.aborted) return;
		const { probe, condition, observed } = met;
		live.record({
			type: "method-stopped",
			t: clock.now(),
			experiment,
			at: condition.at,
			probe: probe.name,
			expression: condition.expression,
			observed
		});
		stop.abort(new HarmDone(`"${probe.name}" met ${condition.expression}`));
	}, pollMs);
	try {
		await method(AbortSignal.any([signal, stop.signal]));
	} catch (error) {
		if (!(error instanceof HarmDone)) throw error;
	} finally {
		clearInterval(look);
	}
}
// src/experiment/watched-namespaces.ts
/**
* Where bystanders of a scenario may come to harm: the namespaces that it touches, those of the app and of the Services that
* its probes ask. A cluster's own are watched only where they are touched. Pure.
*/
function watchedNamespaces({ steadyState }, touched, ofApp) {
	const asked = steadyState.flatMap(({ probe }) => "target" in probe && "service" in probe.target ? [probe.target.service.namespace] : []);
	const beside = [...ofApp, ...asked].filter((namespace) => !protectedNamespaces.has(namespace));
	return [.../* @__PURE__ */ new Set([...touched, ...beside])].sort();
}
// src/experiment/run-experiment.ts
/**
* One experiment: baseline → method → undo → recovery, the steady state's probes sampling through all of them.
* Everything that happens goes to the journal; so does what ends it early. Undo runs whatever happened.
* Throws what ends the whole run (interruption, time limit, failing cluster, blast radius), after undo.
*/
async function runExperiment(context) {
	const live = recordLive(context);
	let stopped;
	try {
		stopped = await conduct(context, live);
	} catch (error) {
		stopped = {
			...await context.describeStop(error),
			at: error instanceof BlastRadiusExceeded ? error.at : void 0
		};
		throw error;
	} finally {
		live.record({
			type: "experiment-ended",
			t: context.clock.now(),
			experiment: context.experiment,
			...stopped && { stopped }
		});
	}
	return live.verdict();
}
async function conduct(context, live) {
	try {
		var _usingCtx$2 = _usingCtx();
		const { scenario, experiment, clock, stalls, kubernetes, signal } = context;
		const targeted = /* @__PURE__ */ new Set();
		let inMethod = false;
		const opened = await introduce(context, live, {
			kubernetes,
			targeted: () => targeted,
			inMethod: () => inMethod
		});
		if ("code" in opened) return opened;
		_usingCtx$2.a(opened);
		const plan = await planFaults(scenario, kubernetes, context, signal);
		if (plan.unsupported) return {
			code: "fault-unsupported",
			...plan.unsupported
		};
		const namespaces = touchedNamespaces(scenario, plan);
		const findResidue = await rememberState(scenario, plan, namespaces, kubernetes, signal);
		const watch = _usingCtx$2.a(await watchCluster(kubernetes, {
			experiment,
			namespaces: watchedNamespaces(scenario, namespaces, context.appNamespaces),
			now: clock.now,
			record: live.record,
			signal
		}));
		for (const workload of listTargetedWorkloads(plan.payloads)) watch.targeted.add(workload);
		const aimAt = (pods) => {
			for (const pod of pods) {
				targeted.add(pod.metadata?.uid ?? "");
				watch.targeted.add(qualifiedWorkloadOf(pod));
			}
		};
		await Promise.all(opened.probes.map((probe, index) => probe.measure(AbortSignal.timeout(timeoutOf(scenario, index)))));
		const observation = startObservation(scheduleProbes(scenario, opened), {
			experiment,
			clock,
			stalls,
			record: live.record
		});
		_usingCtx$2.a({ [Symbol.asyncDispose]: () => observation.stop(signal.aborted ? "abandon" : "drain") });
		const observe = (atLeastMs, stoppable = signal) => {
			observation.beginPhase();
			return observeFor(observation, recordProbes(scenario), atLeastMs, stoppable);
		};
		if (scenario.steadyState.length > 0 && !await holdBaseline(context, live, observation, observe)) return {
			code: "baseline-not-met",
			message: "the steady state did not hold before any fault"
		};
		try {
			inMethod = true;
			await live.inPhase("method", () => untilHarm(context, live, (stoppable) => Promise.all([runMethod({
				...context,
				signal: stoppable
			}, live, plan.guard, aimAt), observe(scenario.methodMs, stoppable)])));
		} finally {
			inMethod = false;
			await live.inPhase("undo", () => undoFaults(context, live));
		}
		if (scenario.steadyState.length > 0) await live.inPhase("recovery", () => awaitRecovery(context, live));
		for (const difference of await findResidue()) live.record({
			type: "residue",
			t: clock.now(),
			experiment,
			...difference
		});
		return;
	} catch (_) {
		_usingCtx$2.e = _;
	} finally {
		await _usingCtx$2.d();
	}
}
function timeoutOf(scenario, index) {
	return scenario.steadyState[index]?.probe.timeoutMs ?? 0;
}
/** Opens the probes and records the experiment's start; a probe that cannot be opened ends the experiment, not the run. */
async function introduce(context, live, probeContext) {
	const { scenario, experiment, clock, signal } = context;
	const start = (opened) => live.record({
		type: "experiment-started",
		t: clock.now(),
		experiment,
		name: context.started.experiments[experiment]?.name ?? scenario.name,
		at: scenario.at,
		hypothesis: scenario.hypothesis,
		steadyState: recordProbes(scenario, opened),
		steps: scenario.steps.map((step) => ({
			kind: step.kind,
			at: step.at,
			digest: digestStep(step)
		})),
		phaseMs: {
			baseline: scenario.baselineMs,
			method: scenario.methodMs
		},
		recovery: {
			withinMs: scenario.recovery.withinMs,
			stableForMs: scenario.recovery.stableForMs,
			tolerances: scenario.recovery.tolerances
		},
		collateral: scenario.blastRadius?.collateral
	});
	try {
		const opened = await openProbes(scenario, probeContext, signal);
		start(opened);
		return opened;
	} catch (error) {
		signal.throwIfAborted();
		start();
		return {
			code: "probe-broken",
			message: messageOf(error)
		};
	}
}
// src/judge/first-sign.ts
const latencies = /* @__PURE__ */ new Set([
	"p50",
	"p90",
	"p95",
	"p99",
	"max",
	"mean"
]);
/**
* Takes the events of one experiment and says, once, when something first speaks against its hypothesis, and what: a failed
* or too slow sample under fault, a step that failed, a fault that is not proven, residue. It judges nothing: what speaks
* against a hypothesis may still be tolerated.
*/
function watchForFirstSign() {
	let probes = [];
	let phase;
	let found = false;
	const read = (event) => {
		switch (event.type) {
			case "experiment-started":
				probes = event.steadyState;
				return;
			case "phase-started":
				phase = event.phase;
				return;
			case "s": {
				const probe = probes[event.p];
				if (!probe || phase === void 0 || phase === "baseline") return void 0;
				if (event.r === "fail") return `"${probe.name}" failed: ${event.why ?? "no reason given"}`;
				return event.r === "ok" && event.ms > slowest(probe) ? `"${probe.name}" took ${event.ms} ms` : void 0;
			}
			case "step-ended": return event.status === "failed" ? `step ${event.index + 1} ${event.kind} failed: ${event.message}` : void 0;
			case "fault-injected": return event.receipt.landed ? void 0 : `${event.kind} is not proven: ${event.receipt.evidence}`;
			case "residue": return `residue: ${event.object}: ${event.difference}`;
			default: return;
		}
	};
	return (event) => {
		const sign = found ? void 0 : read(event);
		found ||= sign !== void 0;
		return sign;
	};
}
/** The longest that any tolerance of the method wants an answer to take, in ms. A mesh has no latency of its own. */
function slowest({ tolerances, kind }) {
	const limits = tolerances.filter(({ metric, operator, phases }) => latencies.has(metric) && operator.startsWith("<") && phases.includes("method")).map(({ value }) => value);
	return kind === "probeGoldpinger" || limits.length === 0 ? Number.POSITIVE_INFINITY : Math.max(...limits);
}
// src/first-failure.ts
const timeoutMs = 1e4;
/** A probe notices a crash before the kubelet has told the API server of it. */
const settleMs = 1e3;
/** A nightly run of a hundred repetitions needs no hundred folders. */
const maxExperiments = 10;
/**
* Saves evidence of an experiment below `logs/first-failure-N`, once, as soon as there is a sign of failure: events are
* still there then, and pods that will be replaced. It does not hold the experiment up; disposing waits until it is saved.
*/
function watchForFirstFailure(run, kubernetes, options) {
	const read = watchForFirstSign();
	const name = `first-failure-${options.experiment + 1}`;
	const folder = join(run.folder.logs, name);
	let saved;
	const save = async (sign, t) => {
		const signal = AbortSignal.any([run.signal, AbortSignal.timeout(timeoutMs)]);
		try {
			await setTimeout$1(settleMs, void 0, { signal: run.signal });
			const files = await collectEvidence(kubernetes, signal, options.goldpingers);
			await mkdir(folder, { recursive: true });
			const head = `${new Date(run.clock.startedAt.getTime() + t).toISOString()}, ${Math.round(t)} ms after the run began: ${sign}\n\n`;
			for (const [index, { file, text }] of files.entries()) await writeFile(join(folder, file), index === 0 ? head + text : text);
			run.say("progress", `evidence of the first failure is in logs/${name}`);
		} catch (error) {
			if (run.signal.aborted) return;
			run.say("warning", `no evidence of the first failure could be saved: ${messageOf(error)}`);
		}
	};
	return {
		record(event) {
			run.record(event);
			if (options.experiment >= maxExperiments) return;
			const sign = read(event);
			if (sign !== void 0) saved = save(sign, run.clock.now());
		},
		async discard() {
			await saved;
			await rm(folder, {
				recursive: true,
				force: true
			});
		},
		async [Symbol.asyncDispose]() {
			await saved;
		}
	};
}
// src/run-order.ts
/**
* Every experiment of a run, in its order: `runs` passes over all scenarios, each in the order of the files, or shuffled
* by the seed (`random`), so that the same seed gives the same order.
*/
function orderExperiments(scenarios, { runs, strategy }, seed) {
	return Array.from({ length: runs }, (_, run) => {
		return (strategy === "random" ? shuffle(scenarios, seed, run) : scenarios).map((scenario) => ({
			name: runs > 1 ? `${scenario.name} (run ${run + 1})` : scenario.name,
			scenario,
			run
		}));
	}).flat();
}
/** The pause before a run, in milliseconds, by the seed; none before the first. */
function pauseBefore(run, { betweenRuns }, seed) {
	if (run === 0 || !betweenRuns) return 0;
	const { minMs, maxMs } = betweenRuns;
	return minMs + createRandom(seed, "pause between runs", run).next() * (maxMs - minMs);
}
/** As the journal announces them. */
function announceExperiments(planned) {
	return planned.map(({ name, scenario: { at } }) => ({
		name,
		at
	}));
}
/** Fisher and Yates. */
function shuffle(scenarios, seed, run) {
	const random = createRandom(seed, "order of scenarios", run);
	const shuffled = [...scenarios];
	for (let last = shuffled.length - 1; last > 0; last--) {
		const other = Math.floor(random.next() * (last + 1));
		[shuffled[last], shuffled[other]] = [shuffled[other], shuffled[last]];
	}
	return shuffled;
}
// src/stop-button.ts
const annotation = "chaos-gate.io/stop";
const namespace = "default";
const collection = `/api/v1/namespaces/${namespace}/configmaps`;
/**
* Puts a ConfigMap of the run into the cluster: whoever may write there can stop the run by an annotation, as SIGINT does,
* without a way to the machine it runs on. Taken away when disposed; its undo is written ahead. Where the API does not
* allow it, there is no such button, and the journal says so.
*/
async function installStopButton(run, kubernetes) {
	const name = `chaos-gate-run-${randomBytes(4).toString("hex")}`;
	const entry = {
		type: "undo",
		id: "stop-button",
		experiment: -1,
		description: `delete ConfigMap ${namespace}/${name}`,
		operation: {
			kind: "deleteObjects",
			paths: [`${collection}/${name}`]
		}
	};
	run.undoJournal.write(entry);
	try {
		await create(name, run, kubernetes);
	} catch (error) {
		if (!(error instanceof ApiFailure)) throw error;
		run.undoJournal.write({
			type: "done",
			id: entry.id
		});
		run.say("progress", `there is no stop button in the cluster: ${messageOf(error)}`);
		return { async [Symbol.asyncDispose]() {} };
	}
	run.say("progress", `to stop this run: kubectl -n ${namespace} annotate configmap ${name} ${annotation}=yes`);
	const stop = new AbortController();
	const watching = watch(name, run, kubernetes, stop.signal);
	return { async [Symbol.asyncDispose]() {
		stop.abort();
		await watching;
		await undoEntry(entry, run.undoJournal, kubernetes);
	} };
}
async function create(name, { clock, signal }, kubernetes) {
	await readJson(kubernetes, {
		method: "POST",
		path: collection,
		body: {
			apiVersion: "v1",
			kind: "ConfigMap",
			metadata: {
				name,
				labels: { [gateLabel]: "run" }
			},
			data: { startedAt: clock.startedAt.toISOString() }
		},
		asking: `ConfigMap ${namespace}/${name}`,
		signal
	});
}
async function watch(name, run, kubernetes, stop) {
	const target = {
		path: collection,
		fieldSelector: `metadata.name=${name}`,
		asking: `ConfigMap ${namespace}/${name}`
	};
	try {
		await watchObjects(kubernetes, target, AbortSignal.any([run.signal, stop]), (event) => {
			const found = event.type === "listed" ? event.objects[0] : event.object;
			if (event.type !== "deleted" && found?.metadata?.annotations?.[annotation] !== void 0) run.stop(new Interrupted("SIGINT", `the annotation ${annotation}`));
		});
	} catch (error) {
		run.say("warning", `the stop button does not work any more: ${messageOf(error)}`);
	}
}
// src/gate.ts
/**
* The whole job: cluster up, app deployed, experiments, verdict, reports.
* Throws InvalidInput before anything is touched. Whatever goes wrong later is in the result, after undo;
* only a journal that cannot be written (full disk) still throws, as InfrastructureFailure.
*/
async function runGate(options, surface) {
	const suite = await loadWishes(options);
	await checkCluster(suite.cluster, options);
	const folder = await prepareOutputFolder(options.out);
	try {
		var _usingCtx$1 = _usingCtx();
		const run = _usingCtx$1.u(openRun(folder, {
			...options,
			signal: surface.signal,
			onEvent: (event) => surface.onEvent(event)
		}));
		const started = announce(run, suite, options);
		const stopped = await attempt(run, async () => {
			try {
				var _usingCtx3 = _usingCtx();
				const cluster = _usingCtx3.a(await bringUp(run, suite.cluster, options, suite.app.images));
				const kubernetes = await accessCluster(cluster, run.signal);
				await introduce$1(run, cluster, kubernetes);
				_usingCtx3.a(await installStopButton(run, kubernetes));
				await requirePermissions(run, suite, cluster, kubernetes);
				let verdict = "inconclusive";
				try {
					const appNamespaces = await deployApp(run, suite.app, cluster, kubernetes, options.deployTimeoutMs);
					verdict = await experiment(run, suite, options, started, {
						cluster,
						kubernetes,
						appNamespaces
					});
				} finally {
					if (verdict !== "upheld") await saveEvidence(run, cluster, kubernetes, goldpingersOf(suite));
				}
			} catch (_) {
				_usingCtx3.e = _;
			} finally {
				await _usingCtx3.d();
			}
		});
		run.record({
			type: "run-ended",
			t: run.clock.now(),
			...stopped && { stopped }
		});
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
	return await writeReports(folder);
}
async function experiment(run, suite, options, announced, site) {
	const { config } = suite;
	const { cluster, kubernetes } = site;
	const scenarios = await gatherScenarios(suite, options.scenarios, kubernetes, run.signal);
	if (config.scenariosFromCluster) await requirePermissions(run, {
		...suite,
		scenarios
	}, cluster, kubernetes);
	const planned = orderExperiments(scenarios, config, announced.seed);
	const started = {
		...announced,
		experiments: announceExperiments(planned)
	};
	if (config.scenariosFromCluster) run.record({
		type: "experiments-planned",
		t: run.clock.now(),
		experiments: started.experiments
	});
	const verdicts = [];
	for (const [index, { scenario, run: pass }] of planned.entries()) try {
		var _usingCtx4 = _usingCtx();
		if (index > 0 && planned[index - 1]?.run !== pass) await pauseBetweenRuns(run, pass, config, started.seed);
		const failure = _usingCtx4.a(watchForFirstFailure(run, kubernetes, {
			experiment: index,
			goldpingers: goldpingersOf({ scenarios: [scenario] })
		}));
		const verdict = await runExperiment({
			...run,
			record: failure.record,
			started,
			experiment: index,
			run: pass,
			scenario,
			seed: started.seed,
			legacy: options.compat === "legacy",
			...site,
			receiptTimeoutMs: 2e4,
			async describeStop(error) {
				if (causeOf(error) instanceof InfrastructureFailure) await awaitNews(cluster);
				return describeStop(error, run);
			}
		});
		if (verdict === "upheld") await failure.discard();
		verdicts.push(verdict);
		if (verdict !== "upheld" && config.exitStrategy === "fail-fast") {
			run.say("notice", `exitStrategy fail-fast: "${planned[index]?.name}" was not upheld, nothing more is run`);
			break;
		}
	} catch (_) {
		_usingCtx4.e = _;
	} finally {
		await _usingCtx4.d();
	}
	return combineVerdicts(verdicts);
}
async function pauseBetweenRuns(run, pass, config, seed) {
	const ms = pauseBefore(pass, config, seed);
	if (ms === 0) return;
	run.say("progress", `pausing ${(ms / 1e3).toFixed(1)} s before run ${pass + 1}`);
	await sleep(ms, run.signal);
}
function announce(run, suite, options) {
	const { config, scenarios } = suite;
	const seed = options.seed ?? config.seed ?? randomInt(2 ** 31);
	const started = {
		type: "run-started",
		t: 0,
		journalVersion: 1,
		tool: {
			name: "chaos-gate",
			version
		},
		startedAt: run.clock.startedAt.toISOString(),
		seed,
		compat: options.compat,
		failOn: options.failOn,
		exitStrategy: config.exitStrategy ?? "report",
		files: suite.files,
		flags: flagsOf(options),
		experiments: announceExperiments(orderExperiments(scenarios, config, seed))
	};
	run.record(started);
	const findings = suite.findings.filter(({ code }) => options.compat === "legacy" || !code.startsWith("compat-"));
	for (const { at, message } of findings) run.say("notice", at ? `${at.file}:${at.line}:${at.column}: ${message}` : message);
	return started;
}
/** Runs, and turns whatever ends it early into the reason that the journal holds. Wrong input stays what it is: exit 3. */
async function attempt(run, job) {
	try {
		await job();
		return;
	} catch (error) {
		if (error instanceof InvalidInput) throw error;
		return describeStop(error, run);
	}
}
export { runGate as t };
