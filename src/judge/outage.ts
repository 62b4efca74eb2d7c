import type { Assumption } from './metrics.ts';
import { outcomeCodes } from './sample-series.ts';
import type { SampleView } from './sample-view.ts';

/** A run of failure by the scheduled times: from its first failed sample to the next successful one, or to the end of the span. */
export interface Outage {
  readonly startT: number;
  readonly endT: number;
  /** Index of the first failed sample in its series, and how many failed. */
  readonly first: number;
  readonly failed: number;
}

/** The longest outage in milliseconds; 0: no failure. */
export function longestOutage(view: SampleView, assumption: Assumption): number {
  let longest = 0;
  visitOutages(view, assumption, ({ startT, endT }) => {
    longest = Math.max(longest, endT - startT);
  });
  return longest;
}

/**
 * Visits the outages in their order. Samples that say nothing and are left out do not make an outage longer, unless it
 * goes on behind them.
 */
export function visitOutages(
  { series, from, to, endT }: SampleView,
  assumption: Assumption,
  visit: (outage: Outage) => void,
): void {
  const { times, outcomes } = series;
  let first: number | undefined;
  let failed = 0;
  let silentSince: number | undefined;
  const end = (t: number) => {
    if (first !== undefined) visit({ startT: times[first]!, endT: silentSince ?? t, first, failed });
    first = undefined;
    failed = 0;
    silentSince = undefined;
  };
  for (let i = from; i < to; i++) {
    const outcome = outcomes[i]!;
    const silent = outcome > outcomeCodes.fail;
    if (outcome === outcomeCodes.fail || (silent && assumption === 'failed')) {
      first ??= i;
      failed++;
      silentSince = undefined;
    } else if (silent && assumption === 'left-out') {
      if (first !== undefined) silentSince ??= times[i]!;
    } else end(times[i]!);
  }
  end(endT);
}
