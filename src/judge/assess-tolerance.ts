import type { InconclusiveCode } from '../journal/event.ts';
import { checkTolerance } from '../scenario/check-tolerance.ts';
import type { Tolerance } from '../scenario/suite.ts';
import { readMetric } from './metrics.ts';
import { knownOf, type SampleCounts, type SampleView, unknownOf } from './sample-view.ts';

/** Whether a tolerance holds on samples. It is never guessed: what the samples cannot tell stays untold, with the cause. */
export type Assessment =
  | { readonly holds: true | false; readonly observed: number; readonly explanation?: string }
  | {
      readonly holds: null;
      readonly observed: number | null;
      readonly code: InconclusiveCode;
      readonly because: string;
    };

/**
 * Holds a tolerance against samples. Samples that say nothing count once as left out, once as failures and once as
 * successes: it holds only when it holds each time, and fails when it fails without them.
 */
export function assessTolerance(tolerance: Tolerance, view: SampleView): Assessment {
  const observed = readMetric(tolerance, view, 'left-out');
  if (observed === null) return { holds: null, observed, ...explainSilence(view.counts) };
  const meets = (value: number | null) => checkTolerance(tolerance, value) === true;
  if (!meets(observed)) {
    if (tolerance.metric !== 'samples') return { holds: false, observed };
    return { holds: null, observed, code: 'too-few-samples', because: `${observed} samples told something` };
  }
  const atWorst = readMetric(tolerance, view, 'failed');
  if (!meets(atWorst) || !meets(readMetric(tolerance, view, 'fine'))) {
    // Late samples that are tolerated are no unknown ones; still nobody looked when they were due.
    const coarse = tolerance.metric === 'outage' && unknownOf(view.counts) === 0;
    if (!coarse) return { holds: null, observed, ...explainDoubt(view.counts) };
    const because = `it looked less often for a moment: an outage may have lasted ${atWorst} ms`;
    return { holds: null, observed, code: 'too-few-samples', because };
  }
  const blind = tolerance.metric === 'outage' && tolerance.operator.startsWith('<');
  if (blind && tolerance.value < view.counts.largestGapMs) {
    const because = `could not have seen an outage shorter than ${view.counts.largestGapMs} ms`;
    return { holds: null, observed, code: 'too-few-samples', because };
  }
  return { holds: true, observed };
}

/** Why samples tell nothing about the app, by what most of those that say nothing say. */
export function explainSilence(counts: SampleCounts): { code: InconclusiveCode; because: string } {
  if (knownOf(counts) === 0 && unknownOf(counts) > 0) return explainDoubt(counts);
  const because = knownOf(counts) === 0 ? 'no sample was taken' : `none of ${knownOf(counts)} samples has it`;
  return { code: 'no-samples', because };
}

/** Why samples leave a tolerance in doubt. */
export function explainDoubt(counts: SampleCounts): { code: InconclusiveCode; because: string } {
  const total = knownOf(counts) + unknownOf(counts);
  const overloaded = counts.late + counts.missing;
  const most = Math.max(counts.broken, overloaded, counts.stale);
  if (most === 0) return { code: 'no-samples', because: 'some samples measured nothing' };
  if (most === counts.broken)
    return { code: 'probe-broken', because: `the probe could not look ${counts.broken} of ${total} times` };
  if (most === overloaded)
    return { code: 'gate-overloaded', because: `the gate was starved for ${overloaded} of ${total} samples` };
  return { code: 'stale-data', because: `${counts.stale} of ${total} samples measured something out of date` };
}
