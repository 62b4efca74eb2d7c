import type { Tolerance } from '../scenario/suite.ts';

/** A number as a reader wants it: `97.2%`, `312 ms`, `4`. Cut off, never rounded across the limit it is compared with. */
export function formatObserved(value: number | null, unit: Tolerance['unit']): string {
  if (value === null) return 'no samples';
  if (value === Number.NEGATIVE_INFINITY || value === Number.POSITIVE_INFINITY) return 'nothing';
  if (unit === 'share') return formatShare(value);
  if (unit === 'ms') return formatMs(value);
  return trim(value.toFixed(3));
}

export function formatShare(share: number): string {
  // 0.29 * 100 is 28.999999999999996.
  const percent = Math.floor(share * 10_000 + 1e-6) / 100;
  return percent === 0 && share > 0 ? '< 0.01%' : `${trim(percent.toFixed(2))}%`;
}

/** `0.4 ms`, `312 ms`, `1.25 s`, `2 min 5 s`. */
export function formatMs(ms: number): string {
  if (ms < 1000) return `${trim((Math.ceil(ms * 100 - 1e-6) / 100).toFixed(2))} ms`;
  if (ms < 60_000) return `${trim((Math.ceil(ms - 1e-6) / 1000).toFixed(3))} s`;
  const seconds = Math.ceil(ms / 1000);
  return `${Math.floor(seconds / 60)} min${seconds % 60 === 0 ? '' : ` ${seconds % 60} s`}`;
}

/** A span that a sentence mentions in passing: `1.2 s`. */
export function formatSpan(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : ms < 60_000 ? `${trim((ms / 1000).toFixed(1))} s` : formatMs(ms);
}

function trim(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal;
}
