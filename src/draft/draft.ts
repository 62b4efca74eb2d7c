/** A part of a scenario file that is being written: plain values, with comments where a reader needs them. */
export type Draft = string | number | boolean | null | readonly Draft[] | DraftMap | Commented | Dismissed;
export interface DraftMap {
  readonly [key: string]: Draft | undefined;
}

/** An entry of a map or list with comment lines before it. */
export class Commented {
  readonly value: Draft;
  readonly lines: readonly string[];
  constructor(value: Draft, lines: readonly string[]) {
    this.value = value;
    this.lines = lines;
  }
}

/** An entry that is there as a comment only: the lines, then the entry itself commented out (undefined: the lines alone). */
export class Dismissed {
  readonly value: Draft | undefined;
  readonly lines: readonly string[];
  constructor(value: Draft | undefined, lines: readonly string[]) {
    this.value = value;
    this.lines = lines;
  }
}

/** The entry itself when there is nothing to say about it. */
export function commented(value: Draft, lines: readonly string[]): Draft {
  return lines.length === 0 ? value : new Commented(value, lines);
}

export function dismissed(value: Draft | undefined, lines: readonly string[]): Draft {
  return new Dismissed(value, lines);
}
