import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { identifyProcess } from './command/index.ts';
import { causeOf, InfrastructureFailure, Interrupted, messageOf } from './errors.ts';
import { BlastRadiusExceeded } from './experiment/blast-radius.ts';
import { type Clock, startClock } from './experiment/clock.ts';
import { openRecorder } from './experiment/recorder.ts';
import { type StallWatch, watchStalls } from './experiment/stall-watch.ts';
import type { JournalEvent, Message, RunEnded } from './journal/event.ts';
import type { OutputFolder } from './output-folder.ts';
import { formatDuration } from './scenario/duration.ts';
import { openUndoJournal, type UndoJournal } from './undo/undo-journal.ts';
import { exitCodes } from './verdict.ts';

/** What a run has from its first moment to its last: a clock, the two journals, and one signal that stops everything. */
export interface Run extends Disposable {
  readonly folder: OutputFolder;
  readonly clock: Clock;
  readonly stalls: StallWatch;
  readonly undoJournal: UndoJournal;
  readonly signal: AbortSignal;
  /** Stops the run as a signal from outside does: somebody asked, or the cluster is gone. */
  stop(reason: Interrupted | InfrastructureFailure): void;
  record(event: JournalEvent): void;
  say(level: Message['level'], text: string): void;
}

/** The time that `--timeout` gives to the whole run is over: to the experiments not-run, to a command without any a failure. */
class TimeLimitReached extends Error {
  override readonly name = 'TimeLimitReached';
  readonly exitCode = exitCodes.infrastructure;
}

/** Opens the journals and starts the clock. Throws InfrastructureFailure when the journals cannot be written. */
export function openRun(
  folder: OutputFolder,
  options: {
    readonly timeoutMs: number;
    readonly signal: AbortSignal;
    readonly onEvent: (event: JournalEvent) => void;
  },
): Run {
  const stop = new AbortController();
  const onAbort = () => stop.abort(options.signal.reason);
  options.signal.addEventListener('abort', onAbort);
  if (options.signal.aborted) onAbort();
  const limit = setTimeout(() => {
    stop.abort(new TimeLimitReached(`the run's time limit of ${formatDuration(options.timeoutMs)} was reached`));
  }, options.timeoutMs);
  const recorder = openRecorder(folder.journal, [options.onEvent], failure => stop.abort(failure));
  const clock = startClock();
  const stalls = watchStalls(clock);
  const undoJournal = openUndoJournal(folder.undo, identifyProcess(process.pid));
  return {
    folder,
    clock,
    stalls,
    undoJournal,
    signal: stop.signal,
    stop: reason => stop.abort(reason),
    record: recorder.record,
    say: (level, text) => recorder.record({ type: 'message', t: clock.now(), level, text }),
    [Symbol.dispose]() {
      options.signal.removeEventListener('abort', onAbort);
      clearTimeout(limit);
      stalls[Symbol.dispose]();
      undoJournal[Symbol.dispose]();
      recorder[Symbol.dispose]();
    },
  };
}

/** Why a run or an experiment ended before its time, for the journal. What is nobody's fault but ours leaves its trace in the logs. */
export function describeStop(
  thrown: unknown,
  { folder, signal }: Pick<Run, 'folder' | 'signal'>,
): NonNullable<RunEnded['stopped']> {
  const error = firstFailure(causeOf(thrown), signal);
  const message = messageOf(error);
  if (error instanceof Interrupted) return { code: 'interrupted', message };
  if (error instanceof TimeLimitReached) return { code: 'not-run', message };
  if (error instanceof BlastRadiusExceeded) return { code: 'blast-radius-exceeded', message };
  if (error instanceof InfrastructureFailure) return { code: 'infrastructure', message };
  const trace = join(folder.logs, 'chaos-gate-error.txt');
  mkdirSync(folder.logs, { recursive: true });
  writeFileSync(trace, error instanceof Error ? (error.stack ?? message) : message);
  return { code: 'infrastructure', message: `${message} (this is a bug of chaos-gate; ${trace} has its trace)` };
}

/** A cluster that is gone is noticed by every request that it does not answer: its end is what failed first. */
function firstFailure(error: unknown, { reason }: AbortSignal): unknown {
  return error instanceof InfrastructureFailure && reason instanceof InfrastructureFailure ? reason : error;
}
