import { type ChildProcess, spawn } from 'node:child_process';
import { CommandFailed, InfrastructureFailure } from '../errors.ts';
import { formatCommand } from './command-line.ts';
import { findProgram } from './find-program.ts';
import { endGroup, signalGroup } from './process-group.ts';

export interface CommandOptions {
  /** Ends the command's whole process group; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
  /** Written to its standard input, which is closed then; without it the command reads end of file. */
  readonly input?: string | Uint8Array;
  /** On top of this process's own environment; undefined removes a variable. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly cwd?: string;
  /** Of each stream; a command that prints more is ended. Default 16 MiB. */
  readonly maxOutputBytes?: number;
  /** Between SIGTERM and SIGKILL. Default 2 s. */
  readonly graceMs?: number;
  /** Every line of standard error as it comes. */
  readonly onLine?: (line: string) => void;
  /** The leader of its process group, before it can have done anything. What it throws ends the command. */
  readonly onStart?: (pid: number) => void;
}

export interface CommandOutput {
  readonly stdout: string;
  readonly stderr: string;
}

const defaultMaxOutputBytes = 16 * 1024 * 1024;

/**
 * Runs a program to its end, in a process group of its own, and returns what it printed.
 * Throws CommandFailed for any other end than exit code 0 (`status`: the code, the signal's name, or what ended it),
 * InfrastructureFailure when there is no such program, and the signal's reason after an abort.
 * Whatever happens, nothing of its process group is left.
 */
export async function runCommand(argv: readonly string[], options: CommandOptions = {}): Promise<CommandOutput> {
  const { signal, timeoutMs, input, maxOutputBytes = defaultMaxOutputBytes, graceMs = 2_000 } = options;
  const environment = { ...process.env, ...options.environment };
  const [name = '', ...rest] = argv;
  const program = await findProgram(name, environment, options.cwd);
  if (program === undefined) throw new InfrastructureFailure(missingProgram(name));
  signal?.throwIfAborted();

  const child = spawn(program, rest, { cwd: options.cwd, env: environment, detached: true, stdio: 'pipe' });
  const stdout: Buffer[] = [];
  const stderr: Buffer[] = [];
  let endedBecause: string | undefined;
  let callOff = (): void => {};
  const end = (reason: string): void => {
    if (endedBecause !== undefined) return;
    endedBecause = reason;
    callOff = endGroup(child, graceMs);
  };

  const collect = (stream: NodeJS.ReadableStream, chunks: Buffer[]): void => {
    let bytes = 0;
    stream.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
      if (bytes > maxOutputBytes) end(`more than ${maxOutputBytes} bytes of output`);
      else chunks.push(chunk);
    });
  };
  collect(child.stdout, stdout);
  collect(child.stderr, stderr);
  if (options.onLine) passLines(child.stderr, options.onLine);
  // A command that ends without reading all of its input is no error of ours: its exit code tells.
  child.stdin.on('error', () => {});
  child.stdin.end(input ?? '');

  const onAbort = (): void => end('an abort');
  signal?.addEventListener('abort', onAbort, { once: true });
  const timer =
    timeoutMs === undefined ? undefined : setTimeout(() => end(`a time-out after ${timeoutMs} ms`), timeoutMs);
  try {
    begin(child, options.onStart);
    const status = await new Promise<number | string>((resolve, reject) => {
      child.once('error', error =>
        reject(new InfrastructureFailure(`${formatCommand(argv)} could not be started: ${error.message}`)),
      );
      // A grandchild that holds the pipes must not keep us waiting for the end of a command that has ended.
      child.once('exit', () => signalGroup(child, 'SIGKILL'));
      child.once('close', (code, killedBy) => resolve(code ?? killedBy ?? 'unknown'));
    });
    signal?.throwIfAborted();
    const output = { stdout: Buffer.concat(stdout).toString(), stderr: Buffer.concat(stderr).toString() };
    if (status === 0 && endedBecause === undefined) return output;
    throw new CommandFailed({ command: formatCommand(argv), status: endedBecause ?? status, ...output });
  } finally {
    clearTimeout(timer);
    callOff();
    signal?.removeEventListener('abort', onAbort);
  }
}

function begin(child: ChildProcess, onStart: CommandOptions['onStart']): void {
  // One that could not be started says so by its `error` event.
  if (child.pid === undefined) return;
  try {
    onStart?.(child.pid);
  } catch (error) {
    signalGroup(child, 'SIGKILL');
    throw error;
  }
}

function missingProgram(name: string): string {
  return name.includes('/') ? `${name} is not an executable file` : `${name} is not on PATH`;
}

function passLines(stream: NodeJS.ReadableStream, onLine: (line: string) => void): void {
  let rest = '';
  stream.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString()).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) onLine(line);
  });
  stream.on('end', () => {
    if (rest !== '') onLine(rest);
  });
}
