import { readFileSync } from 'node:fs';

/** What the kernel counted for a process and its descendants. */
export interface ProcessUsage {
  readonly cpuMs: number;
  readonly memoryBytes: number;
  readonly writtenBytes?: number;
}

/** Of `utime` and `stime` in proc(5): USER_HZ, which is 100 on every architecture that Linux runs Node on. */
const MS_PER_TICK = 10;

/** Whether a process and all of its descendants are stopped by a signal (state T of proc(5)). */
export function isStopped(pid: number): boolean {
  const states = processTree(pid).flatMap(one => statFields(one)[0] ?? []);
  return states.length > 0 && states.every(state => state === 'T');
}

export function usageOf(pid: number): ProcessUsage {
  let ticks = 0;
  for (const one of processTree(pid)) {
    const fields = statFields(one);
    ticks += Number(fields[11] ?? 0) + Number(fields[12] ?? 0);
  }
  const written = /^wchar: (\d+)$/m.exec(readProcess(pid, 'io'))?.[1];
  return {
    cpuMs: ticks * MS_PER_TICK,
    memoryBytes: treeMemoryBytes(pid),
    ...(written !== undefined && { writtenBytes: Number(written) }),
  };
}

/** As a memory cgroup would count it: anonymous and shared pages, not the program's own text. */
export function treeMemoryBytes(pid: number): number {
  return processTree(pid).reduce((sum, one) => {
    const status = readProcess(one, 'status');
    const kibibytes = (field: string) => Number(new RegExp(`^${field}:\\s*(\\d+) kB`, 'm').exec(status)?.[1] ?? 0);
    return sum + (kibibytes('RssAnon') + kibibytes('RssShmem')) * 1024;
  }, 0);
}

function processTree(pid: number): number[] {
  const children = readProcess(pid, `task/${pid}/children`).split(' ').filter(Boolean);
  return [pid, ...children.flatMap(child => processTree(Number(child)))];
}

/** The fields of `/proc/PID/stat` from the state on: what stands before may hold spaces. */
function statFields(pid: number): string[] {
  const stat = readProcess(pid, 'stat');
  return stat === '' ? [] : stat.slice(stat.lastIndexOf(')') + 2).split(' ');
}

/** Empty when the process has ended meanwhile, or this kernel has no such file. */
function readProcess(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'latin1');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ESRCH' || code === 'EACCES') return '';
    throw error;
  }
}
