import type { Position } from '../../errors.ts';

/** A place where PowerfulSeal, and `compat: legacy`, may come to something else than strict judging does. */
export interface CompatDifference {
  /** Stable, kebab-case, begins with `compat-`. */
  readonly code: CompatCode;
  readonly at: Position;
  /** One sentence: what PowerfulSeal does, and what is done here instead. */
  readonly message: string;
}

export const compatCodes = [
  'compat-endless-runs',
  'compat-pause',
  'compat-exit-code',
  'compat-no-steps',
  'compat-idle',
  'compat-no-actions',
  'compat-empty-selection',
  'compat-unchecked',
  'compat-namespace-pattern',
  'compat-sample',
  'compat-chance',
  'compat-pod-state',
  'compat-kill-force',
  'compat-retries',
  'compat-no-driver',
  'compat-unproven',
  'compat-clean-up',
  'compat-unchanged',
  'compat-redirect',
  'compat-clone',
  'compat-silence',
] as const;
export type CompatCode = (typeof compatCodes)[number];
