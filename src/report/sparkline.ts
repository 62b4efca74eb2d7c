import type { ExperimentDigest } from './digest.ts';

const levels = '▁▂▃▄▅▆▇█';
const failed = '✗';
const unknown = '?';
const nothing = ' ';

/**
 * One probe's samples as a line of text: height is the slowest answer of its span, failures and samples that say
 * nothing have marks of their own, and win over any height.
 */
export function sparkline({ columns, endT }: ExperimentDigest, probe: number, length = 60): string {
  const { widthMs, count, ok, fail, unknown: silent, maxMs } = columns[probe]!;
  const slowest = maxMs.subarray(0, count).reduce((a, b) => Math.max(a, b), 0);
  return Array.from({ length }, (_, index) => {
    const from = Math.floor((index * endT) / length / widthMs);
    const to = Math.min(count, Math.max(from + 1, Math.floor(((index + 1) * endT) / length / widthMs)));
    let mark = nothing;
    let height = 0;
    for (let i = from; i < to; i++) {
      if (fail[i]! > 0) mark = failed;
      else if (silent[i]! > 0 && mark !== failed) mark = unknown;
      else if (ok[i]! > 0 && mark === nothing) mark = 'ok';
      if (maxMs[i]! > height) height = maxMs[i]!;
    }
    if (mark !== 'ok') return mark;
    return levels[Math.min(levels.length - 1, Math.floor((height / Math.max(slowest, 1e-9)) * levels.length))];
  }).join('');
}

export const sparklineLegend = `${levels} slowest answer, ${failed} failed, ${unknown} nothing can be said`;
