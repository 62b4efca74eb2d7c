/** What came back for a request, normalised (see `normalise.ts`) so that two clusters can be compared. */
export type Answer = RawAnswer | KubectlAnswer | WatchAnswer | NoAnswer;

export interface RawAnswer {
  readonly status: number;
  /** Those of `comparedHeaders` that the answer has. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** Present when the request's `until` was not reached in time. */
  readonly waited?: 'in vain';
}

export interface KubectlAnswer {
  readonly exitCode: number;
  /** Parsed when it is JSON, else its lines. */
  readonly stdout: unknown;
  readonly stderr: readonly string[];
}

export interface WatchAnswer {
  readonly status: number;
  readonly events: readonly unknown[];
  /** Status codes of the requests sent while the watch was open. */
  readonly during: readonly number[];
}

/** No HTTP answer at all, or none in time. */
export interface NoAnswer {
  readonly failed: string;
}

/** Answers of a group by the title of their request. */
export type GroupAnswers = Readonly<Record<string, Answer>>;
