import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { eventsOf, startTestCluster, type TestCluster, templateOf, until } from './test-cluster.ts';

let cluster: TestCluster;
beforeEach(() => {
  cluster = startTestCluster({ timings: { jobBackoffMs: 10, jobBackoffMaxMs: 20 } });
});
afterEach(() => cluster.stop());

const isReadyPod = (pod: any) =>
  pod.status?.conditions?.some((one: any) => one.type === 'Ready' && one.status === 'True');
const labelled = (name: string, spec: object): any => ({ metadata: { name, namespace: 'default' }, spec });

test('a ReplicaSet adopts fitting orphans, releases pods whose labels change, and deletes what is not ready first', async () => {
  const { api, kubelet } = cluster;
  const orphan = {
    metadata: { name: 'orphan', namespace: 'default', labels: { app: 'web' } },
    spec: templateOf('web').spec,
  };
  api.create('pods', orphan);
  await until(api, 'pods', pods => pods.every(isReadyPod));
  const spec = { replicas: 3, selector: { matchLabels: { app: 'web' } }, template: templateOf('web') };
  const replicaSet = api.create('replicasets.apps', labelled('web', spec));
  const ready =
    (count: number) =>
    ([one]: readonly any[]) =>
      one?.status?.readyReplicas === count && one.status.replicas === count;
  await until(api, 'replicasets.apps', ready(3));
  expect(api.get('pods', 'default', 'orphan')!.metadata!.ownerReferences).toEqual([
    {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      name: 'web',
      uid: replicaSet.metadata!.uid,
      controller: true,
      blockOwnerDeletion: true,
    },
  ]);

  api.mutate('pods', 'default', 'orphan', draft => {
    draft.metadata!.labels = { app: 'debug' };
  });
  await until(api, 'pods', pods => pods.length === 4 && pods.every(isReadyPod));
  expect(api.get('pods', 'default', 'orphan')!.metadata!.ownerReferences).toBeUndefined();

  const sick = api.list('pods', { labelSelector: 'app=web' })[1]!.metadata!.name!;
  kubelet.setReady('default', sick, false);
  await until(api, 'replicasets.apps', ([one]) => one!.status!.readyReplicas === 2);
  api.mutate('replicasets.apps', 'default', 'web', draft => {
    draft.spec!.replicas = 2;
  });
  await until(api, 'replicasets.apps', ready(2));
  expect(api.get('pods', 'default', sick)).toBeUndefined();
  expect(eventsOf(api, 'ReplicaSet', 'web')).toContainEqual({
    type: 'Normal',
    reason: 'SuccessfulDelete',
    message: `Deleted pod: ${sick}`,
    component: 'replicaset-controller',
  });
});

test('a pod that the API server refuses becomes a ReplicaFailure condition and an event', async () => {
  const { api } = cluster;
  const template = { ...templateOf('web'), spec: { ...templateOf('web').spec, serviceAccountName: 'absent' } };
  api.create('replicasets.apps', labelled('web', { replicas: 1, selector: { matchLabels: { app: 'web' } }, template }));
  const [replicaSet] = await until(api, 'replicasets.apps', ([one]) => Boolean(one?.status?.conditions?.length));
  const message = expect.stringContaining(
    'error looking up service account default/absent: serviceaccount "absent" not found',
  );
  expect(replicaSet!.status!.conditions).toEqual([
    expect.objectContaining({ type: 'ReplicaFailure', status: 'True', reason: 'FailedCreate', message }),
  ]);
  expect(eventsOf(api, 'ReplicaSet', 'web')[0]).toMatchObject({ type: 'Warning', reason: 'FailedCreate', message });
});

