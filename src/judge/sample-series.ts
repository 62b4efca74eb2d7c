import type { Sample } from '../journal/event.ts';
import { type Causes, createCauses } from './causes.ts';
import { createGrowableArray, type GrowableArray } from './growable-array.ts';

/** How the results of samples are kept: as numbers. `broken` and above say nothing about the app. */
export const outcomes = ['ok', 'fail', 'broken', 'late', 'stale'] as const;
export const outcomeCodes: Readonly<Record<Sample['r'], number>> = { ok: 0, fail: 1, broken: 2, late: 3, stale: 4 };

/**
 * All samples of one probe in one experiment, by the time they were scheduled for, in columns of numbers.
 * Samples come as they end, so a slow one comes after those scheduled later: it is put in its place.
 */
export interface SampleSeries {
  readonly length: number;
  add(sample: Sample): void;
  readonly times: Float64Array;
  readonly outcomes: Float64Array;
  readonly durations: Float64Array;
  /** Index into `causes`; -1: none given. */
  readonly whys: Float64Array;
  readonly causes: Causes;
  /** The number a sample read; NaN: none. Absent until a sample has one. */
  readonly numbers: Float64Array | undefined;
  readonly mesh: MeshColumns | undefined;
  /** Index of the first sample scheduled at or after `t`. */
  firstAt(t: number): number;
}

/** What Goldpinger's samples hold besides; `expected` is NaN where a sample has no mesh. */
export interface MeshColumns {
  readonly expected: Float64Array;
  readonly alive: Float64Array;
  readonly nodes: Float64Array;
  /** Edges that did not count because a fault hit their pods. */
  readonly excused: Float64Array;
  /** The response times of sample i's edges are `edgeMs[edgeStart[i] .. edgeStart[i] + edgeCount[i] - 1]`. */
  readonly edgeStart: Float64Array;
  readonly edgeCount: Float64Array;
  readonly edgeMs: Float64Array;
}

export function createSampleSeries(): SampleSeries {
  const times = createGrowableArray();
  const results = createGrowableArray();
  const durations = createGrowableArray();
  const whys = createGrowableArray();
  const causes = createCauses();
  let numbers: GrowableArray | undefined;
  let mesh: ReturnType<typeof createMesh> | undefined;

  const firstAt = (t: number) => {
    let low = 0;
    let high = times.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (times.values[middle]! < t) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return {
    get length() {
      return times.length;
    },
    add(sample) {
      const { length } = times;
      const index = length === 0 || times.values[length - 1]! <= sample.t ? length : firstAt(sample.t);
      if (sample.v !== undefined) numbers ??= filled(length);
      if (sample.mesh) mesh ??= createMesh(length);
      times.insert(index, sample.t);
      results.insert(index, outcomeCodes[sample.r]);
      durations.insert(index, sample.ms);
      whys.insert(index, sample.why === undefined ? -1 : causes.indexOf(sample.why));
      numbers?.insert(index, sample.v ?? Number.NaN);
      mesh?.insert(index, sample.mesh);
    },
    get times() {
      return times.values;
    },
    get outcomes() {
      return results.values;
    },
    get durations() {
      return durations.values;
    },
    get whys() {
      return whys.values;
    },
    causes,
    get numbers() {
      return numbers?.values;
    },
    get mesh() {
      return mesh?.columns;
    },
    firstAt,
  };
}

function createMesh(length: number) {
  const expected = filled(length);
  const alive = filled(length);
  const nodes = filled(length);
  const excused = filled(length, 0);
  const edgeStart = filled(length);
  const edgeCount = filled(length, 0);
  const edgeMs = createGrowableArray();
  const columns: MeshColumns = {
    get expected() {
      return expected.values;
    },
    get alive() {
      return alive.values;
    },
    get nodes() {
      return nodes.values;
    },
    get excused() {
      return excused.values;
    },
    get edgeStart() {
      return edgeStart.values;
    },
    get edgeCount() {
      return edgeCount.values;
    },
    get edgeMs() {
      return edgeMs.values;
    },
  };
  return {
    columns,
    insert(index: number, mesh: Sample['mesh']) {
      expected.insert(index, mesh?.expected ?? Number.NaN);
      alive.insert(index, mesh?.alive ?? Number.NaN);
      nodes.insert(index, mesh?.nodes ?? Number.NaN);
      excused.insert(index, mesh?.excused ?? 0);
      edgeStart.insert(index, edgeMs.length);
      edgeCount.insert(index, mesh?.ms.length ?? 0);
      for (const ms of mesh?.ms ?? []) edgeMs.push(ms);
    },
  };
}

function filled(length: number, value = Number.NaN): GrowableArray {
  const array = createGrowableArray();
  for (let i = 0; i < length; i++) array.push(value);
  return array;
}
