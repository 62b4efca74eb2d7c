import { formatMs, formatSpan } from '../../judge/observed.ts';
import type { ExperimentResult } from '../../judge/run-result.ts';
import type { SampleColumns } from '../column-reduction.ts';
import type { ExperimentDigest } from '../digest.ts';
import { type Markup, markup, shorten } from '../markup.ts';

const width = 1024;
const top = 28;
const laneHeight = 90;
const stripHeight = 10;
const bottom = 20;

/**
 * An experiment on one time axis: phases as bands, faults as lines (or as bands while they last), for each probe the
 * fastest and the slowest answer at every moment, and below them what failed (solid) and what says nothing (dashed).
 */
export function drawTimeline(experiment: ExperimentResult, digest: ExperimentDigest): Markup {
  const height = top + digest.columns.length * laneHeight + bottom;
  const x = (t: number) => round((Math.max(0, t) / Math.max(1, digest.endT)) * width);
  const lanes = digest.columns.map((columns, index) => {
    const y = top + index * laneHeight;
    return drawLane(columns, experiment.steadyState[index]?.name ?? '', y, x);
  });
  return markup`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Timeline of ${experiment.name}">
${digest.phases.map(
  (
    { name, startT, endT },
    index,
  ) => markup`<rect class="band${index % 2 ? ' odd' : ''}" x="${x(startT)}" y="0" width="${round(x(endT) - x(startT))}" height="${height}"><title>${name}: ${formatMs(endT - startT)}</title></rect>
${endT - startT > digest.endT / 20 ? markup`<text x="${round(x(startT) + 4)}" y="14">${name}</text>` : undefined}
`,
)}${lanes}${digest.faults.map(fault => drawFault(fault, x, height))}${drawAxis(digest.endT, x, height)}</svg>
`;
}

function drawLane(columns: SampleColumns, name: string, y: number, x: (t: number) => number): Markup {
  const { widthMs, count, ok, fail, unknown, minMs, maxMs } = columns;
  const slowest = maxMs.subarray(0, count).reduce((a, b) => Math.max(a, b), 0);
  const floor = y + laneHeight - stripHeight - 8;
  const scale = (ms: number) => round(floor - (ms / Math.max(slowest, 1e-9)) * (laneHeight - stripHeight - 30));
  const traces: string[] = [];
  const failures: string[] = [];
  const silences: string[] = [];
  let samples = 0;
  let failed = 0;
  for (let i = 0; i < count; i++) {
    const at = x((i + 0.5) * widthMs);
    if (maxMs[i]! >= 0)
      traces.push(`M${at} ${scale(minMs[i]!)}V${round(Math.min(scale(maxMs[i]!), scale(minMs[i]!) - 1))}`);
    if (fail[i]! > 0) failures.push(`M${at} ${floor + 3}v${stripHeight}`);
    if (unknown[i]! > 0) silences.push(`M${at} ${floor + 3}v${stripHeight}`);
    samples += ok[i]! + fail[i]! + unknown[i]!;
    failed += fail[i]!;
  }
  return markup`<g><title>${shorten(name, 200)}: ${samples} samples, ${failed} failed, slowest answer ${formatMs(slowest)}</title>
<line class="edge" x1="0" x2="${width}" y1="${floor}" y2="${floor}"/>
<text x="4" y="${y + 12}">${shorten(name, 100)} (up to ${formatMs(slowest)})</text>
<path class="trace" d="${traces.join('')}"/><path class="silent" d="${silences.join('')}"/><path class="fail" d="${failures.join('')}"/></g>
`;
}

function drawFault(
  { fault, startT, endT }: ExperimentDigest['faults'][number],
  x: (t: number) => number,
  height: number,
): Markup {
  const targets = shorten(fault.targets.map(({ name }) => name).join(', '), 200);
  const title = markup`<title>${fault.kind} of ${targets} after ${formatSpan(startT)}: ${shorten(fault.receipt.evidence, 200)}</title>`;
  const line = markup`<line class="fault" x1="${x(startT)}" x2="${x(startT)}" y1="16" y2="${height - bottom}">${title}</line>
`;
  if (endT === undefined) return line;
  return markup`<rect class="fault" x="${x(startT)}" y="16" width="${round(x(endT) - x(startT))}" height="${height - bottom - 16}">${title}</rect>
${line}`;
}

function drawAxis(endT: number, x: (t: number) => number, height: number): Markup[] {
  const step =
    [100, 200, 500, 1e3, 2e3, 5e3, 1e4, 3e4, 6e4, 12e4, 3e5, 6e5, 18e5, 36e5].find(each => endT / each <= 12) ?? 72e5;
  return Array.from({ length: Math.floor(endT / step) }, (_, index) => (index + 1) * step).map(
    t => markup`<text x="${x(t)}" y="${height - 5}" text-anchor="middle">${formatSpan(t)}</text>
`,
  );
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
