import { type DaemonSet, isTerminating, type Node, type Pod } from '../objects.ts';
import { availableInMs } from '../pod-state.ts';
import { scaledCount } from '../replica-bounds.ts';
import { REVISION_LABEL } from './daemon-pod.ts';
import { mayRunOn } from './node-fit.ts';

/**
 * Pods of an older template to delete now: all that are not available anyway, and of the others as many as
 * maxUnavailable (rounded up) still allows. A maxSurge is taken as that much unavailability: a second pod beside the
 * first is not supported.
 */
export function outdatedPodsToReplace(
  daemonSet: DaemonSet,
  nodes: readonly Node[],
  byNode: ReadonlyMap<string, readonly Pod[]>,
  hash: string,
  nowMs: number,
): Pod[] {
  const wanted = nodes.filter(node => mayRunOn(daemonSet, node).start);
  const { maxUnavailable = 1, maxSurge } = daemonSet.spec!.updateStrategy?.rollingUpdate ?? {};
  const budget = Math.max(
    scaledCount(maxUnavailable, wanted.length, 'up'),
    scaledCount(maxSurge, wanted.length, 'up'),
    1,
  );
  const minReadySeconds = daemonSet.spec!.minReadySeconds ?? 0;
  const isAvailable = (pod: Pod) => !isTerminating(pod) && availableInMs(pod, minReadySeconds, nowMs) === 0;
  const replaceable: Pod[] = [];
  const unhealthy: Pod[] = [];
  let unavailable = 0;
  for (const node of wanted) {
    const pods = byNode.get(node.metadata!.name!) ?? [];
    if (!pods.some(isAvailable)) unavailable++;
    for (const pod of pods) {
      if (isTerminating(pod) || pod.metadata!.labels?.[REVISION_LABEL] === hash) continue;
      (isAvailable(pod) ? replaceable : unhealthy).push(pod);
    }
  }
  return [...unhealthy, ...replaceable.slice(0, Math.max(0, budget - unavailable))];
}
