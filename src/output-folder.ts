import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { InvalidInput, messageOf } from './errors.ts';
import { pendingEntries, readUndoJournal } from './experiment/undo-journal.ts';

/** Where a run leaves what it leaves: the files that the contract names. */
export interface OutputFolder {
  readonly path: string;
  readonly journal: string;
  readonly undo: string;
  /** Evidence, for a verdict that is not upheld. */
  readonly logs: string;
  /** What the cluster's provider keeps: kubeconfig, state. */
  readonly cluster: string;
  readonly clusterState: string;
}

export function outputFolder(path: string): OutputFolder {
  const root = resolve(path);
  return {
    path: root,
    journal: join(root, 'journal.ndjson'),
    undo: join(root, 'undo.ndjson'),
    logs: join(root, 'logs'),
    cluster: join(root, 'cluster'),
    clusterState: join(root, 'cluster', 'identity.json'),
  };
}

/**
 * Makes the folder ready for a new run. Throws InvalidInput where it cannot be written, where an earlier run left
 * faults in place, or where a cluster is still kept: their traces must not be overwritten.
 */
export function prepareOutputFolder(path: string): OutputFolder {
  const folder = outputFolder(path);
  if (existsSync(folder.undo)) {
    const pending = pendingEntries(readUndoJournal(folder.undo));
    if (pending.length > 0)
      throw new InvalidInput(
        `${folder.path} holds a run that left ${pending.length} faults in place: found ${folder.undo} with entries that are not ticked off, ` +
          `expected another --out, or \`chaos-gate undo ${path}\` first`,
      );
  }
  if (existsSync(folder.clusterState))
    throw new InvalidInput(
      `${folder.path} holds a cluster that was kept: expected another --out, or \`chaos-gate down --out ${path}\` first`,
    );
  try {
    for (const old of [folder.journal, folder.undo, folder.logs, folder.cluster])
      rmSync(old, { recursive: true, force: true });
    makeFolder(folder.path);
    mkdirSync(folder.cluster, { mode: 0o700 });
  } catch (error) {
    throw new InvalidInput(`the folder ${folder.path} cannot be written: ${messageOf(error)}`);
  }
  return folder;
}

/** Not `recursive`: below a folder such as /proc, which takes no new ones and says ENOENT, Node's own never returns. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  mkdirSync(path);
}
