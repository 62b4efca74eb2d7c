import { readFileSync, readlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { InfrastructureFailure } from '../errors.ts';

/** A process as another one finds it again: its number alone may be somebody else's by then. Plain data. */
export interface ProcessIdentity {
  readonly pid: number;
  /** Clock ticks since the machine's start, of proc(5). Absent: this machine has no `/proc`. */
  readonly startTicks?: string;
  /** Where the number means something: the boot of the machine and the PID namespace; without `/proc` the host's name. */
  readonly machine: string;
}

export function identifyProcess(pid: number): ProcessIdentity {
  const startTicks = startTicksOf(pid);
  return { pid, ...(startTicks !== undefined && { startTicks }), machine: thisMachine() };
}

/** Does it still run here? One of another machine or container does not, as far as can be told from here. */
export function lives({ pid, startTicks, machine }: ProcessIdentity): boolean {
  if (machine !== thisMachine()) return false;
  return startTicks === undefined ? signal(pid, 0) : startTicksOf(pid) === startTicks;
}

const graceMs = 2_000;
const endTimeoutMs = 5_000;
const pollMs = 50;

/**
 * Ends a process that leads a group, and the group with it, and waits until it is gone. Returns whether it still ran. Without
 * `/proc` nobody knows whose number it is by now: nothing is ended. Throws InfrastructureFailure when it does not end.
 */
export async function endProcessGroup(leader: ProcessIdentity): Promise<boolean> {
  if (leader.startTicks === undefined || !lives(leader)) return false;
  signal(-leader.pid, 'SIGTERM');
  const start = performance.now();
  while (lives(leader)) {
    const waitedMs = performance.now() - start;
    if (waitedMs > endTimeoutMs) throw new InfrastructureFailure(`process ${leader.pid} does not end`);
    if (waitedMs > graceMs) signal(-leader.pid, 'SIGKILL');
    await delay(pollMs);
  }
  // Those of its group that outlived it.
  signal(-leader.pid, 'SIGKILL');
  return true;
}

/** Says whether anybody was there. */
function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, name);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Somebody else's process, which lives.
    if (code === 'EPERM') return true;
    if (code === 'ESRCH') return false;
    throw error;
  }
}

function thisMachine(): string {
  try {
    const boot = readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
    return `${boot} ${readlinkSync('/proc/self/ns/pid')}`;
  } catch {
    // No Linux.
    return hostname();
  }
}

/** undefined: there is no such process, or it has ended and waits for its parent; or there is no `/proc`. */
function startTicksOf(pid: number): string | undefined {
  let stat: string;
  try {
    stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
  } catch {
    // It is gone, or this machine has no such file: both say that nothing is known.
    return undefined;
  }
  // What stands before the state is the program's name, which may hold spaces.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}
