import type { ControllerContext } from '../context.ts';
import type { EventRecorder } from '../event-recorder.ts';
import { isTerminating, type Job, type Pod } from '../objects.ts';
import { createPod, deletePod } from '../pod-control.ts';
import { sortForDeletion } from '../pod-deletion-order.ts';
import { isActive, isFinished, isReady } from '../pod-state.ts';
import { podFromTemplate } from '../pod-template.ts';
import { epochMsOf, timestamp } from '../timestamps.ts';
import type { Backoff } from './backoff.ts';
import { failureOf } from './conditions.ts';
import { TRACKING_FINALIZER, tally, untrack } from './finished-pods.ts';
import { conclude } from './outcome.ts';

type JobStatus = NonNullable<Job['status']>;

/** One reconcile of a Job that has not finished. */
export interface JobStep {
  readonly context: ControllerContext;
  readonly record: EventRecorder;
  readonly backoff: Backoff;
  readonly job: Job;
  readonly pods: readonly Pod[];
}

/**
 * Counts the pods that have finished, starts or stops others, writes the status.
 * @returns milliseconds until a failed pod may be replaced, when that is what it waits for
 */
export function advance(step: JobStep): number | undefined {
  const { context, backoff, job, pods } = step;
  const nowMs = context.now();
  const active = pods.filter(isActive);
  const { succeeded, failed, counted } = tally(job, pods);
  backoff.observe(job.metadata!.uid!, counted, nowMs);
  const status: JobStatus = {
    ...job.status,
    startTime: startTimeOf(job, nowMs),
    succeeded: succeeded || undefined,
    failed: failed || undefined,
    terminating: pods.filter(pod => isTerminating(pod) && !isFinished(pod)).length,
    uncountedTerminatedPods: {},
  };
  const failure = failureOf(job, status, active, nowMs);
  const { completions, suspend: suspended = false } = job.spec!;
  const isComplete = completions === undefined ? succeeded > 0 && active.length === 0 : succeeded >= completions;
  const wished = failure || isComplete || suspended ? 0 : wishedActive(job, succeeded, active.length);
  const waitMs = active.length < wished ? backoff.remainingMs(job.metadata!.uid!, nowMs) : 0;
  let running: readonly Pod[] = active;
  try {
    if (waitMs === 0) running = resize(step, active, wished, Boolean(failure) || isComplete);
    status.terminating! += Math.max(0, active.length - running.length);
  } finally {
    status.active = running.length || undefined;
    status.ready = running.filter(isReady).length;
    conclude(step, status, { failure, isComplete, suspended });
    for (const pod of counted) untrack(context.api, pod);
  }
  return waitMs > 0 ? waitMs : undefined;
}

function resize(
  { context, record, job }: JobStep,
  active: readonly Pod[],
  wished: number,
  isDecided: boolean,
): readonly Pod[] {
  if (active.length > wished) {
    const doomed = sortForDeletion(active, () => 0, context.now()).slice(0, active.length - wished);
    for (const pod of doomed) {
      // What a suspension or a lower parallelism stops has not failed, and must not be counted so.
      if (!isDecided) untrack(context.api, pod);
      deletePod(context.api, record, job, pod);
    }
    return active.filter(pod => !doomed.includes(pod));
  }
  const created = Array.from({ length: wished - active.length }, () => {
    const pod = podFromTemplate(job.spec!.template, job);
    pod.metadata!.finalizers = [...(pod.metadata!.finalizers ?? []), TRACKING_FINALIZER];
    return createPod(context.api, record, job, pod);
  });
  return [...active, ...created];
}

/** How many pods may run now: as many as are still needed, within the parallelism; a work queue winds down after a success. */
function wishedActive({ spec }: Job, succeeded: number, active: number): number {
  const parallelism = spec!.parallelism ?? 1;
  if (spec!.completions !== undefined) return Math.min(spec!.completions - succeeded, parallelism);
  return succeeded > 0 ? Math.min(active, parallelism) : parallelism;
}

/** A suspended Job has not started; a resumed one starts anew. */
function startTimeOf({ spec, status }: Job, nowMs: number): string | undefined {
  if (spec!.suspend) return undefined;
  const wasSuspended = status?.conditions?.some(one => one.type === 'Suspended' && one.status === 'True');
  return wasSuspended ? timestamp(nowMs) : (status?.startTime ?? timestamp(nowMs));
}

/** Milliseconds until activeDeadlineSeconds are over; undefined without a deadline or when it has passed. */
export function deadlineInMs(job: Job, nowMs: number): number | undefined {
  const startTime = startTimeOf(job, nowMs);
  const { activeDeadlineSeconds } = job.spec!;
  if (activeDeadlineSeconds === undefined || startTime === undefined) return undefined;
  const leftMs = epochMsOf(startTime) + activeDeadlineSeconds * 1000 - nowMs;
  return leftMs > 0 ? leftMs : undefined;
}
