import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import type { V1Service } from '@kubernetes/client-node';
import { followSelector } from '../../src/cluster/service-twin.ts';
import { readJson } from '../../src/kubernetes/connect.ts';
import { sabotageApi, withoutWatches } from '../kubernetes/refusing-api.ts';
import { startTestCluster, type TestCluster } from '../kubernetes/test-cluster.ts';

const namespace = 'default';
const path = `/api/v1/namespaces/${namespace}/services`;
const original = { app: 'web' };
const changed = { app: 'nobody' };
let cluster: TestCluster;
beforeAll(async () => {
  cluster = await startTestCluster();
});
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
});
beforeEach(async () => {
  for (const name of ['web', 'twin']) {
    await cluster.access.send({ method: 'DELETE', path: `${path}/${name}` });
    const body = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name },
      spec: { selector: original, ports: [{ port: 80 }] },
    };
    await readJson(cluster.access, { method: 'POST', path, body });
  }
});

async function selectorOf(name: string): Promise<unknown> {
  return (await readJson<V1Service>(cluster.access, { path: `${path}/${name}` })).spec?.selector;
}

async function changeService(): Promise<void> {
  const contentType = 'application/merge-patch+json';
  const body = { spec: { selector: changed } };
  await readJson(cluster.access, { method: 'PATCH', path: `${path}/web`, contentType, body });
}

test('a refusal while the twin follows its Service is no end of it', async () => {
  const { connection, refused, become } = sabotageApi(cluster.access);
  become('forbidden');
  const broken = { ...connection, config: withoutWatches(connection) };
  await using _following = followSelector(
    broken,
    { namespace, name: 'web', protocol: 'http', port: 80 },
    'twin',
    original,
  );
  while (refused.length === 0) await delay(50);
  await changeService();
  become('well');
  while (JSON.stringify(await selectorOf('twin')) !== JSON.stringify(changed)) await delay(50);
});

test('a twin that did not see its Service to the end says so', async () => {
  const { connection, refused, become } = sabotageApi(cluster.access);
  become('forbidden');
  const broken = { ...connection, config: withoutWatches(connection) };
  const following = followSelector(broken, { namespace, name: 'web', protocol: 'http', port: 80 }, 'twin', original);
  while (refused.length < 2) await delay(50);
  await expect(following[Symbol.asyncDispose]()).rejects.toThrow(/^Service default\/web: 403 Forbidden/);
});
