import type { Assumption } from './metrics.ts';
import { outcomeCodes } from './sample-series.ts';
import type { SampleView } from './sample-view.ts';

/**
 * The longest run of failure in milliseconds, by the scheduled times: from its first failed sample to the next
 * successful one, or to the end of the span. 0: no failure.
 * Samples that say nothing and are left out do not make a run longer, unless it goes on behind them.
 */
export function longestOutage({ series, from, to, endT }: SampleView, assumption: Assumption): number {
  const { times, outcomes } = series;
  let longest = 0;
  let since: number | undefined;
  let silentSince: number | undefined;
  const end = (t: number) => {
    if (since !== undefined) longest = Math.max(longest, (silentSince ?? t) - since);
    since = undefined;
    silentSince = undefined;
  };
  for (let i = from; i < to; i++) {
    const outcome = outcomes[i]!;
    const silent = outcome > outcomeCodes.fail;
    if (outcome === outcomeCodes.fail || (silent && assumption === 'failed')) {
      since ??= times[i]!;
      silentSince = undefined;
    } else if (silent && assumption === 'left-out') {
      if (since !== undefined) silentSince ??= times[i]!;
    } else end(times[i]!);
  }
  end(endT);
  return longest;
}
