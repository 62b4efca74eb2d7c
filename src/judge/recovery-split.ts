import type { EndpointChanged, FaultInjected, PodChange, PodChanged } from '../journal/event.ts';
import type { RecoveryStage } from '../scenario/suite.ts';
import type { ExperimentRecord } from './experiment-record.ts';
import { outcomeCodes } from './sample-series.ts';
import type { RecoveryOutcome } from './trial.ts';

/** Milliseconds from the injection to each stage, the worst target's; null: it was not seen. */
export type RecoverySplit = Readonly<Record<RecoveryStage, number | null>>;

const lost: readonly PodChange[] = ['not-ready', 'restarted', 'terminating', 'gone', 'failed'];

/**
 * Takes the recovery apart by what the cluster said of the targeted pods and their replacements, and by what users saw.
 * Each fault counts from its own injection; of each stage the worst counts. undefined: no fault on pods landed.
 *
 *   injected ─▶ notReady ─▶ endpointRemoved ─▶ scheduled ─▶ started ─▶ ready ─▶ endpointAdded ─▶ user ─▶ stable
 */
export function splitRecovery(
  record: ExperimentRecord,
  recovery: RecoveryOutcome | undefined,
): RecoverySplit | undefined {
  const faults = record.faults.filter(
    ({ receipt, targets }) => receipt.landed && targets.some(({ kind }) => kind === 'Pod' || kind === 'Container'),
  );
  const last = faults.toSorted((a, b) => b.t - a.t)[0];
  if (!last) return undefined;
  const splits = faults.map(fault => stagesOf(fault, record));
  const worst = (stage: keyof ReturnType<typeof stagesOf>) => {
    const seen = splits.map(split => split[stage]).filter(ms => ms !== null);
    return seen.length === 0 ? null : Math.max(...seen);
  };
  const back = recovery?.recoveredAtT;
  return {
    notReady: worst('notReady'),
    endpointRemoved: worst('endpointRemoved'),
    scheduled: worst('scheduled'),
    started: worst('started'),
    ready: worst('ready'),
    endpointAdded: worst('endpointAdded'),
    user: firstSuccess(record, last.t),
    stable: back === undefined ? null : round(back - last.t),
  };
}

/** A container's restart keeps its pod; a killed pod's replacement is a new pod of the same workload. */
function stagesOf(fault: FaultInjected, { podChanges, endpointChanges }: ExperimentRecord) {
  const victims = new Set(fault.targets.flatMap(({ uid }) => (uid ? [uid] : [])));
  const after = podChanges.filter(({ t }) => t >= fault.t);
  const workloads = new Set(podChanges.filter(({ uid }) => victims.has(uid)).map(workloadKey));
  const mine = after.filter(change => workloads.has(workloadKey(change)));
  const born = new Set(mine.filter(({ change }) => change === 'created').map(({ uid }) => uid));
  const concerned = (uid: string) => victims.has(uid) || born.has(uid);
  const since = (found: PodChanged | EndpointChanged | undefined) => (found ? round(found.t - fault.t) : null);
  const lastOf = (change: PodChange) => since(mine.findLast(each => each.change === change && concerned(each.uid)));
  const endpoints = endpointChanges.filter(({ t }) => t >= fault.t);
  return {
    notReady: since(mine.find(({ uid, change }) => victims.has(uid) && lost.includes(change))),
    endpointRemoved: since(endpoints.find(({ uid, change }) => victims.has(uid) && change === 'removed')),
    scheduled: lastOf('scheduled'),
    started: lastOf('started'),
    ready: lastOf('ready'),
    endpointAdded: since(endpoints.findLast(({ uid, change }) => concerned(uid) && change === 'added')),
  };
}

/** From the last injection to the end of the first success behind the last failure; 0: nobody saw a failure. null: it never came. */
function firstSuccess({ series, started }: ExperimentRecord, faultT: number): number | null {
  let worst = 0;
  for (const [index, { times, outcomes, durations, length }] of series.entries()) {
    if (!['probeHTTP', 'probeTCP'].includes(started.steadyState[index]?.kind ?? '')) continue;
    let failedAt = -1;
    for (let i = length - 1; i >= 0 && times[i]! >= faultT && failedAt < 0; i--)
      if (outcomes[i] === outcomeCodes.fail) failedAt = i;
    if (failedAt < 0) continue;
    let back = failedAt + 1;
    while (back < length && outcomes[back] !== outcomeCodes.ok) back++;
    if (back >= length) return null;
    worst = Math.max(worst, times[back]! + durations[back]! - faultT);
  }
  return round(worst);
}

function workloadKey({ namespace, workload }: PodChanged): string {
  return `${namespace}/${workload}`;
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
