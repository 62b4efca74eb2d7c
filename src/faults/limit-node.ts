import type { MachineLimits } from '../cluster/cluster.ts';
import { describeMachineLimits, hasMachineLimits, readMachineLimits } from '../kubernetes/machine-limits.ts';
import type { Receipt } from './fault.ts';
import { type NodeFault, type NodeFaultContext, type NodeFaultSpecOf, nameOf } from './node-fault.ts';

const pollMs = 200;

/** Leaves a node's machine a share of processors and memory: all that runs on it shares that. The kernel proves it, on the node. */
export const limitNode: NodeFault<NodeFaultSpecOf<'limits'>> = {
  kind: 'limits',
  needs: 'limits',
  async undo(spec, node, { kubernetes, signal }) {
    const found = await readMachineLimits(nameOf(node), kubernetes.node, signal);
    const named = Object.keys(askedOf(spec)) as (keyof MachineLimits)[];
    const limits: MachineLimits = Object.fromEntries(named.map(key => [key, found[key]]));
    return { kind: 'limitMachine', node: nameOf(node), limits };
  },
  async inject(spec, node, context) {
    const name = nameOf(node);
    const { kubernetes, signal, now } = context;
    const asked = askedOf(spec);
    const before = await readMachineLimits(name, kubernetes.node, signal);
    const t = now();
    if (hasMachineLimits(before, asked)) {
      const evidence = `the cgroup of ${name} had ${describeMachineLimits(asked)} before: nothing was changed`;
      return { t, receipt: Promise.resolve({ landed: false, evidence }) };
    }
    await kubernetes.node.limitMachine(name, asked, signal);
    return { t, receipt: proveLimits(name, asked, spec.durationMs, context) };
  },
};

/** What the user named, and nothing else. */
function askedOf({ processors, memoryBytes }: NodeFaultSpecOf<'limits'>): MachineLimits {
  return { ...(processors !== undefined && { processors }), ...(memoryBytes !== undefined && { memoryBytes }) };
}

async function proveLimits(
  node: string,
  asked: MachineLimits,
  durationMs = Number.POSITIVE_INFINITY,
  { kubernetes, now, sleep, receiptTimeoutMs, signal }: NodeFaultContext,
): Promise<Receipt> {
  const deadline = now() + Math.min(receiptTimeoutMs, durationMs);
  for (;;) {
    const found = await readMachineLimits(node, kubernetes.node, signal);
    const evidence = `the cgroup of ${node} has ${describeMachineLimits(found)}`;
    if (hasMachineLimits(found, asked)) return { landed: true, evidence };
    if (now() >= deadline) return { landed: false, evidence: `${evidence}, not ${describeMachineLimits(asked)}` };
    await sleep(pollMs);
  }
}
