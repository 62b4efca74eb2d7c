import { setTimeout as delay } from 'node:timers/promises';
import { pace } from '../../scenario/lasting/network-measurement.ts';
import type { SentinelAttempt, SentinelBurst } from './sentinel.ts';

/** Sends a paced burst as several small ones, a moment after each other. Throws as `send` does, and the signal's reason. */
export async function sendPaced(
  send: (burst: SentinelBurst) => Promise<readonly SentinelAttempt[]>,
  burst: SentinelBurst,
  signal: AbortSignal,
): Promise<SentinelAttempt[]> {
  const batches: Promise<readonly SentinelAttempt[]>[] = [];
  const underWay = new Set<Promise<void>>();
  for (let left = burst.attempts; left > 0; left -= pace.attempts) {
    const batch = send({ ...burst, paced: undefined, attempts: Math.min(left, pace.attempts) });
    batches.push(batch);
    // What becomes of it is awaited below; until then its failure is nobody's surprise.
    const ended: Promise<void> = batch.then(
      () => void underWay.delete(ended),
      () => void underWay.delete(ended),
    );
    underWay.add(ended);
    if (left > pace.attempts) await delay(pace.everyMs, undefined, { signal });
    while (underWay.size >= pace.mostBatches) await Promise.race(underWay);
  }
  return (await Promise.all(batches)).flat();
}
