import type { Controller } from '../context.ts';
import { isTerminating, type Job, keyOf, splitKey } from '../objects.ts';
import { claim, controllerOf } from '../owner-references.ts';
import { watchOwnership } from '../ownership-watch.ts';
import { epochMsOf } from '../timestamps.ts';
import { createBackoff } from './backoff.ts';
import { isFinishedJob } from './conditions.ts';
import { isTracked, untrack } from './finished-pods.ts';
import { advance, deadlineInMs } from './step.ts';

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
    if (!isFinishedJob(job)) {
      const waitMs = advance({ context, record, backoff, job, pods: owned });
      if (waitMs !== undefined) queue.addAfter(key, waitMs);
      const untilDeadlineMs = deadlineInMs(job, now());
      if (untilDeadlineMs !== undefined) queue.addAfter(key, untilDeadlineMs);
      return;
    }
    for (const pod of owned) untrack(api, pod);
    const expiresInMs = expiryInMs(job, now());
    if (expiresInMs === 0) api.delete('jobs.batch', namespace, name, { propagationPolicy: 'Foreground' });
    else if (expiresInMs !== undefined) queue.addAfter(key, expiresInMs);
  });
  /** Pods whose Job is gone: its finalizer must not hold them. */
  const orphans = context.queue('job orphan', key => {
    const { namespace, name } = splitKey(key);
    const pod = pods.get(namespace, name);
    if (pod && !jobs.byUid(controllerOf(pod)?.uid ?? '')) untrack(api, pod);
  });

  watchOwnership(jobs, pods, queue);
  pods.onChange(({ after }) => {
    const owner = after && isTracked(after) ? controllerOf(after) : undefined;
    if (owner?.kind === 'Job' && !jobs.byUid(owner.uid)) orphans.add(keyOf(after!));
  });
  jobs.onChange(({ after, before }) => {
    if (after) return;
    backoff.forget(before.metadata!.uid!);
    for (const pod of pods.controlledBy(before.metadata!.uid!)) orphans.add(keyOf(pod));
  });
};

/** Milliseconds until a finished Job is removed; undefined without ttlSecondsAfterFinished. */
function expiryInMs({ spec, status }: Job, nowMs: number): number | undefined {
  const finished = status!.conditions!.find(one => ['Complete', 'Failed'].includes(one.type) && one.status === 'True');
  if (spec!.ttlSecondsAfterFinished === undefined || !finished) return undefined;
  return Math.max(0, epochMsOf(finished.lastTransitionTime) + spec!.ttlSecondsAfterFinished * 1000 - nowMs);
}
