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

/** A straight line through points. */
export interface Line {
  readonly slope: number;
  readonly intercept: number;
  /** R²: the share of what the values differ by that the line explains; 1 where they do not differ. */
  readonly fit: number;
  /** How far the point that is furthest off lies above or below the line. */
  readonly largestResidual: number;
}

/** The line of least squares through `[x, y]`. undefined for fewer than two different x. */
export function fitLine(points: readonly (readonly [x: number, y: number])[]): Line | undefined {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanX = mean(points.map(([x]) => x));
  const meanY = mean(points.map(([, y]) => y));
  const sum = (term: (x: number, y: number) => number) => points.reduce((total, [x, y]) => total + term(x, y), 0);
  const spreadX = sum(x => (x - meanX) ** 2);
  if (points.length < 2 || spreadX === 0) return undefined;
  const slope = sum((x, y) => (x - meanX) * (y - meanY)) / spreadX;
  const intercept = meanY - slope * meanX;
  const spreadY = sum((_, y) => (y - meanY) ** 2);
  const unexplained = sum((x, y) => (y - intercept - slope * x) ** 2);
  const largestResidual = Math.max(...points.map(([x, y]) => Math.abs(y - intercept - slope * x)));
  return { slope, intercept, fit: spreadY === 0 ? 1 : 1 - unexplained / spreadY, largestResidual };
}
