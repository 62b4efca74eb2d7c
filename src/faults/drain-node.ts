import type { V1Pod } from '@kubernetes/client-node';
import { InfrastructureFailure } from '../errors.ts';
import { evictPod } from '../kubernetes/evict-pod.ts';
import { isDrained } from '../kubernetes/node-eviction.ts';
import { listPodsOnNode, setUnschedulable } from '../kubernetes/nodes.ts';
import { controllerOf } from '../kubernetes/pod-workload.ts';
import { type NodeFault, type NodeFaultContext, type NodeFaultSpecOf, nameOf, seconds } from './node-fault.ts';

/** Between two requests for a pod that its budget holds, as kubectl drain waits. */
const retryMs = 1_000;

/**
 * Cordons a node and evicts its pods, each as soon as its PodDisruptionBudget allows. Pods of DaemonSets and static pods
 * stay, as with kubectl drain; a pod that nobody would make again is a reason not to begin, unless the scenario allows it.
 */
export const drainNode: NodeFault<NodeFaultSpecOf<'drain'>> = {
  kind: 'drain',
  undo: (_spec, node) =>
    node.spec?.unschedulable ? undefined : { kind: 'node', action: 'uncordon', node: nameOf(node) },
  async inject({ timeoutMs }, node, context) {
    const { kubernetes, now, signal } = context;
    const name = nameOf(node);
    const t = now();
    const pods = await evictablePods(name, context);
    const orphans = pods.filter(pod => !controllerOf(pod)).map(pod => pod.metadata?.name);
    if (orphans.length > 0 && !context.barePods)
      throw new InfrastructureFailure(
        `${name} was not drained: ${orphans.join(', ')} would be gone for good (no controller)`,
      );
    await setUnschedulable(kubernetes, name, true, signal);
    const left = await evictAll(name, pods, t + timeoutMs, context);
    const after = seconds(now() - t);
    const receipt =
      left.length === 0
        ? { landed: true, evidence: `${pods.length} pods were evicted from ${name} and are gone after ${after}` }
        : {
            landed: false,
            evidence: `${left.length} of ${pods.length} pods are still on ${name} after ${after}: ${left.join(', ')}`,
          };
    return { t, receipt: Promise.resolve(receipt) };
  },
};

/** Evicts until every pod is gone or the time is over; returns what is left, with why. */
async function evictAll(
  node: string,
  pods: readonly V1Pod[],
  deadlineT: number,
  context: NodeFaultContext,
): Promise<string[]> {
  const { kubernetes, now, sleep, signal } = context;
  const wanted = new Set(pods.map(pod => pod.metadata?.uid));
  for (;;) {
    const left = (await evictablePods(node, context)).filter(pod => wanted.has(pod.metadata?.uid));
    const held = new Set<string | undefined>();
    for (const { metadata } of left) {
      if (metadata?.deletionTimestamp) continue;
      const { namespace = '', name = '', uid = '' } = metadata ?? {};
      if ((await evictPod(kubernetes, { namespace, name, uid }, signal)) === 'held') held.add(uid);
    }
    if (left.length === 0) return [];
    if (now() >= deadlineT)
      return left.map(
        ({ metadata }) =>
          `${metadata?.name} (${held.has(metadata?.uid) ? 'held by its PodDisruptionBudget' : 'still terminating'})`,
      );
    await sleep(retryMs);
  }
}

async function evictablePods(node: string, { kubernetes, signal }: NodeFaultContext): Promise<V1Pod[]> {
  const pods = await listPodsOnNode(kubernetes, node, signal);
  return pods.filter(isDrained);
}
