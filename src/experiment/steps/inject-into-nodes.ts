import type { V1Node } from '@kubernetes/client-node';
import { type NodeFaultSpec, type NodeInjection, nodeFaultOf } from '../../faults/index.ts';
import { describeMachineLimits } from '../../kubernetes/machine-limits.ts';
import { openNodeView } from '../../kubernetes/node-view.ts';
import { listPodsOnNode } from '../../kubernetes/nodes.ts';
import type { LimitMachine, NodeUndo } from '../../undo/operation.ts';
import type { UndoEntry } from '../../undo/undo-journal.ts';
import { sleep } from '../clock.ts';
import { nodePodsOf } from '../node-pods.ts';
import { done, failed, type StepContext, type StepOutcome } from './step.ts';
import { unproven } from './unproven.ts';

/**
 * Does one fault to all chosen nodes. What undoes it is on disk before; what proves it is awaited when the method ends.
 * `kind` is the user's word for it.
 */
export async function injectIntoNodes(
  action: NodeFaultSpec,
  nodes: readonly V1Node[],
  context: StepContext,
  kind: string = action.kind,
): Promise<StepOutcome> {
  const { kubernetes, clock, signal, experiment, receiptTimeoutMs } = context;
  const names = nodes.map(node => node.metadata?.name ?? '');
  const pods = await Promise.all(names.map(name => listPodsOnNode(kubernetes, name, signal)));
  await context.claimNodes(names, nodePodsOf(action, pods.flat()));
  const fault = nodeFaultOf(action);
  const view = await openNodeView(kubernetes, signal);
  const failures: string[] = [];
  const injectOne = async (node: V1Node, name: string): Promise<{ recorded: Promise<void> }> => {
    const id = context.nextFaultId();
    const faultContext = {
      kubernetes,
      nodes: view,
      now: clock.now,
      sleep: (ms: number) => sleep(ms, signal),
      receiptTimeoutMs,
      methodEndsT: context.methodEndsT(),
      barePods: context.scenario.blastRadius?.barePods ?? false,
      signal,
    };
    const undo = await fault.undo(action, node, faultContext);
    if (undo) context.undoJournal.write({ type: 'undo', id, experiment, operation: undo, ...describeUndo(undo) });
    const t = clock.now();
    const injection: NodeInjection = await fault
      .inject(action, node, faultContext)
      .catch(error => ({ t, receipt: Promise.resolve(unproven(error, signal)) }));
    if (injection.failure !== undefined) failures.push(injection.failure);
    const recorded = injection.receipt
      .catch(error => unproven(error, signal))
      .then(receipt =>
        context.record({
          type: 'fault-injected',
          t: injection.t,
          experiment,
          step: context.index,
          id,
          kind,
          targets: [{ kind: 'Node', name, uid: node.metadata?.uid }],
          receipt,
          needsUndo: undo !== undefined,
        }),
      );
    const durationMs = 'durationMs' in action ? action.durationMs : undefined;
    if (undo && durationMs !== undefined) context.awaitReceipt(end(id, durationMs, recorded, context));
    // Handed on in a map: a promise that an async function returns would be awaited here.
    return { recorded };
  };
  const settled = await Promise.allSettled(nodes.map((node, index) => injectOne(node, names[index] ?? '')));
  const recorded = settled.flatMap(each => (each.status === 'fulfilled' ? [each.value.recorded] : []));
  context.awaitReceipt(
    Promise.all(recorded)
      .finally(() => view[Symbol.asyncDispose]())
      .then(() => {}),
  );
  for (const each of settled) if (each.status === 'rejected') throw each.reason;
  return failures.length > 0 ? failed(failures.join('; ')) : done(`${kind}: ${names.join(', ')}`);
}

/** Lets a fault of its own length last, then takes it back. */
async function end(
  id: string,
  durationMs: number,
  recorded: Promise<void>,
  { signal, expire }: StepContext,
): Promise<void> {
  await sleep(durationMs, signal);
  await recorded;
  await expire(id);
}

/** Two that limit the same machine come off in the order that leaves the first limits. */
function describeUndo(undo: NodeUndo | LimitMachine): Pick<UndoEntry, 'description' | 'holds'> {
  const { node } = undo;
  if (undo.kind === 'limitMachine') {
    const description = `give ${node} ${describeMachineLimits(undo.limits)} again`;
    return { description, holds: `limits of ${node}` };
  }
  const descriptions = {
    start: `start node ${node}`,
    startKubelet: `start the kubelet of ${node}`,
    uncordon: `uncordon ${node}`,
  };
  return { description: descriptions[undo.action] };
}
