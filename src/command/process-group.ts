import type { ChildProcess } from 'node:child_process';

/** Signals a child's whole process group (it must have been spawned `detached`). Says whether anything was there. */
export function signalGroup(child: ChildProcess, signal: NodeJS.Signals): boolean {
  if (child.pid === undefined) return false;
  try {
    return process.kill(-child.pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** Asks a process group to end, and makes it end after the grace period. Returns the function that calls the second part off. */
export function endGroup(child: ChildProcess, graceMs: number): () => void {
  signalGroup(child, 'SIGTERM');
  const timer = setTimeout(() => signalGroup(child, 'SIGKILL'), graceMs);
  return () => clearTimeout(timer);
}
