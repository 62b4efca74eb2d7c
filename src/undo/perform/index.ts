import { InfrastructureFailure } from '../../errors.ts';
import type { KubernetesAccess } from '../../kubernetes/access.ts';
import type { UndoOperation, UndoSequence } from '../operation.ts';
import { deleteObjects } from './delete-objects.ts';
import { undoByKubectl } from './kubectl.ts';
import { limitMachine } from './limit-machine.ts';
import { undoOnNode } from './node.ts';
import { runNodeCommand } from './node-command.ts';
import { removeNetworkRule } from './remove-network-rule.ts';
import { removeSilences } from './remove-silences.ts';
import { restoreObject } from './restore-object.ts';
import { revertObject } from './revert-object.ts';
import { runUndoCommand } from './run-command.ts';
import { sendRequest } from './send-request.ts';
import { signalContainer } from './signal-container.ts';
import { startComponent } from './start-component.ts';

/** The longest that undoing one fault may take; a node that has to be Ready again has a bound of its own. */
export const undoTimeoutMs = 60_000;

/** The cluster as undo uses it; without its doors only what kubectl and the API did can be undone. */
export type UndoTarget = Pick<KubernetesAccess, 'kubeconfig' | 'context'> &
  Partial<Pick<KubernetesAccess, 'send' | 'node' | 'vantage'>> & {
    /** Aborted when somebody waits for the end: what only has to be seen is waited for no longer than a moment. */
    readonly hurry?: AbortSignal;
    /** The cluster was deleted: a program that undid something in it fails, and has nothing left to undo there. */
    readonly clusterIsGone?: boolean;
  };

/** Carries out one undo. Returns what was seen of it, if there is something to say; throws when it could not be done. */
export async function perform(operation: UndoOperation, target: UndoTarget): Promise<string | undefined> {
  if (operation.kind === 'sequence') return await undoSequence(operation, target);
  if (operation.kind === 'kubectl') return await undoByKubectl(operation, target, undoTimeoutMs);
  if (operation.kind === 'runCommand') return await runUndoCommand(operation, undoTimeoutMs, target);
  if (operation.kind === 'removeSilences') return await removeSilences(operation, AbortSignal.timeout(undoTimeoutMs));
  const { send, node, vantage } = target;
  // It may be the API server that is to be started: the door alone leads there.
  if (operation.kind === 'startComponent' && node) return await startComponent(operation, node);
  if (!send) throw new InfrastructureFailure('the cluster that the journal names cannot be reached any more');
  const signal = AbortSignal.timeout(undoTimeoutMs);
  switch (operation.kind) {
    case 'restoreObject':
      return await restoreObject(operation, { send }, signal);
    case 'revertObject':
      return await revertObject(operation, { send }, signal);
    case 'deleteObjects':
      return await deleteObjects(operation, { send }, signal);
    case 'removeNetworkRule':
      return await removeNetworkRule(operation, { send }, signal);
    case 'sendRequest':
      return await sendRequest(operation, { send, vantage, hurry: target.hurry }, signal);
  }
  if (!node) throw new InfrastructureFailure('there is no way to the nodes of the cluster that the journal names');
  switch (operation.kind) {
    case 'node':
      return await undoOnNode(operation, { send, node }, target.hurry);
    case 'nodeCommand':
      return await runNodeCommand(operation, node);
    case 'limitMachine':
      return await limitMachine(operation, node, signal);
    case 'signalContainer':
      return await signalContainer(operation, node, signal);
  }
}

/** Every one of them is tried, whatever became of the others; the first failure is thrown afterwards. */
async function undoSequence({ operations }: UndoSequence, target: UndoTarget): Promise<string | undefined> {
  const messages: string[] = [];
  const failures: unknown[] = [];
  for (const operation of [...operations].reverse()) {
    try {
      const message = await perform(operation, target);
      if (message) messages.push(message);
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
  return messages.join('; ') || undefined;
}
