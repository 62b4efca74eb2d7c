import { nearestRank } from '../judge/statistics.ts';
import type { ComparisonOptions, ComparisonVerdict, MeasuredInterval, MetricComparison } from './comparison.ts';
import { effectiveSize } from './effective-size.ts';
import type { ProbeFigures } from './figures.ts';
import { deviationsOf, differenceInterval, type Interval, shareInterval } from './interval.ts';
import { quantileInterval } from './quantile-interval.ts';

/** Differences below these are the machine's, whatever share of the value they are. */
const leastP95MarginMs = 10;
const leastRecoveryMarginMs = 1000;
/** With fewer repetitions no interval of the median has 95% (2 * 0.5^5 is 6%). */
const leastRecoveries = 6;
/** Success and, where it is the app's doing, p95 of one probe, under fault. */
export function compareProbe(
  probe: string,
  base: ProbeFigures,
  head: ProbeFigures,
  options: ComparisonOptions,
): MetricComparison[] {
  const [before, after] = [measureSuccess(base, options), measureSuccess(head, options)];
  const success = decide({
    metric: 'success',
    probe,
    unit: 'share',
    base: before.known,
    head: after.known,
    loss: boundLoss(differenceInterval(before.best, after.worst), differenceInterval(before.worst, after.best)),
    margin: options.successMargin,
    decides: true,
  });
  if (!measuresApp(base)) return [success];
  const [p95Before, p95After] = [measureP95(base, options), measureP95(head, options)];
  const p95 = decide({
    metric: 'p95',
    probe,
    unit: 'ms',
    base: p95Before.known,
    head: p95After.known,
    loss: boundLoss(
      differenceInterval(p95After.worst, p95Before.best),
      differenceInterval(p95After.best, p95Before.worst),
    ),
    margin: Math.max(leastP95MarginMs, options.p95Margin * p95Before.known.value),
    decides: true,
  });
  return [success, p95];
}

/**
 * What a run measured, and what it would have, had every sample that says nothing been as bad or as good as can be: what
 * was not seen is not guessed.
 */
interface Measured {
  readonly known: MeasuredInterval;
  readonly worst: Interval;
  readonly best: Interval;
}

/** From the least loss that is possible to the greatest. */
function boundLoss(greatest: Interval, least: Interval): Interval {
  return { value: (greatest.value + least.value) / 2, low: least.low, high: greatest.high };
}

/** How long other probes take is the API server's doing, or a command's, not the app's. */
export function measuresApp({ kind }: Pick<ProbeFigures, 'kind'>): boolean {
  return ['probeHTTP', 'probeTCP', 'probeDNS', 'probeGoldpinger'].includes(kind);
}

/** The median of the recoveries of all repetitions. */
export function compareRecovery(
  base: readonly number[],
  head: readonly number[],
  options: ComparisonOptions,
): MetricComparison {
  const measure = (values: readonly number[]): MeasuredInterval => {
    const sorted = values.toSorted((a, b) => a - b);
    const found = quantileInterval(sorted, 0.5, { ...sizing(options), size: sorted.length });
    return { ...found, samples: sorted.length, effective: sorted.length };
  };
  const [before, after] = [measure(base), measure(head)];
  const few = Math.min(base.length, head.length) < leastRecoveries;
  return decide({
    metric: 'recovery',
    unit: 'ms',
    base: before,
    head: after,
    loss: differenceInterval(after, before),
    margin: Math.max(leastRecoveryMarginMs, options.recoveryMargin * before.value),
    why: few ? `${base.length} and ${head.length} repetitions: ${leastRecoveries} of each are needed` : undefined,
    decides: !few,
  });
}

/** Worse: the whole interval of the loss is beyond the margin. Not worse: it is below. */
function decide(metric: Omit<MetricComparison, 'verdict'>): MetricComparison {
  const { loss, margin, why, base, head } = metric;
  if (why) return { ...metric, verdict: 'cannot tell' };
  if (base.samples === 0 || head.samples === 0)
    return {
      ...metric,
      verdict: 'cannot tell',
      why: `no samples in the ${base.samples === 0 ? 'earlier' : 'later'} run`,
    };
  return { ...metric, verdict: verdictOf(loss, margin) };
}

function verdictOf(loss: Interval, margin: number): ComparisonVerdict {
  if (loss.low > margin) return 'worse';
  return loss.high < margin ? 'not worse' : 'cannot tell';
}

function sizing({ confidence }: ComparisonOptions) {
  return { confidence, z: deviationsOf(confidence) };
}

function measureSuccess({ outcomes, unknown }: ProbeFigures, options: ComparisonOptions): Measured {
  const { z } = sizing(options);
  const samples = outcomes.length;
  const ok = outcomes.reduce((sum, each) => sum + each, 0);
  const effective = samples === 0 ? 0 : effectiveSize(outcomes);
  const assume = (good: number) => shareInterval((ok + good) / (samples + unknown), effective, z);
  return {
    known: { ...shareInterval(samples === 0 ? Number.NaN : ok / samples, effective, z), samples, effective },
    worst: assume(0),
    best: assume(unknown),
  };
}

function measureP95({ durationsMs, timed, unknown }: ProbeFigures, options: ComparisonOptions): Measured {
  const sorted = Float64Array.from(durationsMs).sort();
  const p95 = nearestRank(sorted, 0.95) ?? Number.NaN;
  const above = durationsMs.map(ms => (ms > p95 ? 1 : 0));
  const effective = sorted.length === 0 ? 0 : Math.min(timed, effectiveSize(above));
  const size = { ...sizing(options), size: effective };
  const missing = timed === 0 ? 0 : unknown / timed;
  const slow = 0.95 * (1 + missing);
  const never = { value: Number.POSITIVE_INFINITY, low: Number.POSITIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  return {
    known: { ...quantileInterval(sorted, 0.95, size), samples: timed, effective },
    // Answers that are slower, or faster, than all others move the quantile to another place among these.
    worst: slow >= 1 ? never : quantileInterval(sorted, slow, size),
    best: quantileInterval(sorted, Math.max(0.01, slow - missing), size),
  };
}
