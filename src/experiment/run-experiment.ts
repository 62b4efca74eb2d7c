import { messageOf } from '../errors.ts';
import type { ExperimentEnded } from '../journal/event.ts';
import type { ProbeContext } from '../probes/probe.ts';
import type { Scenario } from '../scenario/suite.ts';
import type { Verdict } from '../verdict.ts';
import { BlastRadiusExceeded } from './blast-radius.ts';
import type { ExperimentContext } from './context.ts';
import { type LiveExperiment, recordLive } from './live-experiment.ts';
import { runMethod } from './method.ts';
import { startObservation } from './observation.ts';
import { observeFor } from './observe-for.ts';
import { planFaults } from './plan.ts';
import { awaitRecovery } from './recovery.ts';
import { compareSnapshots, meantToStay, takeSnapshot, touchedNamespaces } from './residue.ts';
import { type OpenedProbes, openProbes, recordProbes, scheduleProbes } from './steady-state.ts';
import { undoFaults } from './undo.ts';

/** Before anything is injected, a gate that was starved may look again; afterwards there is no second look. */
const baselineAttempts = 3;

/**
 * One experiment: baseline → method → undo → recovery, the steady state's probes sampling through all of them.
 * Everything that happens goes to the journal; so does what ends it early. Undo runs whatever happened.
 * Throws what ends the whole run (interruption, time limit, failing cluster, blast radius), after undo.
 */
export async function runExperiment(context: ExperimentContext): Promise<Verdict> {
  const live = recordLive(context);
  let stopped: ExperimentEnded['stopped'];
  try {
    stopped = await conduct(context, live);
  } catch (error) {
    stopped = { ...context.describeStop(error), at: error instanceof BlastRadiusExceeded ? error.at : undefined };
    throw error;
  } finally {
    live.record({
      type: 'experiment-ended',
      t: context.clock.now(),
      experiment: context.experiment,
      ...(stopped && { stopped }),
    });
  }
  return live.verdict();
}

async function conduct(context: ExperimentContext, live: LiveExperiment): Promise<ExperimentEnded['stopped']> {
  const { scenario, experiment, clock, stalls, kubernetes, signal } = context;
  const targeted = new Set<string>();
  let inMethod = false;
  const opened = await introduce(context, live, { kubernetes, targeted: () => targeted, inMethod: () => inMethod });
  if ('code' in opened) return opened;
  await using _probes = opened;
  const plan = await planFaults(scenario, kubernetes, context, signal);
  if (plan.unsupported) return { code: 'fault-unsupported', ...plan.unsupported };
  const namespaces = touchedNamespaces(scenario, plan.matched);
  const before = await takeSnapshot(namespaces, kubernetes, signal);

  // The first look of a probe loads code and fills caches: it is not a sample.
  await Promise.all(
    opened.probes.map((probe, index) => probe.measure(AbortSignal.timeout(timeoutOf(scenario, index)))),
  );
  const observation = startObservation(scheduleProbes(scenario, opened), {
    experiment,
    clock,
    stalls,
    record: live.record,
  });
  await using _observation = { [Symbol.asyncDispose]: () => observation.stop(signal.aborted ? 'abandon' : 'drain') };
  const observe = (atLeastMs: number) => {
    observation.beginPhase();
    return observeFor(observation, recordProbes(scenario), atLeastMs, signal);
  };

  if (scenario.steadyState.length > 0) {
    for (let attempt = 1; ; attempt++) {
      await live.inPhase('baseline', () => observe(scenario.baselineMs));
      await observation.drain();
      if (attempt === baselineAttempts || live.baselineMet() || !live.baselineStarved()) break;
      const text = 'the gate itself was starved in the baseline: it is sampled again';
      live.record({ type: 'message', t: clock.now(), level: 'warning', text });
    }
    if (!live.baselineMet())
      return { code: 'baseline-not-met', message: 'the steady state did not hold before any fault' };
  }
  try {
    inMethod = true;
    await live.inPhase('method', () =>
      Promise.all([runMethod(context, live, plan.guard, targeted), observe(scenario.methodMs)]),
    );
  } finally {
    inMethod = false;
    await live.inPhase('undo', () => undoFaults(context, live));
  }
  if (scenario.steadyState.length > 0) await live.inPhase('recovery', () => awaitRecovery(context, live));
  const after = await takeSnapshot(namespaces, kubernetes, signal);
  for (const difference of compareSnapshots(before, after, meantToStay(scenario)))
    live.record({ type: 'residue', t: clock.now(), experiment, ...difference });
  return undefined;
}

function timeoutOf(scenario: Scenario, index: number): number {
  return scenario.steadyState[index]?.probe.timeoutMs ?? 0;
}

/** Opens the probes and records the experiment's start; a probe that cannot be opened ends the experiment, not the run. */
async function introduce(
  context: ExperimentContext,
  live: LiveExperiment,
  probeContext: ProbeContext,
): Promise<OpenedProbes | NonNullable<ExperimentEnded['stopped']>> {
  const { scenario, experiment, clock, signal } = context;
  const start = (opened?: OpenedProbes) =>
    live.record({
      type: 'experiment-started',
      t: clock.now(),
      experiment,
      name: context.started.experiments[experiment]?.name ?? scenario.name,
      at: scenario.at,
      hypothesis: scenario.hypothesis,
      steadyState: recordProbes(scenario, opened),
      steps: scenario.steps.map(({ kind, at }) => ({ kind, at })),
      recovery: { withinMs: scenario.recovery.withinMs, stableForMs: scenario.recovery.stableForMs },
    });
  try {
    const opened = await openProbes(scenario, probeContext, signal);
    start(opened);
    return opened;
  } catch (error) {
    signal.throwIfAborted();
    start();
    return { code: 'probe-broken', message: messageOf(error) };
  }
}
