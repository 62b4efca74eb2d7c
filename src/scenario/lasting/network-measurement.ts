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
      return lossTimeoutMs;
    case 'partition':
      return cutTimeoutMs;
    case 'dnsDelay':
      return effect.delayMs;
    case 'refuse':
    case 'dnsFailure':
      return 0;
  }
}
