import { r as prepareOutputFolder } from "./chunk-output-folder.js";
import { i as InvalidInput } from "./chunk-errors.js";
import { a as checkCluster, i as bringUp, l as BlastRadiusExceeded, n as openRun, o as deployApp } from "./chunk-run.js";
import { n as planFaults, t as gatherScenarios } from "./chunk-scenarios-from-cluster.js";
import { t as listenForInterruption } from "./chunk-interruption.js";
import { n as listMissingPermissions, t as formatPermission } from "./chunk-cluster-facts.js";
import { L as accessCluster } from "./chunk-existing.js";
import { n as loadApp } from "./chunk-cluster-flags.js";
import { a as formatDuration } from "./chunk-share.js";
import { n as requiredPermissions } from "./chunk-permissions.js";
import { a as methodDuration, o as detectionFloorMs } from "./chunk-scenario.js";
import { p as atMost } from "./chunk-network-measurement.js";
import { n as printable } from "./chunk-event-line.js";
import { r as exitCodes } from "./chunk-verdict.js";
import { n as loadWishes } from "./chunk-wishes.js";
import { t as readStdin } from "./chunk-load-files.js";
import { t as openProgress } from "./chunk-progress.js";
import { t as _usingCtx } from "./chunk-usingCtx.js";
import { join } from "node:path";
// src/plan/plan.ts
/** Whether of one of the scenarios a run would inject nothing at all, or would find nothing to hit, whenever it is made. */
function isRefused({ scenarios, permissions }) {
	return scenarios.some(({ refused, inconclusive }) => refused !== void 0 || inconclusive?.certain) || (permissions?.missing.length ?? 0) > 0;
}
/** All scenarios, as often as the config runs them, with the pauses between. Pure. */
function totalDuration(scenarios, config) {
	const { runs, betweenRuns = {
		minMs: 0,
		maxMs: 0
	} } = config;
	const total = (bound) => runs * scenarios.reduce((ms, { duration }) => ms + duration[bound], 0);
	return {
		experiments: runs * scenarios.length,
		leastMs: total("leastMs") + (runs - 1) * betweenRuns.minMs,
		mostMs: total("mostMs") + (runs - 1) * betweenRuns.maxMs
	};
}
// src/plan/plan-text.ts
/** A plan for people; one paragraph a scenario. Pure. */
function formatPlan({ cluster, seed, scenarios, duration, permissions }) {
	const which = seed === void 0 ? "no seed is set: a run chooses others" : `seed ${seed}`;
	const lines = [`${cluster.provider} cluster ${cluster.name}, ${which}`, ...scenarios.flatMap(formatScenario)];
	if (duration.experiments > 1) lines.push(`all ${duration.experiments} experiments take ${formatBounds(duration)}`);
	if (permissions && permissions.missing.length === 0) lines.push(`permissions: all ${permissions.required} are there`);
	if (permissions && permissions.missing.length > 0) lines.push(`permissions: ${permissions.missing.length} of ${permissions.required} are missing; doctor --role prints the ClusterRole that grants them`, ...permissions.missing.map((missing) => `  may not ${missing}`));
	return `${lines.join("\n")}\n`;
}
function formatScenario({ name, refused, inconclusive, steps, blastRadius, duration, probes }) {
	return [
		name,
		...refused === void 0 ? [] : [`  refused: ${refused}`],
		...inconclusive ? [formatNoTarget(inconclusive)] : [],
		...steps.flatMap(formatStep),
		...blastRadius ? [`  blast radius: ${formatUse(blastRadius.pods, "pod")}; ${formatUse(blastRadius.nodes, "node")}`] : [],
		...probes.map(({ name: probe, detectionFloorMs }) => `  ${probe}: could not see an outage shorter than ${formatDuration(detectionFloorMs)}`),
		`  takes ${formatBounds(duration)}`
	];
}
function formatNoTarget({ code, step, message, certain }) {
	return `  ${certain ? "would" : "may"} be inconclusive: ${code}: step ${step + 1}: ${message}`;
}
function formatStep({ index, kind, pods, nodes, remarks, undo }) {
	const step = `  step ${index + 1}`;
	const hits = [...pods ? [`${step}: ${formatChoice(pods, "pod")}`] : [], ...nodes ? [`${step}: ${formatChoice(nodes, "node")}`] : []];
	return [
		...hits.length > 0 ? hits : [`${step}: ${kind}`],
		...remarks.map((remark) => `    ${remark}`),
		...undo.map((line) => `    undo of ${line}`)
	];
}
function formatBounds({ leastMs, mostMs }) {
	return `${formatDuration(leastMs)} at least, ${formatDuration(mostMs)} at most`;
}
function formatChoice({ matched, chosen }, thing) {
	return `${count(matched, thing)} matched, would hit ${chosen.join(", ") || "none"}`;
}
function formatUse({ used, allowed }, thing) {
	return `${count(used, thing)}${allowed === void 0 ? ", no limit set" : ` of ${allowed} allowed`}`;
}
function count(n, noun) {
	return `${n} ${noun}${n === 1 ? "" : "s"}`;
}
// src/plan/expected-duration.ts
/** The baseline may be sampled again, when the gate itself was starved. */
const baselineAttempts = 3;
/** Bounds of the whole experiment, from what is written; what the cluster needs to undo a fault is not in it. Pure. */
function expectDuration(scenario, steps) {
	const { steadyState, recovery } = scenario;
	const method = methodDuration(scenario, (index) => steps[index]?.pods?.chosen.length ?? 1);
	if (steadyState.length === 0) return method;
	const sampledMs = Math.max(...steadyState.map(({ probe, minSamples }) => probe.everyMs * minSamples));
	const baselineMs = Math.max(scenario.baselineMs, sampledMs);
	return {
		leastMs: baselineMs + Math.max(method.leastMs, sampledMs) + recovery.stableForMs,
		mostMs: baselineMs * baselineAttempts + Math.max(method.mostMs, sampledMs) + recovery.withinMs + recovery.stableForMs
	};
}
// src/plan/undo-of-step.ts
/** How the faults of a step are taken back, one line each; nothing for a step that changes nothing. Pure. */
function undoOfStep(step) {
	switch (step.kind) {
		case "podAction": return step.actions.flatMap(undoOfPodAction);
		case "nodeAction": return step.actions.flatMap(undoOfNodeAction);
		case "kubectl":
			if (step.action === "delete") return ["kubectl delete: what it deletes is not put back"];
			return [step.autoDelete ? "kubectl apply: deleted after the steps; what was there before is written back as it was" : "kubectl apply: what is applied stays"];
		case "clone": return ["clone: deleted after the steps, Services get their selectors back", ...step.mutations.some(({ kind }) => kind === "seccomp") ? ["clone: its seccomp profile is removed from the nodes after the steps"] : []];
		case "alertManagerAction": return ["alertManagerAction: the silences are removed after the steps, where they are to be"];
		case "probeHTTP":
		case "wait": return [];
		case "commandAction":
			if (!step.undo) return ["commandAction: has no `undo`, what it does is not put back"];
			return [`commandAction: its \`undo\` runs ${whenOver(step.durationMs)}`];
		default: return [`${step.kind}: taken back ${whenOver(step.durationMs)}`];
	}
}
function whenOver(durationMs) {
	return durationMs === void 0 ? "after the steps" : `after ${formatDuration(durationMs)}`;
}
function undoOfPodAction(action) {
	switch (action.kind) {
		case "kill": return ["kill: nothing to put back, the owner of the pod makes another one"];
		case "killContainer":
			if (action.signal === "SIGSTOP") return ["killContainer: SIGSTOP is not taken back, a later SIGCONT would"];
			return ["killContainer: nothing to put back, the kubelet restarts the container"];
		case "stopHost": return [`stopHost: ${startedAgain(action.autoRestart)}`];
		default: return [];
	}
}
function undoOfNodeAction(action) {
	switch (action.kind) {
		case "stop": return [`stop: ${startedAgain(action.autoRestart)}`];
		case "pause": return ["pause: the node goes on after the steps"];
		case "stopKubelet": return ["stopKubelet: the kubelet is started after the steps"];
		case "cordon":
		case "drain": return [`${action.kind}: the node is uncordoned after the steps`];
		case "limits": return [`limits: the node has what it had ${whenOver(action.durationMs)}`];
		case "execute": return ["execute: what it changes on the node is not put back"];
		case "restartKubelet":
		case "restartRuntime": return [`${action.kind}: nothing to put back`];
		default: return [];
	}
}
function startedAgain(autoRestart) {
	return autoRestart ? "the node is started after the steps" : "`autoRestart: false`, the node stays down";
}
// src/plan/step-plan.ts
/** Every step of a scenario; without a look at the cluster what is known of it anyway. Pure. */
function planSteps(scenario, faults) {
	return scenario.steps.map((step, index) => {
		const pods = faults?.steps.find((each) => each.index === index)?.selection;
		const nodes = faults?.nodeSteps.find((each) => each.index === index)?.selection;
		const lasting = faults?.lastingSteps.find((each) => each.index === index)?.targets;
		const choosesPods = pods !== void 0 || lasting !== void 0 && (lasting.pods.length > 0 || lasting.empty !== void 0);
		const choosesNodes = nodes !== void 0 || lasting !== void 0 && lasting.nodes.length > 0;
		const podsOf = {
			matched: pods?.matched ?? lasting?.matched ?? lasting?.pods ?? [],
			chosen: pods?.chosen ?? lasting?.pods ?? []
		};
		const nodesOf = {
			matched: nodes?.matched ?? lasting?.nodes ?? [],
			chosen: nodes?.chosen ?? lasting?.nodes ?? []
		};
		return {
			index,
			kind: step.kind,
			line: step.at.line,
			...choosesPods && { pods: {
				matched: podsOf.matched.length,
				chosen: podsOf.chosen.map(nameOf)
			} },
			...choosesNodes && { nodes: {
				matched: nodesOf.matched.length,
				chosen: nodesOf.chosen.map(nameOf)
			} },
			remarks: [
				...pods?.remarks ?? [],
				...nodes?.remarks ?? [],
				...lasting?.empty === void 0 ? [] : [lasting.empty]
			],
			undo: undoOfStep(step)
		};
	});
}
function nameOf({ metadata }) {
	return metadata?.namespace ? `${metadata.namespace}/${metadata.name}` : metadata?.name ?? "";
}
// src/plan/target-outlook.ts
/** Steps that make no pods and no nodes which a later one could choose. */
const makeNothing = /* @__PURE__ */ new Set([
	"wait",
	"probeHTTP",
	"podAction",
	"alertManagerAction",
	"networkAction",
	"dependencyAction",
	"stressAction",
	"processAction"
]);
/** What chooses none now may choose some another time. */
const leftToChance = /* @__PURE__ */ new Set([
	"sealLabels",
	"probability",
	"dayTime"
]);
/** The first step that would hit nothing, a certain one before the others; undefined: every fault has a target. Pure. */
function findNoTarget(scenario, faults) {
	const { steps, nodeSteps, lastingSteps } = faults;
	const found = [...[...steps, ...nodeSteps].flatMap(({ index, selection }) => selection.chosen.length > 0 ? [] : [{
		index,
		found: selection.matched.length,
		remarks: selection.remarks
	}]), ...lastingSteps.flatMap(({ index, targets }) => targets.empty === void 0 ? [] : [{
		index,
		found: void 0,
		remarks: [targets.empty]
	}])].map(({ index, found: matched, remarks }) => {
		return {
			code: "no-target",
			step: index,
			message: [...matched === void 0 ? [] : [matched === 0 ? "nothing matched" : `none of ${matched} was chosen`], ...remarks].join("; "),
			certain: isCertain(scenario, index)
		};
	}).sort((a, b) => a.step - b.step);
	return found.find(({ certain }) => certain) ?? found[0];
}
/** Nothing before it makes targets, and neither chance nor time has a say in what it chooses. */
function isCertain({ steps }, index) {
	const step = steps[index];
	if (!step || !steps.slice(0, index).every(({ kind }) => makeNothing.has(kind))) return false;
	if ("retries" in step && step.retries) return false;
	const choice = [..."matches" in step ? step.matches : [], ..."filters" in step ? step.filters : []];
	if (index > 0 && choice.some((each) => each.kind === "property" && each.name === "state")) return false;
	return choice.every(({ kind }) => !leftToChance.has(kind));
}
// src/plan/scenario-plan.ts
/** Puts together what is known of a scenario. Pure. */
function planScenario(scenario, outlook) {
	const faults = typeof outlook === "object" && "faults" in outlook ? outlook.faults : void 0;
	const refused = typeof outlook === "object" && "refused" in outlook ? outlook.refused : faults?.unsupported?.message;
	const steps = planSteps(scenario, faults);
	const provisional = typeof outlook === "object" && "provisional" in outlook && outlook.provisional;
	const inconclusive = faults && !provisional ? findNoTarget(scenario, faults) : void 0;
	return {
		name: scenario.name,
		file: scenario.at.file,
		line: scenario.at.line,
		...refused !== void 0 && { refused },
		...inconclusive && { inconclusive },
		steps,
		...faults && { blastRadius: radiusOf(scenario, faults) },
		duration: expectDuration(scenario, steps),
		probes: scenario.steadyState.map(({ name, probe }) => ({
			name,
			kind: probe.kind,
			detectionFloorMs: detectionFloorMs(probe)
		}))
	};
}
function radiusOf({ blastRadius }, faults) {
	const nodes = [...faults.nodeSteps.flatMap(({ selection }) => selection.matched), ...faults.lastingSteps.flatMap(({ targets }) => targets.nodes)];
	const matched = new Set(nodes.map(({ metadata }) => metadata?.name)).size;
	const limit = blastRadius?.nodes;
	const allowedNodes = limit && atMost(limit, matched);
	return {
		pods: {
			used: faults.used,
			allowed: faults.guard.allowed
		},
		nodes: {
			used: faults.usedNodes,
			allowed: allowedNodes
		}
	};
}
// src/cli/commands/plan.ts
/**
* `plan FILE...`: what a run would do to the cluster; injects nothing. A cluster of its own gets the app first, one that
* was there before is looked at as it is. Exit 3 where `run` would refuse, or would find nothing to hit.
*/
async function plan(line) {
	try {
		var _usingCtx$1 = _usingCtx();
		const { options, operands: files } = line;
		if (files.length === 0) throw new InvalidInput("plan: found no FILE, expected scenario files, folders, or -");
		const suite = await loadWishes({
			...options,
			files,
			stdin: await readStdin(files)
		});
		await checkCluster(suite.cluster, options);
		const folder = await prepareOutputFolder(join(options.out, "plan"));
		const progress = _usingCtx$1.u(openProgress(line));
		const interruption = _usingCtx$1.u(listenForInterruption(progress.say));
		const planned = await lookAtCluster(_usingCtx$1.u(openRun(folder, {
			...options,
			signal: interruption.signal,
			onEvent: (event) => progress.onEvent(event)
		})), suite, line);
		progress[Symbol.dispose]();
		process.stdout.write(line.format === "json" ? `${JSON.stringify(planned, null, 2)}\n` : showText(planned));
		return isRefused(planned) ? exitCodes.invalidInput : exitCodes.upheld;
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
}
async function lookAtCluster(run, suite, { options }) {
	try {
		var _usingCtx3 = _usingCtx();
		const cluster = _usingCtx3.a(await bringUp(run, suite.cluster, options, suite.app.images));
		const kubernetes = await accessCluster(cluster, run.signal);
		const { provider, name, created } = cluster.identity;
		let permissions = created ? void 0 : await checkPermissions(run, suite, kubernetes);
		if (created) await deployApp(run, suite.app, cluster, kubernetes, options.deployTimeoutMs);
		const seed = options.seed ?? suite.config.seed;
		const isAllowed = () => permissions === void 0 || permissions.missing.length === 0;
		const chosen = isAllowed() ? await gatherScenarios(suite, options.scenarios, kubernetes, run.signal) : suite.scenarios;
		if (permissions && chosen !== suite.scenarios) permissions = await checkPermissions(run, {
			...suite,
			scenarios: chosen
		}, kubernetes);
		const look = {
			seed: seed ?? 0,
			run: 0,
			legacy: options.compat === "legacy"
		};
		const provisional = !created && (suite.app.manifests.length > 0 || suite.app.goldpinger) || look.legacy;
		const scenarios = [];
		for (const scenario of chosen) scenarios.push(planScenario(scenario, isAllowed() ? await lookAhead(scenario, kubernetes, {
			...look,
			provisional
		}, run.signal) : "not-looked"));
		const duration = totalDuration(scenarios, suite.config);
		return {
			schemaVersion: 1,
			cluster: {
				provider,
				name,
				created
			},
			seed,
			scenarios,
			duration,
			permissions
		};
	} catch (_) {
		_usingCtx3.e = _;
	} finally {
		await _usingCtx3.d();
	}
}
async function lookAhead(scenario, kubernetes, { provisional, ...look }, signal) {
	try {
		return {
			faults: await planFaults(scenario, kubernetes, look, signal),
			provisional
		};
	} catch (error) {
		if (error instanceof BlastRadiusExceeded) return { refused: error.message };
		throw error;
	}
}
/** Of a cluster that was there before, where the run is a guest. */
async function checkPermissions(run, suite, kubernetes) {
	const required = await requiredPermissions(suite, await loadApp(suite.app, run.signal), kubernetes, run.signal);
	const missing = await listMissingPermissions(kubernetes, required, run.signal);
	return {
		required: required.length,
		missing: missing.map(formatPermission)
	};
}
/** Names come from outside: nothing in them moves a terminal's cursor. */
function showText(planned) {
	return formatPlan(planned).split("\n").map(printable).join("\n");
}
export { plan };
