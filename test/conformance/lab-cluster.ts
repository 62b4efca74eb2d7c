import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { RunningCluster } from './embedded-cluster.ts';
import { image } from './requests/objects.ts';

const run = promisify(execFile);
const beside = fileURLToPath(new URL('../../../shared/lab', import.meta.url));

/** PATH and node image as the lab's settings have them (`$CHAOS_GATE_LAB`, else the one beside the checkout). */
async function labEnvironment(): Promise<NodeJS.ProcessEnv> {
  const settings = join(process.env.CHAOS_GATE_LAB ?? beside, 'settings');
  const { stdout } = await run('sh', ['-c', '. "$0" && env -0', settings]);
  return Object.fromEntries(
    stdout.split('\0').map(line => [line.slice(0, line.indexOf('=')), line.slice(line.indexOf('=') + 1)]),
  );
}

/** Creates a kind cluster of one node that has the test's image; `stop` deletes it. */
export async function startLabCluster(): Promise<RunningCluster> {
  const env = await labEnvironment();
  const name = `conformance-${randomBytes(3).toString('hex')}`;
  const folder = await mkdtemp(join(tmpdir(), 'conformance-lab-'));
  const kubeconfig = join(folder, 'kubeconfig');
  const kind = (...args: string[]) => run('kind', [...args, '--name', name], { env });
  const stop = async () => {
    await kind('delete', 'cluster', '--kubeconfig', kubeconfig);
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await kind('create', 'cluster', '--image', env.NODE_IMAGE!, '--wait', '120s', '--kubeconfig', kubeconfig);
    await kind('load', 'docker-image', image);
  } catch (error) {
    await stop();
    throw error;
  }
  return { kubeconfig, stop };
}
