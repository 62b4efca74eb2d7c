import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

export interface RunningCluster {
  readonly kubeconfig: string;
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL('../../src/embedded/main.ts', import.meta.url));

/** Starts an embedded cluster of one node as a process of its own; it is gone, with its folder, after `stop`. */
export async function startEmbeddedCluster(): Promise<RunningCluster> {
  const directory = await mkdtemp(join(tmpdir(), 'conformance-embedded-'));
  const args = [program, '--directory', directory, '--name', 'conformance', '--nodes', '1'];
  const child = spawn(process.execPath, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', text => {
    errors += text;
  });
  const ended = once(child, 'close');
  const stop = async () => {
    child.stdin.end();
    await ended;
    await rm(directory, { recursive: true, force: true });
  };
  for await (const line of createInterface({ input: child.stdout }))
    return { kubeconfig: JSON.parse(line).kubeconfig, stop };
  await stop();
  throw new Error(`the embedded cluster did not start: ${errors.trim()}`);
}
