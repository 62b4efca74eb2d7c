import { once } from 'node:events';
import { request } from 'node:https';
import { connect } from 'node:net';
import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
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

/** The status of an answer of the server's door, at the same port; the error's code without one. */
function askDoor(path: string): Promise<number | string> {
  const { url, authority, adminToken } = served.server;
  const address = { host: '127.0.0.2', port: new URL(url).port, ca: authority };
  const headers = { authorization: `Bearer ${adminToken}` };
  return new Promise(resolve => {
    const asked = request({ ...address, path, headers, agent: false });
    asked.once('error', error => resolve((error as NodeJS.ErrnoException).code ?? error.message));
    asked.once('response', response => {
      resolve(response.statusCode ?? 0);
      response.resume();
    });
    asked.end();
  });
}

test('suspended it refuses whoever comes and leaves whoever is there; resumed it is where it was', async () => {
  const { server, call } = served;
  const [port, host] = [Number(new URL(server.url).port), '127.0.0.1'];
  const there = connect(port, host);
  await once(there, 'connect');
  const left = once(there, 'close');
  await server.suspend();
  expect(server.isOpen).toBe(false);
  await left;
  const [error] = await once(connect(port, host), 'error');
  expect(error.code).toBe('ECONNREFUSED');
  expect(await askDoor('/version')).toBe(404);
  await server.suspend();
  await server.resume();
  await server.resume();
  expect(server.isOpen).toBe(true);
  expect((await call('GET', '/version')).code).toBe(200);
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
