import { existsSync, readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** A process that is not a child of the test's. */
export interface OtherProcess {
  readonly pid: number;
  lives(): boolean;
  /** Resolves when it is gone; nobody tells, so it is asked. */
  ended(): Promise<void>;
}

/** The embedded cluster of a run, while it is up. */
export function embeddedProcess(out: string): OtherProcess | undefined {
  const file = join(out, 'cluster', 'embedded-cluster.json');
  if (!existsSync(file)) return undefined;
  return otherProcess((JSON.parse(readFileSync(file, 'utf8')) as { pid: number }).pid);
}

export function otherProcess(pid: number): OtherProcess {
  const lives = () => existsSync(`/proc/${pid}/stat`) && !/^\d+ \(.*\) Z/s.test(readStat(pid));
  return {
    pid,
    lives,
    async ended() {
      while (lives()) await pause(20);
    },
  };
}

function readStat(pid: number): string {
  try {
    return readFileSync(`/proc/${pid}/stat`, 'utf8');
  } catch (error) {
    // It ended between the two looks.
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '0 (gone) Z';
    throw error;
  }
}

/** Where an embedded cluster keeps the files of its containers, and what runs there. */
export interface ContainerFolder {
  readonly path: string;
  readonly exists: () => boolean;
  readonly processes: () => number[];
}

/** Found by the working directory of the cluster's child processes; undefined while it runs no container. */
export function containerFolder(clusterPid: number): ContainerFolder | undefined {
  const inPods = readdirSync('/proc')
    .filter(name => /^\d+$/.test(name) && parentOf(Number(name)) === clusterPid)
    .map(name => workingDirectory(Number(name)))
    .find(path => path?.includes('/pods/'));
  if (inPods === undefined) return undefined;
  const path = inPods.slice(0, inPods.indexOf('/pods/'));
  return {
    path,
    exists: () => existsSync(path),
    processes: () =>
      readdirSync('/proc')
        .filter(name => /^\d+$/.test(name))
        .map(Number)
        .filter(pid => workingDirectory(pid)?.startsWith(`${path}/`)),
  };
}

function parentOf(pid: number): number | undefined {
  const match = /^\d+ \(.*\) \S (\d+)/s.exec(readStat(pid));
  return match ? Number(match[1]) : undefined;
}

function workingDirectory(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch (error) {
    // Somebody else's process, or gone: not one of ours.
    if (['ENOENT', 'ESRCH', 'EACCES', 'EPERM'].includes((error as NodeJS.ErrnoException).code ?? '')) return undefined;
    throw error;
  }
}
