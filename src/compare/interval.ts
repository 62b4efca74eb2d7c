/** An estimate with the limits between which the true value lies with the confidence that was asked for. */
export interface Interval {
  readonly value: number;
  readonly low: number;
  /** Infinity: too few samples for an upper limit. */
  readonly high: number;
}

/**
 * The interval of a share by Wilson's score method (E. B. Wilson, Probable inference, JASA 22 (1927) 209-212). `size` is the
 * effective number of samples, which may be less than their count and no whole number.
 */
export function shareInterval(share: number, size: number, z: number): Interval {
  if (size <= 0) return { value: share, low: 0, high: 1 };
  const middle = share + (z * z) / (2 * size);
  const half = z * Math.sqrt((share * (1 - share)) / size + (z * z) / (4 * size * size));
  const scale = 1 + (z * z) / size;
  return {
    value: share,
    low: share === 0 ? 0 : Math.max(0, (middle - half) / scale),
    high: share === 1 ? 1 : Math.min(1, (middle + half) / scale),
  };
}

/**
 * The interval of `a - b` from the intervals of both: the distances of the estimates from their limits, squared and added.
 * For two shares with Wilson's intervals it is method 10 of R. G. Newcombe (Interval estimation for the difference between
 * independent proportions, Statistics in Medicine 17 (1998) 873-890); for other pairs MOVER (A. Donner and G. Y. Zou,
 * Closed-form confidence intervals for functions of the normal mean and standard deviation, Stat. Methods Med. Res. 21
 * (2012) 347-359).
 */
export function differenceInterval(a: Interval, b: Interval): Interval {
  const value = a.value - b.value;
  if (Number.isNaN(value)) return { value: 0, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  if (!Number.isFinite(value)) {
    // One of them never came to an end: only the limits themselves can be subtracted.
    const [low, high] = [a.low - b.high, a.high - b.low];
    return {
      value,
      low: Number.isNaN(low) ? Number.NEGATIVE_INFINITY : low,
      high: Number.isNaN(high) ? Number.POSITIVE_INFINITY : high,
    };
  }
  return {
    value,
    low: value - Math.hypot(a.value - a.low, b.high - b.value),
    high: value + Math.hypot(a.high - a.value, b.value - b.low),
  };
}

/**
 * How many standard deviations around the mean of a normal distribution hold the share `confidence` of it: 1.96 for 95%.
 * By bisection of the error function's approximation 7.1.26 in Abramowitz and Stegun, whose error is below 1.5e-7.
 */
export function deviationsOf(confidence: number): number {
  let low = 0;
  let high = 8;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (errorFunction(middle / Math.SQRT2) < confidence) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

function errorFunction(x: number): number {
  const t = 1 / (1 + 0.3275911 * x);
  const polynomial = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))));
  return 1 - polynomial * Math.exp(-x * x);
}
