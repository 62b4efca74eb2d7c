import { describeFrame, meshRows } from '../mesh-cell.ts';
import type { MeshData } from '../page-data.ts';
import { element } from './element.ts';
import type { TimeView } from './time-view.ts';

/** Puts a slider above a mesh's table that moves the table through time, and the timeline's pointer with it. */
export function meshSlider(container: HTMLElement, mesh: MeshData, view: TimeView): void {
  const frameText = container.querySelector('.frame')!;
  const cells = [...container.querySelectorAll('tbody tr')].map(row => [...row.querySelectorAll('td')]);
  const slider = element('input', {
    type: 'range',
    min: '0',
    max: String(mesh.frames.length - 1),
    step: '1',
    value: String(mesh.worst),
  });
  const told = element('span', { class: 'told' });
  const show = (frame: number) => {
    const text = describeFrame(mesh, frame);
    slider.setAttribute('aria-valuetext', text);
    told.textContent = text;
    frameText.textContent = text;
    for (const [row, edges] of meshRows(mesh, frame).entries())
      for (const [column, { mark, heat, text: state }] of edges.entries()) {
        const cell = cells[row]?.[column];
        if (!cell) continue;
        cell.className = heat;
        cell.textContent = mark;
        cell.title = `${mesh.names[row]} to ${mesh.names[column]}: ${state}`;
      }
  };
  slider.addEventListener('input', () => {
    const frame = Number(slider.value);
    show(frame);
    view.pointAt(mesh.frames[frame]?.t);
  });
  container.querySelector('.slider')!.append(element('label', {}, `Moment of ${mesh.probe} `, slider), told);
  show(mesh.worst);
}
