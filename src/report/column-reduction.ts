import type { Sample } from '../journal/event.ts';

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
  add(t: number, sample: Pick<Sample, 'r' | 'ms' | 'mesh'>): void;
}

/** As many columns as a wide picture has pixels. */
const maxColumns = 1024;
const initialWidthMs = 10;

/**
 * Reduces samples to columns without losing the worst one: each keeps its extremes and counts its failures. Where the
 * time grows beyond the last column, pairs of columns become one, so memory stays what it is.
 */
export function reduceToColumns(): SampleColumns {
  const make = (fill: number) => new Float64Array(maxColumns).fill(fill);
  const columns = {
    widthMs: initialWidthMs,
    count: 0,
    ok: make(0),
    fail: make(0),
    unknown: make(0),
    minMs: make(Number.POSITIVE_INFINITY),
    maxMs: make(Number.NEGATIVE_INFINITY),
    add(t: number, { r, ms, mesh }: Pick<Sample, 'r' | 'ms' | 'mesh'>) {
      while (t >= columns.widthMs * maxColumns) halve();
      const column = Math.max(0, Math.floor(t / columns.widthMs));
      columns.count = Math.max(columns.count, column + 1);
      const tally = r === 'ok' ? columns.ok : r === 'fail' ? columns.fail : columns.unknown;
      tally[column]!++;
      const durations = mesh ? mesh.ms : r === 'ok' ? [ms] : [];
      for (const duration of durations) {
        if (duration < columns.minMs[column]!) columns.minMs[column] = duration;
        if (duration > columns.maxMs[column]!) columns.maxMs[column] = duration;
      }
    },
  };
  const halve = () => {
    for (const values of [columns.ok, columns.fail, columns.unknown]) merge(values, 0, (a, b) => a + b);
    merge(columns.minMs, Number.POSITIVE_INFINITY, Math.min);
    merge(columns.maxMs, Number.NEGATIVE_INFINITY, Math.max);
    columns.widthMs *= 2;
    columns.count = Math.ceil(columns.count / 2);
  };
  return columns;
}

function merge(values: Float64Array, empty: number, combine: (a: number, b: number) => number): void {
  for (let i = 0; i < values.length / 2; i++) values[i] = combine(values[2 * i]!, values[2 * i + 1]!);
  values.fill(empty, values.length / 2);
}
