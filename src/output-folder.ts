import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { providerOf } from './cluster/index.ts';
import { InvalidInput, messageOf } from './errors.ts';
import { reports } from './report/index.ts';
import { pendingCluster, pendingEntries, readUndoJournal } from './undo/undo-journal.ts';

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

/** Asking for a cluster that an earlier run left must not take long. */
const attachTimeoutMs = 10_000;

/**
 * Makes the folder ready for a new run. Throws InvalidInput where it cannot be written, where an earlier run left
 * faults in place, or where a cluster is still kept or in use: their traces must not be overwritten.
 */
export async function prepareOutputFolder(path: string): Promise<OutputFolder> {
  const folder = outputFolder(path);
  if (existsSync(folder.undo)) {
    const lines = readUndoJournal(folder.undo);
    const cluster = pendingCluster(lines);
    if (cluster && (await providerOf(cluster.provider).attach(cluster, AbortSignal.timeout(attachTimeoutMs))))
      throw new InvalidInput(
        `${folder.path} holds a run that still goes on, or was killed: found its ${cluster.provider} cluster ${cluster.name} alive, ` +
          `expected another --out, or \`chaos-gate undo ${path}\` first`,
      );
    // What was in a cluster of the run's own went with it.
    const pending = cluster ? [] : pendingEntries(lines);
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
    const own = [folder.journal, folder.undo, folder.logs, folder.cluster];
    // An old verdict must not be taken for that of a run that was killed before it came to one.
    for (const old of [...own, ...reports.map(({ file }) => join(folder.path, file))])
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
