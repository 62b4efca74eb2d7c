import { InvalidInput, type Problem } from '../errors.ts';
import type { JournalEvent } from './event.ts';
import { parseJournalLine } from './parse-line.ts';

/** Takes a journal's text piece by piece and hands its events on as soon as their lines are whole. */
export interface JournalReader {
  /** Throws InvalidInput with the line number for a line that cannot be read. */
  write(text: string): void;
  /**
   * The text is over. A last line without its line break, which cannot be read, was torn when the process that wrote
   * it was killed: a warning takes its place, for the report to say so.
   */
  end(): void;
}

/** `file` is what messages call the journal. */
export function createJournalReader(file: string, onEvent: (event: JournalEvent) => void): JournalReader {
  let line = 0;
  let rest = '';
  let lastT = 0;
  const invalid = (message: string) =>
    new InvalidInput([{ at: { file, line, column: 1 }, message }] satisfies Problem[]);
  const hand = (event: JournalEvent) => {
    if (line === 1 && event.type !== 'run-started')
      throw invalid(`found an event "${event.type}", expected the journal to begin with "run-started"`);
    lastT = event.t;
    onEvent(event);
  };
  const read = (text: string) => {
    line++;
    try {
      hand(parseJournalLine(text));
    } catch (error) {
      throw error instanceof InvalidInput && !error.problems[0]?.at ? invalid(error.message) : error;
    }
  };
  return {
    write(text) {
      let start = 0;
      for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', start)) {
        const part = text.slice(start, end);
        read(rest === '' ? part : rest + part);
        rest = '';
        start = end + 1;
      }
      rest += text.slice(start);
    },
    end() {
      const torn = rest;
      rest = '';
      if (torn !== '') {
        line++;
        const event = parseTorn(torn);
        hand(
          event ?? {
            type: 'message',
            t: lastT,
            level: 'warning',
            text: `the journal's last line (${line}) is torn: the process that wrote it was killed`,
          },
        );
      }
      if (line === 0) throw new InvalidInput(`${file} is empty, expected the journal of a run`);
    },
  };
}

/** The events of a journal's text that comes in pieces, as a file's stream yields it. */
export async function readJournal(
  file: string,
  pieces: AsyncIterable<string> | Iterable<string>,
  onEvent: (event: JournalEvent) => void,
): Promise<void> {
  const reader = createJournalReader(file, onEvent);
  for await (const piece of pieces) reader.write(piece);
  reader.end();
}

function parseTorn(text: string): JournalEvent | undefined {
  try {
    JSON.parse(text);
  } catch {
    // Not whole: that is what torn means.
    return undefined;
  }
  return parseJournalLine(text);
}
