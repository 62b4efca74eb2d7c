import type { ProbeRecord, Sample } from '../../journal/event.ts';

/** What the live view keeps of a probe: the numbers of the phase, and the last minute in buckets. */
export interface ProbeState {
  readonly name: string;
  /** Samples of this phase. */
  readonly samples: number;
  readonly failed: number;
  readonly unknown: number;
  readonly lastMs?: number;
  readonly slowestMs?: number;
  /** Why the last sample that was not ok was not. */
  readonly why?: string;
  /** The last number that was read. */
  readonly value?: number;
  readonly edges?: { readonly alive: number; readonly expected: number };
  /** By time; those without samples are left out. */
  readonly buckets: readonly Bucket[];
}

/** A moment of the sparkline: its worst sample. */
export interface Bucket {
  /** Which half second of the run it is. */
  readonly index: number;
  readonly worst: 'ok' | 'unknown' | 'fail';
  readonly slowestMs: number;
}

export const bucketMs = 500;
const maxBuckets = 120;
const rank = { ok: 0, unknown: 1, fail: 2 } as const;

export function startProbe({ name }: Pick<ProbeRecord, 'name'>): ProbeState {
  return { name, samples: 0, failed: 0, unknown: 0, buckets: [] };
}

/** A phase begins: the numbers count from there, the sparkline goes on. */
export function startPhaseOf({ name, buckets }: ProbeState): ProbeState {
  return { ...startProbe({ name }), buckets };
}

export function addSample(probe: ProbeState, { t, r, ms, v, why, mesh }: Sample): ProbeState {
  const worst = r === 'ok' ? 'ok' : r === 'fail' ? 'fail' : 'unknown';
  const durations = mesh ? mesh.ms : r === 'ok' ? [ms] : [];
  const slowest = durations.reduce((a, b) => Math.max(a, b), 0);
  const isTimed = durations.length > 0;
  return {
    ...probe,
    samples: probe.samples + 1,
    failed: probe.failed + (worst === 'fail' ? 1 : 0),
    unknown: probe.unknown + (worst === 'unknown' ? 1 : 0),
    ...(isTimed && { lastMs: slowest, slowestMs: Math.max(probe.slowestMs ?? 0, slowest) }),
    ...(why !== undefined && { why }),
    ...(v !== undefined && { value: v }),
    ...(mesh && { edges: { alive: mesh.alive, expected: mesh.expected } }),
    buckets: addToBuckets(probe.buckets, { index: Math.floor(t / bucketMs), worst, slowestMs: slowest }),
  };
}

/** Slow answers come after those that were asked later: a bucket that is not the last may still change. */
function addToBuckets(buckets: readonly Bucket[], added: Bucket): readonly Bucket[] {
  const at = buckets.findLastIndex(({ index }) => index <= added.index);
  const found = buckets[at];
  if (found?.index !== added.index) {
    if (at < 0 && buckets.length >= maxBuckets) return buckets;
    return buckets.toSpliced(at + 1, 0, added).slice(-maxBuckets);
  }
  const worst = rank[added.worst] > rank[found.worst] ? added.worst : found.worst;
  const slowestMs = Math.max(found.slowestMs, added.slowestMs);
  if (worst === found.worst && slowestMs === found.slowestMs) return buckets;
  return buckets.with(at, { ...found, worst, slowestMs });
}
