import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';
import type { ContainerReference } from '../cluster/cluster.ts';
import type { FaultContext } from './fault.ts';

const pollMs = 100;

/** Status of a container of a pod; without a name, of its first container. */
export function containerStatus(pod: V1Pod | undefined, name?: string): V1ContainerStatus | undefined {
  const container = name ?? pod?.spec?.containers[0]?.name;
  return pod?.status?.containerStatuses?.find(status => status.name === container);
}

/** Where the node door finds the running processes of a pod. */
export function runningContainers(pod: V1Pod): ContainerReference[] {
  const node = pod.spec?.nodeName;
  if (!node) return [];
  return (pod.status?.containerStatuses ?? [])
    .filter(status => status.state?.running && status.containerID)
    .map(status => ({ node, containerId: status.containerID ?? '' }));
}

/**
 * Asks the node, the second source, until the process of a container has ended.
 * `graceMs` is on top of the time that receipts have. Returns when it was seen ended (milliseconds on the run's clock),
 * undefined when it still lived at the deadline.
 */
export async function processEnd(
  container: ContainerReference,
  context: FaultContext,
  graceMs = 0,
): Promise<number | undefined> {
  const deadline = context.now() + context.receiptTimeoutMs + graceMs;
  while (context.now() < deadline) {
    const found = await context.kubernetes.node.containerState(container, context.signal);
    if (found.state === 'ended') return context.now();
    await context.sleep(pollMs);
  }
  return undefined;
}
