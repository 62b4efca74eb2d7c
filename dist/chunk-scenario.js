import { a as formatDuration } from "./chunk-share.js";
import { c as measurementMs, f as atLeast, p as atMost } from "./chunk-network-measurement.js";
import { a as rangeOf, i as neverHolds, n as leastValueOf, r as neverFails, t as canFail } from "./chunk-range-bounds.js";
import { n as literalNamespaces, s as sampleSize } from "./chunk-namespace-pattern.js";
import { t as require_dist } from "./chunk-dist.js";
import { A as looseObject, B as unknown, F as record, K as userProbes, L as string, T as array, V as toJSONSchema, _ as nearest, a as readYaml, b as limits, j as number, k as literal, l as expandNodes, n as formatValue, o as tokensOf, w as _enum, y as TooMuch } from "./chunk-tolerance.js";
import { a as tolerancePlaces, i as fileSchema, n as parseSuite, o as toConfig, r as flagWordPattern, t as decodeText } from "./chunk-decode-text.js";
import { t as matchPods } from "./chunk-match-pods.js";
import { n as formatLabelSelector } from "./chunk-label-selector.js";
import { i as InvalidInput } from "./chunk-errors.js";
import { t as _usingCtx } from "./chunk-usingCtx.js";
import { open, readdir, stat } from "node:fs/promises";
import { dirname, join, resolve } from "node:path";
// src/scenario/findings/finding.ts
/** Every kind of finding, by its code. (Differences to PowerfulSeal have codes of their own.) */
const findingKinds = {
	"byte-order-mark": {
		severity: "note",
		meaning: "The file begins with a byte order mark."
	},
	"runs-unset": {
		severity: "note",
		meaning: "A `runStrategy` without `runs`: PowerfulSeal would never end."
	},
	"repeated-name": {
		severity: "warning",
		meaning: "Two scenarios have the same name."
	},
	"empty-choice": {
		severity: "error",
		meaning: "Matches or filters that leave nothing, ever."
	},
	"empty-runs": {
		severity: "warning",
		meaning: "A probability leaves some runs with nothing to hit."
	},
	"namespace-pattern": {
		severity: "note",
		meaning: "A pattern that PowerfulSeal would read otherwise."
	},
	"unobserved-fault": {
		severity: "warning",
		meaning: "A fault that no steady state watches."
	},
	"steady-state-elsewhere": {
		severity: "warning",
		meaning: "No probe looks where the targets are."
	},
	"tolerance-cannot-fail": {
		severity: "warning",
		meaning: "A tolerance that holds whatever happens."
	},
	"tolerance-cannot-hold": {
		severity: "error",
		meaning: "A tolerance that nothing can meet."
	},
	"exact-share": {
		severity: "warning",
		meaning: "A share that has to be met exactly: 100% would fail it."
	},
	"failures-tolerated": {
		severity: "warning",
		meaning: "Only durations are bounded, and failures have none."
	},
	"outage-unseen": {
		severity: "warning",
		meaning: "A probe slower than the outage that it has to see."
	},
	"fault-not-measured": {
		severity: "warning",
		meaning: "A fault that is over before its proof is."
	},
	"recovery-unwatched": {
		severity: "error",
		meaning: "No tolerance holds in the recovery."
	},
	"stage-unseen": {
		severity: "error",
		meaning: "A bounded stage of the recovery that no probe looks for."
	},
	"retries-mask": {
		severity: "warning",
		meaning: "Retries hide the failures that were looked for."
	},
	"fault-without-end": {
		severity: "warning",
		meaning: "A fault that nobody ends."
	},
	"fault-ends-at-once": {
		severity: "warning",
		meaning: "A fault that is taken back before anything can be seen."
	},
	"missing-undo": {
		severity: "warning",
		meaning: "A change that nobody takes back."
	},
	"wait-instead-of-recovery": {
		severity: "note",
		meaning: "A fixed wait where `recovery` would measure."
	},
	"selector-without-pods": {
		severity: "warning",
		meaning: "No manifest of `app:` has pods that a step's matches find."
	},
	"unknown-service": {
		severity: "warning",
		meaning: "A probe of a Service that no manifest of `app:` has."
	},
	"rounded-up": {
		severity: "note",
		meaning: "A ratio of less than one pod, which is rounded up to one."
	},
	"blast-radius-too-small": {
		severity: "error",
		meaning: "The blast radius allows less than the steps would hit."
	},
	"image-not-available": {
		severity: "warning",
		meaning: "An image that the cluster cannot have."
	},
	"manifests-not-read": {
		severity: "note",
		meaning: "Manifests that could not be rendered here."
	}
};
/** A finding with the severity of its kind. */
function finding(code, at, message, fix) {
	return {
		code,
		at,
		severity: findingKinds[code].severity,
		message,
		...fix && { fix }
	};
}
/** What the documentation and code scanning say of a code. */
function meaningOf(code) {
	return Object.hasOwn(findingKinds, code) ? findingKinds[code].meaning : code.replaceAll("-", " ");
}
// src/scenario/findings/config-findings.ts
/** `runs` left open is one run here, and no end in PowerfulSeal. */
function configFindings({ config, root }) {
	if (!config.runStrategy || config.runStrategy.runs !== void 0) return [];
	const at = root.at("config", "runStrategy");
	return [finding("runs-unset", at.keyPosition, "`runs` is not set: one run (PowerfulSeal would go on for ever)", withFirstKey(at, "runs: 1"))];
}
/** Puts an entry before the first one of a map, in the map's own style; undefined where the map does not begin with it. */
function withFirstKey(map, entry) {
	const { text } = map.source;
	const [first] = Object.keys(map.value ?? {});
	if (first === void 0 || text.startsWith("*")) return void 0;
	const from = map.at(first).keyPosition;
	if (!(text.startsWith("{") || from.line === map.position.line && from.column === map.position.column)) return void 0;
	const lineEnd = text.includes("\r\n") ? "\r\n" : "\n";
	return {
		from,
		to: from,
		text: `${entry}${text.startsWith("{") ? ", " : `${lineEnd}${" ".repeat(from.column - 1)}`}`
	};
}
// src/scenario/findings/detection.ts
/**
* The shortest outage that a probe is sure to see, in milliseconds: it looks only so often, and Goldpinger's view is only
* as fresh as its own pings.
*/
function detectionFloorMs(probe) {
	return probe.kind === "probeGoldpinger" ? Math.max(probe.everyMs, probe.refreshMs) : probe.everyMs;
}
// src/scenario/findings/faults.ts
/** Actions that disturb nothing; any other is a fault. */
const harmless = /* @__PURE__ */ new Set([
	"checkPodCount",
	"checkPodState",
	"start",
	"wait"
]);
/** Whether a step's fault lasts until somebody takes it back. */
function isLasting(step) {
	return "durationMs" in step;
}
/** Whether a step disturbs something that a steady state could notice. */
function isFault(step) {
	if (step.kind === "podAction" || step.kind === "nodeAction") return step.actions.some(({ kind }) => !harmless.has(kind));
	return isLasting(step) || step.kind === "clone" && step.servicesToRetarget.length > 0;
}
/** How long the method goes on after a step by what is written, in milliseconds. */
function pausesAfter({ steps, methodMs }, step) {
	return methodMs + steps.slice(steps.indexOf(step) + 1).reduce((ms, next) => ms + lengthOf$1(next), 0);
}
function lengthOf$1(step) {
	if (step.kind === "wait") return step.ms;
	if (isLasting(step)) return step.durationMs ?? 0;
	if (step.kind === "nodeAction") return step.actions.reduce((ms, action) => {
		if (action.kind === "limits") return ms + (action.durationMs ?? 0);
		return ms + (action.kind === "wait" ? action.ms : 0);
	}, 0);
	return ("actions" in step && Array.isArray(step.actions) ? step.actions : []).reduce((ms, action) => ms + (action.ms ?? 0), 0);
}
// src/scenario/findings/detection-findings.ts
/**
* Pods that were killed are missed for 0.3 s on the embedded cluster, and for 0.6 to 1.1 s on a kind cluster
* (a request every 50 ms, pods with a readiness probe every second).
*/
const killOutageMs = 500;
/** Probes, or sentinels, that are too slow for what they are asked about, or for the fault that they are to watch. */
function detectionFindings({ steadyState, steps }) {
	return [
		...steadyState.flatMap(slowForItsTolerance),
		...steps.flatMap((step) => [...unseenFault(step, steadyState), ...unmeasuredFault(step)]),
		...unseenKill(steps, steadyState)
	];
}
function slowForItsTolerance({ name, probe, tolerances }) {
	const floorMs = detectionFloorMs(probe);
	return tolerances.flatMap(({ metric, operator, value, expression, at }) => {
		if (!(metric === "outage" && operator.startsWith("<") && value > 0) || floorMs <= value) return [];
		return [finding("outage-unseen", at, `\`${expression}\`: "${name}" could not have seen an outage shorter than ${seconds(floorMs)}`)];
	});
}
/**
* A fault that is over before the fastest probe is sure to have looked: where none did, the judge concludes nothing. Probes
* that ask nothing of the method do not count.
*/
function unseenFault(step, steadyState) {
	const lastsMs = isLasting(step) ? step.durationMs : void 0;
	const watching = steadyState.filter(({ probe, tolerances }) => tolerances.some((each) => each.phases.includes("method") && canFail(each, leastValueOf(probe))));
	const floorMs = Math.min(...watching.map(({ probe }) => detectionFloorMs(probe)));
	if (lastsMs === void 0 || watching.length === 0 || floorMs <= lastsMs) return [];
	const message = `the fault lasts ${formatDuration(lastsMs)}, and no probe could have seen an outage shorter than ${seconds(floorMs)}`;
	return [finding("outage-unseen", step.at, message)];
}
/**
* One of all kills of a scenario is enough to say that nobody would see what they do. A mesh is not asked about the pods that
* are killed: their edges are excused.
*/
function unseenKill(steps, steadyState) {
	const kill = steps.flatMap((step) => step.kind === "podAction" ? step.actions.filter(endsProcesses) : []).at(0);
	const probes = steadyState.flatMap(({ probe }) => probe.kind === "probeGoldpinger" ? [] : [probe]);
	const floorMs = Math.min(...probes.map(detectionFloorMs));
	if (!kill || probes.length === 0 || floorMs <= killOutageMs) return [];
	const message = `pods that are killed may be back within ${seconds(killOutageMs)}, and no probe could have seen an outage shorter than ${seconds(floorMs)}; \`every: 50ms\` would`;
	return [finding("outage-unseen", kill.at, message)];
}
function endsProcesses(action) {
	return action.kind === "kill" || action.kind === "killContainer" && ["SIGKILL", "SIGTERM"].includes(action.signal);
}
/** A network fault that is over before its sentinel has measured it is never proven. */
function unmeasuredFault(step) {
	if (step.kind !== "networkAction" || step.durationMs === void 0) return [];
	const neededMs = measurementMs(step);
	if (neededMs <= step.durationMs) return [];
	const message = `the fault lasts ${formatDuration(step.durationMs)}, and the sentinel that proves it needs ${seconds(neededMs)} at least: it is never proven`;
	return [finding("fault-not-measured", step.at, message)];
}
/** `2.5 s`, `50 ms`. */
function seconds(ms) {
	return ms < 1e3 ? `${ms} ms` : `${Math.round(ms) / 1e3} s`;
}
// src/scenario/findings/fault-findings.ts
/** Faults that nothing watches, that nobody ends, or that end before anything is seen; changes that nobody takes back. */
function faultFindings(scenario) {
	return [...unobserved(scenario), ...scenario.steps.flatMap((step) => {
		if (step.kind === "podAction") return endless(step, scenario);
		if (step.kind === "nodeAction") return [...endless(step, scenario), ...executed(step)];
		if (step.kind === "kubectl") return leftBehind(step, scenario);
		return step.kind === "alertManagerAction" ? leftMute(step, scenario) : takenBack(step, scenario);
	})];
}
function unobserved({ steps, steadyState }) {
	const faulty = steps.find(isFault);
	if (!faulty || steadyState.length > 0) return [];
	return [finding("unobserved-fault", faulty.at, "a fault without `steadyState`: the steps alone are judged, nothing watches the app meanwhile")];
}
/** A node that nobody starts again is no residue, because the user asked for it; all the more it has to be said. */
function endless(step, scenario) {
	return step.actions.flatMap((action) => {
		if ((action.kind === "stop" || action.kind === "stopHost") && !action.autoRestart) return [finding("fault-without-end", action.at, "`autoRestart: false`: nobody starts the node again, it stays down after the run")];
		if (action.kind !== "killContainer" || action.signal !== "SIGSTOP" || goesOn(scenario, action)) return [];
		return [finding("fault-without-end", action.at, "SIGSTOP freezes the container, and no later step sends SIGCONT: it stays frozen after the run")];
	});
}
/** Whether a later action lets a frozen container go on. */
function goesOn({ steps }, frozen) {
	const actions = steps.flatMap((step) => step.kind === "podAction" ? step.actions : []);
	return actions.slice(actions.indexOf(frozen) + 1).some((action) => action.kind === "killContainer" && action.signal === "SIGCONT");
}
function executed({ actions }) {
	return actions.filter(({ kind }) => kind === "execute").map(({ at }) => finding("missing-undo", at, "what `execute` changes on the node is not put back"));
}
function leftBehind(step, { steps }) {
	const others = steps.filter((other) => other.kind === "kubectl" && other !== step);
	const opposite = (action) => others.some((other) => other.action === action && other.payload === step.payload);
	if (step.action === "delete" && !opposite("apply")) return [finding("missing-undo", step.at, "what `kubectl delete` deletes is not put back")];
	if (step.action === "apply" && !step.autoDelete && !opposite("delete")) return [finding("missing-undo", step.at, "`autoDelete: false`: what is applied stays in the cluster")];
	return [];
}
function leftMute(step, { steps }) {
	const unmuted = steps.slice(steps.indexOf(step)).filter((each) => each.kind === "alertManagerAction").some(({ actions }) => actions.some(({ kind }) => kind === "unmute"));
	return step.actions.flatMap((action) => {
		if (action.kind !== "mute" || action.autoUnmute || unmuted) return [];
		const message = `\`autoUnmute: false\`: alerts stay silenced after the run, ${formatDuration(action.durationMs)} in all`;
		return [finding("missing-undo", action.at, message)];
	});
}
/** Of a fault that lasts: whether somebody takes it back, and late enough. */
function takenBack(step, scenario) {
	if (!isLasting(step)) return [];
	if (step.kind === "commandAction" && !step.undo) return [finding("missing-undo", step.at, "a `commandAction` without `undo`: nobody takes back what it does")];
	if (step.kind === "objectAction" && step.change.kind === "restart" || step.durationMs !== void 0 || pausesAfter(scenario, step) > 0) return [];
	return [finding("fault-ends-at-once", step.at, "the fault is taken back as soon as the steps end; `duration`, a `wait` or `method: { for: 10s }` leaves time to see it")];
}
// src/scenario/findings/payload-objects.ts
var import_dist = require_dist();
const payloadObject = looseObject({
	kind: string(),
	metadata: looseObject({
		name: string().optional(),
		namespace: string().optional()
	}).default({})
});
const list$1 = looseObject({
	kind: string().endsWith("List"),
	items: array(unknown())
});
/** The objects of a payload, Lists taken apart; bounded as scenario files are. What cannot be read is left to the step itself. */
function readPayloadObjects(payload) {
	try {
		return [...new import_dist.Composer({
			uniqueKeys: false,
			merge: false
		}).compose(tokensOf(payload, new import_dist.LineCounter()))].flatMap(({ contents, errors }) => contents && errors.length === 0 ? objectsOf(expandNodes(contents).value) : []);
	} catch (error) {
		if (error instanceof TooMuch) return [];
		throw error;
	}
}
function objectsOf(value) {
	const several = list$1.safeParse(value);
	if (several.success) return several.data.items.flatMap(objectsOf);
	const one = payloadObject.safeParse(value);
	return one.success ? [one.data] : [];
}
// src/scenario/findings/selection-findings.ts
/** What steps choose from: patterns that are read otherwise elsewhere, choices that may be or always are empty. */
function selectionFindings({ steps }) {
	return steps.flatMap((step) => [
		..."matches" in step && step.matches.length === 0 ? [finding("empty-choice", step.at, "no `matches`: nothing is chosen, every run is inconclusive")] : [],
		...matchesOf(step).flatMap(namespaceFindings),
		...filtersOf(step).flatMap(filterFindings),
		...step.kind === "podAction" ? killFindings(step.actions, step.filters) : []
	]);
}
/** The matches of a step that chooses pods. */
function matchesOf(step) {
	return step.kind !== "nodeAction" && "matches" in step ? step.matches : [];
}
/** The filters of a step that chooses. */
function filtersOf(step) {
	return "filters" in step ? step.filters : [];
}
function namespaceFindings({ namespace, at }) {
	if (!namespace.includes("*") || namespace.trim() === "*") return [];
	return [finding("namespace-pattern", at, `the namespace "${namespace}" is matched as a whole, \`*\` for any characters (PowerfulSeal searches it as a regular expression)`)];
}
function filterFindings(filter) {
	const { at } = filter;
	switch (filter.kind) {
		case "probability":
			if (filter.probability === 0) return [never(at, "a probability of 0 chooses nothing")];
			if (filter.probability >= 1) return [];
			return [finding("empty-runs", at, `${percent(1 - filter.probability)} of runs choose nothing: they are inconclusive`)];
		case "randomSample":
			if (filter.size !== void 0 || filter.ratio) return [];
			return [never(at, filter.ratio === 0 ? "a ratio of 0 chooses nothing" : "without `size` and `ratio` none is chosen")];
		case "dayTime": return filter.startSecond > filter.endSecond ? [never(at, "its day ends before it begins")] : [];
		case "property": return [];
	}
}
function never(at, why) {
	return finding("empty-choice", at, `${why}: every run is inconclusive`);
}
/** PowerfulSeal counts a pod that it spared as killed; here such a run is inconclusive. */
function killFindings(actions, filters) {
	return actions.flatMap((action) => {
		if (action.kind !== "kill" || action.probability >= 1) return [];
		const spared = 1 - action.probability;
		if (spared === 1) return [never(action.at, "a probability of 0 kills nothing")];
		const last = filters.at(-1);
		const message = last?.kind === "randomSample" && last.size !== void 0 ? `${last.size > 1 ? "at least " : ""}${percent(spared ** last.size)} of runs kill nothing: they are inconclusive` : `each pod is spared in ${percent(spared)} of runs: one that spares all kills nothing, and is inconclusive`;
		return [finding("empty-runs", action.at, message)];
	});
}
/** `25 %`; of small shares the two digits that say something. */
function percent(share) {
	const value = share * 100;
	return `${value >= 1 ? Math.round(value * 100) / 100 : Number(value.toPrecision(2))} %`;
}
// src/scenario/findings/radius-findings.ts
/** Steps that a blast radius refuses whatever the cluster has: they name no namespace but others than it allows. */
function radiusFindings({ steps, blastRadius }) {
	const allowed = blastRadius?.namespaces;
	if (!allowed) return [];
	const refused = (namespaces, what) => {
		const message = `it allows ${allowed.join(", ")}, and a step would ${what} ${[...new Set(namespaces)].join(", ")}: a run is refused`;
		return finding("blast-radius-too-small", blastRadius.at, message);
	};
	return steps.flatMap((step) => {
		if (step.kind === "kubectl") {
			const outside = payloadNamespaces(step).filter((namespace) => !allowed.includes(namespace));
			return outside.length > 0 ? [refused(outside, "change something in")] : [];
		}
		const named = isFault(step) ? chosenNamespaces(step) : [];
		return named.length > 0 && !named.some((each) => allowed.includes(each)) ? [refused(named, "hit pods of")] : [];
	});
}
/** Namespaces of the pods that a step chooses from; none when only a look at the cluster can tell. */
function chosenNamespaces(step) {
	const named = matchesOf(step).map(({ namespace }) => literalNamespaces(namespace));
	return named.every((each) => each !== void 0) ? named.flat() : [];
}
/** Kinds that have no namespace, whatever their metadata say (kubernetes.io/docs/reference/kubernetes-api). */
const clusterScoped = /* @__PURE__ */ new Set([
	"APIService",
	"ClusterRole",
	"ClusterRoleBinding",
	"CustomResourceDefinition",
	"IngressClass",
	"MutatingWebhookConfiguration",
	"Node",
	"PersistentVolume",
	"PriorityClass",
	"RuntimeClass",
	"StorageClass",
	"ValidatingWebhookConfiguration"
]);
/** As far as they are written; an object that names none is in that of the context. */
function payloadNamespaces({ payload }) {
	return readPayloadObjects(payload).flatMap(({ kind, metadata }) => {
		const { name, namespace } = metadata;
		if (clusterScoped.has(kind)) return [];
		return (kind === "Namespace" ? name : namespace) ?? [];
	});
}
// src/scenario/findings/steady-state-findings.ts
/** Steady states that are asked too little, or of which nobody asks whether they come back. */
function steadyStateFindings(scenario) {
	return [
		...elsewhere(scenario),
		...unwatchedRecovery(scenario),
		...unseenUser(scenario)
	];
}
/** Tolerances under `during` alone: nobody looks whether the app comes back. Samples are no matter of the app. */
function unwatchedRecovery({ steps, steadyState }) {
	const tolerances = steadyState.flatMap((probe) => probe.tolerances);
	const isAsked = tolerances.some(({ metric, phases }) => metric !== "samples" && phases.includes("recovery"));
	const isDisturbed = steps.some((step) => isFault(step) || step.kind === "kubectl");
	const [first] = tolerances;
	if (!first || isAsked || !isDisturbed) return [];
	return [finding("recovery-unwatched", first.at, "no tolerance holds in the recovery: every run is inconclusive; `tolerance` holds in all phases, `after` in the recovery")];
}
/** A bound on what users see of the recovery, where nobody looks as they do. */
function unseenUser({ recovery, steadyState }) {
	if (steadyState.some(({ probe }) => userProbes.has(probe.kind))) return [];
	return (recovery.tolerances ?? []).filter(({ stage }) => stage === "user").map(({ expression, at }) => {
		return finding("stage-unseen", at, `\`${expression}\`: no probe looks as a user does (${[...userProbes].join(", ")}): every run is inconclusive`);
	});
}
/** A steady state that looks into other namespaces than those of the targets, with every one of its probes. */
function elsewhere({ steps, steadyState }) {
	const [first] = steadyState;
	const targeted = targetedNamespaces(steps.filter(isFault));
	if (!first || !targeted) return [];
	const watched = steadyState.map(({ probe }) => namespaceOf(probe));
	if (watched.some((namespace) => namespace === void 0 || targeted.has(namespace))) return [];
	const message = `no probe looks into ${list([...targeted])}, where the targets are: all of them look into ${list(watched)}`;
	return [finding("steady-state-elsewhere", first.at, message)];
}
/** Where faults hit; undefined when it cannot be told, or is no namespace: what hits nodes may be noticed anywhere. */
function targetedNamespaces(faults) {
	const matches = faults.map(matchesOf);
	const hitsHosts = faults.some((step) => step.kind === "podAction" && step.actions.some(({ kind }) => kind === "stopHost"));
	if (faults.length === 0 || hitsHosts || matches.some(({ length }) => length === 0)) return void 0;
	const names = matches.flat().map(({ namespace }) => literalNamespaces(namespace));
	return names.every((each) => each !== void 0) ? new Set(names.flat()) : void 0;
}
/** The one namespace that a probe looks into; undefined when it cannot be told. */
function namespaceOf(probe) {
	if (probe.kind === "probeGoldpinger" || probe.kind === "probeKubernetes") return probe.namespace;
	if (probe.kind === "probePrometheus") return void 0;
	return "target" in probe && "service" in probe.target ? probe.target.service.namespace : void 0;
}
function list(names) {
	return [...new Set(names)].join(", ");
}
// src/scenario/findings/step-findings.ts
/** Steps after a fault that hide what it did: attempts that are repeated until one works, waits of a guessed length. */
function stepFindings({ steps }, compat) {
	const firstFault = steps.findIndex(isFault);
	if (firstFault < 0) return [];
	const after = steps.slice(firstFault);
	return [...after.flatMap((step) => {
		if (step.kind === "probeHTTP") return compat === "legacy" ? retriedRequests(step) : [];
		return step.kind === "podAction" ? retriedChecks(step) : [];
	}), ...guessedWaits(after)];
}
function retriedRequests({ at, retries, delayMs }) {
	if (retries === void 0 || retries < 2) return [];
	const hidden = formatDuration((retries - 1) * delayMs);
	return [finding("retries-mask", at, `${retries - 1} of ${retries} attempts of a request may fail: this could not have seen an outage shorter than ${hidden}`)];
}
function retriedChecks({ actions, retries }) {
	const check = actions.find(({ kind }) => kind === "checkPodCount" || kind === "checkPodState");
	if (!retries || !check) return [];
	const message = `a check that is tried ${retries.kind === "retriesTimeout" ? `for up to ${formatDuration(retries.timeoutMs)}` : `${retries.count} times`} passes however long it took; \`recovery: { within: … }\` bounds and measures it`;
	return [finding("retries-mask", check.at, message)];
}
/** A wait between the last fault and the checks of what it did: what is waited for is the recovery. */
function guessedWaits(after) {
	const lastFault = after.findLastIndex(isFault);
	const fault = after[lastFault];
	if (!fault || isLasting(fault) || fault.kind === "nodeAction") return [];
	const rest = after.slice(lastFault + 1);
	const wait = rest.find((step) => step.kind === "wait");
	if (!wait || !rest.slice(rest.indexOf(wait) + 1).some(isCheck)) return [];
	const length = formatDuration(wait.ms);
	const message = `the checks after this wait pass or fail by its ${length}; a steady state with \`recovery: { within: ${length} }\` ends as soon as it is back, and measures it`;
	return [finding("wait-instead-of-recovery", wait.at, message)];
}
function isCheck(step) {
	return step.kind === "probeHTTP" || step.kind === "podAction" && !isFault(step);
}
// src/scenario/findings/contradictions.ts
/** Two bounds of a metric in the same phase that leave nothing between them. */
function contradictions(tolerances) {
	return tolerances.flatMap((second, index) => {
		const first = tolerances.slice(0, index).find((other) => contradict(other, second));
		if (!first) return [];
		const message = `\`${second.expression}\` and \`${first.expression}\` cannot both hold in the ${sharedPhase(first, second)}`;
		return [finding("tolerance-cannot-hold", second.at, message)];
	});
}
function contradict(a, b) {
	return a.metric === b.metric && sharedPhase(a, b) !== void 0 && (excludes(a, b) || excludes(b, a));
}
function sharedPhase(a, b) {
	return a.phases.find((phase) => b.phases.includes(phase));
}
/** Whether nothing that meets `limit`, an exact value or a lower bound, can meet `other`. */
function excludes(limit, other) {
	const { operator, value } = limit;
	if (operator === "==") return neverHolds[other.operator](other.value, value, value);
	if (!operator.startsWith(">") || !other.operator.startsWith("<")) return false;
	return operator === ">" && other.value === value || neverHolds[other.operator](other.value, value, Number.POSITIVE_INFINITY);
}
// src/scenario/findings/exact-share-fix.ts
/** Writes `>=` where a share was asked for exactly; undefined where it is not written out at its place. */
function withAtLeast(tolerance, probe) {
	const { metric, value, unit } = tolerance;
	const limit = `>= ${formatValue(value, unit)}`;
	for (const place of tolerancePlaces) {
		const written = probe.at(place);
		if (written.value === void 0) continue;
		const keyed = written.at(metric);
		if (isAt(keyed.keyPosition, tolerance) && isPlain(keyed)) return replace(keyed, `"${limit}"`);
		const item = (Array.isArray(written.value) ? written.value.map((_, index) => written.at(index)) : [written]).find((each) => isAt(each.position, tolerance) && typeof each.value === "string" && isPlain(each));
		if (item) return replace(item, item.source.text.replace(String(item.value), `${metric} ${limit}`));
	}
}
function isAt({ line, column }, { at }) {
	return line === at.line && column === at.column;
}
/** Written as it is meant: no alias, no expression, no escapes, on one line. */
function isPlain({ value, source }) {
	return [
		String(value),
		`"${value}"`,
		`'${value}'`
	].includes(source.text);
}
function replace(at, text) {
	return {
		from: at.position,
		to: at.source.end,
		text
	};
}
// src/scenario/method-duration.ts
/** How long a second source has to prove a fault, and a kubectl command to end. */
const receiptMs = 2e4;
const kubectlMs = 6e4;
/**
* How long the steps take by what is written, and `method.for`: one after another, faults that last go on beside them, and
* the method waits for their ends. `targetsOf` says how many pods a step hits. Pure.
*/
function methodDuration({ steps, methodMs }, targetsOf) {
	let [leastMs, mostMs] = [0, 0];
	let [leastEndMs, mostEndMs] = [methodMs, methodMs];
	for (const [index, step] of steps.entries()) {
		const bounds = stepBounds(step, Math.max(1, targetsOf(index)));
		leastMs += bounds.leastMs;
		mostMs += bounds.mostMs;
		const lastsMs = lengthOf(step);
		leastEndMs = Math.max(leastEndMs, leastMs + lastsMs);
		mostEndMs = Math.max(mostEndMs, mostMs + lastsMs);
	}
	return {
		leastMs: leastEndMs,
		mostMs: mostEndMs
	};
}
/** How long the fault of a step lasts by what is written. */
function lengthOf(step) {
	if (step.kind === "nodeAction") return Math.max(0, ...step.actions.map((action) => action.kind === "limits" ? action.durationMs ?? 0 : 0));
	return "durationMs" in step ? step.durationMs ?? 0 : 0;
}
function stepBounds(step, targets) {
	switch (step.kind) {
		case "wait": return {
			leastMs: step.ms,
			mostMs: step.ms
		};
		case "podAction":
		case "nodeAction": return withRetries(sum$1(step.actions.map((action) => actionBounds(action, targets))), step.retries);
		case "probeHTTP": return {
			leastMs: 0,
			mostMs: step.count * (step.retries ?? 3) * (step.probe.timeoutMs + step.delayMs)
		};
		case "kubectl": return {
			leastMs: 0,
			mostMs: kubectlMs
		};
		case "clone": return {
			leastMs: 0,
			mostMs: step.readyWithinMs + receiptMs
		};
		default: return {
			leastMs: 0,
			mostMs: receiptMs
		};
	}
}
function actionBounds(action, targets) {
	switch (action.kind) {
		case "wait": return {
			leastMs: action.ms,
			mostMs: action.ms
		};
		case "checkPodCount":
		case "checkPodState": return {
			leastMs: 0,
			mostMs: 0
		};
		case "kill":
		case "killContainer": {
			const leastMs = (action.times - 1) * action.intervalMs + (targets - 1) * action.staggerMs;
			return {
				leastMs,
				mostMs: leastMs + action.times * receiptMs
			};
		}
		case "drain": return {
			leastMs: 0,
			mostMs: action.timeoutMs + receiptMs
		};
		default: return {
			leastMs: 0,
			mostMs: receiptMs
		};
	}
}
function withRetries(attempt, retries) {
	if (!retries) return attempt;
	if (retries.kind === "retriesTimeout") return {
		...attempt,
		mostMs: retries.timeoutMs + attempt.mostMs
	};
	return {
		...attempt,
		mostMs: retries.count * attempt.mostMs + (retries.count - 1) * retries.sleepMs
	};
}
function sum$1(bounds) {
	return {
		leastMs: bounds.reduce((ms, { leastMs }) => ms + leastMs, 0),
		mostMs: bounds.reduce((ms, { mostMs }) => ms + mostMs, 0)
	};
}
// src/scenario/findings/outage-bounds.ts
/** Where a bare tolerance stands behind it, it is there to let the fault show in the method; nothing is to show afterwards. */
function isExcuse(phases) {
	return !phases.includes("baseline") && !phases.includes("recovery");
}
/** A bound of outages that is longer than the phases it is held in: an app that never answers would not break it. */
function unreachableOutage({ metric, operator, value, expression, phases, at }, scenario) {
	const methodMs = metric === "outage" && operator.startsWith("<") && !isExcuse(phases) ? longestMethodMs(scenario) : void 0;
	if (methodMs === void 0) return [];
	const { baselineMs, recovery, steadyState } = scenario;
	const longestMs = {
		baseline: Math.max(baselineMs, sampledMs(steadyState)),
		method: methodMs,
		recovery: Math.max(recovery.stableForMs, ...steadyState.map(({ probe }) => probe.everyMs))
	};
	const mostMs = Math.max(...phases.map((phase) => longestMs[phase]));
	if (!neverFails[operator](value, 0, mostMs)) return [];
	return [finding("tolerance-cannot-fail", at, `\`${expression}\` cannot fail: it is held in no more than ${formatDuration(mostMs)} at once`)];
}
/** undefined: nothing is disturbed, or it depends on how many pods there are. */
function longestMethodMs(scenario) {
	const { steps, steadyState } = scenario;
	if (!steps.some((step) => isFault(step) || step.kind === "kubectl")) return void 0;
	if (steps.some((step) => step.kind === "podAction" && step.actions.some(isStaggered))) return void 0;
	return Math.max(methodDuration(scenario, () => 1).mostMs, sampledMs(steadyState));
}
function isStaggered(action) {
	return "staggerMs" in action && action.staggerMs > 0;
}
/** As long as a phase goes on for the samples that each probe needs, should some of them be late. */
function sampledMs(steadyState) {
	return 3 * Math.max(0, ...steadyState.map(({ probe, minSamples }) => minSamples * probe.everyMs + probe.timeoutMs));
}
// src/scenario/findings/tolerance-findings.ts
/**
* Tolerances that say less than they seem to, or ask for what cannot be. `at` is the probe's place in the file; outages
* are held against the longest that `scenario` may last.
*/
function toleranceFindings(probe, at, scenario) {
	const alone = probe.tolerances.map((tolerance) => bounds(tolerance, probe, at));
	return [
		...alone.flat(),
		...probe.tolerances.flatMap((tolerance) => unreachableOutage(tolerance, scenario)),
		...contradictions(probe.tolerances.filter((_, index) => alone[index]?.length === 0)),
		...unboundFailures(probe)
	];
}
function bounds(tolerance, { probe }, place) {
	const { metric, operator, value, unit, expression, phases, at } = tolerance;
	const { least, most, why } = whatCanBe(tolerance, probe);
	if (unit === "share" && operator === "==" && value > 0 && value < 1) return [finding("exact-share", at, `\`${expression}\` is not met by 100% either; \`>=\` may be meant`, withAtLeast(tolerance, place))];
	const atMost = value > least ? why : void 0;
	if (neverFails[operator](value, least, most) && !isExcuse(phases)) return [finding("tolerance-cannot-fail", at, `\`${expression}\` cannot fail: ${atMost ?? "it says nothing"}`)];
	if (!neverHolds[operator](value, least, most)) return [];
	return [finding("tolerance-cannot-hold", at, `\`${expression}\` cannot hold: ${atMost ?? `no ${metric} is ${operator} ${formatValue(value, unit)}`}`)];
}
/** What a metric can be; `why` where the probe itself is the reason. */
function whatCanBe(tolerance, probe) {
	const { metric } = tolerance;
	const whole = {
		...rangeOf(tolerance, leastValueOf(probe)),
		why: void 0
	};
	const perSecond = 1e3 / probe.everyMs;
	if (metric === "rate") return {
		...whole,
		most: perSecond,
		why: `there are ${perSecond} samples a second at most`
	};
	if (durations.has(metric) && probe.kind !== "probeGoldpinger") return {
		...whole,
		most: probe.timeoutMs,
		why: `a sample is ended after its timeout of ${formatDuration(probe.timeoutMs)}`
	};
	return whole;
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
function unboundFailures({ name, at, probe, tolerances }) {
	if (probe.kind === "probeGoldpinger" || tolerances.some(({ metric }) => failures.has(metric))) return [];
	if (!tolerances.some(({ metric }) => durations.has(metric))) return [];
	return [finding("failures-tolerated", at, `"${name}" bounds durations but no failures: a failed sample has none; \`success: ">= 99%"\` would`)];
}
// src/scenario/findings/app/image-reference.ts
/** Reads `node:24`, `ghcr.io/owner/shop:1.2`, `localhost:5000/shop@sha256:…`. */
function readImageReference(image) {
	const [name = "", digest] = image.split("@");
	const [first = "", ...rest] = name.split("/");
	const hasRegistry = rest.length > 0 && (/[.:]/.test(first) || first === "localhost");
	const path = hasRegistry ? rest.join("/") : name;
	const colon = path.lastIndexOf(":");
	const registry = hasRegistry && first !== "index.docker.io" ? first : "docker.io";
	const repository = colon < 0 ? path : path.slice(0, colon);
	return {
		registry,
		repository: registry === "docker.io" && !repository.includes("/") ? `library/${repository}` : repository,
		tag: digest ?? (colon < 0 ? "latest" : path.slice(colon + 1))
	};
}
// src/scenario/findings/app/official-images.ts
/** What Docker Hub holds without an owner (github.com/docker-library/official-images), whose tags may be words alone: `node:lts`. */
const officialImages = new Set(`adminer aerospike almalinux alpine amazoncorretto amazonlinux arangodb archlinux bash buildpack-deps busybox caddy
  cassandra chronograf cirros clickhouse clojure composer couchbase couchdb crate dart debian docker drupal
  eclipse-mosquitto eclipse-temurin elasticsearch elixir emqx erlang fedora flink fluentd gcc ghost golang gradle groovy
  haproxy haskell hello-world httpd ibm-semeru-runtimes influxdb jetty joomla jruby julia kapacitor kibana kong krakend
  liquibase logstash mariadb matomo maven mediawiki memcached mongo mongo-express mysql nats neo4j nextcloud nginx node
  odoo open-liberty openjdk oraclelinux percona perl photon php phpmyadmin postgres pypy python r-base rabbitmq redis
  redmine registry rethinkdb rockylinux ruby rust sapmachine solr sonarqube spark storm swift telegraf tomcat tomee
  traefik ubuntu unit varnish vault websphere-liberty wordpress xwiki zookeeper`.split(/\s+/));
// src/scenario/findings/app/image-findings.ts
/** Images of the app's pods that a cluster of this provider cannot have, as far as the reference tells. */
function imageFindings(app, provider, workloads) {
	const usable = app.images.filter(({ build }) => provider !== "embedded" || build !== void 0);
	const provided = new Set(usable.map(({ image }) => nameOf(readImageReference(image))));
	return workloads.flatMap(({ containers, at }) => {
		return [...new Map(containers.map((each) => [each.image, each.pullPolicy]))].flatMap(([image, pullPolicy]) => {
			const reference = readImageReference(image);
			const why = provided.has(nameOf(reference)) ? void 0 : missing(reference, provider, pullPolicy);
			return why ? [finding("image-not-available", at, `the image ${image} ${why}`)] : [];
		});
	});
}
function nameOf({ registry, repository, tag }) {
	return `${registry}/${repository}:${tag}`;
}
const standIns = /* @__PURE__ */ new Set(["library/node", "bloomberg/goldpinger"]);
const hubs = /* @__PURE__ */ new Set(["docker.io", "mirror.gcr.io"]);
function missing({ registry, repository, tag }, provider, pullPolicy) {
	if (provider === "embedded") {
		if (hubs.has(registry) && standIns.has(repository)) return void 0;
		return "does not run on the embedded cluster: it has node:* images, those that `app.images` builds, and a stand-in for bloomberg/goldpinger";
	}
	if (provider === "existing") return void 0;
	if (pullPolicy === "Never") return "is never pulled, and `app.images` does not put it onto the nodes";
	const [owner, name = ""] = repository.split("/");
	if (registry !== "docker.io" || owner !== "library" || officialImages.has(name) || /\d|^latest$/.test(tag)) return void 0;
	return `would be pulled as docker.io/${repository}:${tag}, and \`app.images\` does not put it onto the nodes`;
}
// src/scenario/findings/app/service-findings.ts
const serviceObject = looseObject({
	kind: literal("Service"),
	metadata: looseObject({
		name: string(),
		namespace: string().default("default")
	}),
	spec: looseObject({ ports: array(looseObject({ port: number() })).default([]) })
});
function servicesOf(objects) {
	return objects.flatMap(({ object }) => {
		const parsed = serviceObject.safeParse(object);
		return parsed.success ? [parsed.data] : [];
	});
}
/** Services that are probed and that the app does not have, or not at this port. */
function serviceFindings({ steadyState, steps }, services, isOwn) {
	const requests = steps.filter((step) => step.kind === "probeHTTP");
	return [...steadyState, ...requests].flatMap(({ at, probe }) => {
		const target = "target" in probe && "service" in probe.target ? probe.target.service : void 0;
		const message = target && isOwn(target.namespace) ? complaint(target, services) : void 0;
		return message ? [finding("unknown-service", at, message)] : [];
	});
}
function complaint({ name, namespace, port }, services) {
	const there = services.filter(({ metadata }) => metadata.namespace === namespace);
	const service = there.find(({ metadata }) => metadata.name === name);
	if (service) {
		const ports = service.spec.ports.map((each) => each.port);
		if (ports.includes(port)) return void 0;
		return `the Service ${namespace}/${name} has no port ${port}: it has ${ports.join(", ") || "none"}`;
	}
	const names = there.map(({ metadata }) => metadata.name);
	const meant = nearest(name, names);
	return `no manifest of \`app:\` has a Service ${name} in the namespace ${namespace}${meant ? `; did you mean \`${meant}\`?` : names.length > 0 ? `: there is ${names.join(", ")}` : ""}`;
}
// src/scenario/findings/app/find-workloads.ts
/** The workloads whose pods the matches will find. */
function findWorkloads(workloads, matches) {
	const selectorOf = (namespace, name) => workloads.find((each) => each.kind === "Deployment" && each.namespace === namespace && each.name === name)?.selector;
	const pods = workloads.map(({ pod }) => pod);
	const found = new Set(matchPods(pods, matches, selectorOf));
	return workloads.filter(({ pod }) => found.has(pod));
}
/** How many pods that are; undefined when the manifests do not tell. */
function countPods(workloads) {
	return workloads.reduce((sum, { replicas }) => sum === void 0 || replicas === void 0 ? void 0 : sum + replicas, 0);
}
// src/scenario/findings/app/quantities.ts
/** `1 pod`, `3 pods`. */
function pods(count) {
	return `${count} pod${count === 1 ? "" : "s"}`;
}
/** `25%`. */
function wholePercent(share) {
	return `${Math.round(share * 100)}%`;
}
// src/scenario/findings/app/limit-findings.ts
/** Limits that what a step chooses is certain to exceed, whichever pods chance takes. */
function limitFindings(choice, scenario, workloads) {
	const { blastRadius } = scenario;
	if (!blastRadius) return [];
	const { pods: most, perOwner, minAvailable, namespaces } = blastRadius;
	return [
		most && beyondPods(choice, most, scenario, workloads),
		namespaces && beyondNamespaces(choice, namespaces),
		perOwner && beyondOwners(choice, perOwner),
		minAvailable && beyondAvailable(choice, minAvailable)
	].flatMap((complaint) => complaint ? [finding("blast-radius-too-small", blastRadius.at, `${complaint}: a run is refused`)] : []);
}
/** A share is of the pods that all faults of the scenario match, rounded down. */
function beyondPods({ chosen }, limit, { steps }, workloads) {
	const matched = countPods(findWorkloads(workloads, steps.filter(isFault).flatMap(matchesOf)));
	if (matched === void 0 || "share" in limit && steps.some(hitsOthers)) return void 0;
	const allowed = atMost(limit, matched);
	if (chosen <= allowed) return void 0;
	return `${"share" in limit ? `${wholePercent(limit.share)} of ${pods(matched)} is ${allowed || "none"}` : `it allows ${pods(allowed)}`}, and a step would hit ${chosen}`;
}
/** Whether a step may hit pods that no match names. */
function hitsOthers(step) {
	return step.kind === "kubectl" || isFault(step) && step.kind !== "nodeAction" && matchesOf(step).length === 0;
}
function beyondNamespaces({ chosen, chosenFrom }, allowed) {
	const inside = chosenFrom.filter(({ namespace }) => allowed.includes(namespace));
	const outside = chosenFrom.filter((each) => !inside.includes(each)).map(({ namespace }) => namespace);
	if (inside.length === 0 || chosen <= (countPods(inside) ?? 0)) return void 0;
	return `it allows ${allowed.join(", ")}, and a step would hit pods of ${[...new Set(outside)].join(", ")}`;
}
function beyondOwners({ chosen, chosenFrom }, limit) {
	const room = chosenFrom.map(({ replicas = 0 }) => Math.min(replicas, atMost(limit, replicas)));
	if (chosen <= sum(room)) return void 0;
	return `it allows ${pods(sum(room))} of ${namesOf(chosenFrom)} by \`perOwner\`, and a step would hit ${chosen}`;
}
function beyondAvailable({ chosen, chosenFrom }, limit) {
	const room = chosenFrom.map(({ replicas = 0 }) => Math.max(0, replicas - atLeast(limit, replicas)));
	if (chosen <= sum(room)) return void 0;
	return `it allows ${pods(sum(room))} of ${namesOf(chosenFrom)} by \`minAvailable\`, and a step would hit ${chosen}`;
}
function namesOf(workloads) {
	return workloads.map(({ kind, name }) => `${kind} ${name}`).join(", ");
}
function sum(counts) {
	return counts.reduce((total, count) => total + count, 0);
}
// src/scenario/findings/app/count-findings.ts
/** Samples of less than one pod, and faults that the blast radius would refuse, where the manifests tell how many there are. */
function countFindings(step, scenario, workloads) {
	const matches = step.matches;
	const filters = step.filters;
	const chosenFrom = findWorkloads(workloads, matches);
	const found = countPods(chosenFrom);
	const [filter, ...more] = filters;
	if (!found || more.length > 0 || matches.some(({ kind }) => kind === "sealLabels")) return [];
	if (filter && filter.kind !== "randomSample") return [];
	const chosen = filter ? sampleSize(filter, found) : found;
	const ratio = filter?.ratio ?? 0;
	const message = `${ratio} of ${pods(found)} is less than one: one pod is chosen, which is ${wholePercent(1 / found)}`;
	return [...filter?.size === void 0 && ratio > 0 && ratio * found < 1 ? [finding("rounded-up", filter?.at, message)] : [], ...limitFindings({
		chosen,
		found,
		chosenFrom
	}, scenario, workloads)];
}
// src/scenario/findings/app/target-findings.ts
/** What the steps of a scenario will find of an app's pods, as long as no step before has made others. */
function targetFindings(scenario, workloads, isOwn) {
	const steps = untouched(scenario.steps);
	return [...steps.flatMap(matchesOf).flatMap((match) => unmatched(match, workloads, isOwn)), ...steps.flatMap((step) => step.kind !== "nodeAction" && "matches" in step && isFault(step) ? countFindings(step, scenario, workloads) : [])];
}
/** Steps after which the app's workloads are the same as before. */
const keepsPods = /* @__PURE__ */ new Set([
	"podAction",
	"nodeAction",
	"networkAction",
	"stressAction",
	"processAction",
	"dependencyAction",
	"probeHTTP",
	"wait"
]);
/** The steps up to the first that may change which pods there are. */
function untouched(steps) {
	const first = steps.findIndex(({ kind }) => !keepsPods.has(kind));
	return first < 0 ? steps : steps.slice(0, first + 1);
}
function unmatched(match, workloads, isOwn) {
	if (!literalNamespaces(match.namespace)?.every(isOwn) || findWorkloads(workloads, [match]).length > 0) return [];
	const message = `${describe$1(match)} matches no pod that a manifest of \`app:\` makes${hint(match, workloads)}`;
	return [finding("selector-without-pods", match.at, message)];
}
function describe$1(match) {
	if (match.kind === "labels") return `the selector "${match.selector}" in "${match.namespace}"`;
	if (match.kind === "deployment") return `the Deployment ${match.name} in "${match.namespace}"`;
	return `the namespace "${match.namespace}"`;
}
function hint(match, workloads) {
	const labels = new Set(workloads.flatMap(({ pod }) => Object.entries(pod.metadata?.labels ?? {}).map((label) => label.join("="))));
	return match.kind === "labels" && labels.size > 0 ? `: their labels are ${[...labels].slice(0, 10).join(", ")}` : "";
}
// src/scenario/findings/app/workload.ts
/** What is read of each kind (kubernetes.io/docs/reference/kubernetes-api/workload-resources). */
const labels = record(string(), string());
const container = looseObject({
	image: string().optional(),
	imagePullPolicy: string().optional()
});
const identity = looseObject({
	name: string(),
	namespace: string().default("default")
});
const marks = looseObject({
	labels: labels.optional(),
	annotations: labels.optional()
});
const podSpec = looseObject({
	containers: array(container).default([]),
	initContainers: array(container).default([])
});
const selector = looseObject({
	matchLabels: labels.optional(),
	matchExpressions: array(looseObject({
		key: string(),
		operator: _enum([
			"In",
			"NotIn",
			"Exists",
			"DoesNotExist"
		]),
		values: array(string()).optional()
	})).optional()
});
const template = looseObject({
	metadata: marks.default({}),
	spec: podSpec
});
const ownerSpec = looseObject({
	replicas: number().optional(),
	parallelism: number().optional(),
	selector: selector.optional().catch(void 0),
	template
});
const pod = looseObject({
	kind: literal("Pod"),
	metadata: identity.extend(marks.shape),
	spec: podSpec
});
const owner = looseObject({
	kind: _enum([
		"Deployment",
		"StatefulSet",
		"ReplicaSet",
		"DaemonSet",
		"Job"
	]),
	metadata: identity,
	spec: ownerSpec
});
const cronJob = looseObject({
	kind: literal("CronJob"),
	metadata: identity,
	spec: looseObject({ jobTemplate: looseObject({ spec: ownerSpec }) })
});
/** The workloads of an app, each once: of two objects of a name the later one is what is applied in the end. */
function workloadsOf(objects) {
	const found = /* @__PURE__ */ new Map();
	for (const each of objects) {
		const workload = workloadOf(each);
		if (workload) found.set(`${workload.kind}/${workload.namespace}/${workload.name}`, workload);
	}
	return [...found.values()];
}
function workloadOf({ object, at }) {
	const alone = pod.safeParse(object);
	if (alone.success) {
		const { kind, metadata, spec } = alone.data;
		return describe({
			kind,
			metadata,
			at,
			made: {
				metadata,
				spec
			},
			replicas: 1
		});
	}
	const scheduled = cronJob.safeParse(object);
	if (scheduled.success) {
		const { kind, metadata, spec } = scheduled.data;
		return describe({
			kind,
			metadata,
			at,
			made: spec.jobTemplate.spec.template,
			replicas: void 0
		});
	}
	const owned = owner.safeParse(object);
	if (!owned.success) return void 0;
	const { kind, metadata, spec } = owned.data;
	const replicas = kind === "DaemonSet" ? void 0 : (kind === "Job" ? spec.parallelism : spec.replicas) ?? 1;
	const selected = spec.selector && formatLabelSelector(spec.selector);
	return describe({
		kind,
		metadata,
		at,
		made: spec.template,
		replicas,
		selector: selected
	});
}
function describe(found) {
	const { kind, at, made, replicas, selector: selected } = found;
	const { name, namespace } = found.metadata;
	return {
		kind,
		name,
		namespace,
		at,
		pod: { metadata: {
			uid: `${kind}/${namespace}/${name}`,
			name,
			namespace,
			labels: made.metadata.labels,
			annotations: made.metadata.annotations
		} },
		replicas,
		selector: selected,
		containers: [...made.spec.initContainers, ...made.spec.containers].flatMap(({ image, imagePullPolicy }) => image === void 0 ? [] : [{
			image,
			pullPolicy: imagePullPolicy
		}])
	};
}
// src/scenario/findings/app/index.ts
/** Findings on what the objects of an app will be in the cluster. Without objects nothing is known, and nothing said. */
function appFindings({ app, cluster, scenarios }, objects) {
	if (objects.length === 0) return [];
	const provider = cluster.provider ?? "embedded";
	const workloads = workloadsOf(objects);
	const services = servicesOf(objects);
	const isOwn = (namespace) => isAppsOwn(namespace, provider === "existing", workloads);
	return [...imageFindings(app, provider, workloads), ...scenarios.flatMap((scenario) => [...targetFindings(scenario, workloads, isOwn), ...serviceFindings(scenario, services, isOwn)])];
}
/** Whether everything in a namespace comes from the app: not where others were before, nor where the cluster's own runs. */
function isAppsOwn(namespace, inhabited, workloads) {
	if (inhabited) return workloads.some((workload) => workload.namespace === namespace);
	return !namespace.startsWith("kube-");
}
// src/scenario/findings/index.ts
/** What can be said of a file by itself, and of how it will be judged. */
function fileFindings(file, compat) {
	const { scenarios, root } = file;
	return [...configFindings(file), ...scenarios.flatMap((scenario, index) => scenarioFindings(scenario, root.at("scenarios", index), compat))];
}
function scenarioFindings(scenario, at, compat) {
	return [
		...faultFindings(scenario),
		...selectionFindings(scenario),
		...radiusFindings(scenario),
		...stepFindings(scenario, compat),
		...steadyStateFindings(scenario),
		...detectionFindings(scenario),
		...scenario.steadyState.flatMap((probe, index) => toleranceFindings(probe, at.at("steadyState", index), scenario))
	];
}
/** Scenarios of one name, in one file or in several. */
function repeatedNames(files) {
	const first = /* @__PURE__ */ new Map();
	return files.flatMap(({ scenarios }) => scenarios.flatMap(({ name, at }) => {
		const before = first.get(name);
		if (!before) first.set(name, `${at.file}:${at.line}`);
		const message = `another scenario has the name "${name}" (${before}): reports tell them apart by line`;
		return before ? [finding("repeated-name", at, message)] : [];
	}));
}
/** Editors of Windows put it there; nothing else wants it. */
function byteOrderMarkFinding(file) {
	return finding("byte-order-mark", {
		file,
		line: 1,
		column: 1
	}, "the file begins with a byte order mark; it is ignored");
}
/** Findings by file and line, each once: what is behind an alias or a `foreach` is found as often as it is used. */
function inFileOrder(findings, files) {
	const unique = [...new Map(findings.map((each) => [JSON.stringify([
		each.code,
		each.at,
		each.message
	]), each])).values()];
	const ranks = new Map(files.map((file, index) => [file, index]));
	const rank = ({ at }) => at ? ranks.get(at.file) ?? files.length : -1;
	return unique.sort((a, b) => rank(a) - rank(b) || (a.at && b.at ? a.at.line - b.at.line || a.at.column - b.at.column : 0));
}
// src/scenario/json-schema/pieces.ts
/** The schema with each schema directly inside of it replaced; `key` is the property that it belongs to, if it is one. */
function mapPieces(schema, replace) {
	const each = (piece) => replace(piece);
	return Object.fromEntries(Object.entries(schema).map(([keyword, value]) => {
		if (named.has(keyword)) return [keyword, mapNamed(value, replace)];
		if (listed.has(keyword) && Array.isArray(value)) return [keyword, value.map(each)];
		return [keyword, single.has(keyword) && isSchema(value) ? each(value) : value];
	}));
}
const named = /* @__PURE__ */ new Set([
	"properties",
	"patternProperties",
	"definitions"
]);
const listed = /* @__PURE__ */ new Set([
	"anyOf",
	"allOf",
	"items"
]);
const single = /* @__PURE__ */ new Set([
	"items",
	"additionalItems",
	"additionalProperties"
]);
function mapNamed(pieces, replace) {
	return Object.fromEntries(Object.entries(pieces).map(([key, piece]) => [key, replace(piece, key)]));
}
function isSchema(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
// src/scenario/json-schema/expressions.ts
/** Where it is a value's whole text, an expression stands for a value of any type. */
const expression = {
	type: "string",
	pattern: "\\$\\{\\{.*\\}\\}"
};
/** What stands for true and false in YAML 1.1, which PowerfulSeal reads: text to an editor. */
const flagWord = {
	type: "string",
	pattern: flagWordPattern
};
/** Keywords that describe a value to its reader; the others check it. */
const annotations = [
	"description",
	"default",
	"examples"
];
/** Keywords that an expression would not pass. */
const checks = [
	"enum",
	"const",
	"pattern",
	"format",
	"maxLength"
];
/** A schema that takes `${{ … }}` wherever it takes a number, true or false, or text of a certain form. */
function allowExpressions(schema) {
	const inner = mapPieces(schema, allowExpressions);
	if (!isParticular(inner)) return inner;
	const entries = Object.entries(inner);
	return {
		...Object.fromEntries(entries.filter(([key]) => annotations.includes(key))),
		anyOf: [
			Object.fromEntries(entries.filter(([key]) => !annotations.includes(key))),
			...inner.type === "boolean" ? [flagWord] : [],
			expression
		]
	};
}
function isParticular({ type, ...rest }) {
	const types = [type].flat();
	if (types.some((each) => each === "object" || each === "array")) return false;
	return types.some((each) => each === "number" || each === "integer" || each === "boolean") && !types.includes("string") || checks.some((key) => key in rest);
}
// src/scenario/json-schema/glossary.ts
/** What a key means and looks like wherever it stands, unless its own schema says more. */
const glossary = {
	body: { example: "{\"item\": 1}" },
	bodyContains: {
		description: "The body has to contain this text.",
		example: "in stock"
	},
	build: { example: "apps/shop" },
	component: { description: "A component of the control plane." },
	container: { example: "web" },
	containerPath: { example: "/data" },
	context: { example: "kind-lab" },
	count: {
		description: "How many there have to be.",
		example: 3
	},
	cpu: {
		description: "Processor time, as Kubernetes writes it.",
		example: "250m"
	},
	deployment: { description: "A Deployment by its name." },
	description: { example: "Shows that the API retries." },
	effect: { description: "What the taint does to pods that do not tolerate it." },
	endTime: { description: "Until then, this second included." },
	errno: { description: "The error that the call returns." },
	expect: { description: "What the answer has to be." },
	hostPath: { example: "./data" },
	hour: {
		description: "Hour of the day.",
		example: 10
	},
	hypothesis: { example: "Shoppers keep getting pages while half of the web pods are killed." },
	image: { example: "shop:dev" },
	imageIptables: { example: "gaiadocker/iproute2:latest" },
	key: {
		description: "Key of a label, or of a taint.",
		example: "app"
	},
	kubeconfig: { example: "kubeconfig.yml" },
	latency: { description: "How much later everything arrives." },
	listen: {
		description: "Address that Toxiproxy listens at.",
		example: "0.0.0.0:8081"
	},
	bandwidth: { example: "1mbit" },
	listenAddress: { example: "127.0.0.1" },
	loss: { example: "10%" },
	maxSecondsBetweenRuns: { example: 60 },
	memory: {
		description: "Memory, as Kubernetes writes it.",
		example: "64Mi"
	},
	method: { description: "Method of the request." },
	minAvailable: { example: 1 },
	minSamples: { example: 20 },
	minute: {
		description: "Minute of the hour.",
		example: 30
	},
	name: {
		description: "Its name.",
		example: "shop"
	},
	namespace: {
		description: "Namespace.",
		example: "shop"
	},
	perOwner: { example: "50%" },
	payload: { example: "{ \"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": { \"name\": \"extra\" } }" },
	propagation: { description: "How mounts inside of it are shared, as in kind's configuration." },
	protocol: { description: "How to speak to it." },
	proxy: { example: "http://proxy:3128" },
	rate: { example: "1mbit" },
	ratio: { example: .5 },
	readOnly: { description: "Whether the nodes may only read it." },
	replicas: {
		description: "How many pods.",
		example: 2
	},
	retries: { example: 1 },
	runs: { example: 1 },
	pods: { example: "50%" },
	nodes: { example: 1 },
	second: {
		description: "Second of the minute.",
		example: 0
	},
	seconds: { example: 5 },
	selector: { example: "app=web" },
	selinuxRelabel: { description: "Whether its files are given the nodes' SELinux label." },
	service: { description: "A Service by its name." },
	sha256: { example: "0".repeat(64) },
	share: { example: .8 },
	signal: { description: "The signal that is sent." },
	size: { example: 1 },
	startTime: { description: "From then on." },
	targetProxy: { example: "auto80" },
	toxicAttributes: { description: "Attributes of the toxic." },
	toxiproxyCli: { example: "/go/bin/toxiproxy-cli" },
	until: { example: "16:00" },
	upstream: {
		description: "Address that Toxiproxy sends to.",
		example: "127.0.0.1:8080"
	},
	url: {
		description: "Where it is.",
		example: "http://localhost:8080"
	},
	value: {
		description: "Its value.",
		example: "web"
	},
	volume: { example: "cache" }
};
/** The schema with the words of the glossary where a key has none of its own. */
function explainKeys(schema) {
	return mapPieces(schema, (piece, key) => {
		const inner = explainKeys(piece);
		const entry = key !== void 0 && Object.hasOwn(glossary, key) ? glossary[key] : void 0;
		if (!entry) return inner;
		return {
			...entry.description !== void 0 && !("description" in inner) && { description: entry.description },
			...inner,
			...entry.example !== void 0 && needsExample(inner) && { examples: [entry.example] }
		};
	});
}
/** Whether a piece shows no way to write it. */
function needsExample(piece) {
	if (shown.some((keyword) => keyword in piece) || piece.type === "boolean") return false;
	return !(piece.anyOf ?? []).some((branch) => !needsExample(branch));
}
const shown = [
	"examples",
	"default",
	"properties",
	"items",
	"additionalProperties",
	"oneOf",
	"enum",
	"$ref"
];
// src/scenario/json-schema/share-pieces.ts
/** Pieces with less text than this are not worth a reference. */
const leastLength = 200;
/** The same schema with pieces that it has several times written once, in `definitions`, under the key they belong to. */
function sharePieces(schema) {
	const uses = /* @__PURE__ */ new Map();
	countPieces(schema, "scenarios", uses);
	const definitions = {};
	const names = /* @__PURE__ */ new Map();
	function share(piece) {
		const text = JSON.stringify(piece);
		const use = uses.get(text);
		if (!use || use.count < 2) return mapPieces(piece, share);
		let name = names.get(text);
		if (name === void 0) {
			name = freeName(use.key, definitions);
			names.set(text, name);
			definitions[name] = {};
			definitions[name] = mapPieces(piece, share);
		}
		return { $ref: `#/definitions/${name}` };
	}
	return {
		...mapPieces(schema, share),
		definitions
	};
}
function countPieces(schema, owner, uses) {
	mapPieces(schema, (piece, key = owner) => {
		const text = JSON.stringify(piece);
		const use = uses.get(text);
		if (use) use.count++;
		else {
			if (text.length >= leastLength) uses.set(text, {
				count: 1,
				key
			});
			countPieces(piece, key, uses);
		}
		return piece;
	});
}
function freeName(key, taken) {
	for (let n = 1;; n++) {
		const name = n === 1 ? key : `${key}${n}`;
		if (!Object.hasOwn(taken, name)) return name;
	}
}
// src/scenario/json-schema/index.ts
/**
* The JSON Schema (draft-07) of scenario files, for editors: what may be written, with descriptions, defaults and
* examples. Made from the same source that checks the files; sees nothing that depends on other keys or other files.
*/
function scenarioSchema() {
	const { $schema, ...schema } = toJSONSchema(fileSchema, {
		target: "draft-7",
		io: "input"
	});
	return {
		$schema,
		title: "chaos-gate scenarios",
		description: "A superset of PowerfulSeal's policy: a hypothesis, what disturbs it, and what has to hold meanwhile.",
		...sharePieces(allowExpressions(explainKeys(schema)))
	};
}
// src/scenario/compat/run-differences.ts
/** What differs in how often, when and with what exit code a file's scenarios are run. */
function runDifferences({ config, scenarios, root }) {
	const differences = [];
	const { runStrategy, exitStrategy } = config;
	const strategyAt = root.at("config", "runStrategy").keyPosition;
	if (runStrategy?.runs === void 0) differences.push({
		code: "compat-endless-runs",
		at: strategyAt,
		message: "without `runs` PowerfulSeal never ends; here the scenarios are run once"
	});
	else if (runStrategy.runs > 1 && runStrategy.maxSecondsBetweenRuns === void 0) differences.push({
		code: "compat-pause",
		at: strategyAt,
		message: "PowerfulSeal pauses for up to 300 s between runs; here for `minSecondsBetweenRuns`"
	});
	const canFail = scenarios.some(({ steps }) => steps.some(({ kind }) => kind !== "wait"));
	if ((exitStrategy?.strategy ?? "report") === "report" && canFail) {
		const at = root.at("config", "exitStrategy").keyPosition;
		differences.push({
			code: "compat-exit-code",
			at,
			message: "PowerfulSeal ends with exit code 0 even if every scenario failed (`report`); here with 1"
		});
	}
	return differences;
}
// src/scenario/compat/selection-differences.ts
const podFaults = /* @__PURE__ */ new Set([
	"kill",
	"killContainer",
	"stopHost"
]);
const podChecks = /* @__PURE__ */ new Set(["checkPodCount", "checkPodState"]);
/** What differs in which pods or nodes a step chooses, and in what it makes of none. */
function selectionDifferences(step) {
	if (step.kind !== "podAction" && step.kind !== "nodeAction") return [];
	if (step.kind === "nodeAction") return [
		...emptySelection(step),
		...step.matches.flatMap(nodeStateDifferences),
		...step.filters.flatMap((filter) => filter.kind === "property" ? nodeStateDifferences(filter) : filterDifferences(filter))
	];
	return [
		...emptySelection(step),
		...step.matches.flatMap(namespaceDifferences),
		...step.filters.flatMap(filterDifferences)
	];
}
/** Without a driver PowerfulSeal knows no node's state. */
function nodeStateDifferences({ name, at }) {
	if (name !== "state") return [];
	return [{
		code: "compat-no-driver",
		at,
		message: "PowerfulSeal takes every node for UNKNOWN where it has no driver of the cluster's nodes; here, in legacy too, it is what the cluster says of it"
	}];
}
function emptySelection(step) {
	const { at } = step;
	if (step.actions.length === 0) return [{
		code: "compat-no-actions",
		at,
		message: "passes in PowerfulSeal although there are no actions; here it is inconclusive"
	}];
	if (step.kind === "nodeAction") return step.actions.every(({ kind }) => kind === "wait") ? [] : [{
		code: "compat-empty-selection",
		at,
		message: emptyMessage("nodes")
	}];
	const differences = [];
	if (step.actions.some(({ kind }) => podFaults.has(kind))) differences.push({
		code: "compat-empty-selection",
		at,
		message: emptyMessage("pods")
	});
	for (const action of step.actions) {
		if (!podChecks.has(action.kind) || action.kind === "checkPodCount" && action.count === 0) continue;
		differences.push({
			code: "compat-unchecked",
			at: action.at,
			message: "PowerfulSeal does not look where no pod is found, and passes; here the check is made on none, and does not hold"
		});
	}
	return differences;
}
function emptyMessage(things) {
	return `passes in PowerfulSeal although nothing is hit, where no ${things} are found or left; here it is inconclusive`;
}
function namespaceDifferences({ namespace, at }) {
	if (!namespace.includes("*") || namespace.trim() === "*") return [];
	return [{
		code: "compat-namespace-pattern",
		at,
		message: `PowerfulSeal searches "${namespace}" as a regular expression anywhere in the names of namespaces, and may hit more; here it is matched as a whole`
	}];
}
function filterDifferences(filter) {
	const { at } = filter;
	switch (filter.kind) {
		case "randomSample": return sampleDifferences(filter);
		case "probability": return [{
			code: "compat-chance",
			at,
			message: "PowerfulSeal 3.3.0 crashes on `probability`; here it passes all with that probability, else none"
		}];
		case "dayTime": return [{
			code: "compat-empty-selection",
			at,
			message: "passes in PowerfulSeal although nothing is hit, at other times than these; here it is inconclusive"
		}];
		case "property": return filter.name === "state" ? [stateDifference(at)] : [];
	}
}
function sampleDifferences({ at, size, ratio = 0 }) {
	if (size !== void 0 || ratio === 1) return [];
	if (ratio === 0) return [{
		code: "compat-empty-selection",
		at,
		message: "passes in PowerfulSeal although the sample is always empty; here it is inconclusive"
	}];
	return [{
		code: "compat-sample",
		at,
		message: `of fewer than ${Math.ceil(1 / ratio)} PowerfulSeal takes none (a ratio of ${ratio} is rounded down), and passes; here it is 1`
	}];
}
/** Of a filter or check by a pod's state. */
function stateDifference(at) {
	return {
		code: "compat-pod-state",
		at,
		message: "PowerfulSeal sees Running where one of several containers crashes, and never Terminating; here the state is the worst of them"
	};
}
// src/scenario/compat/step-differences.ts
/** What differs in what a step does, and in when it counts as failed. */
function stepDifferences(step) {
	switch (step.kind) {
		case "podAction": return [...step.actions.flatMap(podItemDifferences), ...retryDifferences(step)];
		case "nodeAction": return [...nodeDifferences(step), ...retryDifferences(step)];
		case "kubectl": return kubectlDifferences(step);
		case "probeHTTP": return probeDifferences(step);
		case "clone": return cloneDifferences(step);
		case "alertManagerAction": return [...silenceDifferences(step), ...retryDifferences(step)];
		default: return [];
	}
}
function podItemDifferences(action) {
	const { at } = action;
	if (action.kind === "checkPodState") return [stateDifference(at)];
	if (action.kind === "stopHost") return [noDriver(at, "stopHost")];
	if (action.kind !== "kill") return [];
	const differences = [];
	if (action.probability < 1) {
		const message = `passes in PowerfulSeal although nothing is killed where chance spares every pod (each in ${Math.round((1 - action.probability) * 1e4) / 100} % of runs); here that is inconclusive`;
		differences.push({
			code: "compat-chance",
			at,
			message
		});
	}
	if (action.method !== "force") differences.push({
		code: "compat-kill-force",
		at,
		message: "PowerfulSeal ignores `force: false` and gives no grace period; here the pod has its own"
	});
	differences.push({
		code: "compat-unproven",
		at,
		message: "passes in PowerfulSeal as soon as the API takes the deletion; here a kill counts when its process has ended"
	});
	return differences;
}
function nodeDifferences({ actions }) {
	return actions.flatMap(({ kind, at }) => kind === "stop" || kind === "start" || kind === "execute" ? [noDriver(at, kind)] : []);
}
function noDriver(at, kind) {
	return {
		code: "compat-no-driver",
		at,
		message: `passes in PowerfulSeal although nothing happens, where it has no driver of the cluster's nodes; here \`${kind}\` is done, or refused before anything is injected`
	};
}
function retryDifferences({ at, kind, retries }) {
	const messages = [];
	if (retries?.kind === "retriesCount" && retries.count === 0) messages.push("fails in PowerfulSeal without one attempt (`count: 0`); here it is inconclusive");
	else if (retries && kind !== "alertManagerAction") messages.push("PowerfulSeal does all actions again at each attempt, kills included; here what was injected is not injected again");
	if (retries?.kind === "retriesTimeout") messages.push(retries.sleepMs === 0 ? "never ends in PowerfulSeal (`sleep: 0`); here `timeout` ends it" : "PowerfulSeal counts only the pauses towards `timeout`; here everything counts");
	return messages.map((message) => ({
		code: "compat-retries",
		at,
		message
	}));
}
function kubectlDifferences({ at, action, autoDelete, proxy, kubectlBinary }) {
	const differences = [{
		code: "compat-unchanged",
		at,
		message: action === "delete" ? "fails in PowerfulSeal where none of the objects is there; here that is inconclusive" : "passes in PowerfulSeal although nothing changes, where all was so before; here that is inconclusive"
	}];
	if (action === "delete" || !autoDelete) return differences;
	const lost = [proxy !== "" && "`proxy`", kubectlBinary !== "kubectl" && "`kubectlBinary`"].filter(Boolean);
	const failing = `passes in PowerfulSeal although its clean-up fails${lost.length > 0 ? `, which ignores ${lost.join(" and ")}` : ""}; here what stays is residue (exit code 5)`;
	const removing = "PowerfulSeal deletes in the end what was there before as well (a namespace with all in it); here, in legacy too, that is written back as it was";
	return [...differences, ...[failing, removing].map((message) => ({
		code: "compat-clean-up",
		at,
		message
	}))];
}
function probeDifferences({ at, retries, probe }) {
	const differences = [];
	if (retries !== void 0) differences.push({
		code: "compat-retries",
		at,
		message: "PowerfulSeal 3.3.0 crashes on `retries`; here a request that fails once fails the step, and legacy tries again"
	});
	const message = `PowerfulSeal follows redirects to a ${probe.code}; here the first answer counts`;
	differences.push({
		code: "compat-redirect",
		at,
		message
	});
	return differences;
}
function cloneDifferences({ at, mutations }) {
	const differences = [{
		code: "compat-clone",
		at,
		message: "passes in PowerfulSeal although no pod of the copy becomes ready, and although it stays; here it has to be ready, and to be gone afterwards"
	}];
	for (const mutation of mutations) if (mutation.kind === "toxiproxy") differences.push({
		code: "compat-clone",
		at: mutation.at,
		message: "PowerfulSeal sets Toxiproxy up by a shell inside its image and redirects by an iptables image; here both come from outside of the pods"
	});
	return differences;
}
function silenceDifferences({ at, actions, insecure }) {
	const mutes = actions.flatMap((action) => action.kind === "mute" && action.autoUnmute ? [action.at] : []);
	const message = "passes in PowerfulSeal although its silence stays; here a silence that stays is residue (exit code 5)";
	const differences = mutes.map((each) => ({
		code: "compat-silence",
		at: each,
		message
	}));
	if (actions.length === 0) differences.push({
		code: "compat-no-actions",
		at,
		message: "passes in PowerfulSeal although there are no actions; here it is inconclusive"
	});
	if (!insecure) differences.push({
		code: "compat-silence",
		at,
		message: "PowerfulSeal accepts any TLS certificate of an Alertmanager; here only with `insecure: true`"
	});
	return differences;
}
// src/scenario/compat/differences.ts
/**
* Every place of a file at which `compat: legacy` (PowerfulSeal 3.3.0's outcome) may differ from strict judging, in the
* order of the text. Pure; what only a look at the cluster can tell is said as what may be.
*/
function compatDifferences(file) {
	const steps = file.scenarios.flatMap((scenario) => scenario.steps);
	return [
		...runDifferences(file),
		...file.scenarios.flatMap(idleDifferences),
		...steps.flatMap((step) => [...selectionDifferences(step), ...stepDifferences(step)])
	].sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
}
/** A scenario that puts nothing to the test. */
function idleDifferences({ at, steps, steadyState }) {
	if (steadyState.length > 0 || !steps.every(({ kind }) => kind === "wait" || kind === "alertManagerAction")) return [];
	const message = `passes in PowerfulSeal although ${steps.length === 0 ? "it has no steps" : "its steps only wait"}; here it is inconclusive, because nothing was put to the test`;
	return [{
		code: steps.length === 0 ? "compat-no-steps" : "compat-idle",
		at,
		message
	}];
}
const fileKeys = /* @__PURE__ */ new Set(["config", "scenarios"]);
const configKeys = /* @__PURE__ */ new Set(["runStrategy", "exitStrategy"]);
const scenarioKeys = /* @__PURE__ */ new Set([
	"name",
	"description",
	"steps"
]);
/** Whether PowerfulSeal could read a file: it has none of the keys around the steps that only this language has. */
function isPowerfulSealPolicy({ root }) {
	const { config, scenarios } = root.value;
	return Object.keys(root.value).every((key) => fileKeys.has(key)) && Object.keys(config ?? {}).every((key) => configKeys.has(key)) && scenarios.every((scenario) => Object.keys(scenario).every((key) => scenarioKeys.has(key)));
}
// src/scenario/merge-files.ts
/**
* Makes one suite of the files of a run. What several files say about the run as a whole (`config`, `cluster`) has to
* agree; their apps and scenarios add up. Paths become absolute: relative to their file's folder, `cwd` for standard input.
*/
function mergeFiles(files, cwd, compat = "strict") {
	const problems = [];
	const config = agree(files, "config", problems);
	const cluster = agree(files, "cluster", problems);
	const suite = {
		files: files.map(({ file }) => file),
		config: toConfig(config),
		cluster: withAbsolutePaths(files, cluster, cwd),
		app: mergeApps(files, cwd, problems),
		scenarios: files.flatMap(({ scenarios }) => scenarios),
		findings: [...files.flatMap((file) => fileFindings(file, compat)), ...repeatedNames(files)]
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
/** What the files' paths mean: each starts from the folder of the file that says it. */
function withAbsolutePaths(files, cluster, cwd) {
	const absolute = (key, path) => {
		const from = files.find((file) => file.cluster[key] !== void 0);
		return resolve(from ? folderOf(from.file, cwd) : cwd, path);
	};
	const { kubeconfig, kindConfig, extraMounts, ...rest } = cluster;
	return {
		...rest,
		...kubeconfig !== void 0 && { kubeconfig: absolute("kubeconfig", kubeconfig) },
		...kindConfig !== void 0 && { kindConfig: absolute("kindConfig", kindConfig) },
		...extraMounts !== void 0 && { extraMounts: extraMounts.map((each) => ({
			...each,
			hostPath: absolute("extraMounts", each.hostPath)
		})) }
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
// src/scenario/load.ts
/**
* Reads scenario files, folders of them (every *.yml and *.yaml that has `scenarios:`) and standard input (`-`) into one suite.
* Throws InvalidInput with every problem of every file.
*/
async function loadSuite(paths, options = {}) {
	const cwd = resolve(options.cwd ?? process.cwd());
	const environment = options.environment ?? process.env;
	const problems = [];
	const files = [];
	const findings = [];
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
		if (decoded.byteOrderMark) findings.push(byteOrderMarkFinding(source.file));
		const parsed = parseSuite(decoded.text, source.file, environment);
		if (!parsed.ok) problems.push(...parsed.problems);
		else {
			files.push(parsed.suiteFile);
			problems.push(...await missingPaths(parsed.suiteFile, cwd));
		}
	}
	const merged = mergeFiles(files, cwd, options.compat);
	if (!merged.ok) problems.push(...merged.problems);
	if (!merged.ok || problems.length > 0) throw new InvalidInput(problems);
	const isLegacy = options.compat === "legacy";
	const policies = files.filter((file) => isLegacy || isPowerfulSealPolicy(file));
	const severity = isLegacy ? "warning" : "note";
	findings.push(...policies.flatMap(compatDifferences).map((each) => ({
		...each,
		severity
	})));
	return {
		...merged.suite,
		findings: inFileOrder([...findings, ...merged.suite.findings], merged.suite.files)
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
/**
* Whether a file of a folder is a scenario file at all, and not a manifest that lives beside. A key at the start of a line
* tells without parsing, also in a file that is broken further down; wherever else the word stands, the parser tells.
*/
function hasScenarios(bytes) {
	const text = Buffer.from(bytes).toString("latin1");
	if (/^(?:\u00ef\u00bb\u00bf)?(?:\{\s*)?["']?scenarios["']?[ \t]*:/m.test(text)) return true;
	if (!text.includes("scenarios")) return false;
	const read = readYaml(Buffer.from(bytes).toString("utf8"), "");
	const value = read.ok ? read.yaml.value : void 0;
	return typeof value === "object" && value !== null && Object.hasOwn(value, "scenarios");
}
/** A file's bytes, one more than is allowed at most: what is too large is not read. Not told by its size: it may be a pipe. */
async function readStart(path) {
	try {
		var _usingCtx$1 = _usingCtx();
		const file = _usingCtx$1.a(await open(path));
		const { size } = await file.stat();
		let bytes = Buffer.allocUnsafe(Math.min(size, limits.bytes) + 1);
		let length = 0;
		for (;;) {
			const { bytesRead } = await file.read(bytes, length, bytes.length - length);
			length += bytesRead;
			if (bytesRead === 0 || length > limits.bytes) return bytes.subarray(0, length);
			if (length === bytes.length) bytes = Buffer.concat([bytes], Math.min(2 * length, limits.bytes + 1));
		}
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		await _usingCtx$1.d();
	}
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
export { methodDuration as a, meaningOf as c, appFindings as i, scenarioSchema as n, detectionFloorMs as o, inFileOrder as r, finding as s, loadSuite as t };
