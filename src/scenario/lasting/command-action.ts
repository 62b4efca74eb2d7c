import type { LastingStepOf } from './lasting-step.ts';

/** A fault of the user's own: programs of this machine, without a shell. */
export interface CommandActionStep extends LastingStepOf<'commandAction'> {
  readonly do: Argv;
  /** Absent: nothing has to be put back. */
  readonly undo?: Argv;
  /** Exit code 0 says that the fault is in place. Absent: nothing is proven. */
  readonly receipt?: Argv;
  readonly environment: Readonly<Record<string, string>>;
}

/** A program and its arguments. */
type Argv = readonly [string, ...string[]];
