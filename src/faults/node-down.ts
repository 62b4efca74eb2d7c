import { countReadyEndpoints } from '../kubernetes/ready-endpoints.ts';
import type { Receipt } from './fault.ts';
import { type NodeFaultContext, seconds } from './node-fault.ts';

/**
 * A kubelet renews its node's lease every quarter of the lease's 40 s, give or take 4 %: one that is silent for longer
 * than this does not live. (The cluster itself waits for 40 to 50 s before it calls the node NotReady.)
 * Fact: kubernetes.io/docs/concepts/architecture/nodes, "Node heartbeats"; pkg/kubelet, nodeLeaseRenewIntervalFraction.
 */
const silentMs = 12_000;
const pollMs = 200;
/** From NotReady until the controllers have taken the node's pods out of their Services. */
const endpointsMs = 5_000;

/**
 * Proves from the API that a node is out: it is NotReady, or at least its lease is not renewed any more. While the method
 * lasts anyway it goes on looking for NotReady, and for the endpoints to be gone.
 * `what` says what the door already knows: `its machine is paused`.
 */
export async function proveDown(node: string, what: string, t: number, context: NodeFaultContext): Promise<Receipt> {
  const { nodes, now, sleep, methodEndsT } = context;
  const deadline = Math.max(t + silentMs + context.receiptTimeoutMs, methodEndsT);
  const silent = () => Math.min(nodes.silenceMs(node), now() - t);
  while (nodes.isReady(node) && now() < deadline) {
    if (silent() >= silentMs && now() >= methodEndsT) break;
    await sleep(pollMs);
  }
  if (!nodes.isReady(node)) {
    const after = seconds(now() - t);
    return {
      landed: true,
      evidence: `${what}; the API calls it NotReady after ${after}${await endpoints(node, context)}`,
    };
  }
  if (silent() >= silentMs)
    return { landed: true, evidence: `${what}; its lease has not been renewed for ${seconds(silent())}` };
  return {
    landed: false,
    evidence: `${what}, it is said, but its kubelet renewed its lease within ${seconds(silentMs)}`,
  };
}

async function endpoints(node: string, { kubernetes, now, sleep, signal }: NodeFaultContext): Promise<string> {
  const deadline = now() + endpointsMs;
  for (;;) {
    const left = await countReadyEndpoints(kubernetes, node, signal);
    if (left === 0) return ', its pods are in no Service any more';
    if (now() >= deadline) return `, ${left} of its endpoints are still in their Services`;
    await sleep(pollMs);
  }
}
