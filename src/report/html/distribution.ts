import { formatMs } from '../../judge/observed.ts';
import type { ProbeResult } from '../../judge/run-result.ts';
import { binCount, type LatencyDistribution, positionOf, startOfBin } from '../latency-distribution.ts';
import { type Markup, markup, shorten } from '../markup.ts';

const width = 1024;
const left = 90;
const rowHeight = 54;
const barHeight = 40;
const bottom = 18;
const phases = ['baseline', 'method', 'recovery'] as const;

/**
 * How long a probe's answers took in baseline, method and recovery: three rows of bars on one logarithmic axis, each
 * row by its own highest bar, with its p50 and p95 as the judge has them. undefined where there are no durations.
 */
export function drawDistribution(
  { name, phases: numbers }: ProbeResult,
  { counts }: LatencyDistribution,
): Markup | undefined {
  const rows = phases.flatMap(phase => {
    const bins = counts[phase];
    return bins?.some(count => count > 0) ? [{ phase, bins, numbers: numbers[phase] }] : [];
  });
  if (rows.length === 0) return undefined;
  const used = rows.flatMap(({ bins }) => [bins.findIndex(count => count > 0), bins.findLastIndex(count => count > 0)]);
  const first = Math.max(0, Math.min(...used) - 1);
  const last = Math.min(binCount, Math.max(...used) + 2);
  const x = (position: number) => round(left + ((position - first) / (last - first)) * (width - left));
  const height = rows.length * rowHeight + bottom;
  const drawn = rows.map(({ phase, bins, numbers: found }, index) => {
    const floor = (index + 1) * rowHeight;
    const marks = (['p50', 'p95'] as const).map(quantile => {
      const ms = quantile === 'p50' ? found?.p50Ms : found?.p95Ms;
      if (typeof ms !== 'number') return undefined;
      const at = x(positionOf(ms));
      return markup`<line class="quantile" x1="${at}" x2="${at}" y1="${floor - barHeight - 4}" y2="${floor}"><title>${phase}: ${quantile} ${formatMs(ms)}</title></line>`;
    });
    return markup`<text x="0" y="${floor - 24}">${phase}</text><text x="0" y="${floor - 9}">p95 ${tell(found?.p95Ms)}</text>${drawBars(bins, phase, floor, x)}${marks}<line class="edge" x1="${left}" x2="${width}" y1="${floor}" y2="${floor}"/>
`;
  });
  const spoken = rows.map(
    ({ phase, numbers: found }) => `${phase} p50 ${tell(found?.p50Ms)}, p95 ${tell(found?.p95Ms)}`,
  );
  return markup`<figure><figcaption>How long answers of ${shorten(name, 200)} took, by phase (logarithmic; lines: p50, p95)</figcaption>
<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Distribution of latency of ${shorten(name, 200)}: ${spoken.join('; ')}">
${drawn}${drawAxis(first, last, x, height)}</svg></figure>
`;
}

function drawBars(bins: Float64Array, phase: string, floor: number, x: (position: number) => number) {
  const most = Math.max(...bins);
  const total = bins.reduce((sum, count) => sum + count, 0);
  return Array.from(bins, (count, bin) => {
    if (count === 0) return undefined;
    const tall = round(Math.max(1, (count / most) * barHeight));
    const wide = round(Math.max(1, x(bin + 1) - x(bin) - 1));
    const range = `${formatMs(startOfBin(bin))} to ${formatMs(startOfBin(bin + 1))}`;
    return markup`<rect class="bar" x="${x(bin)}" y="${round(floor - tall)}" width="${wide}" height="${tall}"><title>${phase}, ${range}: ${count} of ${total}</title></rect>`;
  });
}

function drawAxis(first: number, last: number, x: (position: number) => number, height: number): Markup[] {
  const ticks = [0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1e3, 2e3, 5e3, 1e4, 3e4, 6e4];
  return ticks
    .filter(ms => positionOf(ms) > first && positionOf(ms) < last)
    .map(
      ms => markup`<text x="${x(positionOf(ms))}" y="${height - 4}" text-anchor="middle">${formatMs(ms)}</text>
`,
    );
}

function tell(ms: number | null | undefined): string {
  return ms == null ? 'none' : formatMs(ms);
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
