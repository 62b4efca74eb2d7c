import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { InfrastructureFailure } from '../errors.ts';

/** The embedded cluster's process, ready to be used. */
export interface EmbeddedProcess {
  readonly pid: number;
  /** Absolute path. */
  readonly kubeconfig: string;
  /** Aborted with an InfrastructureFailure that says how, when it ended and was not asked to. Absent: it is not our child. */
  readonly gone?: AbortSignal;
  /** Ends it and everything it started; resolves when it is gone. Idempotent. */
  end(): Promise<void>;
}

export interface EmbeddedProcessOptions {
  /** For its state. */
  readonly directory: string;
  readonly name: string;
  readonly nodes: number;
  /** Dealt out to the nodes in turn. */
  readonly zones: readonly string[];
  /** Live on when this process ends. */
  readonly detached: boolean;
  /** Its standard error is appended here. */
  readonly logFile: string;
  readonly signal: AbortSignal;
}

const readyTimeoutMs = 30_000;
const endTimeoutMs = 10_000;

/**
 * Starts the embedded cluster as a process of its own, so that its load never delays the gate's probes.
 * Unless detached, its lifeline is standard input: it ends when this process does, however that happens.
 * Throws InfrastructureFailure with its last words when it does not get ready.
 */
export async function startEmbedded(options: EmbeddedProcessOptions): Promise<EmbeddedProcess> {
  const { directory, name, nodes, zones, detached, logFile, signal } = options;
  const argv = [
    embeddedProgram(),
    '--directory',
    directory,
    '--name',
    name,
    '--nodes',
    String(nodes),
    '--zones',
    zones.join(','),
  ];
  signal.throwIfAborted();
  const log = openSync(logFile, 'a');
  let child: ChildProcess;
  try {
    child = spawn(process.execPath, detached ? [...argv, '--detached'] : argv, {
      // A Ctrl-C in the terminal is for the gate: the cluster has to live until faults are undone.
      detached: true,
      stdio: [detached ? 'ignore' : 'pipe', 'pipe', log],
    });
  } finally {
    closeSync(log);
  }
  // A cluster that died closes its end; its exit is what tells.
  child.stdin?.on('error', () => {});
  try {
    const ready = await readReadyLine(child, logFile, signal);
    if (detached) {
      child.stdout?.destroy();
      child.unref();
    }
    const end = watchForEnd(child, logFile);
    return { pid: ready.pid, kubeconfig: ready.kubeconfig, ...end };
  } catch (error) {
    await endChild(child);
    throw error;
  }
}

/** Ends an embedded cluster that another process started; resolves when it is gone. */
export async function endProcess(pid: number): Promise<void> {
  if (!sendSignal(pid, 'SIGTERM')) return;
  const deadline = performance.now() + endTimeoutMs;
  // There is no event for the end of a process that is not our child.
  while (sendSignal(pid, 0)) {
    if (performance.now() > deadline) sendSignal(pid, 'SIGKILL');
    await delay(50);
  }
}

/** Is there a process of that id? */
export function processLives(pid: number): boolean {
  return sendSignal(pid, 0);
}

async function readReadyLine(
  child: ChildProcess,
  logFile: string,
  signal: AbortSignal,
): Promise<{ pid: number; kubeconfig: string }> {
  const ready = Promise.withResolvers<{ pid: number; kubeconfig: string }>();
  const fail = (what: string): void => {
    const words = lastWords(readFileSync(logFile, 'utf8'));
    ready.reject(new InfrastructureFailure(`the embedded cluster ${what}${words ? `: ${words}` : ''} (${logFile})`));
  };
  const onAbort = (): void => ready.reject(signal.reason);
  const onExit = (code: number | null, by: string | null): void => fail(`ended with ${code ?? by} before it was ready`);
  const onError = (error: Error): void => fail(`could not be started (${error.message})`);
  const timer = setTimeout(() => fail(`was not ready within ${readyTimeoutMs / 1000} s`), readyTimeoutMs);
  signal.addEventListener('abort', onAbort, { once: true });
  child.once('exit', onExit);
  child.once('error', onError);
  const lines = createInterface(child.stdout!);
  lines.on('line', line => {
    if (!line.startsWith('{"ready":')) return;
    const said = JSON.parse(line) as { ready: boolean; error?: string; pid: number; kubeconfig: string };
    if (said.ready) ready.resolve(said);
    else ready.reject(new InfrastructureFailure(`the embedded cluster did not start: ${said.error}`));
  });
  try {
    return await ready.promise;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', onAbort);
    child.off('exit', onExit);
    child.off('error', onError);
  }
}

/** Tells an end that nobody asked for from the one that is asked for here. */
function watchForEnd(child: ChildProcess, logFile: string): Pick<EmbeddedProcess, 'gone' | 'end'> {
  const gone = new AbortController();
  let isAskedTo = false;
  const onExit = (code: number | null, by: NodeJS.Signals | null): void => {
    // Its sockets break a moment before its exit is known: who noticed that may have asked it to end in between.
    if (isAskedTo && (by === null || child.killed)) return;
    gone.abort(new InfrastructureFailure(describeEnd(child.pid, by ?? code, logFile)));
  };
  child.once('exit', onExit);
  if (child.exitCode !== null || child.signalCode !== null) onExit(child.exitCode, child.signalCode);
  return {
    gone: gone.signal,
    async end() {
      isAskedTo = true;
      await endChild(child);
    },
  };
}

function describeEnd(pid: number | undefined, how: NodeJS.Signals | number | null, logFile: string): string {
  const manner = typeof how === 'number' ? `ended with exit code ${how}` : `was ended by ${how}`;
  // Who is killed says nothing: the log's last line would be about something else.
  const words = how === 'SIGKILL' || !existsSync(logFile) ? '' : lastWords(readFileSync(logFile, 'utf8'));
  return `the embedded cluster's process (${pid}) ${manner} while the cluster was in use${words ? `: ${words}` : ''} (${logFile})`;
}

/** The error that a Node program died of, without its stack; else the last line. Pure. */
export function lastWords(log: string): string {
  const lines = log
    .split('\n')
    .map(line => line.trim())
    .filter(line => line !== '' && !line.startsWith('at ') && !line.startsWith('Node.js v'));
  return lines.findLast(line => /^\w*Error\b.*: /.test(line)) ?? lines.at(-1) ?? '';
}

async function endChild(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  const exited = once(child, 'exit');
  if (child.stdin) child.stdin.end();
  else child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), endTimeoutMs);
  await exited;
  clearTimeout(timer);
}

function sendSignal(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return false;
    throw error;
  }
}

/** From the sources Node strips the types; in the bundle it is a program beside this chunk. */
function embeddedProgram(): string {
  const fromSource = import.meta.url.endsWith('.ts');
  return fileURLToPath(new URL(fromSource ? '../embedded/main.ts' : './embedded.js', import.meta.url));
}
