import type { Reason } from '../run-result.ts';
import type { Trial } from '../trial.ts';

/** One thing that keeps an experiment from being upheld. No reason from any rule, and evidence besides: upheld. */
export type Rule = (trial: Trial) => Reason[];
