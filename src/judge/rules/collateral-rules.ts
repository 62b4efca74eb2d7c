import type { PodChanged } from '../../journal/event.ts';
import { type ExperimentRecord, phaseOf } from '../experiment-record.ts';
import { judgedByStepsAlone } from '../legacy-outcome.ts';
import { formatMs } from '../observed.ts';
import { reasonAt } from '../reason.ts';
import type { Reason } from '../run-result.ts';
import type { Trial } from '../trial.ts';

/** A readiness probe that fails once on a busy machine is no harm; being out of its Services for so long is. */
const harmfulMs = 3_000;

/**
 * Workloads that no fault was aimed at came to no harm once the faults began. One that was unwell before, in the
 * baseline, says nothing.
 */
export function nobodyElseWasHarmed({ run, record }: Trial): Reason[] {
  if (judgedByStepsAlone(run, record)) return [];
  const { started, podChanges } = record;
  const methodT = phaseOf(record, 'method')?.startT;
  if (methodT === undefined || started.collateral === 'ignore') return [];
  const excluded = new Set([
    ...podChanges.filter(({ targeted, t }) => targeted || t < methodT).map(workloadOf),
    ...clonesOf(record),
  ]);
  const harmed = new Map<string, { readonly change: PodChanged; readonly harm: string }>();
  for (const change of podChanges) {
    const workload = workloadOf(change);
    const harm = excluded.has(workload) || harmed.has(workload) ? undefined : describeHarm(change, record);
    if (harm) harmed.set(workload, { change, harm });
  }
  return [...harmed].map(([workload, { change, harm }]) =>
    reasonAt(
      started.at,
      'collateral-damage',
      `${workload} was no target and came to harm: its pod ${change.name} ${harm}, ${formatMs(change.t - methodT)} after the steps began`,
    ),
  );
}

/** Pods come and go for good reasons; what does not happen to a healthy one is harm. */
function describeHarm(change: PodChanged, { podChanges, lastT }: ExperimentRecord): string | undefined {
  if (change.change === 'restarted') return 'was restarted';
  // A pod that is going away ceases to be ready and may end with an error, as it should.
  if (podChanges.some(({ uid, change: what }) => uid === change.uid && what === 'terminating')) return undefined;
  if (change.change === 'failed') return 'failed';
  if (change.change !== 'not-ready') return undefined;
  const later = podChanges.filter(({ uid, t }) => uid === change.uid && t >= change.t);
  const backT = later.find(({ change: what }) => what === 'ready')?.t ?? lastT;
  return backT - change.t >= harmfulMs ? `was not ready for ${formatMs(backT - change.t)}` : undefined;
}

/** What is made to fail is no bystander. */
function clonesOf({ faults }: ExperimentRecord): string[] {
  return faults
    .filter(({ kind }) => kind === 'clone')
    .flatMap(({ targets }) =>
      targets.map(({ namespace = '', name }) => workloadOf({ namespace, workload: `Deployment/${name}` })),
    );
}

function workloadOf({ namespace, workload }: Pick<PodChanged, 'namespace' | 'workload'>): string {
  return `${workload} of namespace ${namespace}`;
}

/** No `stopWhen` of the steady state was met. */
export function noStopConditionWasMet({ record }: Trial): Reason[] {
  return record.stops.map(({ at, probe, expression, observed }) =>
    reasonAt(
      at,
      'stop-condition-met',
      `"${probe}" met its stop condition ${expression} (observed ${observed}): the steps were ended and undone`,
    ),
  );
}
