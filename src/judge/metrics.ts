import type { Metric, Tolerance } from '../scenario/suite.ts';
import { longestOutage } from './outage.ts';
import { outcomeCodes } from './sample-series.ts';
import { knownOf, type SampleView, unknownOf } from './sample-view.ts';
import { meanOf, rankOf } from './statistics.ts';

/**
 * What to take the samples for that say nothing: not there at all, all failures (infinitely slow), or all successes
 * (infinitely fast). A tolerance that holds under each of the three holds whatever they would have said.
 */
export type Assumption = 'left-out' | 'failed' | 'fine';

/** What is wanted of a metric. It matters where every sample has to satisfy it: then the worst one for it is read. */
type Wanted = Pick<Tolerance, 'operator' | 'value'>;

type MetricReader = (view: SampleView, assumption: Assumption, wanted: Wanted) => number | null;

/** The visible list of metrics. */
const readers: Readonly<Record<Metric, MetricReader>> = {
  success: readSuccess,
  p50: quantileReader(0.5),
  p90: quantileReader(0.9),
  p95: quantileReader(0.95),
  p99: quantileReader(0.99),
  max: quantileReader(1),
  mean: readMean,
  outage: readOutage,
  samples: readSamples,
  rate: readRate,
  // Compares a phase with what is under a delay: `assess-amplification.ts` reads it.
  amplification: () => null,
  edges: readEdges,
  nodes: (view, assumption, wanted) => readWorst(view, view.series.mesh?.nodes, assumption, wanted),
  value: (view, assumption, wanted) => readWorst(view, view.series.numbers, assumption, wanted),
};

/** Reads a tolerance's metric from samples: a share 0-1, milliseconds or a count. null: nothing to read it from. */
export function readMetric(
  tolerance: Wanted & { metric: Metric },
  view: SampleView,
  assumption: Assumption,
): number | null {
  return readers[tolerance.metric](view, assumption, tolerance);
}

function readSuccess({ counts }: SampleView, assumption: Assumption): number | null {
  if (knownOf(counts) === 0) return null;
  const unknown = assumption === 'left-out' ? 0 : unknownOf(counts);
  return (counts.ok + (assumption === 'fine' ? unknown : 0)) / (knownOf(counts) + unknown);
}

function quantileReader(q: number): MetricReader {
  return (view, assumption) => {
    const sorted = view.sortedDurations();
    if (sorted.length === 0) return null;
    const unknown = unknownDurations(view, assumption);
    const rank = rankOf(q, sorted.length + unknown);
    // Infinitely fast ones come before the known durations, infinitely slow ones after them.
    const place = assumption === 'fine' ? rank - unknown : rank;
    if (place < 1) return 0;
    return sorted[place - 1] ?? Number.POSITIVE_INFINITY;
  };
}

function readMean(view: SampleView, assumption: Assumption): number | null {
  const durations = view.sortedDurations();
  const mean = meanOf(durations);
  if (mean === undefined) return null;
  const unknown = unknownDurations(view, assumption);
  if (unknown === 0) return mean;
  return assumption === 'failed' ? Number.POSITIVE_INFINITY : (mean * durations.length) / (durations.length + unknown);
}

/** Durations that the silent samples would have added: one each, or for a mesh as many as its samples have on average. */
function unknownDurations(view: SampleView, assumption: Assumption): number {
  const unknown = assumption === 'left-out' ? 0 : unknownOf(view.counts);
  if (!view.series.mesh) return unknown;
  return unknown * Math.ceil(view.sortedDurations().length / Math.max(1, knownOf(view.counts)));
}

function readOutage(view: SampleView, assumption: Assumption): number | null {
  return knownOf(view.counts) === 0 ? null : longestOutage(view, assumption);
}

/** Only samples that say something count; the others cannot be assumed into existence. */
function readSamples({ counts }: SampleView): number {
  return knownOf(counts);
}

function readRate(view: SampleView, assumption: Assumption): number | null {
  const seconds = (view.endT - view.startT) / 1000;
  if (knownOf(view.counts) === 0 || seconds <= 0) return null;
  return (view.counts.ok + (assumption === 'fine' ? unknownOf(view.counts) : 0)) / seconds;
}

/**
 * Live edges of the expected ones, over all samples. A sample without a mesh that failed found no edge alive; one that
 * says nothing, or found no edge to expect, weighs as much as the others do on average.
 */
function readEdges(view: SampleView, assumption: Assumption): number | null {
  const { series, from, to, counts } = view;
  let expected = 0;
  let alive = 0;
  let meshes = 0;
  let dead = 0;
  let silent = unknownOf(counts);
  for (let i = from; i < to; i++) {
    if (series.outcomes[i]! > outcomeCodes.fail) continue;
    if (series.mesh && series.mesh.expected[i]! > 0) {
      expected += series.mesh.expected[i]!;
      alive += series.mesh.alive[i]!;
      meshes++;
    } else if (series.outcomes[i] === outcomeCodes.fail) dead++;
    else silent++;
  }
  if (meshes === 0) return null;
  const weight = expected / meshes;
  const added = assumption === 'left-out' ? 0 : silent * weight;
  return (alive + (assumption === 'fine' ? added : 0)) / (expected + dead * weight + added);
}

/**
 * The worst number among the samples for what is wanted. A successful sample without a number says nothing; a failed
 * one without a number satisfies nothing.
 */
function readWorst(
  { series, from, to, counts }: SampleView,
  numbers: Float64Array | undefined,
  assumption: Assumption,
  wanted: Wanted,
): number | null {
  const worstOfAll = wanted.operator.startsWith('<') ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  let worst: number | null = null;
  let failed = false;
  let silent = unknownOf(counts) > 0;
  for (let i = from; i < to; i++) {
    const number = numbers?.[i] ?? Number.NaN;
    if (series.outcomes[i]! > outcomeCodes.fail) continue;
    if (!Number.isNaN(number)) worst = worst === null ? number : worseOf(worst, number, wanted);
    else if (series.outcomes[i] === outcomeCodes.fail) failed = true;
    else silent = true;
  }
  if (worst === null) return null;
  return failed || (silent && assumption === 'failed') ? worstOfAll : worst;
}

function worseOf(a: number, b: number, { operator, value }: Wanted): number {
  if (operator === '==') return Math.abs(b - value) > Math.abs(a - value) ? b : a;
  return operator.startsWith('<') ? Math.max(a, b) : Math.min(a, b);
}
