import uPlot from 'uplot';
import type { LaneData, ProbeData } from '../page-data.ts';
import { drawLimits, drawRemarks, drawThrough, stripHeight } from './chart-ink.ts';
import { type Columns, formatMs, formatSeconds } from './columns.ts';
import { ink, onSchemeChange } from './palette.ts';
import type { TimeView } from './time-view.ts';

const height = 120;
/** As wide as the names of the lanes (page.css), so that all share one time axis. */
const axisWidth = 88;
const axisHeight = 26;

/**
 * One probe on the time axis: the band between the fastest and the slowest value of each moment, failures and samples
 * that say nothing as ticks below, the limits of its tolerances, and the marks that go through. Draws into `target`.
 */
export function probeChart(
  target: HTMLElement,
  probe: ProbeData,
  columns: Columns,
  through: LaneData['marks'],
  view: TimeView,
  last: boolean,
): void {
  let pointing = false;
  const chart = new uPlot(
    {
      width: Math.max(200, target.clientWidth),
      height: height + (last ? axisHeight : 0),
      legend: { show: false },
      padding: [6, 8, 0, 0],
      scales: {
        x: { time: false, range: () => [view.from(), view.to()] },
        y: { range: (_, least, most) => rangeOf(least, most) },
      },
      axes: [
        {
          ...axisInk(),
          size: last ? axisHeight : stripHeight + 6,
          values: (_, splits) => splits.map(t => (last ? formatSeconds(t) : '')),
        },
        {
          ...axisInk(),
          size: axisWidth,
          values: (_, splits) => splits.map(value => (probe.unit === 'ms' ? formatMs(value) : String(value))),
        },
      ],
      series: [
        {},
        { stroke: () => ink('trace'), width: 1.5, points: { size: 4 } },
        { stroke: () => ink('trace'), width: 0.5, points: { show: false } },
      ],
      bands: [{ series: [1, 2], fill: () => `${ink('trace')}55` }],
      cursor: {
        y: false,
        drag: { x: true, y: false, setScale: false },
        points: { size: 7 },
        bind: {
          dblclick: () => () => {
            view.showAll();
            return null;
          },
        },
      },
      hooks: {
        draw: [self => drawRemarks(self, columns), self => drawLimits(self, probe), self => drawThrough(self, through)],
        setSelect: [
          self => {
            const { left, width } = self.select;
            if (width > 3) view.show(self.posToVal(left, 'x'), self.posToVal(left + width, 'x'));
            self.setSelect({ left: 0, top: 0, width: 0, height: 0 }, false);
          },
        ],
        setCursor: [
          self => {
            if (pointing) return;
            const { left } = self.cursor;
            pointing = true;
            view.pointAt(left === undefined || left < 0 ? undefined : self.posToVal(left, 'x'));
            pointing = false;
          },
        ],
      },
    },
    [[...columns.times], [...columns.high], [...columns.low]],
    target,
  );
  view.listen(() => {
    const { min, max } = chart.scales.x!;
    if (min !== view.from() || max !== view.to()) chart.setScale('x', { min: view.from(), max: view.to() });
    if (pointing) return;
    pointing = true;
    const t = view.at();
    chart.setCursor({ left: t === undefined ? -10 : chart.valToPos(t, 'x'), top: height / 2 }, false);
    pointing = false;
  });
  onSchemeChange(() => chart.redraw());
  new ResizeObserver(() => {
    if (target.clientWidth > 0 && target.clientWidth !== chart.width)
      chart.setSize({ width: target.clientWidth, height: chart.height });
  }).observe(target);
}

function axisInk(): uPlot.Axis {
  return {
    stroke: () => ink('soft'),
    grid: { stroke: () => ink('line'), width: 1 },
    ticks: { show: false },
    font: '11px system-ui, sans-serif',
  };
}

/** From nought, with room above the highest; where there is nothing, some range all the same. */
function rangeOf(least: number | null, most: number | null): [number, number] {
  if (least === null || most === null) return [0, 1];
  return [Math.min(0, least), Math.max(most * 1.1, most + 0.5, 1)];
}
