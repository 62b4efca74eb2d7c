import type { EndpointChanged, FaultInjected, PodChange, PodChanged } from '../journal/event.ts';
import { type RecoveryStage, userProbes } from '../scenario/suite.ts';
import type { ExperimentRecord } from './experiment-record.ts';
import { outcomeCodes, type SampleSeries } from './sample-series.ts';
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
  const faults = record.faults.filter(hitsPods);
  const last = faults.toSorted((a, b) => b.t - a.t)[0];
  if (!last) return undefined;
  const splits = faults.map(fault => stagesOf(fault, record));
  const worst = (stage: keyof ReturnType<typeof stagesOf>) => {
    const seen = splits.map(split => split[stage]).filter(ms => ms !== null);
    return seen.length === 0 ? null : Math.max(...seen);
  };
  const back = recovery?.recoveredAtT;
  const user = firstSuccess(record);
  return {
    notReady: worst('notReady'),
    endpointRemoved: worst('endpointRemoved'),
    scheduled: worst('scheduled'),
    started: worst('started'),
    ready: worst('ready'),
    endpointAdded: worst('endpointAdded'),
    user: typeof user === 'number' ? user : null,
    stable: back === undefined ? null : round(back - last.t),
  };
}

function hitsPods({ receipt, targets }: FaultInjected): boolean {
  return receipt.landed && targets.some(({ kind }) => kind === 'Pod' || kind === 'Container');
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

/**
 * Milliseconds from the last injection to the end of the first success behind the last failure, of the probes that ask the
 * app what a user would; 0: they saw no failure. Where the last of them never succeeded again: `never`; where none of them
 * looked, or those that failed could not look any more: `unseen`.
 */
export function firstSuccess({ series, started, faults }: ExperimentRecord): number | 'never' | 'unseen' {
  const faultT = Math.max(...faults.filter(hitsPods).map(({ t }) => t));
  const found = series
    .filter((_, index) => userProbes.has(started.steadyState[index]?.kind ?? ''))
    .map(each => firstSuccessOf(each, faultT));
  if (found.includes('never')) return 'never';
  const seen = found.filter(each => typeof each === 'number');
  const isSeen = seen.length > 0 && !found.includes('unseen');
  return isSeen ? round(Math.max(...seen)) : 'unseen';
}

function firstSuccessOf({ times, outcomes, durations, length, firstAt }: SampleSeries, faultT: number) {
  const looks = outcomes.subarray(0, length);
  const failedAt = looks.lastIndexOf(outcomeCodes.fail);
  const fromAt = firstAt(faultT);
  const okAt = looks.indexOf(outcomeCodes.ok, Math.max(failedAt, fromAt));
  if (okAt < 0) return failedAt >= fromAt && failedAt === length - 1 ? 'never' : 'unseen';
  return failedAt < fromAt ? 0 : times[okAt]! + durations[okAt]! - faultT;
}

function workloadKey({ namespace, workload }: PodChanged): string {
  return `${namespace}/${workload}`;
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10;
}
