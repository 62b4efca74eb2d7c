import { setTimeout as delay } from 'node:timers/promises';
import type { ApiConnection } from './access.ts';
import { ApiFailure } from './api-failure.ts';
import { requireReady } from './api-readiness.ts';

const pollMs = 500;

/** Of an API server that has not read its roles yet: for a moment it refuses everybody, even while it calls itself ready. */
const startingStatuses: readonly (number | undefined)[] = [401, 403];

/**
 * Asks until the API server answers what it answered before: one that was stopped, or whose etcd was, is away for a moment,
 * and refuses for another one what it allows afterwards. Other refusals (4xx) are answers. Throws the last failure when the
 * time is over, the signal's reason after an abort.
 */
export async function awaitAnswer<T>(
  connection: Pick<ApiConnection, 'send'>,
  ask: () => Promise<T>,
  limitMs: number,
  signal?: AbortSignal,
): Promise<T> {
  const deadline = performance.now() + limitMs;
  for (;;) {
    try {
      await requireReady(connection, signal);
      return await ask();
    } catch (error) {
      signal?.throwIfAborted();
      const isAway =
        error instanceof ApiFailure &&
        (error.status === undefined || error.status >= 500 || startingStatuses.includes(error.status));
      if (!isAway || performance.now() >= deadline) throw error;
      await delay(pollMs);
    }
  }
}
