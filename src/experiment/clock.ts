import { setTimeout as delay } from 'node:timers/promises';

/** The one monotonic clock of a run: every `t` of the journal comes from here. Wall time is only its origin. */
export interface Clock {
  /** Wall time at `now() === 0`. */
  readonly startedAt: Date;
  /** Milliseconds since the run started, to a tenth. */
  now(): number;
}

export function startClock(): Clock {
  const origin = performance.now();
  return {
    startedAt: new Date(),
    now: () => Math.round((performance.now() - origin) * 10) / 10,
  };
}

/** Waits; rejects with the signal's reason as soon as it aborts. */
export async function sleep(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  try {
    await delay(Math.max(0, ms), undefined, { signal });
  } catch (error) {
    signal.throwIfAborted();
    throw error;
  }
}
