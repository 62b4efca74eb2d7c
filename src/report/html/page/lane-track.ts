import type { LaneData, Mark } from '../page-data.ts';
import { element } from './element.ts';
import type { TimeView } from './time-view.ts';

const maxTabStops = 12;

/** About as wide as a letter of a mark's label is, in pixels. */
const letterWidth = 7;

/** A lane as a row of marks on the time axis. A mark says its text on hover and focus; a press shows its part of the time. */
export function laneTrack(lane: LaneData, view: TimeView, tell: (text: string) => void): HTMLElement {
  const marks = lane.marks.map(mark => ({ mark, shape: shapeOf(mark, view, tell) }));
  // Nobody wants to press Tab two hundred times; the tables below hold the same.
  if (marks.length > maxTabStops) for (const { shape } of marks) shape.tabIndex = -1;
  const list = element(
    'div',
    { class: 'track', role: 'group', 'aria-label': lane.name },
    ...marks.map(({ shape }) => shape),
  );
  const place = () => {
    const span = view.to() - view.from();
    for (const { mark, shape } of marks) {
      const left = (mark.startT - view.from()) / span;
      const right = ((mark.endT ?? mark.startT) - view.from()) / span;
      shape.hidden = right < 0 || left > 1;
      shape.style.left = `${Math.max(-0.01, left) * 100}%`;
      if (mark.endT === undefined) continue;
      const share = Math.min(1.01, right) - Math.max(-0.01, left);
      shape.style.width = `${share * 100}%`;
      shape.textContent = share * list.clientWidth > mark.label.length * letterWidth + 10 ? mark.label : '';
    }
  };
  view.listen(place);
  new ResizeObserver(place).observe(list);
  return element('div', { class: 'lane' }, element('span', { class: 'lane-name' }, lane.name), list);
}

function shapeOf(mark: Mark, view: TimeView, tell: (text: string) => void): HTMLElement {
  const moment = mark.endT === undefined ? ' moment' : '';
  const shape = element('button', {
    type: 'button',
    class: `mark ${mark.tone}${moment}`,
    title: mark.text,
    'aria-label': mark.text,
  });
  const say = () => tell(mark.text);
  shape.addEventListener('mouseenter', say);
  shape.addEventListener('focus', say);
  shape.addEventListener('click', () => {
    const margin = mark.endT === undefined ? view.endT / 40 : (mark.endT - mark.startT) * 0.05;
    view.show(mark.startT - margin, (mark.endT ?? mark.startT) + margin);
  });
  return shape;
}
