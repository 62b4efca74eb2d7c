import { BlastRadiusExceeded } from '../../experiment/blast-radius.ts';
import { type FaultPlan, planFaults } from '../../experiment/plan.ts';
import { listenForInterruption } from '../../interruption.ts';
import { accessCluster } from '../../kubernetes/connect.ts';
import { bringUp, deployApp } from '../../lifecycle.ts';
import { prepareOutputFolder } from '../../output-folder.ts';
import { openRun } from '../../run.ts';
import { formatDuration } from '../../scenario/duration.ts';
import type { Scenario } from '../../scenario/suite.ts';
import { exitCodes } from '../../verdict.ts';
import { loadWishes } from '../../wishes.ts';
import type { CommandLine } from '../arguments.ts';
import { readStdin } from '../load-files.ts';
import { openProgress } from '../progress.ts';

/** `plan FILE...`: what a run would hit on the cluster as it is, against the blast radius; injects nothing. Exit 3 where `run` would refuse. */
export async function plan(line: CommandLine): Promise<number> {
  const { options, operands: files } = line;
  const suite = await loadWishes({ ...options, files, stdin: await readStdin(files) });
  const folder = await prepareOutputFolder(options.out);
  using progress = openProgress(line);
  using interruption = listenForInterruption(progress.say);
  const seed = options.seed ?? suite.config.seed;
  if (seed === undefined) progress.say('notice: no seed is set; a run will choose other victims than this plan');
  const texts: string[] = [];
  let refused = false;
  {
    using run = openRun(folder, { ...options, signal: interruption.signal, onEvent: event => progress.onEvent(event) });
    await using cluster = await bringUp(run, suite.cluster, options);
    const kubernetes = await accessCluster(cluster, run.signal);
    await deployApp(run, suite.app, cluster, kubernetes, options.deployTimeoutMs);
    for (const scenario of suite.scenarios) {
      try {
        texts.push(
          describePlan(scenario, await planFaults(scenario, kubernetes, { seed: seed ?? 0, run: 0 }, run.signal)),
        );
      } catch (error) {
        if (!(error instanceof BlastRadiusExceeded)) throw error;
        refused = true;
        texts.push(`${scenario.name}\n  refused: ${error.message}`);
      }
    }
  }
  process.stdout.write(`${texts.join('\n')}\n`);
  return refused ? exitCodes.invalidInput : exitCodes.upheld;
}

function describePlan(scenario: Scenario, faults: FaultPlan): string {
  const { baselineMs, methodMs, recovery } = scenario;
  const lines = [scenario.name];
  for (const { index, selection } of faults.steps) {
    const names = selection.chosen.map(pod => `${pod.metadata?.namespace}/${pod.metadata?.name}`);
    lines.push(
      `  step ${index + 1}: ${selection.matched.length} pods matched, would hit ${names.join(', ') || 'none'}`,
    );
    lines.push(...selection.remarks.map(remark => `    ${remark}`));
  }
  for (const { index, selection } of faults.nodeSteps) {
    const names = selection.chosen.map(node => node.metadata?.name);
    lines.push(
      `  step ${index + 1}: ${selection.matched.length} nodes matched, would hit ${names.join(', ') || 'none'}`,
      ...selection.remarks.map(remark => `    ${remark}`),
    );
  }
  if (faults.unsupported) lines.push(`  cannot be done here: ${faults.unsupported.message}`);
  const allowed = faults.guard.allowed;
  lines.push(
    `  blast radius: ${faults.used} pods${allowed === undefined ? ', no limit set' : ` of ${allowed} allowed`}`,
  );
  for (const { name, probe } of scenario.steadyState)
    lines.push(`  ${name}: could not see an outage shorter than ${formatDuration(probe.everyMs)}`);
  lines.push(
    `  takes at least ${formatDuration(baselineMs + methodMs + recovery.stableForMs)}, waits at most ${formatDuration(recovery.withinMs)} for recovery`,
  );
  return lines.join('\n');
}
