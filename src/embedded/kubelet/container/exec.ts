import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { PassThrough } from 'node:stream';
import type { ExecOptions, ExecSession } from '../node-runtime.ts';
import type { Reaper } from '../reaper.ts';
import { signalGroup, signalNumber } from '../signals.ts';
import type { Command } from './container-command.ts';

/** A further process in a running container. It has no terminal: with `tty` its errors come on standard output. */
export function startExec(command: Command, options: ExecOptions, reaper: Reaper): ExecSession {
  const child = spawn(command.file, command.arguments, {
    cwd: command.directory,
    env: { ...command.environment },
    detached: true,
    stdio: [options.stdin ? 'pipe' : 'ignore', 'pipe', 'pipe'],
  });
  const { pid } = child;
  if (pid !== undefined) reaper.add(pid);
  const output = options.tty ? new PassThrough() : undefined;
  if (output) {
    let open = 2;
    for (const stream of [child.stdout!, child.stderr!]) {
      stream.pipe(output, { end: false });
      stream.on('end', () => --open === 0 && output.end());
    }
  }
  // What the client sends to a process that has closed its input is lost, as in a container.
  child.stdin?.on('error', () => child.stdin?.destroy());
  const exit = once(child, 'exit').then(([code, signal]: unknown[]) => {
    reaper.remove(pid!);
    return code === null ? 128 + signalNumber(signal as NodeJS.Signals) : (code as number);
  });
  return {
    stdin: child.stdin ?? undefined,
    stdout: options.stdout ? (output ?? child.stdout!) : drain(child.stdout!),
    stderr: options.tty ? undefined : options.stderr ? child.stderr! : drain(child.stderr!),
    exit,
    kill() {
      if (pid !== undefined) signalGroup(pid, 'SIGKILL');
    },
  };
}

function drain(stream: NodeJS.ReadableStream): undefined {
  stream.resume();
}
