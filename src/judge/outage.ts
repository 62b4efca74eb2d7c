import type { Assumption } from './metrics.ts';
import { outcomeCodes } from './sample-series.ts';
import type { SampleView } from './sample-view.ts';

/**
 * The longest run of failure in milliseconds, by the scheduled times: from its first failed sample to the next
 * successful one, or to the end of the span. 0: no failure.
 */
export function longestOutage({ series, from, to, endT }: SampleView, assumption: Assumption): number {
  const { times, outcomes } = series;
  let longest = 0;
  let since: number | undefined;
  for (let i = from; i < to; i++) {
    const outcome = outcomes[i]!;
    if (outcome > outcomeCodes.fail && assumption === 'left-out') continue;
    const failed = outcome === outcomeCodes.fail || (outcome > outcomeCodes.fail && assumption === 'failed');
    if (failed) since ??= times[i]!;
    else if (since !== undefined) {
      longest = Math.max(longest, times[i]! - since);
      since = undefined;
    }
  }
  return since === undefined ? longest : Math.max(longest, endT - since);
}
