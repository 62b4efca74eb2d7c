import type { Page } from 'playwright-core';

export interface TextContrast {
  readonly text: string;
  readonly tag: string;
  readonly ratio: number;
  readonly wanted: number;
}

/**
 * The contrast of every visible text of a page with what lies behind it, as WCAG 2.2 computes it (1.4.3: 4.5, large text
 * 3). Texts of pictures count as well; what is drawn on a canvas cannot be read from here.
 */
export function measureContrast(page: Page): Promise<TextContrast[]> {
  return page.evaluate(inPage);
}

/** Runs in the browser. */
function inPage(): TextContrast[] {
  const { document, getComputedStyle, NodeFilter } = globalThis as any;
  const canvas = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
  const rgba = (colour: string): number[] => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top: number[], below: number[]) => [0, 1, 2].map(i => top[i]! * top[3]! + below[i]! * (1 - top[3]!));
  const behind = (element: any): number[] => {
    const layers: number[][] = [];
    for (let at = element; at; at = at.parentElement) {
      const layer = rgba(getComputedStyle(at).backgroundColor);
      layers.unshift(layer);
      if (layer[3] === 1) break;
    }
    return layers.reduce((below, layer) => over(layer, below), [255, 255, 255]);
  };
  const luminance = (colour: number[]) => {
    const [r, g, b] = colour.map(part => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!;
  };
  const found: TextContrast[] = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode.data.trim();
    const element = walker.currentNode.parentElement;
    if (text === '' || element.closest('script, style, title')) continue;
    if (!element.checkVisibility({ visibilityProperty: true })) continue;
    const style = getComputedStyle(element);
    const below = behind(element);
    const colour = over(rgba(element.closest('svg') ? style.fill : style.color), below);
    const [light, dark] = [luminance(colour), luminance(below)].sort((a, b) => b - a);
    const size = Number.parseFloat(style.fontSize);
    const isLarge = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    const ratio = (light! + 0.05) / (dark! + 0.05);
    found.push({ text: text.slice(0, 60), tag: element.tagName, ratio, wanted: isLarge ? 3 : 4.5 });
  }
  return found;
}
