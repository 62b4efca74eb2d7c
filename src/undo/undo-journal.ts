import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs';
import type { ClusterIdentity } from '../cluster/cluster.ts';
import type { ProcessIdentity } from '../command/index.ts';
import { InfrastructureFailure, InvalidInput, messageOf } from '../errors.ts';
import type { UndoOperation } from './operation.ts';

export interface UndoEntry {
  readonly type: 'undo';
  /** The fault's id in the journal. */
  readonly id: string;
  readonly experiment: number;
  readonly description: string;
  readonly operation: UndoOperation;
  /**
   * What it changes, when a later fault may change the same (`Deployment shop/web`): such an entry is undone only after
   * every later one that names the same, so that overlapping faults come off in the order that restores the first state.
   */
  readonly holds?: string;
}

/**
 * One line of `undo.ndjson`. `done` ticks an entry (or the cluster) off. `owner`: who writes from here on, and undoes; `process`:
 * who does the fault of an entry, as long as it lives.
 */
export type UndoLine =
  | { readonly type: 'owner'; readonly process: ProcessIdentity }
  | { readonly type: 'cluster'; readonly identity: ClusterIdentity; readonly keep: boolean }
  | UndoEntry
  | { readonly type: 'process'; readonly id: string; readonly process: ProcessIdentity }
  | { readonly type: 'done'; readonly id: string };

/** The id that `done` names when the cluster itself is gone. */
export const clusterId = 'cluster';

/**
 * The write-ahead undo journal: an entry is on the disk (fsync) before the fault it undoes is injected,
 * a tick after it is undone. What has no tick is what a crash left behind.
 */
export interface UndoJournal extends Disposable {
  write(line: UndoLine): void;
  /** Entries without a tick, last first. */
  pending(experiment?: number): readonly UndoEntry[];
  /** The processes of this machine that were doing an entry's fault. */
  processesOf(id: string): readonly ProcessIdentity[];
}

/** `owner` is written before the first line: who else wants to undo meanwhile is refused. */
export function openUndoJournal(file: string, owner?: ProcessIdentity): UndoJournal {
  const lines = existsSync(file) ? [...readUndoJournal(file)] : [];
  let descriptor: number | undefined;
  const write = (line: UndoLine) => {
    try {
      const added: UndoLine[] = owner && descriptor === undefined ? [{ type: 'owner', process: owner }, line] : [line];
      descriptor ??= openToAppend(file);
      writeSync(descriptor, added.map(each => `${JSON.stringify(each)}\n`).join(''));
      fsyncSync(descriptor);
    } catch (error) {
      throw new InfrastructureFailure(`the undo journal ${file} cannot be written: ${messageOf(error)}`, {
        cause: error,
      });
    }
    lines.push(line);
  };
  return {
    write,
    pending: experiment =>
      pendingEntries(lines).filter(entry => experiment === undefined || entry.experiment === experiment),
    processesOf: id => lines.flatMap(line => (line.type === 'process' && line.id === id ? [line.process] : [])),
    [Symbol.dispose]() {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}

/** Takes a torn last line away first: what is appended behind it would be lost with it. */
function openToAppend(file: string): number {
  if (existsSync(file)) truncateSync(file, readFileSync(file).lastIndexOf('\n') + 1);
  return openSync(file, 'a', 0o600);
}

/** Entries without a tick, last first: the order in which they have to be undone. Pure. */
export function pendingEntries(lines: readonly UndoLine[]): UndoEntry[] {
  const done = new Set(lines.filter(line => line.type === 'done').map(line => line.id));
  return lines.filter((line): line is UndoEntry => line.type === 'undo' && !done.has(line.id)).reverse();
}

/** The cluster that a run made and has not ticked off: the run goes on, or was killed. A kept one is not pending. Pure. */
export function pendingCluster(lines: readonly UndoLine[]): ClusterIdentity | undefined {
  const made = lines.find(line => line.type === 'cluster');
  const deleted = lines.some(line => line.type === 'done' && line.id === clusterId);
  return made?.identity.created && !made.keep && !deleted ? made.identity : undefined;
}

/** Whether there is something to undo: faults, or a cluster that the run made and was not to keep. */
export function isAnythingLeft(lines: readonly UndoLine[]): boolean {
  return pendingCluster(lines) !== undefined || pendingEntries(lines).length > 0;
}

/** Reads an undo journal. A torn last line is an entry whose fault was never injected: it is left out. Throws InvalidInput for a line that is none. */
export function readUndoJournal(file: string): UndoLine[] {
  const text = readFileSync(file, 'utf8');
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  return whole.split('\n').flatMap((line, index) => (line === '' ? [] : [parseLine(file, line, index + 1)]));
}

function parseLine(file: string, text: string, line: number): UndoLine {
  try {
    const parsed = JSON.parse(text) as UndoLine;
    if (['owner', 'cluster', 'undo', 'process', 'done'].includes(parsed?.type)) return parsed;
  } catch {
    // The message below says what was found.
  }
  const message = `found ${text.slice(0, 60)}, expected a line of an undo journal`;
  throw new InvalidInput([{ at: { file, line, column: 1 }, message }]);
}
