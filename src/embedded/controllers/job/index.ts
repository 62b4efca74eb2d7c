import type { Controller } from '../context.ts';
import { isTerminating, type Job, keyOf, splitKey } from '../objects.ts';
import { claim, controllerOf } from '../owner-references.ts';
import { watchOwnership } from '../ownership-watch.ts';
import { createPod, deletePod } from '../pod-control.ts';
import { sortForDeletion } from '../pod-deletion-order.ts';
import { isActive, isReady } from '../pod-state.ts';
import { podFromTemplate } from '../pod-template.ts';
import { semanticallyEqual } from '../semantic-equality.ts';
import { epochMsOf, timestamp } from '../timestamps.ts';
import { createBackoff } from './backoff.ts';
import { failureOf, isFinishedJob, withJobCondition } from './conditions.ts';
import { isTracked, TRACKING_FINALIZER, tally, untrack } from './finished-pods.ts';

type JobStatus = NonNullable<Job['status']>;

/** Runs each Job's pods until enough of them have succeeded, or until it has failed. */
export const jobController: Controller = context => {
  const { api, now } = context;
  const jobs = context.informers('jobs.batch');
  const pods = context.informers('pods');
  const record = context.recorder('job-controller');
  const backoff = createBackoff(context.timings);

  const queue = context.queue('job', key => {
    const { namespace, name } = splitKey(key);
    const job = jobs.get(namespace, name);
    if (!job || isTerminating(job)) return;
    if (job.spec!.completionMode === 'Indexed') {
      record(job, 'Warning', 'Unsupported', 'the embedded cluster does not run Indexed Jobs: run this on kind');
      return;
    }
    const owned = claim(api, 'pods', pods, job);
    if (isFinishedJob(job)) {
      for (const pod of owned) untrack(api, pod);
      const expiresInMs = expiryInMs(job, now());
      if (expiresInMs === 0) api.delete('jobs.batch', namespace, name, { propagationPolicy: 'Foreground' });
      else if (expiresInMs !== undefined) queue.addAfter(key, expiresInMs);
      return;
    }
    const active = owned.filter(isActive);
    const { succeeded, failed, counted } = tally(job, owned);
    backoff.observe(job.metadata!.uid!, counted, now());
    const suspended = Boolean(job.spec!.suspend);
    const resumed =
      !suspended && job.status?.conditions?.some(one => one.type === 'Suspended' && one.status === 'True');
    const startTime = suspended ? undefined : resumed ? timestamp(now()) : (job.status?.startTime ?? timestamp(now()));
    const status: JobStatus = {
      ...job.status,
      startTime,
      succeeded: succeeded || undefined,
      failed: failed || undefined,
      terminating: owned.filter(pod => isTerminating(pod) && !isFinishedPhase(pod.status?.phase)).length,
      uncountedTerminatedPods: {},
    };
    const failure = failureOf(job, status, active, now());
    const { completions } = job.spec!;
    const isComplete = completions === undefined ? succeeded > 0 && active.length === 0 : succeeded >= completions;
    let remaining = active;
    try {
      if (failure || isComplete || suspended) {
        for (const pod of active) deletePod(api, record, job, pod);
        remaining = [];
        status.terminating! += active.length;
      } else {
        const wish = wishedActive(job, succeeded, active.length);
        const waitMs = backoff.remainingMs(job.metadata!.uid!, now());
        if (active.length > wish) {
          const doomed = sortForDeletion(active, () => 0, now()).slice(0, active.length - wish);
          for (const pod of doomed) deletePod(api, record, job, pod);
          remaining = active.filter(pod => !doomed.includes(pod));
        } else if (active.length < wish && waitMs > 0) {
          queue.addAfter(key, waitMs);
        } else {
          for (let count = wish - active.length; count > 0; count--) {
            const pod = podFromTemplate(job.spec!.template, job);
            pod.metadata!.finalizers = [...(pod.metadata!.finalizers ?? []), TRACKING_FINALIZER];
            remaining = [...remaining, createPod(api, record, job, pod)];
          }
        }
      }
    } finally {
      status.active = remaining.length || undefined;
      status.ready = remaining.filter(isReady).length;
      conclude(job, status, { failure, isComplete, suspended });
      for (const pod of counted) untrack(api, pod);
    }
    const deadlineInMs = activeDeadlineInMs(job, status, now());
    if (deadlineInMs !== undefined) queue.addAfter(key, deadlineInMs);
  });

  /** Writes the status with its conditions: the interim one first, the final one when no pod is left. */
  const conclude = (
    job: Job,
    status: JobStatus,
    {
      failure,
      isComplete,
      suspended,
    }: { failure: { reason: string; message: string } | undefined; isComplete: boolean; suspended: boolean },
  ) => {
    const isSettled = !status.active && !status.terminating;
    const time = timestamp(now());
    let conditions = job.status?.conditions;
    const wasSuspended = conditions?.some(one => one.type === 'Suspended' && one.status === 'True');
    if (failure) {
      conditions = withJobCondition(conditions, 'FailureTarget', true, failure.reason, failure.message, time);
      if (isSettled) {
        conditions = withJobCondition(conditions, 'Failed', true, failure.reason, failure.message, time);
        record(job, 'Warning', failure.reason, failure.message);
      }
    } else if (isComplete) {
      const message = 'Reached expected number of succeeded pods';
      conditions = withJobCondition(conditions, 'SuccessCriteriaMet', true, 'CompletionsReached', message, time);
      if (isSettled) {
        conditions = withJobCondition(conditions, 'Complete', true, 'CompletionsReached', message, time);
        status.completionTime = time;
        record(job, 'Normal', 'Completed', 'Job completed');
      }
    } else if (suspended && !wasSuspended) {
      conditions = withJobCondition(conditions, 'Suspended', true, 'JobSuspended', 'Job suspended', time);
      record(job, 'Normal', 'Suspended', 'Job suspended');
    } else if (!suspended && wasSuspended) {
      conditions = withJobCondition(conditions, 'Suspended', false, 'JobResumed', 'Job resumed', time);
      record(job, 'Normal', 'Resumed', 'Job resumed');
    }
    status.conditions = conditions;
    if (semanticallyEqual(job.status, status)) return;
    api.mutateStatus('jobs.batch', job.metadata!.namespace, job.metadata!.name!, draft => {
      draft.status = status;
    });
  };

  watchOwnership(jobs, pods, queue);
  // A pod whose Job is gone must not be held by the Job's finalizer.
  pods.onChange(({ after }) => {
    const owner = after && controllerOf(after);
    if (owner?.kind === 'Job' && isTracked(after!) && !jobs.byUid(owner.uid)) orphans.add(keyOf(after!));
  });
  jobs.onChange(({ after, before }) => {
    if (after) return;
    backoff.forget(before.metadata!.uid!);
    for (const pod of pods.controlledBy(before.metadata!.uid!)) orphans.add(keyOf(pod));
  });
  const orphans = context.queue('job orphan', key => {
    const { namespace, name } = splitKey(key);
    const pod = pods.get(namespace, name);
    if (pod && !jobs.byUid(controllerOf(pod)?.uid ?? '')) untrack(api, pod);
  });
};

