import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from '@jest/globals';
import type { ApiServer } from '../../../../src/embedded/api/index.ts';

export interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

const kubectlPath = findKubectl();

/** A test that needs the real kubectl; without one it is skipped, and says so. */
export const testWithKubectl: typeof test =
  kubectlPath === undefined
    ? (((name: string, ...rest: unknown[]) =>
        (test.skip as any)(
          `${name} (no kubectl on PATH, and no lab in $CHAOS_GATE_LAB or ../shared/lab)`,
          ...rest,
        )) as any)
    : test;

/** kubectl on PATH, or that of the lab. */
function findKubectl(): string | undefined {
  const lab = process.env.CHAOS_GATE_LAB ?? new URL('../../../../../shared/lab', import.meta.url).pathname;
  const settings = join(lab, 'settings');
  const script = existsSync(settings) ? '. "$0" && command -v kubectl' : 'command -v kubectl';
  try {
    return (
      execFileSync('sh', ['-c', script, settings], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim() ||
      undefined
    );
  } catch {
    return undefined;
  }
}

export interface Kubectl extends AsyncDisposable {
  run(...args: string[]): Promise<Ran>;
  /** With text on standard input. */
  pipe(input: string, ...args: string[]): Promise<Ran>;
}

/** kubectl with a home of its own, so that nothing is cached from server to server. */
export async function kubectlFor(server: ApiServer): Promise<Kubectl> {
  const home = await mkdtemp(join(tmpdir(), 'kubectl-test-'));
  const kubeconfig = join(home, 'kubeconfig');
  await writeFile(kubeconfig, server.kubeconfig, { mode: 0o600 });
  const env = { HOME: home, KUBECONFIG: kubeconfig, PATH: process.env.PATH };
  const pipe = (input: string, ...args: string[]) =>
    new Promise<Ran>(resolve => {
      const child = execFile(kubectlPath!, args, { env, timeout: 30_000 }, (error, out, err) => {
        resolve({ code: error ? Number(error.code ?? 1) : 0, out, err });
      });
      child.stdin!.end(input);
    });
  return {
    run: (...args) => pipe('', ...args),
    pipe,
    [Symbol.asyncDispose]: () => rm(home, { recursive: true, force: true }),
  };
}
