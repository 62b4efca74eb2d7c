import type { PodRecord } from '../pods/pod.ts';

/**
 * The state of a pod as PowerfulSeal 3.3.0 has it: what its containers wait for where every one of them waits, else its
 * phase; one that crashes is hidden by one that runs, and a pod on its way out is what it was before.
 */
export function legacyPodState(pod: PodRecord): string {
  const reasons = (pod.status?.containerStatuses ?? []).map(({ state }) => state?.waiting?.reason);
  const allWait = reasons.length > 0 && reasons.every(reason => reason !== undefined);
  return allWait ? reasons.join(',') : (pod.status?.phase ?? 'Unknown');
}
