import { treeMemoryBytes } from './process-tree.ts';

/** Often enough that a leak is caught before it hurts the machine, seldom enough to cost nothing. */
const SAMPLE_EVERY_MS = 250;

/**
 * Watches the memory of a process and its descendants as a memory cgroup would count it (anonymous and shared pages, not
 * the program's own text), and calls `exceeded` once when it passes the limit. Returns the function that ends the watch.
 */
export function watchMemory(pid: number, limitBytes: number, exceeded: () => void): () => void {
  const timer = setInterval(() => {
    if (treeMemoryBytes(pid) <= limitBytes) return;
    clearInterval(timer);
    exceeded();
  }, SAMPLE_EVERY_MS);
  return () => clearInterval(timer);
}
