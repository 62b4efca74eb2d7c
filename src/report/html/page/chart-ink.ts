import type uPlot from 'uplot';
import type { LaneData, ProbeData } from '../page-data.ts';
import type { Columns } from './columns.ts';
import { ink } from './palette.ts';

/** Room below a chart for the ticks of its failures, in CSS pixels. */
export const stripHeight = 9;

/** Ticks below the picture: a failed sample is a solid one, one that says nothing a broken one. */
export function drawRemarks(self: uPlot, { times, failed, unknown }: Columns): void {
  const { ctx, bbox } = self;
  const scale = devicePixelRatio;
  const top = bbox.top + bbox.height + 2 * scale;
  for (const [remarks, colour] of [
    [unknown, ink('inconclusive')],
    [failed, ink('refuted')],
  ] as const) {
    ctx.fillStyle = colour;
    for (const column of remarks.keys()) {
      const x = self.valToPos(times[column]!, 'x', true);
      if (x < bbox.left || x > bbox.left + bbox.width) continue;
      if (remarks === failed) ctx.fillRect(x - scale, top, 2 * scale, stripHeight * scale);
      else for (const part of [0, 5]) ctx.fillRect(x - scale, top + part * scale, 2 * scale, 3 * scale);
    }
  }
}

/** The limits of the tolerances, as far as they lie within what is shown. */
export function drawLimits(self: uPlot, { limits }: ProbeData): void {
  const { ctx, bbox } = self;
  const scale = devicePixelRatio;
  ctx.save();
  ctx.font = `${11 * scale}px system-ui, sans-serif`;
  ctx.fillStyle = ink('soft');
  ctx.strokeStyle = ink('soft');
  ctx.lineWidth = scale;
  ctx.setLineDash([6 * scale, 4 * scale]);
  ctx.textAlign = 'right';
  for (const { value, text } of limits) {
    const y = self.valToPos(value, 'y', true);
    if (y < bbox.top || y > bbox.top + bbox.height) continue;
    ctx.beginPath();
    ctx.moveTo(bbox.left, y);
    ctx.lineTo(bbox.left + bbox.width, y);
    ctx.stroke();
    ctx.fillText(text, bbox.left + bbox.width - 4 * scale, y - 3 * scale);
  }
  ctx.restore();
}

/** Faults, and whatever else explains what the probe saw. */
export function drawThrough(self: uPlot, marks: LaneData['marks']): void {
  const { ctx, bbox } = self;
  const scale = devicePixelRatio;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.strokeStyle = ink('refuted');
  ctx.fillStyle = `${ink('refuted')}22`;
  ctx.lineWidth = 1.5 * scale;
  ctx.setLineDash([4 * scale, 2 * scale]);
  for (const { startT, endT } of marks) {
    const from = self.valToPos(startT, 'x', true);
    if (endT !== undefined) ctx.fillRect(from, bbox.top, self.valToPos(endT, 'x', true) - from, bbox.height);
    ctx.beginPath();
    ctx.moveTo(from, bbox.top);
    ctx.lineTo(from, bbox.top + bbox.height);
    ctx.stroke();
  }
  ctx.restore();
}
