import type { Pod } from './restart-policy.ts';

/** Calls `exceeded` when a pod has been active for longer than its spec allows. Returns the function that ends the wait. */
export function startDeadline(
  pod: Pod,
  startTime: string,
  exceeded: (reason: string, message: string) => void,
): () => void {
  const seconds = pod.spec?.activeDeadlineSeconds;
  if (seconds === undefined) return () => {};
  const leftMs = Date.parse(pod.status?.startTime ?? startTime) + seconds * 1000 - Date.now();
  const tell = () => exceeded('DeadlineExceeded', 'Pod was active on the node longer than the specified deadline');
  const timer = setTimeout(tell, Math.max(0, leftMs));
  return () => clearTimeout(timer);
}
