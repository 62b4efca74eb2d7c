/**
 * How long a container that ended waits before its next start, as kubelet counts it (client-go's flowcontrol.Backoff,
 * 10 s doubling to 5 min): the first restart is immediate, the second waits 10 s from the container's end, and after
 * 10 min without a restart it begins anew.
 */
export interface BackOff {
  /** Milliseconds still to wait for a container that ended at `finishedAtMs`; 0: start now. */
  remainingMs(finishedAtMs: number, nowMs: number): number;
  /** To be called at each restart. */
  advance(finishedAtMs: number, nowMs: number): void;
  /** The current step, 0 before the first restart. */
  readonly delayMs: number;
}

export function createBackOff({ initialMs = 10_000, maximumMs = 300_000 } = {}): BackOff {
  let delayMs = 0;
  let updatedAtMs = 0;
  const expired = (eventMs: number) => delayMs === 0 || eventMs - updatedAtMs > 2 * maximumMs;
  return {
    get delayMs() {
      return delayMs;
    },
    remainingMs: (finishedAtMs, nowMs) => (expired(finishedAtMs) ? 0 : Math.max(0, finishedAtMs + delayMs - nowMs)),
    advance(finishedAtMs, nowMs) {
      delayMs = expired(finishedAtMs) ? initialMs : Math.min(delayMs * 2, maximumMs);
      updatedAtMs = nowMs;
    },
  };
}

/** Go's notation of a whole number of seconds: `10s`, `1m20s`, `5m0s`. */
export function formatSeconds(milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  return seconds < 60 ? `${seconds}s` : `${Math.floor(seconds / 60)}m${seconds % 60}s`;
}
