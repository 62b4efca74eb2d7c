import type { ExperimentData } from '../page-data.ts';
import { meshSlider } from './mesh-slider.ts';
import { openTimeView } from './time-view.ts';
import { drawTimeline } from './timeline.ts';

/** Brings an experiment's section to life; should that fail, the pictures that need no script stay. */
function enliven(section: HTMLElement): void {
  const source = section.querySelector('script[type="application/json"]');
  const target = section.querySelector<HTMLElement>('.live');
  if (!source || !target) return;
  const data = JSON.parse(source.textContent ?? '') as ExperimentData;
  const view = openTimeView(data.endT);
  section.classList.add('drawn');
  try {
    drawTimeline(target, data, view);
    for (const container of section.querySelectorAll<HTMLElement>('.mesh')) {
      const mesh = data.meshes[Number(container.dataset.mesh)];
      if (mesh) meshSlider(container, mesh, view);
    }
  } catch (error) {
    section.classList.remove('drawn');
    throw error;
  }
}

// Sections come to life when they are about to be seen, so that a page of many experiments opens at once.
const observer = new IntersectionObserver(
  entries => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      observer.unobserve(target);
      enliven(target as HTMLElement);
    }
  },
  { rootMargin: '800px' },
);
for (const section of document.querySelectorAll('section.experiment')) observer.observe(section);
