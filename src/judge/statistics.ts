/**
 * The `q`-quantile of sorted numbers by nearest rank: the smallest of them that at least the share `q` of all does not
 * exceed. It is always one of the numbers, never interpolated. undefined for no numbers.
 */
export function nearestRank(sorted: ArrayLike<number>, q: number): number | undefined {
  return sorted[rankOf(q, sorted.length) - 1];
}

/** Which of `count` sorted numbers, counted from 1, is the `q`-quantile. Immune to 0.95 * 20 being 19.000000000000004. */
export function rankOf(q: number, count: number): number {
  return Math.max(1, Math.ceil(q * count - 1e-9));
}

/** The mean. undefined for no numbers. */
export function meanOf(values: Float64Array): number | undefined {
  if (values.length === 0) return undefined;
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
