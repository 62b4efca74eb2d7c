import { outcomeCodes, type SampleSeries } from './sample-series.ts';

/** The samples of one probe that were scheduled in one span of time: a phase, or a window of the recovery. */
export interface SampleView {
  readonly series: SampleSeries;
  /** Samples `from` (included) to `to` (excluded) of the series. */
  readonly from: number;
  readonly to: number;
  readonly startT: number;
  /** The end of the span; where it is open, the last sample. */
  readonly endT: number;
  readonly counts: SampleCounts;
  /** Durations that a quantile is taken of: of the successful samples, or of Goldpinger's live edges. Sorted. */
  sortedDurations(): Float64Array;
}

export interface SampleCounts {
  readonly ok: number;
  readonly fail: number;
  readonly broken: number;
  readonly late: number;
  readonly stale: number;
  /** Places on the probe's schedule, between two of its samples, that have none: never looked, so nothing is known. */
  readonly missing: number;
  /** The longest time between two samples: an outage shorter than this may have gone unseen. */
  readonly largestGapMs: number;
}

/** Gaps this much longer than the schedule's interval are missing samples, not jitter. */
const gapTolerance = 1.5;

/** The samples scheduled at or after `startT` and before `endT` (Infinity: all that there are). */
export function viewBetween(series: SampleSeries, startT: number, endT: number, everyMs: number): SampleView {
  const from = series.firstAt(startT);
  const to = Math.max(from, series.firstAt(endT));
  const end = Number.isFinite(endT) ? endT : Math.max(startT, series.times[to - 1] ?? startT);
  return createView(series, from, to, startT, end, everyMs);
}

/** One sample alone. */
export function viewOfSample(series: SampleSeries, index: number): SampleView {
  const t = series.times[index]!;
  return createView(series, index, index + 1, t, t, 0);
}

function createView(
  series: SampleSeries,
  from: number,
  to: number,
  startT: number,
  endT: number,
  everyMs: number,
): SampleView {
  let sorted: Float64Array | undefined;
  return {
    series,
    from,
    to,
    startT,
    endT,
    counts: count(series, from, to, everyMs),
    sortedDurations: () => {
      sorted ??= (series.mesh ? edgeDurations(series, from, to) : okDurations(series, from, to)).sort();
      return sorted;
    },
  };
}

/** Samples that say something about the app. */
export function knownOf({ ok, fail }: SampleCounts): number {
  return ok + fail;
}

/** Samples that say nothing about the app, those that were never taken included. */
export function unknownOf({ broken, late, stale, missing }: SampleCounts): number {
  return broken + late + stale + missing;
}

/** More says nothing than says something. */
export function mostlyUnknown(counts: SampleCounts): boolean {
  return unknownOf(counts) > knownOf(counts);
}

/**
 * While the gate stands still it does not look. Where that leaves no more than this between two looks, it has looked
 * less often for a moment, which `largestGapMs` says; beyond it, what happened meanwhile counts as unknown.
 */
export const toleratedBlindMs = 250;

function count(series: SampleSeries, from: number, to: number, everyMs: number): SampleCounts {
  const { times, outcomes } = series;
  const tally = [0, 0, 0, 0, 0];
  let missing = 0;
  let largestGapMs = 0;
  let lookedT: number | undefined;
  let lateSince = 0;
  for (let i = from; i < to; i++) {
    const outcome = outcomes[i]!;
    if (i > from) {
      const gap = times[i]! - times[i - 1]!;
      if (everyMs > 0 && gap > gapTolerance * everyMs) missing += Math.round(gap / everyMs) - 1;
    }
    if (outcome === outcomeCodes.late) {
      lateSince++;
      continue;
    }
    tally[outcome]!++;
    const blindMs = lookedT === undefined ? 0 : times[i]! - lookedT;
    if (lookedT === undefined || blindMs > toleratedBlindMs) tally[outcomeCodes.late]! += lateSince;
    largestGapMs = Math.max(largestGapMs, blindMs);
    lookedT = times[i]!;
    lateSince = 0;
  }
  const [ok = 0, fail = 0, broken = 0, late = 0, stale = 0] = tally;
  return { ok, fail, broken, late: late + lateSince, stale, missing, largestGapMs };
}

function okDurations(series: SampleSeries, from: number, to: number): Float64Array {
  const { outcomes, durations } = series;
  const found = new Float64Array(to - from);
  let length = 0;
  for (let i = from; i < to; i++) if (outcomes[i] === outcomeCodes.ok) found[length++] = durations[i]!;
  return found.subarray(0, length);
}

function edgeDurations(series: SampleSeries, from: number, to: number): Float64Array {
  const { outcomes, mesh } = series;
  const found: number[] = [];
  for (let i = from; i < to; i++) {
    if (!mesh || outcomes[i]! > outcomeCodes.fail) continue;
    for (let k = 0; k < mesh.edgeCount[i]!; k++) found.push(mesh.edgeMs[mesh.edgeStart[i]! + k]!);
  }
  return Float64Array.from(found);
}
