import type { Metric } from '../scenario/suite.ts';
import { readMetric } from './metrics.ts';
import type { PhaseNumbers } from './run-result.ts';
import { knownOf, type SampleView } from './sample-view.ts';

/** The numbers of one probe in one phase, from the samples that say something. */
export function numbersOf(view: SampleView): PhaseNumbers {
  const { counts, series, from, to, startT, endT } = view;
  const read = (metric: Metric) => readMetric({ metric, operator: '>=', value: 0 }, view, 'left-out');
  const nodes = read('nodes');
  return {
    samples: to - from,
    failed: counts.fail,
    unknown: to - from - knownOf(counts),
    success: read('success'),
    p50Ms: read('p50'),
    p95Ms: read('p95'),
    p99Ms: read('p99'),
    maxMs: read('max'),
    longestOutageMs: roundMs(read('outage') ?? 0),
    shortestVisibleOutageMs: roundMs(to - from > 1 ? counts.largestGapMs : endT - startT),
    ...(series.mesh && { edges: read('edges'), nodes: Number.isFinite(nodes) ? nodes : null }),
    ...(series.numbers && { value: rangeOf(series.numbers, view) }),
  };
}

function rangeOf(numbers: Float64Array, { from, to }: SampleView): PhaseNumbers['value'] {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  for (let i = from; i < to; i++) {
    if (numbers[i]! < min) min = numbers[i]!;
    if (numbers[i]! > max) max = numbers[i]!;
  }
  return min <= max ? { min, max } : null;
}

function roundMs(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
