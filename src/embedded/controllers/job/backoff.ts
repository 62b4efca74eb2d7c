import type { Pod } from '../objects.ts';
import type { ControllerTimings } from '../options.ts';

/** How long each Job waits before it replaces a failed pod. */
export interface Backoff {
  /** Takes note of pods that have just finished. A success ends the waiting. */
  observe(jobUid: string, finished: readonly Pod[], nowMs: number): void;
  remainingMs(jobUid: string, nowMs: number): number;
  forget(jobUid: string): void;
}

export function createBackoff({ jobBackoffMs, jobBackoffMaxMs }: ControllerTimings): Backoff {
  const records = new Map<string, { readonly failures: number; readonly failedAtMs: number }>();
  return {
    observe(jobUid, finished, nowMs) {
      if (finished.some(pod => pod.status?.phase === 'Succeeded')) records.delete(jobUid);
      const failed = finished.filter(pod => pod.status?.phase !== 'Succeeded').length;
      if (failed === 0) return;
      records.set(jobUid, { failures: (records.get(jobUid)?.failures ?? 0) + failed, failedAtMs: nowMs });
    },
    remainingMs(jobUid, nowMs) {
      const record = records.get(jobUid);
      if (!record) return 0;
      const waitMs = Math.min(jobBackoffMs * 2 ** (record.failures - 1), jobBackoffMaxMs);
      return Math.max(0, record.failedAtMs + waitMs - nowMs);
    },
    forget: jobUid => void records.delete(jobUid),
  };
}
