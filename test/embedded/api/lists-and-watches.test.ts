import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CoreV1Api, KubeConfig, Watch } from '@kubernetes/client-node';
import { configMap } from './support/manifests.ts';
import { type Served, serve } from './support/served.ts';

const MAPS = '/api/v1/namespaces/default/configmaps';
let served: Served;
beforeAll(async () => {
  served = await serve({ historyLimit: 50 });
});
afterAll(async () => served[Symbol.asyncDispose]());

function clientConfig(): KubeConfig {
  const config = new KubeConfig();
  config.loadFromString(served.server.kubeconfig);
  return config;
}

test('pages are of one version, whatever changes in between', async () => {
  for (const name of ['p1', 'p2', 'p3'])
    await served.call('POST', MAPS, { body: configMap(name, {}, { labels: { page: 'yes' } }) });
  const first = await served.call('GET', `${MAPS}?limit=2&labelSelector=page`);
  await served.call('DELETE', `${MAPS}/p3`);
  const second = await served.call(
    'GET',
    `${MAPS}?limit=2&labelSelector=page&continue=${first.body.metadata.continue}`,
  );
  expect([...first.body.items, ...second.body.items].map((one: any) => one.metadata.name)).toEqual(['p1', 'p2', 'p3']);
  expect(second.body.metadata.resourceVersion).toBe(first.body.metadata.resourceVersion);
});

test("client-node's list and watch: what there is, then what happens, from the version of the list", async () => {
  const config = clientConfig();
  const api = config.makeApiClient(CoreV1Api);
  await api.createNamespacedConfigMap({
    namespace: 'default',
    body: configMap('seen', {}, { labels: { watched: 'yes' } }),
  });
  const { metadata } = await api.listNamespacedConfigMap({ namespace: 'default' });
  const seen: string[] = [];
  const { promise: done, resolve: over } = Promise.withResolvers<void>();
  const query = { resourceVersion: metadata!.resourceVersion, labelSelector: 'watched', allowWatchBookmarks: true };
  const abort = await new Watch(config).watch(
    MAPS,
    query,
    (type, object) => {
      seen.push(`${type} ${object.metadata.name}`);
      if (type === 'DELETED') over();
    },
    () => undefined,
  );
  await api.createNamespacedConfigMap({ namespace: 'default', body: configMap('not-seen') });
  await api.patchNamespacedConfigMap({
    namespace: 'default',
    name: 'seen',
    body: [{ op: 'add', path: '/data', value: { a: 'b' } }],
  });
  await api.deleteNamespacedConfigMap({ namespace: 'default', name: 'seen' });
  await done;
  abort.abort();
  expect(seen).toEqual(['MODIFIED seen', 'DELETED seen']);
});

test('a watch from a version that is gone is told so, with 410', async () => {
  await served.call('POST', MAPS, { body: configMap('contested') });
  const { body } = await served.call('GET', MAPS);
  for (let index = 0; index < 120; index++)
    await served.call('PUT', `${MAPS}/contested`, { body: configMap('contested', { a: String(index) }) });
  const { code, body: stream } = await served.call(
    'GET',
    `${MAPS}?watch=1&resourceVersion=${body.metadata.resourceVersion}`,
  );
  expect(code).toBe(200);
  expect(stream).toMatchObject({
    type: 'ERROR',
    object: { code: 410, reason: 'Expired', message: expect.stringContaining('too old resource version') },
  });
});

test('initial events end with a bookmark that says so', async () => {
  const query = 'sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true&timeoutSeconds=1';
  const events = await served.stream(`${MAPS}?watch=1&fieldSelector=metadata.name%3Dp1&${query}`);
  expect(events.map(({ type }) => type)).toEqual(['ADDED', 'BOOKMARK', 'BOOKMARK']);
  expect(events[1].object.metadata.annotations).toEqual({ 'k8s.io/initial-events-end': 'true' });
});

test.each([
  ['spec.nodeName=a', 200],
  ['status.phase!=Running', 200],
  ['spec.colour=red', 400],
])('field selector %s: %d', async (selector, code) => {
  expect((await served.call('GET', `/api/v1/pods?fieldSelector=${encodeURIComponent(selector)}`)).code).toBe(code);
});
