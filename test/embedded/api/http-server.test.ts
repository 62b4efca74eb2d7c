import { once } from 'node:events';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CoreV1Api, KubeConfig, Watch } from '@kubernetes/client-node';
import { configMap, deployment, pod } from './support/manifests.ts';
import { type Served, serve } from './support/served.ts';

const MAPS = '/api/v1/namespaces/default/configmaps';
const PODS = '/api/v1/namespaces/default/pods';
const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
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

test('listens on loopback alone', async () => {
  const port = Number(new URL(served.server.url).port);
  const others = Object.values(networkInterfaces())
    .flat()
    .filter(one => one && !one.internal && one.family === 'IPv4');
  for (const { address } of others as { address: string }[]) {
    const [error] = await once(connect(port, address), 'error');
    expect(error.code).toBe('ECONNREFUSED');
  }
  expect(new URL(served.server.url).hostname).toBe('127.0.0.1');
});

test.each([
  ['without a token', null],
  ['with a wrong token', 'wrong'],
  ['with a forged token', 'a.b.c'],
])('%s: 401', async (_name, token) => {
  const { code, body } = await served.call('GET', MAPS, { token });
  expect([code, body.reason, body.message]).toEqual([401, 'Unauthorized', 'Unauthorized']);
});

test('a ServiceAccount may do what a Role that is bound to it says, and no more', async () => {
  const { call } = served;
  const rbac = '/apis/rbac.authorization.k8s.io/v1/namespaces/default';
  await call('POST', '/api/v1/namespaces/default/serviceaccounts', { body: { metadata: { name: 'robot' } } });
  const issued = await call('POST', '/api/v1/namespaces/default/serviceaccounts/robot/token', { body: { spec: {} } });
  const { token } = issued.body.status;
  const refused = await call('GET', MAPS, { token });
  expect([refused.code, refused.body.message]).toEqual([
    403,
    'configmaps is forbidden: User "system:serviceaccount:default:robot" cannot list resource "configmaps" in API group "" in the namespace "default"',
  ]);
  await call('POST', `${rbac}/roles`, {
    body: { metadata: { name: 'reader' }, rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['list'] }] },
  });
  await call('POST', `${rbac}/rolebindings`, {
    body: {
      metadata: { name: 'reader' },
      roleRef: { kind: 'Role', name: 'reader' },
      subjects: [{ kind: 'ServiceAccount', name: 'robot', namespace: 'default' }],
    },
  });
  expect((await call('GET', MAPS, { token })).code).toBe(200);
  expect((await call('DELETE', MAPS, { token })).code).toBe(403);
  expect((await call('GET', '/api/v1/namespaces/kube-system/configmaps', { token })).code).toBe(403);
  const review = await call('POST', '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews', {
    token,
    body: { spec: { resourceAttributes: { namespace: 'default', verb: 'list', resource: 'configmaps' } } },
  });
  expect(review.body.status).toEqual({
    allowed: true,
    reason: 'RBAC: allowed by RoleBinding "reader/default" of Role "reader" to ServiceAccount "robot/default"',
  });
  await call('DELETE', '/api/v1/namespaces/default/serviceaccounts/robot');
  expect((await call('GET', MAPS, { token })).code).toBe(401);
});

test.each([
  ['/api/v1/namespaces/%zz/pods', 400],
  ['/apis/nothing.example.com/v1/things', 404],
  ['/api/v1/things', 404],
  ['/api/v1/namespaces/default/pods/x/nothing', 404],
])('GET %s: %d', async (path, code) => {
  expect((await served.call('GET', path)).code).toBe(code);
});

test('a write against an older version is refused', async () => {
  const { body: first } = await served.call('POST', MAPS, { body: configMap('contested', { a: '1' }) });
  await served.call('PUT', `${MAPS}/contested`, { body: { ...first, data: { a: '2' } } });
  const late = await served.call('PUT', `${MAPS}/contested`, { body: { ...first, data: { a: '3' } } });
  expect([late.code, late.body.message]).toEqual([
    409,
    'Operation cannot be fulfilled on configmaps "contested": the object has been modified; please apply your changes to the latest version and try again',
  ]);
});

test('dryRun=All answers and stores nothing', async () => {
  const { code, body } = await served.call('POST', `${MAPS}?dryRun=All`, { body: configMap('dry') });
  expect([code, body.metadata.name, body.metadata.resourceVersion]).toEqual([201, 'dry', undefined]);
  expect((await served.call('GET', `${MAPS}/dry`)).code).toBe(404);
});

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

