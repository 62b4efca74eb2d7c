import { isTerminating, type Pod } from './objects.ts';
import { epochMsOf } from './timestamps.ts';

/** Ended for good: no container of it will run again. */
export function isFinished(pod: Pod): boolean {
  return pod.status?.phase === 'Succeeded' || pod.status?.phase === 'Failed';
}

/** Counts towards a controller's wish: neither finished nor on its way out. */
export function isActive(pod: Pod): boolean {
  return !isFinished(pod) && !isTerminating(pod);
}

export function podCondition(pod: Pod, type: string) {
  return pod.status?.conditions?.find(condition => condition.type === type);
}

export function isReady(pod: Pod): boolean {
  return podCondition(pod, 'Ready')?.status === 'True';
}

/** When the pod became ready, in milliseconds since the epoch; 0 when it is not ready. */
export function readySinceMs(pod: Pod): number {
  const ready = podCondition(pod, 'Ready');
  return ready?.status === 'True' ? epochMsOf(ready.lastTransitionTime) : 0;
}

/** Milliseconds until a ready pod has been ready for `minReadySeconds`; undefined for a pod that is not ready. */
export function availableInMs(pod: Pod, minReadySeconds: number, nowMs: number): number | undefined {
  if (!isReady(pod)) return undefined;
  return Math.max(0, readySinceMs(pod) + minReadySeconds * 1000 - nowMs);
}

/** Sum of the restarts of its containers. */
export function restartCount(pod: Pod): number {
  return (pod.status?.containerStatuses ?? []).reduce((sum, status) => sum + (status.restartCount ?? 0), 0);
}
