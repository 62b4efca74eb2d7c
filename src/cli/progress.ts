import type { JournalEvent } from '../journal/event.ts';
import { describeEvent, printable } from '../report/event-line.ts';
import type { CommandLine } from './arguments.ts';
import { drawLines } from './live/live-lines.ts';
import { advance, initialState } from './live/live-state.ts';
import { openLiveWriter, redrawMs } from './live/live-writer.ts';

/** What a person watches while a run goes on: lines on standard error, and on a terminal a live view below them. */
export interface Progress extends Disposable {
  onEvent(event: JournalEvent): void;
  say(text: string): void;
}

/** Lines in CI and in pipes; a live view too on a terminal. CI decides, not the terminal alone: some runners fake one. */
export function openProgress(line: CommandLine): Progress {
  const { stderr } = process;
  const quiet = line.format === 'json';
  const pretty = line.format === undefined || line.format === 'pretty';
  if (stderr.isTTY && !process.env.CI && process.env.TERM !== 'dumb' && pretty) return openLiveProgress(line.verbose);
  return {
    say: text => void stderr.write(`${text}\n`),
    onEvent(event) {
      const text = lineOf(event, line.verbose);
      if (text && !quiet) stderr.write(event.type === 'experiment-started' ? `\n${text}\n` : `${text}\n`);
    },
    [Symbol.dispose]() {},
  };
}

/** What is shown of an event; `verbose`: of one that needs no words the line of the journal. */
function lineOf(event: JournalEvent, verbose: boolean): string | undefined {
  return describeEvent(event) ?? (verbose ? printable(JSON.stringify(event)) : undefined);
}

function openLiveProgress(verbose: boolean): Progress {
  const { stderr } = process;
  // Asks NO_COLOR as well.
  const color = stderr.hasColors();
  const paint = (code: number, text: string) => (color ? `\u001b[${code}m${text}\u001b[0m` : text);
  let state = initialState;
  let journalStart = performance.now();
  const writer = openLiveWriter(
    stderr,
    (width, height) => drawLines(state, performance.now() - journalStart, { width, height, color }),
    () => performance.now(),
  );
  const timer = setInterval(writer.draw, redrawMs);
  timer.unref();
  return {
    say: writer.print,
    onEvent(event) {
      state = advance(state, event);
      // Events come a little after their moment: the earliest arrival is nearest to the journal's clock.
      journalStart = Math.min(journalStart, performance.now() - event.t);
      const text = lineOf(event, verbose);
      if (text) writer.print(event.type === 'experiment-started' ? `\n${paint(1, text)}` : text);
    },
    [Symbol.dispose]() {
      clearInterval(timer);
      writer[Symbol.dispose]();
    },
  };
}
