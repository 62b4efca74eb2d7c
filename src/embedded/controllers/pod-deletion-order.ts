import type { Pod } from './objects.ts';
import { isReady, readySinceMs, restartCount } from './pod-state.ts';
import { epochMsOf } from './timestamps.ts';

const PHASE_ORDER: Readonly<Record<string, number>> = { Pending: 0, Unknown: 1, Running: 2 };

/**
 * Sorts pods so that those to delete first come first, as the ReplicaSet controller does: without a node, not yet
 * running, not ready, of lower `controller.kubernetes.io/pod-deletion-cost`, on a node with more of the same, ready for
 * a shorter time, restarted more often, younger. Ages are compared by magnitude (log2), equal ones by UID, so that a
 * scale-down does not always hit the same failure domain.
 *
 * @param companions number of pods of the same workload on the pod's node
 */
export function sortForDeletion(pods: readonly Pod[], companions: (pod: Pod) => number, nowMs: number): Pod[] {
  const order = (a: Pod, b: Pod): number =>
    Number(Boolean(a.spec?.nodeName)) - Number(Boolean(b.spec?.nodeName)) ||
    phaseOrder(a) - phaseOrder(b) ||
    Number(isReady(a)) - Number(isReady(b)) ||
    deletionCost(a) - deletionCost(b) ||
    companions(b) - companions(a) ||
    compareAges(a, b, isReady(a) && isReady(b) ? readySinceMs : () => 0, nowMs) ||
    restartCount(b) - restartCount(a) ||
    compareAges(a, b, createdMs, nowMs);
  return [...pods].sort(order);
}

function phaseOrder(pod: Pod): number {
  return PHASE_ORDER[pod.status?.phase ?? 'Pending'] ?? 1;
}

function deletionCost(pod: Pod): number {
  const cost = Number(pod.metadata?.annotations?.['controller.kubernetes.io/pod-deletion-cost'] ?? 0);
  return Number.isSafeInteger(cost) ? cost : 0;
}

function createdMs(pod: Pod): number {
  return epochMsOf(pod.metadata?.creationTimestamp);
}

function compareAges(a: Pod, b: Pod, sinceMs: (pod: Pod) => number, nowMs: number): number {
  if (sinceMs(a) === sinceMs(b)) return 0;
  const magnitude = magnitudeOf(nowMs - sinceMs(a)) - magnitudeOf(nowMs - sinceMs(b));
  return magnitude || (a.metadata!.uid! < b.metadata!.uid! ? -1 : 1);
}

/** log2 of an age in nanoseconds, in whole numbers; -1 for no age at all. */
function magnitudeOf(ageMs: number): number {
  return ageMs > 0 ? Math.floor(Math.log2(ageMs * 1e6)) : -1;
}
