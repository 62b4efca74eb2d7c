import type { Position } from '../errors.ts';

/** Something of the source that is not in the file that comes out, or means another thing there. */
export interface Note {
  readonly at: Position;
  /** `spec.scheduler.cron: "@hourly": not carried over, a run begins when it is asked for`. */
  readonly text: string;
}

/** The line of a comment, beside what the note is about. */
export function noteLine({ at, text }: Note): string {
  return `${text} (line ${at.line})`;
}
