import { i as parseLabelSelector, r as labelsMatch } from "./chunk-label-selector.js";
import { r as namespaceMatches } from "./chunk-namespace-pattern.js";
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
	return compare(a.metadata?.namespace, b.metadata?.namespace) || compare(a.metadata?.name, b.metadata?.name) || compare(a.metadata?.uid, b.metadata?.uid);
}
function compare(a = "", b = "") {
	return a < b ? -1 : a > b ? 1 : 0;
}
// src/scenario/pods/seal-labels.ts
const weekdays = [
	"sun",
	"mon",
	"tue",
	"wed",
	"thu",
	"fri",
	"sat"
];
/** Whether a pod opted in: `seal/enabled` is `true`. */
function isSealEnabled(pod) {
	return read(pod, "enabled", "false") === "true";
}
/** The wish of a pod that opted in, or what is wrong with it, in a clause: such a pod is left alone. */
function readSealWish(pod) {
	const days = read(pod, "days", "mon,tue,wed,thu,fri").split(",");
	const unknown = days.find((day) => !weekdays.includes(day));
	if (unknown !== void 0) return `seal/days has "${unknown}", expected days such as mon,tue`;
	const startSecond = parseTime(read(pod, "start-time", "10-00-00"));
	const endSecond = parseTime(read(pod, "end-time", "17-30-00"));
	if (startSecond === void 0 || endSecond === void 0) return `seal/${startSecond === void 0 ? "start" : "end"}-time is no time such as 10-00-00`;
	const probability = read(pod, "kill-probability", "1");
	if (!/^(0|1|[01]?\.\d+)$/.test(probability) || Number(probability) > 1) return `seal/kill-probability is "${probability}", expected a number from 0 to 1`;
	return {
		days: days.map((day) => weekdays.indexOf(day)),
		startSecond,
		endSecond,
		probability: Number(probability)
	};
}
/** Why a pod is not to be hit now, in a clause; undefined: it is. Draws once where the pod left it to chance. */
function sealRefusal(pod, now, random) {
	const wish = readSealWish(pod);
	if (typeof wish === "string") return wish;
	const second = now.getHours() * 3600 + now.getMinutes() * 60 + now.getSeconds();
	if (!wish.days.includes(now.getDay())) return `seal/days leaves ${weekdays[now.getDay()]} out`;
	if (second < wish.startSecond || second >= wish.endSecond) return "it is outside of seal/start-time and seal/end-time";
	if (wish.probability < 1 && random.next() >= wish.probability) return "seal/kill-probability spared it";
}
function read({ metadata }, key, otherwise) {
	return metadata?.labels?.[`seal/${key}`] || metadata?.annotations?.[`seal/${key}`] || otherwise;
}
function parseTime(text) {
	const [, hour = "", minute = "", second = ""] = /^(\d\d)-(\d\d)-(\d\d)$/.exec(text) ?? [];
	if (hour === "" || Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return void 0;
	return Number(hour) * 3600 + Number(minute) * 60 + Number(second);
}
// src/scenario/pods/match-pods.ts
/**
* The union of what the matches find, each pod once (by UID), sorted by namespace and name so that the same seed
* chooses the same pods.
*/
function matchPods(pods, matches, deploymentSelector = () => void 0) {
	const selects = matches.map((match) => selectorOf(match, deploymentSelector));
	const found = /* @__PURE__ */ new Map();
	for (const pod of pods) if (selects.some((select) => select(pod))) found.set(pod.metadata?.uid ?? "", pod);
	return [...found.values()].sort(byNamespaceAndName);
}
function selectorOf(match, deploymentSelector) {
	const inNamespace = (pod) => namespaceMatches(pod.metadata?.namespace ?? "", match.namespace);
	if (match.kind === "namespace") return inNamespace;
	if (match.kind === "sealLabels") return (pod) => inNamespace(pod) && isSealEnabled(pod);
	return (pod) => {
		if (!inNamespace(pod)) return false;
		const selector = match.kind === "labels" ? match.selector : deploymentSelector(pod.metadata?.namespace ?? "", match.name);
		const requirements = selector === void 0 ? void 0 : parseLabelSelector(selector);
		return requirements !== void 0 && labelsMatch(pod.metadata?.labels ?? {}, requirements);
	};
}
export { podState as a, byNamespaceAndName as i, isSealEnabled as n, sealRefusal as r, matchPods as t };
