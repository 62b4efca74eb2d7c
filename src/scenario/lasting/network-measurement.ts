import type { NetworkActionStep, NetworkEffect } from './network-action.ts';

/** How a sentinel measures an effect of `networkAction`; what it needs bounds how short such a fault may be. */

/** Requests of the sentinel are at least so long where a rate is measured, and as many as take so long. */
export const rateRequestBytes = 8_000;
const rateSeconds = 1.5;
/** A lost first packet is sent again after 1 s. */
export const lossTimeoutMs = 950;
/** What is cut off is silent for so long. */
export const cutTimeoutMs = 1_000;

/** How many requests, one after another, a delay is the median of: short ones vary more. */
export function delayAttempts(delayMs: number): number {
  return delayMs >= 200 ? 5 : delayMs >= 20 ? 15 : 60;
}

/** A fresh connection passes twice each way: the handshake, and the question with its answer. */
export function expectedRiseMs(delayMs: number, both: boolean): number {
  return delayMs * (both ? 4 : 2);
}

/** How many requests, together, a rate is told from. */
export function rateAttempts(bitsPerSecond: number): number {
  return Math.min(600, Math.max(8, Math.ceil(((bitsPerSecond / 8) * rateSeconds) / rateRequestBytes)));
}

/** Connections of which a share is hit are opened so many at a time: more, and their end loses some of them by itself. */
export const pace = { attempts: 50, everyMs: 250, mostBatches: 6 } as const;
/** However small the share is. */
const mostAttempts = 1_000;
/** The share of an effect that has to be seen for it to count. */
const leastShare = 0.8;
/** Of a standard deviation, by which what is observed may lie below what was asked for: 1 of 1000. */
const deviations = 3.1;
/** Of the share that was asked for: what chance may take off it, where there is time, and where there is not. */
const fairDoubt = 0.25;
const mostDoubt = 0.5;

/** The fewest connections that a share of them is told from: that none of them is hit has a chance of 1 in 1000. */
export function fewestForShare(share: number): number {
  return Math.min(700, Math.max(40, Math.ceil(Math.log(0.001) / Math.log(1 - Math.min(share, 0.999)))));
}

/** So many that chance takes no more than a quarter off the share; as few as have to be, where no more can begin in `forMs`. */
export function attemptsForShare(share: number, forMs = Number.POSITIVE_INFINITY): number {
  const wished = Math.ceil(((deviations / fairDoubt) ** 2 * (1 - share)) / share);
  const possible = Math.floor(forMs / pace.everyMs) * pace.attempts;
  return Math.max(fewestForShare(share), Math.min(wished, possible, mostAttempts));
}

/** Until the last of so many connections begins, in milliseconds. */
export function pacedMs(attempts: number): number {
  return Math.floor((attempts - 1) / pace.attempts) * pace.everyMs;
}

/** The share of so many connections that has to be hit, to prove the one that was asked for: never less than 3/10 of it. */
export function leastShareHit(share: number, attempts: number): number {
  const deviation = Math.sqrt((share * (1 - share)) / Math.max(1, attempts));
  return leastShare * share - Math.min(deviations * deviation, mostDoubt * share);
}

/** The chance that a connection is not open before TCP tries again. */
export function connectLoss(share: number, both: boolean): number {
  return both ? 1 - (1 - share) ** 2 : share;
}

/** The least time, in milliseconds, for which the effect of a step has to last to be measured, wherever it runs. Pure. */
export function measurementMs({ effect, direction }: Pick<NetworkActionStep, 'effect' | 'direction'>): number {
  return Math.ceil(leastMs(effect, direction === 'both'));
}

function leastMs(effect: NetworkEffect, both: boolean): number {
  switch (effect.kind) {
    case 'delay':
      return delayAttempts(effect.delayMs) * expectedRiseMs(effect.delayMs, both);
    case 'rate':
      return (rateAttempts(effect.bitsPerSecond) * rateRequestBytes * 8_000) / effect.bitsPerSecond;
    case 'loss':
      return lossTimeoutMs + pacedMs(fewestForShare(connectLoss(effect.share, both)));
    case 'partition':
      return cutTimeoutMs;
    case 'dnsDelay':
      return effect.delayMs;
    case 'refuse':
    case 'dnsFailure':
      return 0;
  }
}
