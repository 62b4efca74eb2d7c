import { type NodeFault, type NodeFaultSpecOf, nameOf, seconds } from './node-fault.ts';

const pollMs = 200;
/** A machine's boot, its kubelet's start and its first heartbeat. */
const bootMs = 90_000;

/** Switches a node on and waits until it is Ready again, by a lease that was renewed since. Nothing is proven by one that was on. */
export const startNode: NodeFault<NodeFaultSpecOf<'start'>> = {
  kind: 'start',
  needs: 'stop',
  undo: () => undefined,
  async inject(_spec, node, context) {
    const { kubernetes, nodes, now, sleep, signal } = context;
    const name = nameOf(node);
    const began = now();
    if ((await kubernetes.node.machineState(name, signal)) === 'running')
      return { t: began, receipt: Promise.resolve({ landed: false, evidence: `${name} was running before` }) };
    await kubernetes.node.startNode(name, signal);
    const isBack = () => nodes.isReady(name) && nodes.silenceMs(name) < now() - began;
    while (!isBack() && now() - began < bootMs) await sleep(pollMs);
    const after = seconds(now() - began);
    const receipt = isBack()
      ? { landed: true, evidence: `${name} is Ready, ${after} after its start` }
      : { landed: false, evidence: `${name} was not Ready ${after} after its start` };
    return { t: now(), receipt: Promise.resolve(receipt), failure: receipt.landed ? undefined : receipt.evidence };
  },
};
