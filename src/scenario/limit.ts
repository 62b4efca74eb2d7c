import type { BlastRadius } from './suite.ts';

/** A number of things, or a share of them. */
export type Limit = NonNullable<BlastRadius['pods']>;

/** How many of so many things a limit allows at most; a share is rounded down, so that it never allows more than was written. */
export function atMost(limit: Limit, of: number): number {
  return 'count' in limit ? limit.count : Math.floor(of * limit.share + 1e-9);
}

/** How many of so many things a limit wants left; a share is rounded up, as Kubernetes rounds minAvailable. */
export function atLeast(limit: Limit, of: number): number {
  return 'count' in limit ? limit.count : Math.ceil(of * limit.share - 1e-9);
}
