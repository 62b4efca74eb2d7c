import { rankOf } from '../judge/statistics.ts';
import type { Interval } from './interval.ts';

/** Beyond this the normal approximation of the binomial distribution is exact enough for ranks. */
const maxExact = 1000;

/**
 * The interval of the `q`-quantile of sorted numbers, by order statistics, for any distribution (W. J. Conover, Practical
 * Nonparametric Statistics, 3rd edition, section 3.2): the ranks between which the quantile's own rank lies with the given
 * confidence. `size` is how many independent samples they are worth; the ranks of that many are read at the same levels of
 * all (R. S. Woodruff, JASA 47 (1952) 635-646). Too few for an upper limit: Infinity; for a lower one: 0.
 */
export function quantileInterval(
  sorted: ArrayLike<number>,
  q: number,
  options: { readonly size: number; readonly confidence: number; readonly z: number },
): Interval {
  const { length } = sorted;
  const size = Math.floor(Math.min(options.size, length));
  if (length === 0 || size === 0) return { value: Number.NaN, low: 0, high: Number.POSITIVE_INFINITY };
  const [lowRank, highRank] =
    size > maxExact ? nearlyRanks(size, q, options.z) : exactRanks(size, q, options.confidence);
  const at = (rank: number, round: (value: number) => number) =>
    sorted[Math.min(length, Math.max(1, round((rank / size) * length))) - 1]!;
  return {
    value: sorted[rankOf(q, length) - 1]!,
    low: lowRank < 1 ? 0 : at(lowRank, Math.floor),
    high: highRank > size ? Number.POSITIVE_INFINITY : at(highRank, Math.ceil),
  };
}

function nearlyRanks(size: number, q: number, z: number): [low: number, high: number] {
  const half = z * Math.sqrt(size * q * (1 - q));
  return [Math.floor(size * q - half), Math.ceil(size * q + half) + 1];
}

/** The largest rank below which the quantile lies at most seldom, and the smallest above which it does. */
function exactRanks(size: number, q: number, confidence: number): [low: number, high: number] {
  const seldom = (1 - confidence) / 2;
  let low = 0;
  let logProbability = size * Math.log1p(-q);
  let cumulated = 0;
  for (let k = 0; k <= size; k++) {
    cumulated += Math.exp(logProbability);
    if (cumulated <= seldom) low = k + 1;
    if (cumulated >= 1 - seldom) return [low, k + 1];
    logProbability += Math.log((size - k) / (k + 1)) + Math.log(q / (1 - q));
  }
  return [low, size + 1];
}