test('a StatefulSet starts its pods one after another and updates them from the last down to the partition', async () => {
  const { api } = cluster;
  const order: string[] = [];
  const end = api.watch('pods', ({ type, object }) => {
    if (type === 'ADDED') {
      order.push(object.metadata!.name!);
      const others = api.list('pods').filter(pod => pod.metadata!.name !== object.metadata!.name);
      expect(others.every(pod => isReadyPod(pod))).toBe(true);
    }
  });
  const spec = { replicas: 3, serviceName: 'db', selector: { matchLabels: { app: 'db' } }, template: templateOf('db') };
  api.create('statefulsets.apps', labelled('db', spec));
  const [first] = await until(api, 'statefulsets.apps', ([one]) => one?.status?.availableReplicas === 3);
  expect(order).toEqual(['db-0', 'db-1', 'db-2']);
  const pod = api.get('pods', 'default', 'db-1')!;
  expect(pod.spec).toMatchObject({ hostname: 'db-1', subdomain: 'db' });
  expect(pod.metadata!.labels).toEqual({
    app: 'db',
    'statefulset.kubernetes.io/pod-name': 'db-1',
    'apps.kubernetes.io/pod-index': '1',
    'controller-revision-hash': first!.status!.updateRevision,
  });
  order.length = 0;
  api.mutate('statefulsets.apps', 'default', 'db', draft => {
    draft.spec!.template = templateOf('db', 'node:22');
    draft.spec!.updateStrategy = { type: 'RollingUpdate', rollingUpdate: { partition: 1 } };
  });
  await until(
    api,
    'statefulsets.apps',
    ([one]) => one?.status?.updatedReplicas === 2 && one.status.availableReplicas === 3,
  );
  end();
  expect(order).toEqual(['db-2', 'db-1']);
  const images = () => api.list('pods').map(({ metadata, spec }) => `${metadata!.name} ${spec!.containers[0]!.image}`);
  expect(images()).toEqual(['db-0 node:24', 'db-1 node:22', 'db-2 node:22']);
  // Below the partition a deleted pod comes back with the old template.
  api.delete('pods', 'default', 'db-0');
  await until(api, 'pods', pods => pods.length === 3 && pods.every(isReadyPod));
  expect(images()[0]).toBe('db-0 node:24');
  api.mutate('statefulsets.apps', 'default', 'db', draft => {
    draft.spec!.replicas = 1;
    draft.spec!.updateStrategy!.rollingUpdate!.partition = 0;
  });
  await until(
    api,
    'statefulsets.apps',
    ([one]) => one?.status?.replicas === 1 && one.status.currentRevision === one.status.updateRevision,
  );
  expect(images()).toEqual(['db-0 node:22']);
  expect(eventsOf(api, 'StatefulSet', 'db').map(({ message }) => message)).toContain(
    'delete Pod db-2 in StatefulSet db successful',
  );
});

test('a StatefulSet with volume claims says by an event that it does not run here', async () => {
  const { api } = cluster;
  const volumeClaimTemplates = [
    {
      metadata: { name: 'data' },
      spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
    },
  ];
  const spec = { replicas: 1, serviceName: 'db', selector: { matchLabels: { app: 'db' } }, template: templateOf('db') };
  api.create('statefulsets.apps', labelled('db', { ...spec, volumeClaimTemplates }));
  await until(api, 'events', events => events.some(event => event.reason === 'FailedCreate'));
  expect(eventsOf(api, 'StatefulSet', 'db')[0]!.message).toContain('no persistent volumes');
  expect(api.list('pods')).toEqual([]);
});

test('a DaemonSet runs on every fitting node, also on a cordoned one, and follows the nodes', async () => {
  const { api } = cluster;
  api.mutate('nodes', undefined, 'node-a', draft => {
    draft.spec = { unschedulable: true };
  });
  api.mutate('nodes', undefined, 'node-b', draft => {
    draft.spec = { taints: [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }] };
  });
  const spec = { selector: { matchLabels: { app: 'agent' } }, template: templateOf('agent') };
  api.create('daemonsets.apps', labelled('agent', spec));
  const available =
    (count: number) =>
    ([one]: readonly any[]) =>
      one?.status?.numberAvailable === count && one.status.desiredNumberScheduled === count;
  await until(api, 'daemonsets.apps', available(2));
  const hosts = () =>
    api
      .list('pods')
      .map(pod => pod.spec!.nodeName)
      .sort();
  expect(hosts()).toEqual(['node-a', 'node-c']);
  api.mutate('nodes', undefined, 'node-b', draft => {
    draft.spec = { taints: [] };
  });
  await until(api, 'daemonsets.apps', available(3));
  expect(hosts()).toEqual(['node-a', 'node-b', 'node-c']);

  let fewest = 3;
  const end = api.watch('pods', () => {
    fewest = Math.min(
      fewest,
      api.list('pods').filter(pod => isReadyPod(pod) && !pod.metadata!.deletionTimestamp).length,
    );
  });
  api.mutate('daemonsets.apps', 'default', 'agent', draft => {
    draft.spec!.template = templateOf('agent', 'node:22');
  });
  await until(
    api,
    'daemonsets.apps',
    all =>
      available(3)(all) && all[0]!.status!.observedGeneration === 2 && all[0]!.status!.updatedNumberScheduled === 3,
  );
  end();
  expect(fewest).toBe(2);
});

test('a Parallel StatefulSet creates all its pods at once, and replaces a lost one under its own name', async () => {
  cluster.stop();
  cluster = startTestCluster({ startsReady: () => false });
  const { api } = cluster;
  const selector = { matchLabels: { app: 'db' } };
  const spec = {
    replicas: 3,
    serviceName: 'db',
    podManagementPolicy: 'Parallel',
    selector,
    template: templateOf('db'),
  };
  api.create('statefulsets.apps', labelled('db', spec));
  const named = (pods: readonly any[]) => pods.map(pod => pod.metadata.name).join();
  await until(api, 'pods', pods => named(pods) === 'db-0,db-1,db-2');
  const { uid } = api.get('pods', 'default', 'db-1')!.metadata!;
  api.delete('pods', 'default', 'db-1');
  await until(api, 'pods', pods => named(pods) === 'db-0,db-1,db-2' && pods[1]!.metadata!.uid !== uid);
});
