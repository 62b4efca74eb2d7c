import { setTimeout as delay } from 'node:timers/promises';
import { identifyProcess, lives, type ProcessIdentity } from '../command/index.ts';
import { InvalidInput } from '../errors.ts';
import { openUndoJournal, readUndoJournal, type UndoJournal, type UndoLine } from './undo-journal.ts';

const pollMs = 200;

/** Somebody else writes this undo journal and undoes by it: the run itself, or another undo. Nothing was touched. Exit code 3. */
export class UndoJournalOwned extends InvalidInput {}

/** The first process, other than this one, that said it owns the journal and still runs on this machine. */
export function findOwner(lines: readonly UndoLine[]): ProcessIdentity | undefined {
  return lines
    .flatMap(line => (line.type === 'owner' ? [line.process] : []))
    .find(each => isAnother(each) && lives(each));
}

/**
 * Opens an undo journal to undo by it, when nobody else does: waits so long for the end of who does. Of two that come at once the
 * one whose line is first in the file has it. One that nothing has to be undone by is opened as it is. Throws UndoJournalOwned.
 */
export async function claimUndoJournal(
  file: string,
  isNeeded: (lines: readonly UndoLine[]) => boolean,
  waitMs: number,
): Promise<UndoJournal> {
  const deadline = performance.now() + waitMs;
  for (;;) {
    const owner = findOwner(readUndoJournal(file));
    if (!owner) break;
    if (performance.now() >= deadline) throw ownedBy(owner, file);
    await delay(pollMs);
  }
  if (isNeeded(readUndoJournal(file))) {
    {
      using journal = openUndoJournal(file);
      journal.write({ type: 'owner', process: identifyProcess(process.pid) });
    }
    const lines = readUndoJournal(file);
    const own = lines.findLastIndex(line => line.type === 'owner' && !isAnother(line.process));
    const earlier = findOwner(lines.slice(0, own));
    if (earlier) throw ownedBy(earlier, file);
  }
  // Read again: whoever had it until now has ticked off what it undid.
  return openUndoJournal(file);
}

function isAnother({ pid, startTicks, machine }: ProcessIdentity): boolean {
  const own = identifyProcess(process.pid);
  return pid !== own.pid || startTicks !== own.startTicks || machine !== own.machine;
}

function ownedBy({ pid }: ProcessIdentity, file: string): UndoJournalOwned {
  return new UndoJournalOwned(
    `${file} is in use: found process ${pid} alive, the run itself or another undo, expected that it has ended; ` +
      `\`kill -INT ${pid}\` stops it, and it undoes what it did`,
  );
}
