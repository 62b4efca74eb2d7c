import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ClusterIdentity } from '../../src/cluster/cluster.ts';
import { type Folder, runGate } from '../support/gate.ts';
import { expectGone, findLab, run } from './lab.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** A real kind cluster that `chaos-gate up` made, with the fixtures' images on its nodes; disposing takes it down and looks that it is gone. */
export interface RealCluster extends AsyncDisposable {
  readonly name: string;
  readonly kubeconfig: string;
  kubectl(...argv: readonly string[]): string;
}

/** Builds the images of shop and of the Goldpinger stand-in; returns their names, and those that the scenarios name besides. */
function buildImages(): string[] {
  run('docker', ['build', '--quiet', '--tag', 'shop:dev', join(root, 'fixtures/apps/shop')]);
  const goldpinger = 'docker.io/bloomberg/goldpinger:3.10.2';
  run('docker', ['build', '--quiet', '--file', 'fixtures/goldpinger/Dockerfile', '--tag', goldpinger, '.'], {
    cwd: root,
  });
  return ['shop:dev', goldpinger, 'node:24-alpine', 'ghcr.io/shopify/toxiproxy:2.5.0'];
}

/** `nodeImage`: another one than the lab's. */
export async function openRealCluster(
  folder: Folder,
  nodes: number,
  nodeImage = findLab().nodeImage,
): Promise<RealCluster> {
  const argv = ['up', '--cluster', 'kind', '--nodes', String(nodes), '--out', 'kept'];
  const images = buildImages().flatMap(image => ['--image', image]);
  const { code, stderr } = await runGate([...argv, ...images, ...(nodeImage ? ['--node-image', nodeImage] : [])], {
    cwd: folder.path,
  });
  if (code !== 0) throw new Error(`up ended with ${code}: ${stderr}`);
  const { name, kubeconfig } = JSON.parse(
    readFileSync(join(folder.path, 'kept/cluster/identity.json'), 'utf8'),
  ) as ClusterIdentity;
  return {
    name,
    kubeconfig,
    kubectl: (...words) => run('kubectl', ['--kubeconfig', kubeconfig, ...words]),
    async [Symbol.asyncDispose]() {
      const down = await runGate(['down', '--out', 'kept'], { cwd: folder.path });
      if (down.code !== 0) throw new Error(`down ended with ${down.code}: ${down.stderr}`);
      expectGone(name);
    },
  };
}
