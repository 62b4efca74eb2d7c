import { randomUUID } from 'node:crypto';
import { listNodes } from '../../../kubernetes/nodes.ts';
import type { ControlPlaneComponent } from '../../../scenario/suite.ts';
import type { Receipt } from '../../fault.ts';
import type { LastingFaultContext, PreflightContext, PreparedFault } from '../lasting-fault.ts';
import type { Witness } from './witness.ts';
import { refuseWitness, witnessOf } from './witnesses.ts';

const roleLabel = 'node-role.kubernetes.io/control-plane';
/** One without a duration comes back by itself after this, if the gate does not start it before. */
const mostMs = 900_000;
/** From the end of the duration until the node's own timer starts the component. */
const deadmanGraceMs = 60_000;
const pollMs = 500;
/** The kubelet ends a container within its grace period of 30 s. */
const terminationMs = 35_000;

/** Why a component that the nodes run by themselves cannot be stopped, or slowed down; undefined when it can. */
export async function refuseNodeComponent(
  component: ControlPlaneComponent,
  verb: 'stop' | 'slow',
  context: PreflightContext,
): Promise<string | undefined> {
  const nodes = await controlPlaneNodes(context);
  if (nodes.length === 0) return 'no node of this cluster is known as its control plane';
  for (const node of nodes) {
    const why = await context.kubernetes.node.componentRefusal({ node, component }, verb, context.signal);
    if (why) return why;
  }
  return verb === 'stop' ? await refuseWitness(component, context) : undefined;
}

/** Stops the component on every node of the control plane. Proven by its silence there, and by what misses it in the cluster. */
export async function prepareNodeComponentStop(
  component: ControlPlaneComponent,
  durationMs: number | undefined,
  context: LastingFaultContext,
): Promise<PreparedFault[]> {
  const { kubernetes, signal } = context;
  const nodes = await controlPlaneNodes(context);
  return nodes.map(node => {
    const stop = { node, component, timer: `chaos-gate-${randomUUID().slice(0, 8)}` };
    const witness = witnessOf(stop, context);
    const start = { kind: 'startComponent', ...stop } as const;
    return {
      targets: [{ kind: 'Object', name: `${component} of ${node}`, node }],
      undo: {
        description: `start ${component} of ${node} again`,
        operation: witness.undo ? { kind: 'sequence', operations: [witness.undo, start] } : start,
      },
      mechanism: kubernetes.node.components.get(component),
      async inject() {
        await witness.begin?.();
        const backAfterMs = (durationMs ?? mostMs) + deadmanGraceMs;
        await kubernetes.node.stopComponent({ ...stop, backAfterMs }, signal);
      },
      prove: over => prove(stop, witness, over, context),
    };
  });
}

/** Whether it runs on each node of the control plane, by what it is there: one that was left stopped shows. */
export async function readComponentState(
  component: ControlPlaneComponent,
  context: PreflightContext,
): Promise<Map<string, string>> {
  const state = new Map<string, string>();
  for (const node of await controlPlaneNodes(context)) {
    const health = await context.kubernetes.node.componentHealth({ node, component }, context.signal);
    state.set(`${component} of ${node}`, health === 'silent' ? 'stopped' : 'running');
  }
  return state;
}

/** The component does not answer on its node, and the cluster misses it. */
async function prove(
  { component, node }: { readonly component: ControlPlaneComponent; readonly node: string },
  witness: Witness,
  over: AbortSignal,
  { kubernetes, now, sleep, receiptTimeoutMs, signal }: LastingFaultContext,
): Promise<Receipt> {
  const deadline = now() + receiptTimeoutMs + terminationMs;
  for (;;) {
    const health = await kubernetes.node.componentHealth({ node, component }, signal);
    const missed = await witness.look();
    if (health === 'silent' && missed !== undefined)
      return { landed: true, evidence: `${component} does not answer on ${node}; ${missed}` };
    if (over.aborted || now() >= deadline)
      return {
        landed: false,
        evidence:
          health === 'silent'
            ? `${component} does not answer on ${node}, but nothing in the cluster misses it`
            : `${component} goes on answering on ${node}`,
      };
    await sleep(pollMs);
  }
}

async function controlPlaneNodes({ kubernetes, signal }: PreflightContext): Promise<string[]> {
  const nodes = await listNodes(kubernetes, signal);
  return nodes.filter(node => node.metadata?.labels?.[roleLabel] !== undefined).map(node => node.metadata?.name ?? '');
}
