/** A line of a benchmark: what was measured, as a ratio against something in the same run, and the most it should be. */
export interface Figure {
  readonly name: string;
  readonly measured: string;
  readonly ratio?: number;
  readonly target?: number;
  readonly unit?: string;
}

export function printFigure({ name, measured, ratio, target, unit = '×' }: Figure): void {
  const against = ratio === undefined ? '' : `  ${ratio.toFixed(2)} ${unit}`;
  const reached = ratio !== undefined && target !== undefined && ratio <= target ? 'reached' : 'missed';
  const verdict = ratio === undefined || target === undefined ? '' : `  (target ≤ ${target}: ${reached})`;
  console.log(`${name.padEnd(42)} ${measured.padStart(12)}${against}${verdict}`);
}

export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
