import { readFileSync } from 'node:fs';

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

function treeMemoryBytes(pid: number): number {
  const status = readProcess(pid, 'status');
  const kibibytes = (field: string) => Number(new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
  const children = readProcess(pid, `task/${pid}/children`).split(' ').filter(Boolean);
  const own = (kibibytes('RssAnon') + kibibytes('RssShmem')) * 1024;
  return children.reduce((sum, child) => sum + treeMemoryBytes(Number(child)), own);
}

/** Empty when the process has ended meanwhile. */
function readProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH') return '';
    throw error;
  }
}
