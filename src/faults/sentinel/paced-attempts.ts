import { pace } from '../../scenario/lasting/network-measurement.ts';
import type { SentinelAttempt, SentinelBurst } from './sentinel.ts';

/**
 * Sends the requests of a burst some at a time: all of them at once would be lost at whoever has to answer. Ends with those under
 * way when `over` aborts. Throws as `send` does.
 */
export async function sendPaced(
  send: (burst: SentinelBurst) => Promise<readonly SentinelAttempt[]>,
  burst: SentinelBurst,
  sleep: (ms: number) => Promise<void>,
  over?: AbortSignal,
): Promise<SentinelAttempt[]> {
  const batches: Promise<readonly SentinelAttempt[]>[] = [];
  for (let left = burst.attempts; left > 0 && !over?.aborted; left -= pace.attempts) {
    const batch = send({ ...burst, attempts: Math.min(left, pace.attempts) });
    // It is awaited below; until then its failure is nobody's surprise.
    batch.catch(() => {});
    batches.push(batch);
    if (left > pace.attempts) await sleep(pace.everyMs);
  }
  return (await Promise.all(batches)).flat();
}
