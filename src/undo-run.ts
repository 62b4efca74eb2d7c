import { existsSync } from 'node:fs';
import { providerOf, type RunningCluster } from './cluster/index.ts';
import { connect } from './kubernetes/connect.ts';
import { loadKubeconfig } from './kubernetes/kubeconfig.ts';
import type { OutputFolder } from './output-folder.ts';
import { claimUndoJournal } from './undo/journal-owner.ts';
import { outlivesCluster } from './undo/operation.ts';
import { clusterId, isAnythingLeft, readUndoJournal, type UndoJournal, type UndoLine } from './undo/undo-journal.ts';
import { type UndoOutcome, undoEntry, undoPending } from './undo/undo-pending.ts';

type MadeCluster = Extract<UndoLine, { type: 'cluster' }>;

export interface UndoRunOptions {
  /** The cluster to undo on, by the doors that lead to it, whatever the journal names. */
  readonly kubeconfig?: string;
  readonly context?: string;
  readonly signal: AbortSignal;
  /** How long to wait for the end of the run itself, or of another undo, while it lives. Default: not at all. */
  readonly waitMs?: number;
  readonly say: (text: string) => void;
}

/**
 * Puts back what a run that ended before its time left in place: the faults that its undo journal has not ticked off,
 * last first, then the cluster if the run made it and was not to keep it. Returns whether nothing is left.
 * Throws InfrastructureFailure when the cluster does not answer, UndoJournalOwned while somebody else undoes or the run goes on.
 * Safe to run again.
 */
export async function undoRun(folder: OutputFolder, options: UndoRunOptions): Promise<boolean> {
  if (!existsSync(folder.undo)) return true;
  using journal = await claimUndoJournal(folder.undo, isAnythingLeft, options.waitMs ?? 0);
  const lines = readUndoJournal(folder.undo);
  const made = lines.find((line): line is MadeCluster => line.type === 'cluster');
  const deleted = lines.some(line => line.type === 'done' && line.id === clusterId);
  if (made?.identity.created && !made.keep && !deleted) {
    const attached = await attach(made, options.signal);
    // While the cluster is there: what undoes them may ask it.
    const clean = await undoOutlivingFaults(journal, made, attached === undefined, options.say);
    await attached?.delete();
    journal.write({ type: 'done', id: clusterId });
    // The other faults go with the cluster: nothing of them can be left once it is gone.
    for (const { id, operation } of journal.pending())
      if (!outlivesCluster(operation)) journal.write({ type: 'done', id });
    options.say(`${made.identity.provider} cluster ${made.identity.name} is ${attached ? 'deleted' : 'gone'}`);
    return clean;
  }
  await startApiServer(journal, made, options);
  const cluster = options.kubeconfig
    ? await attachNamed(options.kubeconfig, made, options)
    : made && !deleted
      ? await attach(made, options.signal)
      : undefined;
  const isDeleted = deleted && made?.identity.created === true;
  const clean = await undoFaults(journal, { cluster, made, isDeleted }, options);
  // After the faults: what they are undone by may be among it.
  if (made) await cluster?.removeOwnObjects(options.signal);
  return clean;
}

/** Undoes what was not done to the cluster, last first. Returns whether nothing of that is left. */
async function undoOutlivingFaults(
  journal: UndoJournal,
  { identity }: MadeCluster,
  clusterIsGone: boolean,
  say: UndoRunOptions['say'],
): Promise<boolean> {
  const target = { kubeconfig: identity.kubeconfig, context: identity.context ?? '', clusterIsGone };
  let clean = true;
  for (const entry of journal.pending().filter(({ operation }) => outlivesCluster(operation))) {
    const outcome = await undoEntry(entry, journal, target);
    tell(outcome, say);
    clean &&= outcome.undone;
  }
  return clean;
}

async function attach({ identity }: MadeCluster, signal: AbortSignal): Promise<RunningCluster | undefined> {
  return await providerOf(identity.provider).attach(identity, signal);
}

/**
 * An API server that a fault has stopped is started first, by the door alone: nobody gets any further without it. Where no way
 * leads there but through the API, its own timer has to start it.
 */
async function startApiServer(
  journal: UndoJournal,
  made: MadeCluster | undefined,
  { kubeconfig, context, say }: UndoRunOptions,
): Promise<void> {
  const named = kubeconfig && ({ provider: 'existing', name: '', kubeconfig, context, created: false } as const);
  const identity = named || made?.identity;
  const stopped = journal
    .pending()
    .filter(({ operation }) => operation.kind === 'startComponent' && operation.component === 'apiserver');
  if (!identity || stopped.length === 0) return;
  const node = providerOf(identity.provider).openDoor?.(identity);
  if (!node) return;
  const target = { kubeconfig: identity.kubeconfig, context: identity.context ?? '', node };
  for (const entry of stopped) tell(await undoEntry(entry, journal, target), say);
}

/** The cluster of a kubeconfig, with the doors that lead to its nodes. */
async function attachNamed(
  kubeconfig: string,
  made: MadeCluster | undefined,
  options: UndoRunOptions,
): Promise<RunningCluster | undefined> {
  const context = loadKubeconfig(kubeconfig, options.context).currentContext;
  // What the run called its own is known by the run's name.
  const details = made?.identity.details;
  const identity = { provider: 'existing', name: context, kubeconfig, context, created: false, details } as const;
  return await providerOf('existing').attach(identity, options.signal);
}

async function undoFaults(
  journal: UndoJournal,
  { cluster, made, isDeleted }: { cluster?: RunningCluster; made?: MadeCluster; isDeleted: boolean },
  options: UndoRunOptions,
): Promise<boolean> {
  if (journal.pending().length === 0) {
    options.say('nothing is left to undo');
    return true;
  }
  const kubeconfig = cluster?.identity.kubeconfig ?? made?.identity.kubeconfig ?? '';
  const context = options.context ?? cluster?.identity.context ?? made?.identity.context;
  // What is still pending after a cluster was deleted was not done to it.
  const connection =
    isDeleted && !cluster
      ? { kubeconfig, context: context ?? '', clusterIsGone: true }
      : await connect(kubeconfig, context, { signal: options.signal });
  const doors = cluster && { node: cluster.node, vantage: cluster.vantage };
  const outcomes = await undoPending(journal, { ...connection, ...doors });
  for (const outcome of outcomes) tell(outcome, options.say);
  return outcomes.every(({ undone }) => undone);
}

function tell({ entry, undone, message }: UndoOutcome, say: (text: string) => void): void {
  say(`${undone ? 'undone' : 'not undone'}: ${entry.description}${message ? `: ${message}` : ''}`);
}
