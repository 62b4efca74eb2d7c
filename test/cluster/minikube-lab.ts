import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type KeptCluster, openKeptCluster } from '../support/cluster.ts';
import type { Folder } from '../support/gate.ts';

const standIn = fileURLToPath(new URL('minikube-stand-in.js', import.meta.url));

/** minikube's stand-in on PATH, with an embedded cluster behind it; disposing takes both away. */
export interface MinikubeLab extends AsyncDisposable {
  readonly behind: KeptCluster;
  /** Every argv that it was called with. */
  calls(): string[][];
}

/** What `minikube start` waits for, and the provider after it. */
const coreDns = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'coredns', namespace: 'kube-system' },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'dns' } },
    template: {
      metadata: { labels: { app: 'dns' } },
      spec: { containers: [{ name: 'dns', image: 'node:24', command: ['node', '-e', 'setInterval(() => {}, 1e9)'] }] },
    },
  },
};

/** Brings the cluster up and puts the stand-in first on this process's PATH. */
export async function openMinikubeLab(folder: Folder): Promise<MinikubeLab> {
  const path = process.env.PATH;
  const behind = await openKeptCluster(folder);
  await behind.create(JSON.stringify(coreDns));
  const template = JSON.parse(behind.config.exportConfig());
  const context = { cluster: template.clusters[0].name, user: template.users[0].name };
  template.contexts = [{ name: 'PROFILE', context }];
  template['current-context'] = 'PROFILE';
  const bin = join(folder.path, 'bin');
  mkdirSync(bin);
  writeFileSync(join(folder.path, 'kubeconfig.template'), JSON.stringify(template));
  writeFileSync(join(bin, 'minikube'), `#!/bin/sh\nexec "${process.execPath}" "${standIn}" "$@"\n`);
  chmodSync(join(bin, 'minikube'), 0o755);
  process.env.PATH = `${bin}:${path}`;
  process.env.STAND_IN = folder.path;
  return {
    behind,
    calls: () =>
      readFileSync(join(folder.path, 'calls'), 'utf8')
        .trim()
        .split('\n')
        .map(line => JSON.parse(line)),
    async [Symbol.asyncDispose]() {
      process.env.PATH = path;
      delete process.env.STAND_IN;
      await behind[Symbol.asyncDispose]();
    },
  };
}
