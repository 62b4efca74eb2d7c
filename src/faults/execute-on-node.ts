import { type NodeFault, type NodeFaultSpecOf, nameOf } from './node-fault.ts';

const shownCharacters = 200;

/** Runs a command on a node. What it does is the user's: its exit code is all that the gate can tell, and the receipt says so. */
export const executeOnNode: NodeFault<NodeFaultSpecOf<'execute'>> = {
  kind: 'execute',
  needs: 'execute',
  undo: () => undefined,
  async inject({ command }, node, context) {
    const name = nameOf(node);
    const t = context.now();
    const { status, stdout, stderr } = await context.kubernetes.node.execute(name, command, context.signal);
    const printed = (status === 0 ? stdout : stderr || stdout).trim().replaceAll(/\s+/g, ' ').slice(0, shownCharacters);
    const evidence = `${command[0]} ended with ${status} on ${name}${printed && `: ${printed}`}`;
    if (status !== 0) return { t, receipt: Promise.resolve({ landed: false, evidence }), failure: evidence };
    return { t, receipt: Promise.resolve({ landed: true, evidence: `${evidence} (its effect was not looked at)` }) };
  },
};
