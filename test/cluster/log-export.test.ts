import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { KindCli } from '../../src/cluster/kind-cli.ts';
import { openKindCluster } from '../../src/cluster/kind-cluster.ts';
import { exportRedacted } from '../../src/cluster/log-export.ts';
import { CommandFailed } from '../../src/errors.ts';
import { applyObjects } from '../../src/kubernetes/apply.ts';
import { sabotageApi } from '../kubernetes/refusing-api.ts';
import { startTestCluster, type TestCluster } from '../kubernetes/test-cluster.ts';
import { manifest, namespace } from '../kubernetes/workloads.ts';
import { openFolder } from '../support/gate.ts';

const space = `logs-${process.pid}`;
const signal = AbortSignal.timeout(60_000);
let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startTestCluster();
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'db', namespace: space },
    stringData: { phrase: 'correct-horse' },
  };
  await applyObjects(cluster.access, [namespace(space), manifest(secret)], signal);
}, 60_000);
afterAll(async () => {
  if (!cluster) return;
  await cluster.access.send({ method: 'DELETE', path: `/api/v1/namespaces/${space}` });
  await cluster[Symbol.asyncDispose]();
});

const log = 'phrase is correct-horse, --password hunter22\n';
const writeLog = (folder: string) => {
  mkdirSync(join(folder, 'kind-worker'));
  writeFileSync(join(folder, 'kind-worker', 'kubelet.log'), log);
};
const exports = () => readdirSync(tmpdir()).filter(name => name.startsWith('chaos-gate-logs-'));

test('no value of a Secret, and nothing that looks like one, is in what is exported; nothing else is left behind', async () => {
  using folder = openFolder();
  const logs = join(folder.path, 'logs');
  const before = exports();
  const options = { connection: cluster.access, signal, report: () => {} };
  await exportRedacted(logs, options, async own => writeLog(own));
  expect(readFileSync(join(logs, 'kind-worker/kubelet.log'), 'utf8')).toBe(
    'phrase is [redacted], --password [redacted]\n',
  );
  expect(exports()).toEqual(before);
});

test('where Secrets may not be read it says so, and what looks like one goes all the same', async () => {
  using folder = openFolder();
  const { connection, become } = sabotageApi(cluster.access);
  become('forbidden');
  const said: string[] = [];
  await exportRedacted(folder.path, { connection, signal, report: text => said.push(text) }, async own =>
    writeLog(own),
  );
  expect(readFileSync(join(folder.path, 'kind-worker/kubelet.log'), 'utf8')).toBe(
    'phrase is correct-horse, --password [redacted]\n',
  );
  expect(said).toEqual([expect.stringMatching(/only what looks like a secret is redacted.*403/s)]);
});

test('kind that ends with an error: what it wrote is kept, redacted, and said; where it wrote nothing the error stays', async () => {
  using folder = openFolder();
  const { kubeconfig, context } = cluster.access;
  const identity = { provider: 'kind', name: 'own', kubeconfig, context, created: false } as const;
  const said: string[] = [];
  const failure = new CommandFailed({ command: 'kind export logs', status: 1, stderr: 'no such container' });
  const exporting = async (write: (own: string) => void, logs: string) => {
    const cli = {
      async exportLogs(_: string, own: string) {
        write(own);
        throw failure;
      },
    } as Partial<KindCli> as KindCli;
    const kind = await openKindCluster(cli, identity, { keep: true, signal, report: text => said.push(text) });
    await kind.exportLogs(logs, signal);
  };
  await exporting(writeLog, join(folder.path, 'some'));
  expect(readFileSync(join(folder.path, 'some/kind-worker/kubelet.log'), 'utf8')).not.toMatch(/correct-horse|hunter22/);
  expect(said).toEqual([expect.stringContaining("not all of the nodes' logs could be read")]);
  await expect(exporting(() => {}, join(folder.path, 'none'))).rejects.toBe(failure);
  expect(existsSync(join(folder.path, 'none/kind-worker'))).toBe(false);
});
