import { ApiError } from '../api/cluster-api.ts';

/** Keys that wait to be reconciled. */
export interface WorkQueue {
  /** A key that waits already is not added again. */
  add(key: string): void;
  /** Adds the key when the delay is over; of several delays for one key the one that ends first counts. */
  addAfter(key: string, delayMs: number): void;
  stop(): void;
}

export interface WorkQueueOptions {
  /** A key whose reconcile failed is tried again after `retryBaseMs`, doubled with each further failure up to `retryMaxMs`. */
  readonly retryBaseMs: number;
  readonly retryMaxMs: number;
  /** Told of every failure that is not an answer of the API server, that is, of every bug. The key is retried all the same. */
  readonly onError: (error: unknown, key: string) => void;
}

/** The longest delay that setTimeout keeps; a longer one is cut, and the level-triggered reconcile asks for the rest. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Runs `reconcile` for one key at a time. Each run has a turn of the event loop of its own: the watch events of all
 * earlier writes are delivered on microtasks, so every reconcile sees caches that know all of them, and no controller
 * needs the "expectations" that Kubernetes uses to tell a stale cache from a missing pod.
 */
export function startWorkQueue(reconcile: (key: string) => void, options: WorkQueueOptions): WorkQueue {
  const waiting = new Set<string>();
  const delayed = new Map<string, { readonly dueMs: number; readonly timer: NodeJS.Timeout }>();
  const failures = new Map<string, number>();
  let turn: NodeJS.Immediate | undefined;
  let stopped = false;

  const nextTurn = () => {
    if (turn === undefined && waiting.size > 0 && !stopped) turn = setImmediate(reconcileNext);
  };
  const reconcileNext = () => {
    turn = undefined;
    const [key] = waiting;
    if (key === undefined) return;
    waiting.delete(key);
    try {
      reconcile(key);
      failures.delete(key);
    } catch (error) {
      if (!(error instanceof ApiError)) options.onError(error, key);
      const failed = failures.get(key) ?? 0;
      failures.set(key, failed + 1);
      queue.addAfter(key, Math.min(options.retryBaseMs * 2 ** failed, options.retryMaxMs));
    }
    nextTurn();
  };

  const queue: WorkQueue = {
    add(key) {
      waiting.add(key);
      nextTurn();
    },
    addAfter(key, delayMs) {
      if (stopped) return;
      const wholeMs = Math.min(Math.max(0, Math.ceil(delayMs)), LONGEST_TIMER_MS);
      const dueMs = performance.now() + wholeMs;
      const earlier = delayed.get(key);
      if (earlier && earlier.dueMs <= dueMs) return;
      clearTimeout(earlier?.timer);
      const expire = () => {
        delayed.delete(key);
        queue.add(key);
      };
      delayed.set(key, { dueMs, timer: setTimeout(expire, wholeMs) });
    },
    stop() {
      stopped = true;
      clearImmediate(turn);
      for (const { timer } of delayed.values()) clearTimeout(timer);
      delayed.clear();
      waiting.clear();
    },
  };
  return queue;
}
