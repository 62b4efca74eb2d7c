import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import type { RunResult } from '../../src/judge/run-result.ts';
import { distFile } from './dist.ts';

/** The command line as built from src before the tests began. */
export const program = distFile('cli.js');

export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A run of the real program in a folder of its own; disposing kills what is left of it. */
export interface Invocation extends AsyncDisposable {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves when this text has appeared on standard error. */
  said(text: string): Promise<void>;
}

/** A temporary folder for one test; removed when disposed. */
export interface Folder extends Disposable {
  readonly path: string;
  /** Writes a file into it and returns its path. */
  write(name: string, text: string): string;
}

/** Not below /tmp: containers of the embedded cluster have that for themselves, and the test app reads its oracle from here. */
export function openFolder(): Folder {
  const path = mkdtempSync('/var/tmp/chaos-gate-test-');
  return {
    path,
    write(name, text) {
      writeFileSync(join(path, name), text);
      return join(path, name);
    },
    [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }),
  };
}

/** Starts `chaos-gate ARGV`. */
export function startGate(
  argv: readonly string[],
  options: { readonly cwd: string; readonly environment?: NodeJS.ProcessEnv; readonly input?: string },
): Invocation {
  const child = spawn(process.execPath, [program, ...argv], {
    cwd: options.cwd,
    env: { ...process.env, NODE_OPTIONS: '', CI: 'true', ...options.environment },
    stdio: 'pipe',
  });
  // A program may well end before it has read what it was given.
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  let heard = '';
  const listeners = new Set<() => void>();
  child.stderr.on('data', chunk => {
    heard += chunk;
    for (const check of listeners) check();
  });
  const exited = new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
  const ended = Promise.all([exited, buffer(child.stdout)]).then(([code, stdout]) => ({
    code,
    stdout: stdout.toString(),
    stderr: heard,
  }));
  return {
    child,
    ended,
    said: text =>
      new Promise((resolve, reject) => {
        const check = () => {
          if (!heard.includes(text)) return;
          listeners.delete(check);
          resolve();
        };
        listeners.add(check);
        check();
        ended.then(() => reject(new Error(`ended without saying "${text}":\n${heard}`)), reject);
      }),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** `chaos-gate ARGV` from start to end. */
export function runGate(argv: readonly string[], options: Parameters<typeof startGate>[1]): Promise<Ended> {
  return startGate(argv, options).ended;
}

/** `verdict.json` of a run, if it came to one. */
export function readVerdict(out: string): RunResult | undefined {
  const file = join(out, 'verdict.json');
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as RunResult) : undefined;
}
