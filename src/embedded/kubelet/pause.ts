import { setTimeout as sleep } from 'node:timers/promises';

/** Waits, or returns early, without an error, when the signal aborts. */
export async function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  await sleep(Math.max(0, durationMs), undefined, { signal }).catch(error => {
    if (!signal.aborted) throw error;
  });
}
