import { formatMs, formatSpan } from '../../judge/observed.ts';
import type { ExperimentResult } from '../../judge/run-result.ts';
import { coarsen, type SampleColumns } from '../column-reduction.ts';
import type { ExperimentDigest } from '../digest.ts';
import { type Markup, markup, shorten } from '../markup.ts';
import { lanesOf } from './lanes.ts';
import type { LaneData, Mark } from './page-data.ts';

const width = 1024;
const trackHeight = 20;
const laneHeight = 90;
const stripHeight = 10;
const bottom = 20;
/** A picture for paper and for browsers without script: it need not be finer. */
const maxColumns = 512;

/**
 * An experiment on one time axis, as it stands without a script: the lanes, and for each probe the fastest and the
 * slowest answer at every moment, and below them what failed (solid) and what says nothing (dashed).
 */
export function drawTimeline(experiment: ExperimentResult, digest: ExperimentDigest): Markup {
  const lanes = lanesOf(experiment, digest);
  const top = lanes.length * trackHeight + 4;
  const height = top + digest.columns.length * laneHeight + bottom;
  const x = (t: number) => round((Math.max(0, Math.min(t, digest.endT)) / Math.max(1, digest.endT)) * width);
  const probes = digest.columns.map((columns, index) => {
    const y = top + index * laneHeight;
    return drawProbe(coarsen(columns, maxColumns), experiment.steadyState[index]?.name ?? '', y, x);
  });
  const through = lanes.flatMap(({ marks }) => marks).filter(mark => mark.through);
  return markup`<svg viewBox="0 0 ${width} ${height}" role="img" aria-label="Timeline of ${shorten(experiment.name)}">
${through.map(mark => drawThrough(mark, top, height - bottom, x))}${lanes.map((lane, index) => drawLane(lane, index * trackHeight, x))}${probes}${drawAxis(digest.endT, x, height)}</svg>
`;
}

function drawLane({ name, marks }: LaneData, y: number, x: (t: number) => number): Markup[] {
  return marks.map(({ startT, endT, label, text, tone }) => {
    const wide = endT === undefined ? 0 : round(x(endT) - x(startT));
    const room = wide > label.length * 6 + 8;
    return markup`<g class="mark ${tone}"><title>${name}: ${text}</title>${
      endT === undefined
        ? markup`<path d="M${x(startT)} ${y + 2}l5 8l-5 8l-5 -8z"/>`
        : markup`<rect x="${x(startT)}" y="${y + 2}" width="${Math.max(1, wide)}" height="${trackHeight - 4}"/>`
    }${room ? markup`<text x="${round(x(startT) + 4)}" y="${y + 14}">${label}</text>` : undefined}</g>
`;
  });
}

/** A mark that explains what the probes saw goes through their pictures. */
function drawThrough({ startT, endT, text }: Mark, top: number, floor: number, x: (t: number) => number): Markup {
  const band =
    endT === undefined
      ? undefined
      : markup`<rect class="fault" x="${x(startT)}" y="${top}" width="${round(x(endT) - x(startT))}" height="${floor - top}"/>`;
  return markup`<g><title>${text}</title>${band}<line class="fault" x1="${x(startT)}" x2="${x(startT)}" y1="${top}" y2="${floor}"/></g>
`;
}

function drawProbe(columns: SampleColumns, name: string, y: number, x: (t: number) => number): Markup {
  const { count, ok, fail, unknown, minMs, maxMs, worstT } = columns;
  const slowest = maxMs.subarray(0, count).reduce((a, b) => Math.max(a, b), 0);
  const floor = y + laneHeight - stripHeight - 8;
  const scale = (ms: number) => round(floor - (ms / Math.max(slowest, 1e-9)) * (laneHeight - stripHeight - 30));
  const traces: string[] = [];
  const failures: string[] = [];
  const silences: string[] = [];
  let samples = 0;
  let failed = 0;
  for (let i = 0; i < count; i++) {
    const at = x(worstT[i]!);
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