test('a pod as a table says what kubectl prints', async () => {
  await served.call('POST', '/api/v1/namespaces/default/pods', { body: pod('shown') });
  await served.call('PATCH', '/api/v1/namespaces/default/pods/shown/status', {
    contentType: 'application/merge-patch+json',
    body: {
      status: {
        phase: 'Running',
        podIP: '127.1.2.3',
        containerStatuses: [
          {
            name: 'main',
            ready: false,
            restartCount: 2,
            state: { waiting: { reason: 'CrashLoopBackOff' } },
            lastState: { terminated: { exitCode: 1, finishedAt: new Date(Date.now() - 5_000).toISOString() } },
          },
        ],
      },
    },
  });
  const { body } = await served.call('GET', '/api/v1/namespaces/default/pods/shown', {
    accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
  });
  expect(body.columnDefinitions.map((column: any) => column.name)).toEqual([
    'Name',
    'Ready',
    'Status',
    'Restarts',
    'Age',
    'IP',
    'Node',
    'Nominated Node',
    'Readiness Gates',
  ]);
  expect(body.rows[0].cells).toEqual([
    'shown',
    '0/1',
    'CrashLoopBackOff',
    expect.stringMatching(/^2 \([56]s ago\)$/),
    expect.stringMatching(/s$/),
    '127.1.2.3',
    '<none>',
    '<none>',
    '<none>',
  ]);
});

test('an eviction that a budget forbids is refused with the reason, and one that it allows is spent', async () => {
  const { call } = served;
  const pods = '/api/v1/namespaces/default/pods';
  await call('POST', pods, { body: { ...pod('guarded'), metadata: { name: 'guarded', labels: { app: 'guarded' } } } });
  const ready = { status: { phase: 'Running', conditions: [{ type: 'Ready', status: 'True' }] } };
  await call('PATCH', `${pods}/guarded/status`, { contentType: 'application/merge-patch+json', body: ready });
  const budgets = '/apis/policy/v1/namespaces/default/poddisruptionbudgets';
  await call('POST', budgets, {
    body: { metadata: { name: 'guard' }, spec: { minAvailable: 1, selector: { matchLabels: { app: 'guarded' } } } },
  });
  const status = (allowed: number) =>
    call('PATCH', `${budgets}/guard/status`, {
      contentType: 'application/merge-patch+json',
      body: {
        status: {
          observedGeneration: 1,
          disruptionsAllowed: allowed,
          currentHealthy: 1,
          desiredHealthy: 1,
          expectedPods: 1,
        },
      },
    });
  await status(0);
  const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'guarded' } };
  const refused = await call('POST', `${pods}/guarded/eviction`, { body: eviction });
  expect(refused.code).toBe(429);
  expect(refused.body).toMatchObject({
    message: "Cannot evict pod as it would violate the pod's disruption budget.",
    details: {
      causes: [
        { reason: 'DisruptionBudget', message: 'The disruption budget guard needs 1 healthy pods and has 1 currently' },
      ],
    },
  });
  await status(1);
  expect((await call('POST', `${pods}/guarded/eviction`, { body: eviction })).code).toBe(201);
  expect((await call('GET', `${budgets}/guard`)).body.status).toMatchObject({
    disruptionsAllowed: 0,
    disruptedPods: { guarded: expect.any(String) },
  });
});

test('ephemeral containers are read as the pod, and refused with what to do instead', async () => {
  const { call } = served;
  await call('POST', PODS, { body: pod('debugged') });
  const path = `${PODS}/debugged/ephemeralcontainers`;
  expect((await call('GET', path)).body).toMatchObject({ kind: 'Pod', metadata: { name: 'debugged' } });
  const body = { spec: { ephemeralContainers: [{ name: 'debugger', image: 'node:24' }] } };
  const refused = await call('PATCH', path, { body, contentType: 'application/strategic-merge-patch+json' });
  expect(refused.code).toBe(405);
  expect(refused.body.message).toContain('does not run ephemeral containers; use kubectl exec, or a kind cluster');
  expect((await call('GET', path)).body.spec.ephemeralContainers).toBeUndefined();
});

test('a spread without a selector is warned of, once for each new spec', async () => {
  const { call } = served;
  const spread = { maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'ScheduleAnyway' };
  const spreading = deployment('spreading', (object: any) => {
    object.spec.template.spec.topologySpreadConstraints = [spread];
  });
  const created = await call('POST', DEPLOYMENTS, { body: spreading });
  expect(created.headers.warning).toBe(
    '299 - "spec.template.spec.topologySpreadConstraints[0].labelSelector: a null labelSelector results in matching no pod"',
  );
  const label = { metadata: { labels: { a: 'b' } } };
  const patched = await call('PATCH', `${DEPLOYMENTS}/spreading`, {
    body: label,
    contentType: 'application/merge-patch+json',
  });
  expect([patched.code, patched.headers.warning]).toEqual([200, undefined]);
});
