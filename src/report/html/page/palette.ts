/** The colours of the style sheet, for what is drawn on a canvas. */
export type Ink = 'ink' | 'soft' | 'line' | 'trace' | 'refuted' | 'inconclusive';

/** A colour as it is now: it changes with the reader's scheme. */
export function ink(name: Ink): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`);
}

/** Calls when the colours change. */
export function onSchemeChange(listener: () => void): void {
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', listener);
}
