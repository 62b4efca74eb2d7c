import { readFileSync } from 'node:fs';
import { constants } from 'node:os';

/** The number of a signal, as exit codes count it (128 + number). */
export function signalNumber(signal: NodeJS.Signals): number {
  return constants.signals[signal];
}

/**
 * Signals the first process of a container as a node does. The kernel drops what process 1 of a container has no
 * handler for, all but SIGKILL and SIGSTOP; here the process is an ordinary one, so its handlers are looked up first.
 * False: the process is gone.
 */
export function signalFirstProcess(pid: number, signal: NodeJS.Signals): boolean {
  const reaches = signal === 'SIGKILL' || signal === 'SIGSTOP' || signal === 'SIGCONT' || catches(pid, signal);
  return send(pid, reaches ? signal : 0);
}

/** Signals every process of a group. False: nobody is left in it. */
export function signalGroup(processGroup: number, signal: NodeJS.Signals): boolean {
  return send(-processGroup, signal);
}

function send(target: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(target, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** Whether a process has a handler of its own for a signal (`SigCgt` in proc(5)). */
function catches(pid: number, signal: NodeJS.Signals): boolean {
  try {
    const mask = /^SigCgt:\s*([0-9a-f]+)$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? '0';
    return (BigInt(`0x${mask}`) & (1n << BigInt(signalNumber(signal) - 1))) !== 0n;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    throw error;
  }
}
