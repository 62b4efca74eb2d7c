import type { Verdict } from '../verdict.ts';
import type { Interval } from './interval.ts';

/** What a comparison comes to: by intervals and a margin, never by the difference alone. */
export type ComparisonVerdict = 'not worse' | 'worse' | 'cannot tell';

/** The later run (`head`) held against the earlier one (`base`), schema version 1. */
export interface Comparison {
  readonly schemaVersion: 1;
  readonly verdict: ComparisonVerdict;
  /** One sentence. */
  readonly reason: string;
  readonly confidence: number;
  readonly base: ComparedRun;
  readonly head: ComparedRun;
  readonly scenarios: readonly ScenarioComparison[];
}

export interface ComparedRun {
  readonly startedAt: string;
  readonly verdict: Verdict;
  readonly cluster: string;
}

export interface ScenarioComparison {
  readonly name: string;
  readonly verdict: ComparisonVerdict;
  /** Why nothing was compared: it is new, gone, changed, or inconclusive. */
  readonly why?: string;
  /** The verdicts of its repetitions, the worst of each run. */
  readonly base?: Verdict;
  readonly head?: Verdict;
  readonly metrics: readonly MetricComparison[];
}

export interface MetricComparison {
  /** `upheld`: the share of the repetitions that upheld the hypothesis; only where the later run refuted it. */
  readonly metric: 'success' | 'p95' | 'recovery' | 'upheld';
  readonly probe?: string;
  /** Shares from 0 to 1, otherwise milliseconds. */
  readonly unit: 'share' | 'ms';
  readonly base: MeasuredInterval;
  readonly head: MeasuredInterval;
  /** How much worse `head` is; below 0: better. */
  readonly loss: Interval;
  /** A loss up to this is no loss. */
  readonly margin: number;
  readonly verdict: ComparisonVerdict;
  /** What speaks for this verdict where the interval of the loss does not say it. */
  readonly why?: string;
  /** Does the verdict of the scenario depend on it? A recovery of few repetitions is only shown. */
  readonly decides: boolean;
}

export interface MeasuredInterval extends Interval {
  readonly samples: number;
  /** How many independent samples they are worth. */
  readonly effective: number;
}

/** What counts as a loss, and how sure the verdict has to be. */
export interface ComparisonOptions {
  /** Share by which the success may be lower: 0.02. */
  readonly successMargin: number;
  /** Share of the earlier value by which p95 and recovery may be higher: 0.2. */
  readonly p95Margin: number;
  readonly recoveryMargin: number;
  /** Of each interval, both sides: 0.95. */
  readonly confidence: number;
}

export const defaultComparison: ComparisonOptions = {
  successMargin: 0.02,
  p95Margin: 0.2,
  recoveryMargin: 0.2,
  confidence: 0.95,
};

const severity: Readonly<Record<ComparisonVerdict, number>> = { 'not worse': 0, 'cannot tell': 1, worse: 2 };

/** Worst first; nothing at all cannot be told. */
export function combineComparisons(verdicts: readonly ComparisonVerdict[]): ComparisonVerdict {
  if (verdicts.length === 0) return 'cannot tell';
  return verdicts.reduce((worst, verdict) => (severity[verdict] > severity[worst] ? verdict : worst));
}
