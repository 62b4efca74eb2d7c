import { InfrastructureFailure } from '../errors.ts';
import type { KubernetesAccess } from '../kubernetes/access.ts';
import { isReady, readLeaseRenewal, readNode, setUnschedulable } from '../kubernetes/nodes.ts';
import { sleep } from './clock.ts';
import type { NodeUndo } from './undo-journal.ts';

/** A machine's boot, its kubelet's start and its first heartbeat; on a busy machine. */
const readyTimeoutMs = 150_000;
const pollMs = 200;

/**
 * Puts a node back and waits until the cluster sees it Ready, by a lease that was renewed since: what it said before
 * it went says nothing. Returns what was seen. Throws InfrastructureFailure.
 */
export async function undoOnNode(
  { action, node }: NodeUndo,
  kubernetes: Partial<Pick<KubernetesAccess, 'send' | 'node'>>,
): Promise<string> {
  const { send, node: door } = kubernetes;
  if (!send || !door) throw new InfrastructureFailure('the cluster that the journal names cannot be reached any more');
  const api = { send };
  const signal = AbortSignal.timeout(readyTimeoutMs);
  if (action === 'uncordon') {
    await setUnschedulable(api, node, false, signal);
    return `${node} takes new pods again`;
  }
  const before = await readLeaseRenewal(api, node, signal);
  const wasReady = isReady(await readNode(api, node, signal));
  const began = performance.now();
  if (action === 'start') await door.startNode(node, signal);
  else await door.controlService(node, 'kubelet', 'start', signal);
  const elapsed = () => `${((performance.now() - began) / 1000).toFixed(1)} s`;
  for (;;) {
    const renewed = (await readLeaseRenewal(api, node, signal)) !== before;
    if (renewed && isReady(await readNode(api, node, signal)))
      return `${node} ${wasReady ? 'had not been called NotReady yet' : 'was NotReady'}, is Ready ${elapsed()} after its start`;
    try {
      await sleep(pollMs, signal);
    } catch (error) {
      throw new InfrastructureFailure(`${node} was started and is not Ready after ${elapsed()}`, { cause: error });
    }
  }
}
