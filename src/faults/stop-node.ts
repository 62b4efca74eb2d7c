import { proveMachine } from './machine.ts';
import { proveDown } from './node-down.ts';
import { type NodeFault, type NodeFaultSpecOf, nameOf } from './node-fault.ts';

/** Switches a node off. Its pods are gone with it, but the cluster knows only when it has missed its heartbeats. */
export const stopNode: NodeFault<NodeFaultSpecOf<'stop'>> = {
  kind: 'stop',
  needs: 'stop',
  undo: ({ autoRestart }, node) => (autoRestart ? { kind: 'node', action: 'start', node: nameOf(node) } : undefined),
  async inject({ force }, node, context) {
    const name = nameOf(node);
    const t = context.now();
    await context.kubernetes.node.stopNode(name, { force }, context.signal);
    const prove = async () =>
      (await proveMachine(name, 'stopped', context)) ??
      (await proveDown(name, `the machine of ${name} is stopped`, t, context));
    return { t, receipt: prove() };
  },
};
