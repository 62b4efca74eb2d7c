import type { ProbeData } from '../page-data.ts';

/** A probe's samples as a chart wants them: one array a quantity, the same index in all of them. */
export interface Columns {
  /** When each column's worst sample was scheduled, in ms from the experiment's start; ascending. */
  readonly times: readonly number[];
  readonly low: readonly (number | null)[];
  readonly high: readonly (number | null)[];
  readonly samples: readonly number[];
  /** By column: how many samples failed or say nothing, and why. */
  readonly failed: ReadonlyMap<number, Remark>;
  readonly unknown: ReadonlyMap<number, Remark>;
}

export interface Remark {
  readonly count: number;
  readonly why: string;
}

/** Undoes what made the data small. */
export function readColumns({ stepT, low, over, samples, failed, unknown, whys }: ProbeData): Columns {
  let t = 0;
  const remarks = (entries: ProbeData['failed']) =>
    new Map(entries.map(([column, count, why]) => [column, { count, why: whys[why] ?? '' }]));
  return {
    times: stepT.map(step => {
      t += step;
      return t / 10;
    }),
    low,
    high: low.map((value, index) => (value === null ? null : value + (over?.[index] ?? 0))),
    samples: samples ?? low.map(() => 1),
    failed: remarks(failed),
    unknown: remarks(unknown),
  };
}

/** The column nearest to a moment; -1 where there is none at all. */
export function nearestColumn({ times }: Columns, t: number): number {
  let [from, to] = [0, times.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if (times[middle]! < t) from = middle + 1;
    else to = middle;
  }
  const before = from - 1;
  if (from === times.length) return before;
  return before >= 0 && t - times[before]! < times[from]! - t ? before : from;
}

/** A column in words: exact values, what failed and why. */
export function describeColumn(columns: Columns, unit: ProbeData['unit'], index: number): string {
  const { times, low, high, samples, failed, unknown } = columns;
  const [least, most, count] = [low[index] ?? null, high[index] ?? null, samples[index] ?? 0];
  const format = (value: number) => (unit === 'ms' ? formatMs(value) : String(value));
  const values =
    least === null || most === null ? [] : [least === most ? format(least) : `${format(least)} to ${format(most)}`];
  const remarks = (
    [
      ['failed', failed],
      ['unknown', unknown],
    ] as const
  ).flatMap(([word, of]) => {
    const remark = of.get(index);
    if (!remark) return [];
    const number = count > 1 ? `${remark.count} of ${count} samples ${word}` : word;
    return [remark.why ? `${number}: ${remark.why}` : number];
  });
  const of = count > 1 ? ` (${count} samples)` : '';
  return `${formatSeconds(times[index] ?? 0)}${of}: ${[...values, ...remarks].join('; ')}`;
}

export function formatMs(ms: number): string {
  return ms >= 1000 ? `${Math.round(ms) / 1000} s` : `${Math.round(ms * 10) / 10} ms`;
}

/** A moment of the time axis. */
export function formatSeconds(t: number): string {
  return `${(t / 1000).toFixed(t % 1000 === 0 ? 0 : 2)} s`;
}
