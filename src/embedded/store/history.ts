import type { Change } from './store.ts';

/** The latest changes of a store, oldest first, so that a watch can resume where its connection broke. */
export interface History {
  append(change: Change): void;
  /** Changes after `version`; undefined when some of them are no longer kept. */
  since(version: number): readonly Change[] | undefined;
}

/** Keeps the latest `limit` changes (and up to twice as many between two trims, so that appending stays cheap). @param firstVersion before it there was nothing */
export function createHistory(limit: number, firstVersion: number): History {
  let changes: Change[] = [];
  let dropped = firstVersion;
  return {
    append(change) {
      changes.push(change);
      if (changes.length < limit * 2) return;
      dropped = changes[changes.length - limit - 1]!.version;
      changes = changes.slice(-limit);
    },
    since(version) {
      if (version < dropped) return undefined;
      let start = changes.length;
      while (start > 0 && changes[start - 1]!.version > version) start--;
      return changes.slice(start);
    },
  };
}
