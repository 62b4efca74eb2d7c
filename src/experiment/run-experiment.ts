import type { V1Pod } from '@kubernetes/client-node';
import { messageOf } from '../errors.ts';
import type { ExperimentEnded } from '../journal/event.ts';
import { qualifiedWorkloadOf } from '../kubernetes/pod-workload.ts';
import type { ProbeContext } from '../probes/probe.ts';
import type { Scenario } from '../scenario/suite.ts';
import type { Verdict } from '../verdict.ts';
import { holdBaseline } from './baseline.ts';
import { BlastRadiusExceeded } from './blast-radius.ts';
import { watchCluster } from './cluster-watch.ts';
import type { ExperimentContext } from './context.ts';
import { listTargetedWorkloads } from './kubectl/payload-targets.ts';
import { type LiveExperiment, recordLive } from './live-experiment.ts';
import { runMethod } from './method.ts';
import { startObservation } from './observation.ts';
import { observeFor } from './observe-for.ts';
import { planFaults } from './plan.ts';
import { awaitRecovery } from './recovery.ts';
import { rememberState, touchedNamespaces } from './residue.ts';
import { digestStep } from './specification-digest.ts';
import { type OpenedProbes, openProbes, recordProbes, scheduleProbes } from './steady-state.ts';
import { undoFaults } from './undo.ts';
import { untilHarm } from './until-harm.ts';
import { watchedNamespaces } from './watched-namespaces.ts';

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
    stopped = {
      ...(await context.describeStop(error)),
      at: error instanceof BlastRadiusExceeded ? error.at : undefined,
    };
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
  const namespaces = touchedNamespaces(scenario, plan);
  const findResidue = await rememberState(scenario, plan, namespaces, kubernetes, signal);
  await using watch = await watchCluster(kubernetes, {
    experiment,
    namespaces: watchedNamespaces(scenario, namespaces, context.appNamespaces),
    now: clock.now,
    record: live.record,
    signal,
  });
  for (const workload of listTargetedWorkloads(plan.payloads)) watch.targeted.add(workload);
  const aimAt = (pods: readonly V1Pod[]) => {
    for (const pod of pods) {
      targeted.add(pod.metadata?.uid ?? '');
      watch.targeted.add(qualifiedWorkloadOf(pod));
    }
  };

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
  const observe = (atLeastMs: number, stoppable = signal) => {
    observation.beginPhase();
    return observeFor(observation, recordProbes(scenario), atLeastMs, stoppable);
  };

  if (scenario.steadyState.length > 0 && !(await holdBaseline(context, live, observation, observe)))
    return { code: 'baseline-not-met', message: 'the steady state did not hold before any fault' };
  try {
    inMethod = true;
    await live.inPhase('method', () =>
      untilHarm(context, live, stoppable =>
        Promise.all([
          runMethod({ ...context, signal: stoppable }, live, plan.guard, aimAt),
          observe(scenario.methodMs, stoppable),
        ]),
      ),
    );
  } finally {
    inMethod = false;
    await live.inPhase('undo', () => undoFaults(context, live));
  }
  if (scenario.steadyState.length > 0) await live.inPhase('recovery', () => awaitRecovery(context, live));
  for (const difference of await findResidue())
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
      steps: scenario.steps.map(step => ({ kind: step.kind, at: step.at, digest: digestStep(step) })),
      phaseMs: { baseline: scenario.baselineMs, method: scenario.methodMs },
      recovery: {
        withinMs: scenario.recovery.withinMs,
        stableForMs: scenario.recovery.stableForMs,
        tolerances: scenario.recovery.tolerances,
      },
      collateral: scenario.blastRadius?.collateral,
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
