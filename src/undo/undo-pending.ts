import { endProcessGroup } from '../command/index.ts';
import { messageOf } from '../errors.ts';
import { perform, type UndoTarget } from './perform/index.ts';
import type { UndoEntry, UndoJournal } from './undo-journal.ts';

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
  target: UndoTarget,
  experiment?: number,
): Promise<UndoOutcome[]> {
  const outcomes: UndoOutcome[] = [];
  for (const entry of journal.pending(experiment)) outcomes.push(await undoEntry(entry, journal, target));
  return outcomes;
}

/** Ends what still does the fault of one entry, undoes it and ticks it off. */
export async function undoEntry(entry: UndoEntry, journal: UndoJournal, target: UndoTarget): Promise<UndoOutcome> {
  try {
    const ended: string[] = [];
    for (const leader of journal.processesOf(entry.id))
      if (await endProcessGroup(leader)) ended.push(`process ${leader.pid} still did it, and was ended`);
    const said = await perform(entry.operation, target);
    journal.write({ type: 'done', id: entry.id });
    return { entry, undone: true, message: [...ended, ...(said ? [said] : [])].join('; ') || undefined };
  } catch (error) {
    return { entry, undone: false, message: messageOf(error) };
  }
}
