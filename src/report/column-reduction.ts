import type { ProbeRecord, Sample } from '../journal/event.ts';
import { shorten } from './markup.ts';

/** One probe's samples, in columns of equal width: so many that a picture shows them all, however long the run. */
export interface SampleColumns {
  /** Width of a column in milliseconds, and how many are in use. */
  readonly widthMs: number;
  readonly count: number;
  /** By column: how many samples were ok, failed, or said nothing. */
  readonly ok: Float64Array;
  readonly fail: Float64Array;
  readonly unknown: Float64Array;
  /** By column: the shortest and the longest duration of its successful samples; Infinity and -Infinity for none. */
  readonly minMs: Float64Array;
  readonly maxMs: Float64Array;
  /** By column: the least and the greatest number that was read (`v`); Infinity and -Infinity for none. */
  readonly minValue: Float64Array;
  readonly maxValue: Float64Array;
  /** By column: when its worst sample was scheduled; a failed one is worse than one that says nothing, that than a slow one. */
  readonly worstT: Float64Array;
  /** By column: why that sample was not ok, as an index into `whys`; `whys[0]` is empty. */
  readonly why: Float64Array;
  readonly whys: readonly string[];
  add(t: number, sample: Pick<Sample, 'r' | 'ms' | 'mesh' | 'v' | 'why'>): void;
}

/** Every sample of ten minutes at 50 ms has a column of its own. */
const maxColumns = 16_384;
const initialCapacity = 64;
const leastWidthMs = 10;
const maxWhys = 100;

const empty = {
  ok: 0,
  fail: 0,
  unknown: 0,
  minMs: Number.POSITIVE_INFINITY,
  maxMs: Number.NEGATIVE_INFINITY,
  minValue: Number.POSITIVE_INFINITY,
  maxValue: Number.NEGATIVE_INFINITY,
  worstT: 0,
  why: 0,
} as const;
type Field = keyof typeof empty;
type Fields = Record<Field, Float64Array>;
const fieldNames = Object.keys(empty) as Field[];

/**
 * Reduces samples to columns without losing the worst one: each keeps its extremes, counts its failures and remembers
 * its worst sample. Where the time grows beyond the last column, pairs of columns become one, so memory stays bounded.
 */
export function reduceToColumns({ everyMs }: Pick<ProbeRecord, 'everyMs'>): SampleColumns {
  const whys = [''];
  const whyIndex = new Map<string, number>();
  const indexOf = (why: string) => {
    const text = shorten(why, 200);
    const known = whyIndex.get(text);
    if (known !== undefined) return known;
    if (whys.length === maxWhys) return 0;
    whyIndex.set(text, whys.length);
    return whys.push(text) - 1;
  };
  const columns = {
    ...(Object.fromEntries(fieldNames.map(name => [name, filled(initialCapacity, empty[name])])) as Fields),
    widthMs: Math.max(leastWidthMs, everyMs),
    count: 0,
    whys,
    add(t: number, { r, ms, mesh, v, why }: Parameters<SampleColumns['add']>[1]) {
      while (t >= columns.widthMs * maxColumns) halve(columns);
      const i = Math.max(0, Math.floor(t / columns.widthMs));
      if (i >= columns.ok.length) grow(columns, i);
      if (i >= columns.count) columns.count = i + 1;
      const durations = mesh ? mesh.ms : r === 'ok' ? [ms] : none;
      if (isWorst(columns, i, r, durations)) {
        columns.worstT[i] = t;
        columns.why[i] = why === undefined ? 0 : indexOf(why);
      }
      const tally = r === 'ok' ? columns.ok : r === 'fail' ? columns.fail : columns.unknown;
      tally[i]!++;
      for (const duration of durations) {
        if (duration < columns.minMs[i]!) columns.minMs[i] = duration;
        if (duration > columns.maxMs[i]!) columns.maxMs[i] = duration;
      }
      if (v !== undefined) {
        if (v < columns.minValue[i]!) columns.minValue[i] = v;
        if (v > columns.maxValue[i]!) columns.maxValue[i] = v;
      }
    },
  };
  return columns;
}

const none: readonly number[] = [];

/** The same in at most `maxCount` columns, for a picture of so many pixels. */
export function coarsen(columns: SampleColumns, maxCount: number): SampleColumns {
  const copies = Object.fromEntries(fieldNames.map(name => [name, columns[name].slice(0, columns.count)])) as Fields;
  const coarse = { ...columns, ...copies };
  while (coarse.count > maxCount) halve(coarse);
  return coarse;
}

function isWorst({ ok, fail, unknown, maxMs }: Fields, i: number, r: Sample['r'], durations: readonly number[]) {
  if (fail[i]! > 0) return false;
  if (r === 'fail') return true;
  if (unknown[i]! > 0) return false;
  if (r !== 'ok' || ok[i] === 0) return true;
  return durations.some(duration => duration > maxMs[i]!);
}

function halve(columns: { widthMs: number; count: number } & Fields): void {
  const half = Math.ceil(columns.count / 2);
  for (let i = 0; i < half; i++) mergeInto(columns, i, 2 * i, 2 * i + 1);
  for (const name of fieldNames) columns[name].fill(empty[name], half);
  columns.widthMs *= 2;
  columns.count = half;
}

/** Column `to` becomes `a` and `b` together; `b` may lie behind the last one. */
function mergeInto(columns: Fields, to: number, a: number, b: number): void {
  const { ok, fail, unknown, minMs, maxMs, minValue, maxValue, worstT, why } = columns;
  const has = b < ok.length;
  const worst = has && badness(columns, b) > badness(columns, a) ? b : a;
  worstT[to] = worstT[worst]!;
  why[to] = why[worst]!;
  for (const tally of [ok, fail, unknown]) tally[to] = tally[a]! + (has ? tally[b]! : 0);
  for (const least of [minMs, minValue]) least[to] = has ? Math.min(least[a]!, least[b]!) : least[a]!;
  for (const most of [maxMs, maxValue]) most[to] = has ? Math.max(most[a]!, most[b]!) : most[a]!;
}

/** Orders columns by their worst sample; one that is not ok is worse than any that is slow. */
function badness({ ok, fail, unknown, maxMs }: Fields, i: number): number {
  if (fail[i]! > 0) return Number.MAX_VALUE;
  if (unknown[i]! > 0) return Number.MAX_VALUE / 2;
  return ok[i]! > 0 ? Math.max(0, maxMs[i]!) : -1;
}

function grow(columns: Fields, index: number): void {
  let capacity = columns.ok.length;
  while (capacity <= index) capacity *= 2;
  for (const name of fieldNames) {
    const larger = filled(capacity, empty[name]);
    larger.set(columns[name]);
    columns[name] = larger;
  }
}

function filled(length: number, value: number): Float64Array<ArrayBufferLike> {
  return new Float64Array(length).fill(value);
}