function isFinishedPhase(phase: string | undefined): boolean {
  return phase === 'Succeeded' || phase === 'Failed';
}

/** How many pods may run now: as many as are still needed, within the parallelism; a work queue winds down after a success. */
function wishedActive({ spec }: Job, succeeded: number, active: number): number {
  const parallelism = spec!.parallelism ?? 1;
  if (spec!.completions !== undefined) return Math.min(spec!.completions - succeeded, parallelism);
  return succeeded > 0 ? Math.min(active, parallelism) : parallelism;
}

function activeDeadlineInMs({ spec }: Job, { startTime }: JobStatus, nowMs: number): number | undefined {
  if (spec!.activeDeadlineSeconds === undefined || startTime === undefined) return undefined;
  const leftMs = epochMsOf(startTime) + spec!.activeDeadlineSeconds * 1000 - nowMs;
  return leftMs > 0 ? leftMs : undefined;
}

/** Milliseconds until a finished Job is removed; undefined without ttlSecondsAfterFinished. */
function expiryInMs({ spec, status }: Job, nowMs: number): number | undefined {
  const finished = status!.conditions!.find(one => ['Complete', 'Failed'].includes(one.type) && one.status === 'True');
  if (spec!.ttlSecondsAfterFinished === undefined || !finished) return undefined;
  return Math.max(0, epochMsOf(finished.lastTransitionTime) + spec!.ttlSecondsAfterFinished * 1000 - nowMs);
}
