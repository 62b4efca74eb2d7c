import { setUnschedulable } from '../kubernetes/nodes.ts';
import type { Receipt } from './fault.ts';
import { type NodeFault, type NodeFaultContext, type NodeFaultSpecOf, nameOf } from './node-fault.ts';

const pollMs = 100;

/** Lets no new pods onto a node. One that was cordoned before is left so, and nothing is proven by it. */
export const cordonNode: NodeFault<NodeFaultSpecOf<'cordon'>> = {
  kind: 'cordon',
  undo: (_spec, node) =>
    node.spec?.unschedulable ? undefined : { kind: 'node', action: 'uncordon', node: nameOf(node) },
  async inject(_spec, node, context) {
    const t = context.now();
    if (node.spec?.unschedulable)
      return { t, receipt: Promise.resolve({ landed: false, evidence: `${nameOf(node)} was cordoned before` }) };
    await setUnschedulable(context.kubernetes, nameOf(node), true, context.signal);
    return { t, receipt: proveCordon(nameOf(node), context) };
  },
};

/** The watch of the nodes shows it unschedulable. */
export async function proveCordon(node: string, context: NodeFaultContext): Promise<Receipt> {
  const deadline = context.now() + context.receiptTimeoutMs;
  while (!context.nodes.node(node)?.spec?.unschedulable) {
    if (context.now() >= deadline) return { landed: false, evidence: `${node} is not cordoned` };
    await context.sleep(pollMs);
  }
  return { landed: true, evidence: `${node} is unschedulable, as the API shows it` };
}
