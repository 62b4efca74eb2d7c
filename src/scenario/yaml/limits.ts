/**
 * What a scenario file may be at most. Parsing a file at these limits takes well under two seconds;
 * hand-written files stay below a hundredth of them.
 */
export const limits = {
  /** Of the file, in bytes. */
  bytes: 1_048_576,
  /** Lexical tokens: a megabyte of `a,` is slower to parse than a megabyte of prose. */
  tokens: 100_000,
  /** Maps and lists inside each other. */
  depth: 64,
  /** Values after anchors and merge keys are expanded: what an alias bomb runs into. */
  values: 100_000,
  /** Problems reported of one file; the rest is counted. */
  problems: 200,
} as const;

/** Text that is beyond the limits; the offset is where it was noticed. */
export class TooMuch extends Error {
  readonly offset: number;
  constructor(message: string, offset: number) {
    super(message);
    this.offset = offset;
  }
}
