import { randomInt } from 'node:crypto';
import { causeOf, InfrastructureFailure, InvalidInput } from './errors.ts';
import { goldpingersOf, saveEvidence } from './evidence.ts';
import { sleep } from './experiment/clock.ts';
import type { ExperimentContext } from './experiment/context.ts';
import { runExperiment } from './experiment/run-experiment.ts';
import { watchForFirstFailure } from './first-failure.ts';
import { type JournalEvent, journalVersion, type RunStarted } from './journal/event.ts';
import type { RunResult } from './judge/run-result.ts';
import { accessCluster } from './kubernetes/connect.ts';
import { awaitNews, bringUp, checkCluster, deployApp, introduce, requirePermissions } from './lifecycle.ts';
import { flagsOf, type GateOptions } from './options.ts';
import { prepareOutputFolder } from './output-folder.ts';
import { writeReports } from './reports.ts';
import { describeStop, openRun, type Run } from './run.ts';
import { announceExperiments, orderExperiments, pauseBefore } from './run-order.ts';
import type { Suite, SuiteConfig } from './scenario/suite.ts';
import { gatherScenarios } from './scenarios-from-cluster.ts';
import { installStopButton } from './stop-button.ts';
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
  await checkCluster(suite.cluster, options);
  const folder = await prepareOutputFolder(options.out);
  {
    using run = openRun(folder, { ...options, signal: surface.signal, onEvent: event => surface.onEvent(event) });
    const started = announce(run, suite, options);
    const stopped = await attempt(run, async () => {
      await using cluster = await bringUp(run, suite.cluster, options, suite.app.images);
      const kubernetes = await accessCluster(cluster, run.signal);
      await introduce(run, cluster, kubernetes);
      await using _button = await installStopButton(run, kubernetes);
      await requirePermissions(run, suite, cluster, kubernetes);
      let verdict: Verdict = 'inconclusive';
      try {
        const appNamespaces = await deployApp(run, suite.app, cluster, kubernetes, options.deployTimeoutMs);
        verdict = await experiment(run, suite, options, started, { cluster, kubernetes, appNamespaces });
      } finally {
        if (verdict !== 'upheld') await saveEvidence(run, cluster, kubernetes, goldpingersOf(suite));
      }
    });
    run.record({ type: 'run-ended', t: run.clock.now(), ...(stopped && { stopped }) });
  }
  return await writeReports(folder);
}

/** Where a run's experiments take place. */
type Site = Pick<ExperimentContext, 'cluster' | 'kubernetes' | 'appNamespaces'>;

async function experiment(
  run: Run,
  suite: Suite,
  options: GateOptions,
  announced: RunStarted,
  site: Site,
): Promise<Verdict> {
  const { config } = suite;
  const { cluster, kubernetes } = site;
  const scenarios = await gatherScenarios(suite, options.scenarios, kubernetes, run.signal);
  // Before the first experiment: what these need was not known before.
  if (config.scenariosFromCluster) await requirePermissions(run, { ...suite, scenarios }, cluster, kubernetes);
  const planned = orderExperiments(scenarios, config, announced.seed);
  const started = { ...announced, experiments: announceExperiments(planned) };
  if (config.scenariosFromCluster)
    run.record({ type: 'experiments-planned', t: run.clock.now(), experiments: started.experiments });
  const verdicts: Verdict[] = [];
  for (const [index, { scenario, run: pass }] of planned.entries()) {
    if (index > 0 && planned[index - 1]?.run !== pass) await pauseBetweenRuns(run, pass, config, started.seed);
    await using failure = watchForFirstFailure(run, kubernetes, {
      experiment: index,
      goldpingers: goldpingersOf({ scenarios: [scenario] }),
    });
    const verdict = await runExperiment({
      ...run,
      record: failure.record,
      started,
      experiment: index,
      run: pass,
      scenario,
      seed: started.seed,
      legacy: options.compat === 'legacy',
      ...site,
      receiptTimeoutMs: 20_000,
      async describeStop(error) {
        if (causeOf(error) instanceof InfrastructureFailure) await awaitNews(cluster);
        return describeStop(error, run);
      },
    });
    if (verdict === 'upheld') await failure.discard();
    verdicts.push(verdict);
    if (verdict !== 'upheld' && config.exitStrategy === 'fail-fast') {
      run.say('notice', `exitStrategy fail-fast: "${planned[index]?.name}" was not upheld, nothing more is run`);
      break;
    }
  }
  return combineVerdicts(verdicts);
}

async function pauseBetweenRuns(run: Run, pass: number, config: SuiteConfig, seed: number): Promise<void> {
  const ms = pauseBefore(pass, config, seed);
  if (ms === 0) return;
  run.say('progress', `pausing ${(ms / 1000).toFixed(1)} s before run ${pass + 1}`);
  await sleep(ms, run.signal);
}

function announce(run: Run, suite: Suite, options: GateOptions): RunStarted {
  const { config, scenarios } = suite;
  const seed = options.seed ?? config.seed ?? randomInt(2 ** 31);
  const started: RunStarted = {
    type: 'run-started',
    t: 0,
    journalVersion,
    tool: { name: 'chaos-gate', version },
    startedAt: run.clock.startedAt.toISOString(),
    seed,
    compat: options.compat,
    failOn: options.failOn,
    exitStrategy: config.exitStrategy ?? 'report',
    files: suite.files,
    flags: flagsOf(options),
    experiments: announceExperiments(orderExperiments(scenarios, config, seed)),
  };
  run.record(started);
  // What PowerfulSeal would do otherwise matters where its outcome is asked for.
  const findings = suite.findings.filter(({ code }) => options.compat === 'legacy' || !code.startsWith('compat-'));
  for (const { at, message } of findings)
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
    return describeStop(error, run);
  }
}
