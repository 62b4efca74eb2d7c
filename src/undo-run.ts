import { existsSync } from 'node:fs';
import { providerOf } from './cluster/index.ts';
import { undoPending } from './experiment/undo.ts';
import { clusterId, openUndoJournal, readUndoJournal, type UndoLine } from './experiment/undo-journal.ts';
import { connect } from './kubernetes/connect.ts';
import type { OutputFolder } from './output-folder.ts';

/**
 * Puts back what a run that ended before its time left in place: the faults that its undo journal has not ticked off,
 * last first, then the cluster if the run made it and was not to keep it. Returns whether nothing is left.
 * Throws InfrastructureFailure when the cluster does not answer. Safe to run again.
 */
export async function undoRun(
  folder: OutputFolder,
  options: {
    readonly kubeconfig?: string;
    readonly context?: string;
    readonly signal: AbortSignal;
    readonly say: (text: string) => void;
  },
): Promise<boolean> {
  if (!existsSync(folder.undo)) return true;
  using journal = openUndoJournal(folder.undo);
  const lines = readUndoJournal(folder.undo);
  const made = lines.find((line): line is Extract<UndoLine, { type: 'cluster' }> => line.type === 'cluster');
  const deleted = lines.some(line => line.type === 'done' && line.id === clusterId);
  const attached =
    made && !deleted ? await providerOf(made.identity.provider).attach(made.identity, options.signal) : undefined;

  if (made && !deleted && made.identity.created && !made.keep) {
    // The faults go with the cluster: nothing of them can be left once it is gone.
    await attached?.delete();
    journal.write({ type: 'done', id: clusterId });
    for (const entry of journal.pending()) journal.write({ type: 'done', id: entry.id });
    options.say(`${made.identity.provider} cluster ${made.identity.name} is ${attached ? 'deleted' : 'gone'}`);
    return true;
  }
  // What the run put into a cluster that was there before, for itself.
  if (made && !made.identity.created) await attached?.delete();
  if (journal.pending().length === 0) {
    options.say('nothing is left to undo');
    return true;
  }
  const kubeconfig = options.kubeconfig ?? made?.identity.kubeconfig ?? '';
  const context = options.kubeconfig ? options.context : (options.context ?? made?.identity.context);
  const connection = await connect(kubeconfig, context, { signal: options.signal });
  const outcomes = await undoPending(journal, { ...connection, ...(attached && { node: attached.node }) });
  for (const { entry, undone, message } of outcomes)
    options.say(`${undone ? 'undone' : 'not undone'}: ${entry.description}${message ? `: ${message}` : ''}`);
  return outcomes.every(({ undone }) => undone);
}
