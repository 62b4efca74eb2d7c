import type { V1Pod, V1Taint, V1Toleration } from '@kubernetes/client-node';
import { controllerOf } from './pod-workload.ts';

const mirror = 'kubernetes.io/config.mirror';

/** Would `kubectl drain` evict it? Pods of DaemonSets and static pods belong to their node, ended ones hold nothing. Pure. */
export function isDrained(pod: V1Pod): boolean {
  return (
    controllerOf(pod)?.kind !== 'DaemonSet' &&
    pod.metadata?.annotations?.[mirror] === undefined &&
    pod.status?.phase !== 'Succeeded' &&
    pod.status?.phase !== 'Failed'
  );
}

/**
 * For how long a pod stays on a node with a `NoExecute` taint, in milliseconds: 0 for one that does not tolerate it, else the
 * least of what its tolerations grant (kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration). Pure.
 */
export function tolerationMs({ spec }: V1Pod, taint: V1Taint): number {
  const answering = (spec?.tolerations ?? []).filter(toleration => tolerates(toleration, taint));
  if (answering.length === 0) return 0;
  const granted = answering.map(({ tolerationSeconds }) => (tolerationSeconds ?? Number.POSITIVE_INFINITY) * 1000);
  return Math.max(0, Math.min(...granted));
}

/** Without a key it tolerates every one, without an effect each of them. */
function tolerates({ effect, key, operator, value = '' }: V1Toleration, taint: V1Taint): boolean {
  if (effect && effect !== taint.effect) return false;
  if (key && key !== taint.key) return false;
  return operator === 'Exists' || (Boolean(key) && value === (taint.value ?? ''));
}
