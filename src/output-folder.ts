import { closeSync, existsSync, mkdirSync, openSync, readFileSync, readSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, resolve } from 'node:path';
import { type ClusterIdentity, providerOf } from './cluster/index.ts';
import { InvalidInput, messageOf } from './errors.ts';
import { reports } from './report/index.ts';
import { findOwner } from './undo/journal-owner.ts';
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
 * faults in place, where a cluster is still kept or in use, or where files are that no run has written: none of it may be overwritten.
 */
export async function prepareOutputFolder(path: string): Promise<OutputFolder> {
  const folder = outputFolder(path);
  if (existsSync(folder.undo)) {
    const lines = readUndoJournal(folder.undo);
    const owner = findOwner(lines);
    if (owner)
      throw new InvalidInput(
        `${folder.path} holds a run that still goes on: found its process ${owner.pid} alive, expected another --out, or its end`,
      );
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
  const results = [folder.undo, folder.logs, folder.cluster, ...reports.map(({ file }) => join(folder.path, file))];
  const strange = isOfARun(folder) ? [] : [folder.journal, ...results].filter(path => existsSync(path));
  if (strange.length > 0)
    throw new InvalidInput(
      `${folder.path} is not the folder of a run: found ${strange.map(path => basename(path)).join(', ')} in it, which would be overwritten; ` +
        'expected a new folder, an empty one, or that of an earlier run',
    );
  try {
    makeFolder(folder.path);
    // The journal stays, empty: it says whose folder this is, whenever the process is killed.
    writeFileSync(folder.journal, '');
    // An old verdict must not be taken for that of a run that was killed before it came to one.
    for (const old of results) rmSync(old, { recursive: true, force: true });
    mkdirSync(folder.cluster, { mode: 0o700 });
  } catch (error) {
    throw new InvalidInput(`the folder ${folder.path} cannot be written: ${messageOf(error)}`);
  }
  return folder;
}

/** So every event begins. */
const journalStart = '{"type":"';

/** Is there a journal of ours, with events, or still without any? */
function isOfARun({ journal }: OutputFolder): boolean {
  let descriptor: number;
  try {
    descriptor = openSync(journal, 'r');
  } catch {
    return false;
  }
  try {
    const start = Buffer.alloc(journalStart.length);
    return journalStart.startsWith(start.toString('utf8', 0, readSync(descriptor, start)));
  } finally {
    closeSync(descriptor);
  }
}

/** The cluster that was kept for later; undefined: none was. */
export function keptCluster({ clusterState }: OutputFolder): ClusterIdentity | undefined {
  return existsSync(clusterState) ? (JSON.parse(readFileSync(clusterState, 'utf8')) as ClusterIdentity) : undefined;
}

/** Not `recursive`: below a folder such as /proc, which takes no new ones and says ENOENT, Node's own never returns. */
function makeFolder(path: string): void {
  if (existsSync(path)) return;
  const parent = dirname(path);
  if (parent !== path) makeFolder(parent);
  mkdirSync(path);
}
