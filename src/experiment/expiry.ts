import type { KubernetesAccess } from '../kubernetes/access.ts';
import type { UndoEntry, UndoJournal } from '../undo/undo-journal.ts';
import { type UndoOutcome, undoEntry } from '../undo/undo-pending.ts';

/** Undoes faults whose duration is over, one at a time. */
export interface Expiry {
  /**
   * Undoes the fault of this id now, unless a later one holds the same: then it comes off right after that one, because
   * what the later one will write back is what this one made.
   */
  expire(id: string): Promise<void>;
}

export function openExpiry(
  undoJournal: UndoJournal,
  kubernetes: KubernetesAccess,
  experiment: number,
  record: (outcome: UndoOutcome) => void,
): Expiry {
  const expired = new Set<string>();
  let queue = Promise.resolve();
  const undoExpired = async () => {
    for (;;) {
      const entry = nextExpired(undoJournal.pending(experiment), expired);
      if (!entry) return;
      expired.delete(entry.id);
      record(await undoEntry(entry, undoJournal, kubernetes));
    }
  };
  return {
    expire(id) {
      expired.add(id);
      queue = queue.then(undoExpired);
      return queue;
    },
  };
}

/** `pending` is last first: an entry waits for those before it that hold the same. Pure. */
export function nextExpired(pending: readonly UndoEntry[], expired: ReadonlySet<string>): UndoEntry | undefined {
  return pending.find(
    (entry, index) =>
      expired.has(entry.id) &&
      !pending.slice(0, index).some(later => later.holds !== undefined && later.holds === entry.holds),
  );
}
