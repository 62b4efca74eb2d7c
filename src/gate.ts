import { randomInt } from 'node:crypto';
import type { RunningCluster } from './cluster/index.ts';
import { InvalidInput } from './errors.ts';
import { saveEvidence } from './evidence.ts';
import { runExperiment } from './experiment/run-experiment.ts';
import { type JournalEvent, journalVersion, type RunStarted } from './journal/event.ts';
import type { RunResult } from './judge/run-result.ts';
import type { KubernetesAccess } from './kubernetes/access.ts';
import { accessCluster } from './kubernetes/connect.ts';
import { bringUp, deployApp, introduce } from './lifecycle.ts';
import type { GateOptions } from './options.ts';
import { prepareOutputFolder } from './output-folder.ts';
import { writeReports } from './reports.ts';
import { describeStop, openRun, type Run } from './run.ts';
import type { Suite } from './scenario/suite.ts';
import { combineVerdicts, type Verdict } from './verdict.ts';
import { version } from './version.ts';
import { loadWishes } from './wishes.ts';

/** Who watches a run: the terminal, the action. */
export interface Surface {
  readonly signal: AbortSignal;
  onEvent(event: JournalEvent): void;
}

/**
 * The whole job: cluster up, app deployed, experiments, verdict, reports.
 * Throws InvalidInput before anything is touched. Whatever goes wrong later is in the result, after undo;
 * only a journal that cannot be written (full disk) still throws, as InfrastructureFailure.
 */
export async function runGate(options: GateOptions, surface: Surface): Promise<RunResult> {
  const suite = await loadWishes(options);
  const folder = await prepareOutputFolder(options.out);
  {
    using run = openRun(folder, { ...options, signal: surface.signal, onEvent: event => surface.onEvent(event) });
    const started = announce(run, suite, options);
    const stopped = await attempt(run, async () => {
      await using cluster = await bringUp(run, suite.cluster, options);
      const kubernetes = await accessCluster(cluster, run.signal);
      await introduce(run, cluster, kubernetes);
      let verdict: Verdict = 'inconclusive';
      try {
        await deployApp(run, suite.app, cluster, kubernetes, options.deployTimeoutMs);
        verdict = await experiment(run, suite, options, started, cluster, kubernetes);
      } finally {
        if (verdict !== 'upheld') await saveEvidence(run, cluster, kubernetes);
      }
    });
    run.record({ type: 'run-ended', t: run.clock.now(), ...(stopped && { stopped }) });
  }
  return await writeReports(folder);
}

async function experiment(
  run: Run,
  suite: Suite,
  options: GateOptions,
  started: RunStarted,
  cluster: RunningCluster,
  kubernetes: KubernetesAccess,
): Promise<Verdict> {
  const verdicts: Verdict[] = [];
  for (const index of started.experiments.keys()) {
    const verdict = await runExperiment({
      ...run,
      started,
      experiment: index,
      run: Math.floor(index / suite.scenarios.length),
      scenario: suite.scenarios[index % suite.scenarios.length] as Suite['scenarios'][number],
      seed: started.seed,
      legacy: options.compat === 'legacy',
      cluster,
      kubernetes,
      receiptTimeoutMs: 20_000,
      describeStop: error => describeStop(error, run.folder),
    });
    verdicts.push(verdict);
    if (verdict !== 'upheld' && suite.config.exitStrategy === 'fail-fast') break;
  }
  return combineVerdicts(verdicts);
}

function announce(run: Run, suite: Suite, options: GateOptions): RunStarted {
  const { runs, seed } = suite.config;
  const started: RunStarted = {
    type: 'run-started',
    t: 0,
    journalVersion,
    tool: { name: 'chaos-gate', version },
    startedAt: run.clock.startedAt.toISOString(),
    seed: options.seed ?? seed ?? randomInt(2 ** 31),
    compat: options.compat,
    failOn: options.failOn,
    files: suite.files,
    experiments: Array.from({ length: runs }, (_, index) =>
      suite.scenarios.map(({ name, at }) => ({ name: runs > 1 ? `${name} (run ${index + 1})` : name, at })),
    ).flat(),
  };
  run.record(started);
  for (const { at, message } of suite.notices)
    run.say('notice', at ? `${at.file}:${at.line}:${at.column}: ${message}` : message);
  return started;
}

/** Runs, and turns whatever ends it early into the reason that the journal holds. Wrong input stays what it is: exit 3. */
async function attempt(run: Run, job: () => Promise<void>): Promise<ReturnType<typeof describeStop> | undefined> {
  try {
    await job();
    return undefined;
  } catch (error) {
    if (error instanceof InvalidInput) throw error;
    return describeStop(error, run.folder);
  }
}
