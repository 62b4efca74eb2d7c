import { closeSync, openSync, writeSync } from 'node:fs';
import { InfrastructureFailure, messageOf } from '../errors.ts';
import type { JournalEvent } from '../journal/event.ts';

/** Writes the journal. Whoever wants to see events as they happen listens; the file comes first. */
export interface Recorder extends Disposable {
  /** Appends one event and flushes it to the operating system. Throws InfrastructureFailure when it cannot (full disk). */
  record(event: JournalEvent): void;
}

/**
 * Opens the journal of a new run. Each event is one `write` of one line, so that a process killed at any moment
 * leaves whole lines behind, the last one at most torn.
 * A journal that cannot be written ends the run: `onFailure` hears of the first failure, later events are dropped.
 */
export function openRecorder(
  file: string,
  listeners: readonly ((event: JournalEvent) => void)[],
  onFailure: (failure: InfrastructureFailure) => void,
): Recorder {
  let descriptor: number | undefined;
  try {
    descriptor = openSync(file, 'w', 0o644);
  } catch (error) {
    throw new InfrastructureFailure(`the journal ${file} cannot be written: ${messageOf(error)}`, { cause: error });
  }
  let failure: InfrastructureFailure | undefined;
  return {
    record(event) {
      if (descriptor !== undefined && !failure) {
        try {
          writeWhole(descriptor, `${JSON.stringify(event)}\n`);
        } catch (error) {
          failure = new InfrastructureFailure(`the journal ${file} cannot be written: ${messageOf(error)}`, {
            cause: error,
          });
          onFailure(failure);
        }
      }
      for (const listener of listeners) listener(event);
    },
    [Symbol.dispose]() {
      if (descriptor !== undefined) closeSync(descriptor);
      descriptor = undefined;
    },
  };
}

/** A full disk may take part of a line before it fails: write the rest, and let the next call throw ENOSPC. */
function writeWhole(descriptor: number, line: string): void {
  const bytes = Buffer.from(line);
  let written = 0;
  while (written < bytes.length) written += writeSync(descriptor, bytes, written);
}
