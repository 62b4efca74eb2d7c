/** Prints one line of a benchmark: what was measured, as a ratio against something in the same run, and the target. */
export function printFigure({ name, measured, ratio, target, unit = '×' }) {
  const against = ratio === undefined ? '' : `  ${ratio.toFixed(2)} ${unit}`;
  const verdict =
    target === undefined || ratio === undefined
      ? ''
      : `  (target ≤ ${target}: ${ratio <= target ? 'reached' : 'missed'})`;
  console.log(`${name.padEnd(42)} ${measured.padStart(12)}${against}${verdict}`);
}

export function medianOf(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)];
}
