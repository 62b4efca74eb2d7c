import type { ClusterApi } from '../../api/cluster-api.ts';
import { isTerminating, type Job, type Pod } from '../objects.ts';

/** Holds a pod until its end has been counted. */
export const TRACKING_FINALIZER = 'batch.kubernetes.io/job-tracking';

export function isTracked({ metadata }: Pod): boolean {
  return Boolean(metadata!.finalizers?.includes(TRACKING_FINALIZER));
}

/** The Job's counts with the pods that have finished since the last ones, each counted once, while it is tracked. */
export function tally(
  { status, spec }: Job,
  pods: readonly Pod[],
): { readonly succeeded: number; readonly failed: number; readonly counted: readonly Pod[] } {
  const tracked = pods.filter(isTracked);
  const succeeded = tracked.filter(pod => pod.status?.phase === 'Succeeded');
  const countsLeaving = spec!.podReplacementPolicy !== 'Failed';
  const failed = tracked.filter(
    pod => pod.status?.phase === 'Failed' || (countsLeaving && isTerminating(pod) && pod.status?.phase !== 'Succeeded'),
  );
  return {
    succeeded: (status?.succeeded ?? 0) + succeeded.length,
    failed: (status?.failed ?? 0) + failed.length,
    counted: [...succeeded, ...failed],
  };
}

/** Lets a pod go, as far as the Job is concerned. */
export function untrack(api: ClusterApi, pod: Pod): void {
  if (!isTracked(pod)) return;
  api.mutate('pods', pod.metadata!.namespace, pod.metadata!.name!, draft => {
    draft.metadata!.finalizers = draft.metadata!.finalizers?.filter(one => one !== TRACKING_FINALIZER);
  });
}
