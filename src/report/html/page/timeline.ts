import type { ExperimentData } from '../page-data.ts';
import { type Columns, describeColumn, formatSeconds, nearestColumn, readColumns } from './columns.ts';
import { element } from './element.ts';
import { laneTrack } from './lane-track.ts';
import { probeChart } from './probe-chart.ts';
import type { TimeView } from './time-view.ts';

/** The timeline of an experiment: its lanes and its probes on one time axis, to be zoomed, hovered and walked by keyboard. */
export function drawTimeline(target: HTMLElement, data: ExperimentData, view: TimeView): void {
  const probes = data.probes.map(probe => ({ probe, columns: readColumns(probe) }));
  const readout = element('div', { class: 'readout' });
  // The pointer moves too often to be read aloud; a key does not.
  const tell = (text: string, aloud = false) => {
    readout.setAttribute('aria-live', aloud ? 'polite' : 'off');
    readout.textContent = text;
  };
  const describe = (aloud: boolean) => {
    const t = view.at();
    if (t === undefined) return;
    const lines = probes.flatMap(({ probe, columns }) => {
      const index = nearestColumn(columns, t);
      return index < 0 ? [] : [`${probe.name} at ${describeColumn(columns, probe.unit, index)}`];
    });
    tell([formatSeconds(t), ...lines].join('\n'), aloud);
  };
  const region = element('div', {
    class: 'charts',
    tabindex: '0',
    role: 'group',
    'aria-label':
      'Timeline. Arrow keys move through time, with Shift faster; n goes to the next failure; plus and minus zoom; 0 shows all. The tables below hold the numbers.',
  });
  const nextFailure = () => toNextFailure(view, probes);
  target.append(buttons(view, nextFailure), region, readout);
  for (const lane of data.lanes) region.append(laneTrack(lane, view, tell));
  const through = data.lanes.flatMap(({ marks }) => marks.filter(mark => mark.through));
  for (const [index, { probe, columns }] of probes.entries()) {
    const chart = element('div', { class: 'chart' });
    region.append(element('div', { class: 'probe-name' }, probe.name), chart);
    probeChart(chart, probe, columns, through, view, index === probes.length - 1);
  }
  view.listen(() => describe(false));
  region.addEventListener('keydown', event => {
    if (event.target !== region || event.ctrlKey || event.metaKey || event.altKey) return;
    const act = keys(view, nextFailure, event.shiftKey)[event.key];
    if (!act) return;
    event.preventDefault();
    act();
    describe(true);
  });
  tell('Point at the timeline, or use its keys, for exact values.');
}

function keys(view: TimeView, nextFailure: () => void, fast: boolean): Readonly<Record<string, () => void>> {
  const step = ((view.to() - view.from()) / 200) * (fast ? 10 : 1);
  const walk = (ms: number) => view.pointAt((view.at() ?? view.from()) + ms);
  return {
    ArrowRight: () => walk(step),
    ArrowLeft: () => walk(-step),
    Home: () => view.pointAt(0),
    End: () => view.pointAt(view.endT),
    '+': () => view.zoom(0.5),
    '=': () => view.zoom(0.5),
    '-': () => view.zoom(2),
    '0': () => view.showAll(),
    n: nextFailure,
  };
}

function buttons(view: TimeView, nextFailure: () => void): HTMLElement {
  const button = (name: string, act: () => void) => {
    const made = element('button', { type: 'button' }, name);
    made.addEventListener('click', act);
    return made;
  };
  return element(
    'div',
    { class: 'buttons', role: 'toolbar', 'aria-label': 'Timeline' },
    button('Zoom in', () => view.zoom(0.5)),
    button('Zoom out', () => view.zoom(2)),
    button('Whole run', () => view.showAll()),
    button('Next failure', nextFailure),
    element('span', { class: 'soft' }, 'drag to zoom, double-click for all'),
  );
}

/** The first failed sample after the moment pointed at; after the last one the first again. */
function toNextFailure(view: TimeView, probes: readonly { readonly columns: Columns }[]): void {
  const times = probes.flatMap(({ columns }) => [...columns.failed.keys()].map(column => columns.times[column]!));
  times.sort((a, b) => a - b);
  const next = times.find(t => t > (view.at() ?? -1) + 0.5) ?? times[0];
  if (next !== undefined) view.pointAt(next);
}
