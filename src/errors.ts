import { exitCodes } from './verdict.ts';

/** A place in a file that the user wrote. Lines and columns count from 1. */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** One thing that is wrong with what the user gave: where, what was found, what was expected. */
export interface Problem {
  readonly at?: Position;
  readonly message: string;
}

/** `file:line:column: message`, as editors and GitHub link it. */
export function formatProblem(problem: Problem): string {
  return problem.at
    ? `${problem.at.file}:${problem.at.line}:${problem.at.column}: ${problem.message}`
    : problem.message;
}

/** The input (file, flag, action input) is wrong: every problem at once. Exit code 3, nothing was touched. */
export class InvalidInput extends Error {
  override readonly name = 'InvalidInput';
  readonly exitCode = exitCodes.invalidInput;
  readonly problems: readonly Problem[];
  constructor(problems: readonly Problem[] | string) {
    const list = typeof problems === 'string' ? [{ message: problems }] : problems;
    super(list.map(formatProblem).join('\n'));
    this.problems = list;
  }
}

/** The cluster, the deployment, a tool or the disk failed: nothing is said about the hypothesis. Exit code 4. */
export class InfrastructureFailure extends Error {
  override readonly name = 'InfrastructureFailure';
  readonly exitCode = exitCodes.infrastructure;
}

/** A child process failed; `command` can be pasted into a terminal. Exit code 4 unless somebody handles it. */
export class CommandFailed extends InfrastructureFailure {
  readonly command: string;
  readonly status: number | string;
  readonly stderr: string;
  /** What it printed before it failed: some programs answer and fail at once (`minikube status`). */
  readonly stdout: string;
  constructor(details: {
    command: string;
    status: number | string;
    stderr: string;
    stdout?: string;
    cause?: unknown;
  }) {
    const last = details.stderr.trim().split('\n').slice(-3).join(' ');
    super(`${details.command} ended with ${details.status}${last ? `: ${last}` : ''}`, { cause: details.cause });
    this.command = details.command;
    this.status = details.status;
    this.stderr = details.stderr;
    this.stdout = details.stdout ?? '';
  }
}

/** The signals that ask a run to stop. SIGHUP: its terminal was closed, its connection dropped. */
export const interruptingSignals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
export type InterruptingSignal = (typeof interruptingSignals)[number];

/** Somebody asked the run to stop. Exit code 130, or 143 for SIGTERM and SIGHUP, after undo. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
  readonly signal: InterruptingSignal;
  readonly exitCode: number;
  /** `by`: who asked, if not a signal itself; it counts as one. */
  constructor(signal: InterruptingSignal, by?: string) {
    super(`interrupted by ${by ? `${by} (as by ${signal})` : signal}`);
    this.signal = signal;
    this.exitCode = signal === 'SIGINT' ? exitCodes.interruptedBySigint : exitCodes.interruptedBySigterm;
  }
}

/** What went wrong first: cleaning up after a failure may fail as well, and is wrapped around it (SuppressedError). */
export function causeOf(error: unknown): unknown {
  let first = error;
  while (first instanceof Error && 'suppressed' in first) first = first.suppressed;
  return first;
}

/** The exit code that a failure brings along; undefined: nobody thought of it, it is a bug. */
export function exitCodeOf(error: unknown): number | undefined {
  const { exitCode } = error as { exitCode?: unknown };
  return typeof exitCode === 'number' ? exitCode : undefined;
}

/** The text of anything that was thrown, without a stack trace. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
