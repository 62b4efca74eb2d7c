import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { deploymentOf, startTestCluster, type TestCluster, until } from './test-cluster.ts';

let cluster: TestCluster;
beforeEach(() => {
  cluster = startTestCluster();
});
afterEach(() => cluster.stop());

async function deployWeb(): Promise<void> {
  cluster.api.create('deployments.apps', deploymentOf('web', 2));
  await until(cluster.api, 'deployments.apps', ([one]) => one?.status?.availableReplicas === 2);
}

test('a deleted claim stays as long as a pod on a node names it, and goes with the pod', async () => {
  const { api } = cluster;
  const spec = { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } };
  for (const name of ['used', 'unused'])
    api.create('persistentvolumeclaims', { metadata: { name, namespace: 'default' }, spec });
  api.create('pods', {
    metadata: { name: 'user', namespace: 'default' },
    spec: {
      nodeName: 'node-a',
      terminationGracePeriodSeconds: 0,
      containers: [{ name: 'main', image: 'node:24' }],
      volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'used' } }],
    },
  });
  await until(api, 'pods', ([one]) => one?.status?.phase === 'Running');
  for (const name of ['used', 'unused']) api.delete('persistentvolumeclaims', 'default', name);
  const [left] = await until(api, 'persistentvolumeclaims', all => all.length === 1);
  expect(left!.metadata).toMatchObject({ name: 'used', finalizers: ['kubernetes.io/pvc-protection'] });
  expect(left!.metadata!.deletionTimestamp).toBeDefined();
  api.delete('pods', 'default', 'user');
  await until(api, 'persistentvolumeclaims', all => all.length === 0);
  expect(api.list('pods')).toEqual([]);
});

test('a namespace empties itself, waits for finalizers, and goes', async () => {
  const { api } = cluster;
  api.create('namespaces', { metadata: { name: 'shop' } });
  await until(api, 'serviceaccounts', all => all.some(one => one.metadata!.namespace === 'shop'));
  await until(api, 'configmaps', all =>
    all.some(one => one.metadata!.namespace === 'shop' && one.metadata!.name === 'kube-root-ca.crt'),
  );
  const deployment = deploymentOf('web', 2);
  api.create('deployments.apps', { ...deployment, metadata: { name: 'web', namespace: 'shop' } });
  api.create('configmaps', { metadata: { name: 'held', namespace: 'shop', finalizers: ['example.com/hold'] } });
  await until(api, 'deployments.apps', ([one]) => one?.status?.availableReplicas === 2);
  api.delete('namespaces', undefined, 'shop');
  const isHeld = (namespace: any) =>
    namespace.status?.conditions?.some((one: any) => one.reason === 'SomeFinalizersRemain');
  const namespaces = await until(api, 'namespaces', all => all.some(isHeld) && api.list('pods').length === 0);
  const shop = namespaces.find(one => one.metadata!.name === 'shop')!;
  expect(shop.status!.phase).toBe('Terminating');
  const messages = shop.status!.conditions!.map(({ message }) => message);
  expect(messages).toContain(
    'Some content in the namespace has finalizers remaining: example.com/hold in 1 resource instances',
  );
  api.mutate('configmaps', 'shop', 'held', draft => {
    draft.metadata!.finalizers = [];
  });
  await until(api, 'namespaces', all => !all.some(one => one.metadata!.name === 'shop'));
  expect(api.list('deployments.apps')).toEqual([]);
});

test('the default account and the CA of a namespace come back when they are deleted', async () => {
  const { api } = cluster;
  await until(api, 'serviceaccounts', all => all.some(one => one.metadata!.namespace === 'default'));
  await until(api, 'configmaps', all => all.some(one => one.metadata!.namespace === 'default'));
  const { uid } = api.get('serviceaccounts', 'default', 'default')!.metadata!;
  api.delete('serviceaccounts', 'default', 'default');
  api.mutate('configmaps', 'default', 'kube-root-ca.crt', draft => {
    draft.data = { 'ca.crt': 'forged' };
  });
  const isBack = (one: any) => one.metadata.namespace === 'default' && one.metadata.uid !== uid;
  await until(api, 'serviceaccounts', all => all.some(isBack));
  await until(api, 'configmaps', all => all.every(one => one.data?.['ca.crt'] !== 'forged'));
});

test('a Deployment deleted in the background takes its ReplicaSet and pods with it', async () => {
  const { api } = cluster;
  await deployWeb();
  api.delete('deployments.apps', 'default', 'web', { propagationPolicy: 'Background' });
  expect(api.get('deployments.apps', 'default', 'web')).toBeUndefined();
  await until(api, 'pods', pods => pods.length === 0);
  expect(api.list('replicasets.apps')).toEqual([]);
});

test('a Deployment deleted in the foreground is the last to go', async () => {
  const { api } = cluster;
  await deployWeb();
  const gone: string[] = [];
  const ends = (['deployments.apps', 'replicasets.apps', 'pods'] as const).map(resource =>
    api.watch(resource, ({ type }) => {
      if (type === 'DELETED') gone.push(resource);
    }),
  );
  api.delete('deployments.apps', 'default', 'web', { propagationPolicy: 'Foreground' });
  await until(api, 'deployments.apps', all => all.length === 0);
  await until(api, 'deployments.apps', () => gone.length === 4);
  for (const end of ends) end();
  expect(gone).toEqual(['pods', 'pods', 'replicasets.apps', 'deployments.apps']);
});

test('a Deployment deleted as an orphan leaves its ReplicaSet and pods, which a new one adopts', async () => {
  const { api } = cluster;
  await deployWeb();
  const pods = api.list('pods').map(pod => pod.metadata!.uid);
  api.delete('deployments.apps', 'default', 'web', { propagationPolicy: 'Orphan' });
  await until(api, 'deployments.apps', all => all.length === 0);
  expect(api.list('replicasets.apps')[0]!.metadata!.ownerReferences).toBeUndefined();
  await deployWeb();
  expect(api.list('replicasets.apps')).toHaveLength(1);
  expect(api.list('pods').map(pod => pod.metadata!.uid)).toEqual(pods);
});

test('what names an owner that does not exist is collected, unless another owner is there', async () => {
  const { api } = cluster;
  const absent = { apiVersion: 'v1', kind: 'ConfigMap', name: 'absent', uid: 'no-such-uid' };
  const owner = api.create('configmaps', { metadata: { name: 'owner', namespace: 'default' } });
  const present = { apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: owner.metadata!.uid! };
  const create = (name: string, ownerReferences: (typeof absent)[]) =>
    api.create('secrets', { metadata: { name, namespace: 'default', ownerReferences } });
  create('lost', [absent]);
  create('kept', [absent, present]);
  await until(api, 'secrets', all => all.length === 1 && all[0]!.metadata!.ownerReferences!.length === 1);
  expect(api.get('secrets', 'default', 'kept')!.metadata!.ownerReferences).toEqual([present]);
  api.delete('configmaps', 'default', 'owner');
  await until(api, 'secrets', all => all.length === 0);
});
