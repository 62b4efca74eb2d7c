import { setTimeout as delay } from 'node:timers/promises';
import { ApiFailure } from './api-failure.ts';

const pollMs = 500;

/**
 * Asks until the API server answers: one that was stopped, or whose etcd was, is away for a moment. Refusals (4xx) are answers.
 * Throws the last failure when the time is over, the signal's reason after an abort.
 */
export async function awaitAnswer<T>(ask: () => Promise<T>, limitMs: number, signal?: AbortSignal): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    try {
      return await ask();
    } catch (error) {
      signal?.throwIfAborted();
      const isAway = error instanceof ApiFailure && (error.status === undefined || error.status >= 500);
      if (!isAway || performance.now() >= deadline) throw error;
      await delay(pollMs);
    }
  }
}
