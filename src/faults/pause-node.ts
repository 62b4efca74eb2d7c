import { proveMachine } from './machine.ts';
import { proveDown } from './node-down.ts';
import { type NodeFault, type NodeFaultSpecOf, nameOf } from './node-fault.ts';

/** Freezes a node: connections to it hang, where those to a stopped one are refused or have no route. */
export const pauseNode: NodeFault<NodeFaultSpecOf<'pause'>> = {
  kind: 'pause',
  needs: 'pause',
  undo: (_spec, node) => ({ kind: 'node', action: 'start', node: nameOf(node) }),
  async inject(_spec, node, context) {
    const name = nameOf(node);
    const t = context.now();
    await context.kubernetes.node.pauseNode(name, context.signal);
    const prove = async () =>
      (await proveMachine(name, 'paused', context)) ??
      (await proveDown(name, `the machine of ${name} is paused`, t, context));
    return { t, receipt: prove() };
  },
};
