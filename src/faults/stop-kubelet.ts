import { proveDown } from './node-down.ts';
import { type NodeFault, type NodeFaultSpecOf, nameOf } from './node-fault.ts';

/** Stops the kubelet of a node: its pods go on serving, the cluster loses sight of them. */
export const stopKubelet: NodeFault<NodeFaultSpecOf<'stopKubelet'>> = {
  kind: 'stopKubelet',
  needs: 'kubelet',
  undo: (_spec, node) => ({ kind: 'node', action: 'startKubelet', node: nameOf(node) }),
  async inject(_spec, node, context) {
    const { kubernetes, now, signal } = context;
    const name = nameOf(node);
    const t = now();
    await kubernetes.node.controlService(name, 'kubelet', 'stop', signal);
    const prove = async () => {
      const process = await kubernetes.node.serviceProcess(name, 'kubelet', signal);
      if (process !== undefined) return { landed: false, evidence: `the kubelet of ${name} goes on, as ${process}` };
      return await proveDown(name, `the kubelet of ${name} has ended`, t, context);
    };
    return { t, receipt: prove() };
  },
};
