import { messageOf } from '../errors.ts';
import type { KubernetesAccess } from '../kubernetes/access.ts';
import { kubectlApply, kubectlDelete } from '../kubernetes/kubectl.ts';
import type { ExperimentContext } from './context.ts';
import type { LiveExperiment } from './live-experiment.ts';
import type { UndoEntry, UndoJournal, UndoOperation } from './undo-journal.ts';
import { undoOnNode } from './undo-node.ts';

/** The longest that undoing one fault may take. */
const undoTimeoutMs = 60_000;

/** The cluster as undo uses it; without its node door only what kubectl did can be undone. */
export type UndoTarget = Pick<KubernetesAccess, 'kubeconfig' | 'context'> &
  Partial<Pick<KubernetesAccess, 'send' | 'node'>>;

/** What came of undoing one entry. */
export interface UndoOutcome {
  readonly entry: UndoEntry;
  readonly undone: boolean;
  readonly message?: string;
}

/**
 * Undoes what is pending, last first, each bounded in time and ticked off when it is done. An entry that fails does
 * not keep the ones below it from being undone. Idempotent: what is put back already counts as done.
 */
export async function undoPending(
  journal: UndoJournal,
  kubernetes: UndoTarget,
  experiment?: number,
): Promise<UndoOutcome[]> {
  const outcomes: UndoOutcome[] = [];
  for (const entry of journal.pending(experiment)) {
    try {
      const message = await perform(entry.operation, kubernetes);
      journal.write({ type: 'done', id: entry.id });
      outcomes.push({ entry, undone: true, message });
    } catch (error) {
      outcomes.push({ entry, undone: false, message: messageOf(error) });
    }
  }
  return outcomes;
}

/** The undo phase of an experiment: undoes what its faults left pending and records what came of each. */
export async function undoFaults(context: ExperimentContext, live: LiveExperiment): Promise<void> {
  const { undoJournal, kubernetes, experiment, clock } = context;
  for (const { entry, undone, message } of await undoPending(undoJournal, kubernetes, experiment))
    live.record({ type: 'fault-undone', t: clock.now(), experiment, id: entry.id, undone, message });
}

/** Returns what was seen of it, if there is something to say. */
async function perform(operation: UndoOperation, kubernetes: UndoTarget): Promise<string | undefined> {
  if (operation.kind === 'node') return await undoOnNode(operation, kubernetes);
  const { action, payload, kubectlBinary, proxy } = operation;
  const options = { purpose: 'undo', binary: kubectlBinary, proxy, timeoutMs: undoTimeoutMs };
  await (action === 'delete' ? kubectlDelete : kubectlApply)(kubernetes, payload, options);
  return undefined;
}
