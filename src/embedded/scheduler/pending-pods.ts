import { keyOf, type Pod } from '../controllers/objects.ts';

interface Entry {
  readonly pod: Pod;
  readonly arrival: number;
  readonly attempts: number;
  /** Set after an attempt that failed: the earliest moment of the next, and whether something has changed since. */
  readonly blocked?: { readonly untilMs: number; readonly hopeful: boolean };
}

/** Pods that wait for a node: the most important first, then the first to arrive. */
export interface PendingPods {
  put(pod: Pod): void;
  remove(key: string): void;
  /** The next to try; it stays among the pending ones until it is removed. */
  next(nowMs: number): Pod | undefined;
  /** No node fitted: not again before something changes, and not before the back-off is over. */
  block(key: string, nowMs: number): void;
  /** Something changed that may help those that no node fitted. */
  encourage(): void;
  /** Milliseconds until the next back-off of a pod with hope is over. */
  wakesInMs(nowMs: number): number | undefined;
}

/** kube-scheduler's podInitialBackoffSeconds and podMaxBackoffSeconds, in milliseconds. */
const BACKOFF_MS = 1000;
const BACKOFF_MAX_MS = 10_000;

export function createPendingPods(): PendingPods {
  const entries = new Map<string, Entry>();
  let arrivals = 0;
  const hopeful = () => [...entries.values()].filter(({ blocked }) => blocked?.hopeful);
  return {
    put(pod) {
      const known = entries.get(keyOf(pod));
      const isSame = known?.pod.metadata?.uid === pod.metadata!.uid;
      // A changed spec (gates lifted, tolerations added) may be all that was missing; a status of ours is not.
      const isChanged = isSame && known!.pod.metadata!.generation !== pod.metadata!.generation;
      const blocked = isSame && !isChanged ? known!.blocked : undefined;
      const { arrival, attempts } = isSame ? known! : { arrival: arrivals++, attempts: 0 };
      entries.set(keyOf(pod), { pod, arrival, attempts, blocked });
    },
    remove: key => void entries.delete(key),
    next(nowMs) {
      let best: Entry | undefined;
      for (const entry of entries.values()) {
        if (entry.blocked && (!entry.blocked.hopeful || entry.blocked.untilMs > nowMs)) continue;
        if (
          !best ||
          priorityOf(entry) > priorityOf(best) ||
          (priorityOf(entry) === priorityOf(best) && entry.arrival < best.arrival)
        ) {
          best = entry;
        }
      }
      return best?.pod;
    },
    block(key, nowMs) {
      const entry = entries.get(key);
      if (!entry) return;
      const untilMs = nowMs + Math.min(BACKOFF_MS * 2 ** entry.attempts, BACKOFF_MAX_MS);
      entries.set(key, { ...entry, attempts: entry.attempts + 1, blocked: { untilMs, hopeful: false } });
    },
    encourage() {
      for (const [key, entry] of entries) {
        if (entry.blocked) entries.set(key, { ...entry, blocked: { ...entry.blocked, hopeful: true } });
      }
    },
    wakesInMs(nowMs) {
      const waits = hopeful().map(({ blocked }) => Math.max(0, blocked!.untilMs - nowMs));
      return waits.length > 0 ? Math.min(...waits) : undefined;
    },
  };
}

function priorityOf({ pod }: Entry): number {
  return pod.spec!.priority ?? 0;
}
