import { afterAll, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { deployment } from './support/manifests.ts';
import { type Served, serve } from './support/served.ts';

const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments';
const STRATEGIC = 'application/strategic-merge-patch+json';
let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(async () => served[Symbol.asyncDispose]());
beforeEach(async () => {
  await served.call('DELETE', `${DEPLOYMENTS}/web`);
  await served.call('POST', `${DEPLOYMENTS}?fieldManager=maker`, { body: deployment('web') });
});

const container = (change: object) => ({ spec: { template: { spec: { containers: [{ name: 'web', ...change }] } } } });
const patch = (contentType: string, body: unknown, query = '') =>
  served.call('PATCH', `${DEPLOYMENTS}/web${query}`, { contentType, body });
const apply = (body: unknown, query: string) => patch('application/apply-patch+yaml', body, `?${query}`);
const containerOf = (body: any) => body.spec.template.spec.containers[0];

test('strategic: containers and variables merge by their names', async () => {
  const { body } = await patch(STRATEGIC, container({ env: [{ name: 'B', value: '2' }] }));
  expect(containerOf(body).image).toBe('node:24');
  expect(containerOf(body).env.map((one: any) => one.name)).toEqual(['B', 'A']);
});

test('strategic: $patch deletes and replaces, $setElementOrder orders', async () => {
  const replaced = await patch(STRATEGIC, container({ env: [{ $patch: 'replace' }, { name: 'C', value: '3' }] }));
  expect(containerOf(replaced.body).env).toEqual([{ name: 'C', value: '3' }]);
  const ordered = await patch(
    STRATEGIC,
    container({ '$setElementOrder/env': [{ name: 'C' }, { name: 'D' }], env: [{ name: 'D', value: '4' }] }),
  );
  expect(containerOf(ordered.body).env.map((one: any) => one.name)).toEqual(['C', 'D']);
  const deleted = await patch(STRATEGIC, container({ env: [{ name: 'C', $patch: 'delete' }] }));
  expect(containerOf(deleted.body).env.map((one: any) => one.name)).toEqual(['D']);
});

test('strategic: $retainKeys takes the settings of the strategy that is left', async () => {
  const { code, body } = await patch(STRATEGIC, { spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } } });
  expect([code, body.spec.strategy]).toEqual([200, { type: 'Recreate' }]);
});

test('strategic: tolerations are replaced as a whole, finalizers are a set', async () => {
  const toleration = (key: string) => ({
    spec: { template: { spec: { tolerations: [{ key, operator: 'Exists' }] } } },
  });
  await patch(STRATEGIC, toleration('a'));
  const { body } = await patch(STRATEGIC, toleration('b'));
  expect(body.spec.template.spec.tolerations).toEqual([{ key: 'b', operator: 'Exists' }]);
  await patch(STRATEGIC, { metadata: { finalizers: ['example.com/a'] } });
  const both = await patch(STRATEGIC, { metadata: { finalizers: ['example.com/b'] } });
  expect(both.body.metadata.finalizers.toSorted()).toEqual(['example.com/a', 'example.com/b']);
  const one = await patch(STRATEGIC, { metadata: { '$deleteFromPrimitiveList/finalizers': ['example.com/a'] } });
  expect(one.body.metadata.finalizers).toEqual(['example.com/b']);
  await patch(STRATEGIC, { metadata: { finalizers: null } });
});

test('merge patch replaces lists, null removes', async () => {
  await patch('application/merge-patch+json', { metadata: { labels: { a: 'b', c: 'd' } } });
  const { body } = await patch('application/merge-patch+json', { metadata: { labels: { a: null } } });
  expect(body.metadata.labels).toEqual({ c: 'd' });
});

test('JSON patch: a test that fails leaves the object alone', async () => {
  const operations = [
    { op: 'replace', path: '/spec/replicas', value: 7 },
    { op: 'test', path: '/spec/paused', value: true },
  ];
  expect((await patch('application/json-patch+json', operations)).code).toBe(422);
  expect((await served.call('GET', `${DEPLOYMENTS}/web`)).body.spec.replicas).toBe(2);
});

test('apply: a field of somebody else is a conflict that names owner and field; force takes it', async () => {
  const wanted = deployment('web', object => {
    object.spec.replicas = 5;
  });
  const refused = await apply(wanted, 'fieldManager=applier');
  expect([refused.code, refused.body.message]).toEqual([
    409,
    'Apply failed with 1 conflict: conflict with "maker" using apps/v1: .spec.replicas',
  ]);
  expect(refused.body.details.causes).toEqual([
    { reason: 'FieldManagerConflict', message: 'conflict with "maker" using apps/v1', field: '.spec.replicas' },
  ]);
  expect((await apply(wanted, 'fieldManager=applier&force=true')).body.spec.replicas).toBe(5);
  const again = await patch('application/merge-patch+json', { spec: { replicas: 6 } }, '?fieldManager=scaler');
  expect(again.code).toBe(200);
  const conflict = await apply(wanted, 'fieldManager=applier');
  expect(conflict.body.message).toContain('conflict with "scaler"');
});

test('apply: what is no longer applied goes, what others own stays', async () => {
  await served.call('DELETE', `${DEPLOYMENTS}/web`);
  const withB = deployment('web', object => {
    object.spec.template.spec.containers[0].env.push({ name: 'B', value: '2' });
    object.metadata.labels = { mine: 'yes', shared: 'yes' };
  });
  expect((await apply(withB, 'fieldManager=one')).code).toBe(201);
  await apply(
    { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', labels: { shared: 'yes' } } },
    'fieldManager=two',
  );
  const { body } = await apply(deployment('web'), 'fieldManager=one');
  expect(containerOf(body).env).toEqual([{ name: 'A', value: '1' }]);
  expect(body.metadata.labels).toEqual({ shared: 'yes' });
  const unchanged = await apply(deployment('web'), 'fieldManager=one');
  expect(unchanged.body.metadata.resourceVersion).toBe(body.metadata.resourceVersion);
});

test('apply asks who applies', async () => {
  const { code, body } = await apply(deployment('web'), '');
  expect([code, body.message]).toEqual([
    422,
    'PatchOptions.meta.k8s.io "" is invalid: fieldManager: Required value: is required for apply patch',
  ]);
});
