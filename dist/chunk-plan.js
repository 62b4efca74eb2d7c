import { i as deployApp, n as openRun, r as bringUp, s as BlastRadiusExceeded } from "./chunk-run.js";
import { n as planFaults, t as loadWishes } from "./chunk-wishes.js";
import { t as listenForInterruption } from "./chunk-interruption.js";
import { r as accessCluster } from "./chunk-command.js";
import { n as prepareOutputFolder } from "./chunk-output-folder.js";
import { n as formatDuration } from "./chunk-duration.js";
import { l as exitCodes } from "./chunk-errors.js";
import { n as readStdin } from "./chunk-load-files.js";
import { t as openProgress } from "./chunk-progress.js";
import { t as _usingCtx } from "./chunk-usingCtx.js";
// src/cli/commands/plan.ts
/** `plan FILE...`: what a run would hit on the cluster as it is, against the blast radius; injects nothing. Exit 3 where `run` would refuse. */
async function plan(line) {
	try {
		var _usingCtx$1 = _usingCtx();
		const { options, operands: files } = line;
		const suite = await loadWishes({
			...options,
			files,
			stdin: await readStdin(files)
		});
		const folder = await prepareOutputFolder(options.out);
		const progress = _usingCtx$1.u(openProgress(line));
		const interruption = _usingCtx$1.u(listenForInterruption(progress.say));
		const seed = options.seed ?? suite.config.seed;
		if (seed === void 0) progress.say("notice: no seed is set; a run will choose other victims than this plan");
		const texts = [];
		let refused = false;
		try {
			var _usingCtx3 = _usingCtx();
			const run = _usingCtx3.u(openRun(folder, {
				...options,
				signal: interruption.signal,
				onEvent: (event) => progress.onEvent(event)
			}));
			const cluster = _usingCtx3.a(await bringUp(run, suite.cluster, options));
			const kubernetes = await accessCluster(cluster, run.signal);
			await deployApp(run, suite.app, cluster, kubernetes, options.deployTimeoutMs);
			for (const scenario of suite.scenarios) try {
				texts.push(describePlan(scenario, await planFaults(scenario, kubernetes, {
					seed: seed ?? 0,
					run: 0
				}, run.signal)));
			} catch (error) {
				if (!(error instanceof BlastRadiusExceeded)) throw error;
				refused = true;
				texts.push(`${scenario.name}\n  refused: ${error.message}`);
			}
		} catch (_) {
			_usingCtx3.e = _;
		} finally {
			await _usingCtx3.d();
		}
		process.stdout.write(`${texts.join("\n")}\n`);
		return refused ? exitCodes.invalidInput : exitCodes.upheld;
	} catch (_) {
		_usingCtx$1.e = _;
	} finally {
		_usingCtx$1.d();
	}
}
function describePlan(scenario, faults) {
	const { baselineMs, methodMs, recovery } = scenario;
	const lines = [scenario.name];
	for (const { index, selection } of faults.steps) {
		const names = selection.chosen.map((pod) => `${pod.metadata?.namespace}/${pod.metadata?.name}`);
		lines.push(`  step ${index + 1}: ${selection.matched.length} pods matched, would hit ${names.join(", ") || "none"}`);
		lines.push(...selection.remarks.map((remark) => `    ${remark}`));
	}
	for (const { index, selection } of faults.nodeSteps) {
		const names = selection.chosen.map((node) => node.metadata?.name);
		lines.push(`  step ${index + 1}: ${selection.matched.length} nodes matched, would hit ${names.join(", ") || "none"}`, ...selection.remarks.map((remark) => `    ${remark}`));
	}
	if (faults.unsupported) lines.push(`  cannot be done here: ${faults.unsupported.message}`);
	const allowed = faults.guard.allowed;
	lines.push(`  blast radius: ${faults.used} pods${allowed === void 0 ? ", no limit set" : ` of ${allowed} allowed`}`);
	for (const { name, probe } of scenario.steadyState) lines.push(`  ${name}: could not see an outage shorter than ${formatDuration(probe.everyMs)}`);
	lines.push(`  takes at least ${formatDuration(baselineMs + methodMs + recovery.stableForMs)}, waits at most ${formatDuration(recovery.withinMs)} for recovery`);
	return lines.join("\n");
}
export { plan };
