import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Writable } from 'node:stream';
import type { ContainerLog, LogStream } from '../log/container-log.ts';
import type { Reaper } from '../reaper.ts';
import { signalFirstProcess, signalGroup, signalNumber } from '../signals.ts';
import type { Command } from './container-command.ts';

export interface ProcessEnd {
  /** 128 + the number of the signal when one ended it. */
  readonly exitCode: number;
  /** The number of the signal that ended it. */
  readonly signal?: number;
}

/** The first process of a container and everything it starts: one process group, which ends with its first process. */
export interface ContainerProcess {
  readonly pid: number;
  readonly stdin: Writable | null;
  /** Resolves when the whole group is gone and what it wrote is in the log. */
  readonly ended: Promise<ProcessEnd>;
  /** False: it had ended before. */
  signal(signal: NodeJS.Signals): boolean;
  /** SIGKILL, SIGSTOP or SIGCONT for every process of the group. */
  signalAll(signal: NodeJS.Signals): void;
  /** Calls `listener` with everything it writes from now on. Returns the way out. */
  listen(listener: (stream: LogStream, chunk: Buffer) => void): () => void;
}

/** Output that a dead group's descendants still hold open is not waited for any longer. */
const OUTPUT_DRAIN_MS = 500;

/** Rejects when the program cannot be started. */
export async function startProcess(
  command: Command,
  { log, reaper, stdin }: { log: ContainerLog; reaper: Reaper; stdin: boolean },
): Promise<ContainerProcess> {
  const child = spawn(command.file, command.arguments, {
    cwd: command.directory,
    env: { ...command.environment },
    detached: true,
    stdio: [stdin ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid === undefined) throw (await once(child, 'error'))[0];
  reaper.add(pid);

  const listeners = new Set<(stream: LogStream, chunk: Buffer) => void>();
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream]!.on('data', (chunk: Buffer) => {
      log.write(stream, chunk);
      for (const listener of listeners) listener(stream, chunk);
    });
  const ended = untilEnd(child, pid).finally(() => reaper.remove(pid));
  const isAlive = () => child.exitCode === null && child.signalCode === null;

  return {
    pid,
    stdin: child.stdin,
    ended,
    signal: signal => isAlive() && signalFirstProcess(pid, signal),
    signalAll(signal) {
      if (isAlive()) signalGroup(pid, signal);
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

async function untilEnd(child: ChildProcess, pid: number): Promise<ProcessEnd> {
  const closed = once(child, 'close');
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  signalGroup(pid, 'SIGKILL');
  const drained = setTimeout(() => {
    child.stdout?.destroy();
    child.stderr?.destroy();
  }, OUTPUT_DRAIN_MS);
  await closed;
  clearTimeout(drained);
  return code === null ? { exitCode: 128 + signalNumber(signal!), signal: signalNumber(signal!) } : { exitCode: code };
}
