import type { MachineState } from '../cluster/cluster.ts';
import type { Receipt } from './fault.ts';
import type { NodeFaultContext } from './node-fault.ts';

const pollMs = 200;

/** Asks what is below the node whether it is in this state; returns the receipt that says no, undefined when it is. */
export async function proveMachine(
  node: string,
  wanted: MachineState,
  context: NodeFaultContext,
): Promise<Receipt | undefined> {
  const { kubernetes, now, sleep, receiptTimeoutMs, signal } = context;
  const deadline = now() + receiptTimeoutMs;
  for (;;) {
    const state = await kubernetes.node.machineState(node, signal);
    if (state === wanted) return undefined;
    if (now() >= deadline) return { landed: false, evidence: `the machine of ${node} is ${state}, not ${wanted}` };
    await sleep(pollMs);
  }
}
