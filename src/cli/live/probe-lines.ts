import { formatMs } from '../../judge/observed.ts';
import type { LiveSize } from './live-lines.ts';
import { type Bucket, bucketMs, type ProbeState } from './probe-state.ts';
import { cellsOf, cutTo, wrap } from './text-cells.ts';

const levels = '▁▂▃▄▅▆▇█';
const maxSpark = 40;
const leastSpark = 8;
const marks = { fail: '✗', unknown: '?' } as const;
const colors = { fail: '\u001b[31m', unknown: '\u001b[33m' } as const;

/** A probe on one line: name, sparkline, numbers; in a narrow window on as many as it takes. */
export function probeLines(probe: ProbeState, nowT: number, nameCells: number, { width, color }: LiveSize): string[] {
  const name = cutTo(probe.name, 32);
  const numbers = describeNumbers(probe);
  const room = width - 2 - nameCells - 2 - 2 - cellsOf(numbers);
  if (room >= leastSpark) {
    const spark = drawSpark(probe.buckets, nowT, Math.min(maxSpark, room), color);
    return [`  ${name}${' '.repeat(Math.max(0, nameCells - cellsOf(name)))}  ${spark}  ${numbers}`];
  }
  const indent = '    ';
  const inside = width - indent.length;
  return [
    ...wrap(name, width - 2).map(line => `  ${line}`),
    `${indent}${drawSpark(probe.buckets, nowT, Math.min(maxSpark, inside), color)}`,
    ...wrap(numbers, inside).map(line => `${indent}${line}`),
  ];
}

function describeNumbers({ samples, failed, unknown, lastMs, slowestMs, value, edges, why }: ProbeState): string {
  const parts = [
    `${samples} samples${failed > 0 ? `, ${failed} failed` : ''}${unknown > 0 ? `, ${unknown} unknown` : ''}`,
    ...(edges ? [`${edges.alive} of ${edges.expected} edges`] : []),
    ...(value === undefined ? [] : [`value ${value}`]),
    ...(lastMs === undefined || slowestMs === undefined
      ? []
      : [`last ${formatMs(lastMs)}, slowest ${formatMs(slowestMs)}`]),
    ...(failed + unknown > 0 && why !== undefined ? [cutTo(why, 60)] : []),
  ];
  return parts.join(' · ');
}

/** The last moments, the newest at the right: height is the slowest answer, failures and unknown samples have marks. */
function drawSpark(buckets: readonly Bucket[], nowT: number, length: number, color: boolean): string {
  const end = Math.max(Math.floor(nowT / bucketMs), buckets.at(-1)?.index ?? 0);
  const shown = new Map(buckets.filter(({ index }) => index > end - length).map(bucket => [bucket.index, bucket]));
  const slowest = Math.max(1e-9, ...Array.from(shown.values(), bucket => bucket.slowestMs));
  return Array.from({ length }, (_, cell) => {
    const bucket = shown.get(end - length + 1 + cell);
    if (!bucket) return ' ';
    const { worst, slowestMs } = bucket;
    if (worst !== 'ok') return color ? `${colors[worst]}${marks[worst]}\u001b[39m` : marks[worst];
    return levels[Math.min(levels.length - 1, Math.floor((slowestMs / slowest) * levels.length))];
  }).join('');
}
