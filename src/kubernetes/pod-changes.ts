import type { V1Pod } from '@kubernetes/client-node';
import type { PodChange } from '../journal/event.ts';

/** What tells one moment of a pod's life from the next. */
export interface PodMoment {
  readonly scheduled: boolean;
  readonly started: boolean;
  readonly ready: boolean;
  readonly restarts: number;
  readonly failed: boolean;
  readonly terminating: boolean;
}

export function momentOf({ metadata, spec, status }: V1Pod): PodMoment {
  const containers = status?.containerStatuses ?? [];
  return {
    scheduled: Boolean(spec?.nodeName),
    started: containers.length > 0 && containers.every(({ state }) => state?.running !== undefined),
    ready: status?.conditions?.some(({ type, status: value }) => type === 'Ready' && value === 'True') ?? false,
    restarts: containers.reduce((sum, { restartCount }) => sum + restartCount, 0),
    failed: status?.phase === 'Failed',
    terminating: metadata?.deletionTimestamp !== undefined,
  };
}

const unborn: PodMoment = {
  scheduled: false,
  started: false,
  ready: false,
  restarts: 0,
  failed: false,
  terminating: false,
};

/** What happened between two moments, in the order in which it happens; `before` undefined: the pod is new. Pure. */
export function changesBetween(before: PodMoment | undefined, after: PodMoment): PodChange[] {
  const was = before ?? unborn;
  const changes: PodChange[] = [];
  if (!before) changes.push('created');
  if (after.scheduled && !was.scheduled) changes.push('scheduled');
  if (was.ready && !after.ready) changes.push('not-ready');
  if (after.restarts > was.restarts) changes.push('restarted');
  // A restart between two looks is a start as well, although it ran at both.
  if (after.started && (!was.started || after.restarts > was.restarts)) changes.push('started');
  if (after.ready && !was.ready) changes.push('ready');
  if (after.failed && !was.failed) changes.push('failed');
  if (after.terminating && !was.terminating) changes.push('terminating');
  return changes;
}
