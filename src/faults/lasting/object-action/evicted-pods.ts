import type { V1Pod, V1Taint } from '@kubernetes/client-node';
import type { ApiConnection } from '../../../kubernetes/access.ts';
import { tolerationMs } from '../../../kubernetes/node-eviction.ts';
import { listPodsOnNode } from '../../../kubernetes/nodes.ts';
import type { ObjectActionStep } from '../../../scenario/suite.ts';
import { type LiveObject, patchFor } from './change-patch.ts';

type Taints = NonNullable<LiveObject['spec']>['taints'];

/**
 * The pods that a change of a node makes leave it while it lasts: those that do not tolerate a `NoExecute` taint that it brings.
 * They are deleted whatever their PodDisruptionBudgets say. Throws ApiFailure.
 */
export async function listEvictedPods(
  { change, durationMs = Number.POSITIVE_INFINITY }: ObjectActionStep,
  node: LiveObject,
  api: Pick<ApiConnection, 'send'>,
  signal: AbortSignal,
): Promise<V1Pod[]> {
  const patch = patchFor(change, 'Node', node, '');
  const wanted = typeof patch === 'string' ? [] : ((patch.spec as { taints?: Taints } | undefined)?.taints ?? []);
  const isThere = (taint: Pick<V1Taint, 'key' | 'value' | 'effect'>) =>
    node.spec?.taints?.some(
      ({ key, value, effect }) => key === taint.key && effect === taint.effect && value === taint.value,
    );
  const brought = wanted.filter(taint => taint.effect === 'NoExecute' && !isThere(taint));
  if (brought.length === 0) return [];
  const pods = await listPodsOnNode(api, node.metadata.name, signal);
  return pods.filter(pod => brought.some(taint => tolerationMs(pod, taint) < durationMs));
}
