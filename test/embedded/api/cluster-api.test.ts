import { expect, test } from '@jest/globals';
import { ApiError, createClusterApi, createRegistry } from '../../../src/embedded/api/index.ts';
import { configMap, deployment, pod } from './support/manifests.ts';

const inDefault = (object: any) => ({ ...object, metadata: { ...object.metadata, namespace: 'default' } });
const settled = () => new Promise(resolve => setImmediate(resolve));

function failure(act: () => unknown): ApiError {
  try {
    act();
  } catch (error) {
    if (error instanceof ApiError) return error;
    throw error;
  }
  throw new Error('expected an ApiError');
}

test('a Deployment gets the defaults of a real server', () => {
  const api = createClusterApi();
  const { metadata, spec } = api.create('deployments.apps', inDefault(deployment('web')));
  expect(metadata).toMatchObject({
    generation: 1,
    uid: expect.stringMatching(/^[0-9a-f-]{36}$/),
    creationTimestamp: expect.stringMatching(/^[^.]+Z$/),
  });
  expect(spec).toMatchObject({
    revisionHistoryLimit: 10,
    progressDeadlineSeconds: 600,
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
    template: {
      spec: {
        restartPolicy: 'Always',
        terminationGracePeriodSeconds: 30,
        containers: [{ imagePullPolicy: 'IfNotPresent' }],
      },
    },
  });
});

test('a Pod gets what admission gives: account, token volume, priority, tolerations', () => {
  const api = createClusterApi();
  const { spec, status } = api.create(
    'pods',
    pod('a', {
      containers: [{ name: 'main', image: 'node', resources: { limits: { cpu: '1000m', memory: '0.5Gi' } } }],
    }),
  );
  expect(spec).toMatchObject({ serviceAccountName: 'default', priority: 0, enableServiceLinks: true });
  expect(spec!.containers[0]).toMatchObject({
    imagePullPolicy: 'Always',
    resources: { limits: { cpu: '1', memory: '512Mi' }, requests: { cpu: '1', memory: '512Mi' } },
    volumeMounts: [{ mountPath: '/var/run/secrets/kubernetes.io/serviceaccount', readOnly: true }],
  });
  expect(spec!.tolerations!.map(one => one.key)).toEqual([
    'node.kubernetes.io/not-ready',
    'node.kubernetes.io/unreachable',
  ]);
  expect(status).toEqual({ phase: 'Pending', qosClass: 'Guaranteed' });
});

test('mutate changes the spec and counts a generation; without a change nothing is written', () => {
  const api = createClusterApi();
  const first = api.create('deployments.apps', inDefault(deployment('web')));
  const same = api.mutate('deployments.apps', 'default', 'web', draft => {
    draft.spec!.replicas = 2;
    draft.status = { replicas: 9 } as never;
  })!;
  expect(same.metadata!.resourceVersion).toBe(first.metadata!.resourceVersion);
  const scaled = api.mutate('deployments.apps', 'default', 'web', draft => {
    draft.spec!.replicas = 3;
  })!;
  expect(scaled.metadata!.generation).toBe(2);
  const labelled = api.mutate('deployments.apps', 'default', 'web', draft => {
    draft.metadata!.labels = { a: 'b' };
  })!;
  expect(labelled.metadata!.generation).toBe(2);
  expect(api.mutate('deployments.apps', 'default', 'nobody', () => undefined)).toBeUndefined();
});

test('mutateStatus changes the status alone', () => {
  const api = createClusterApi();
  api.create('deployments.apps', inDefault(deployment('web')));
  const { spec, status, metadata } = api.mutateStatus('deployments.apps', 'default', 'web', draft => {
    draft.spec!.replicas = 7;
    draft.status = { readyReplicas: 1, replicas: 2 };
  })!;
  expect([spec!.replicas, status, metadata!.generation]).toEqual([2, { readyReplicas: 1, replicas: 2 }, 1]);
});

test('a pod that no node has goes at once; one that runs gets its grace; force takes it', () => {
  const api = createClusterApi();
  api.create('pods', pod('idle'));
  api.create('pods', pod('busy', { terminationGracePeriodSeconds: 7 }));
  api.mutate('pods', 'default', 'busy', draft => {
    draft.spec!.nodeName = 'node-a';
  });
  expect(api.delete('pods', 'default', 'idle')).toBe(true);
  expect(api.get('pods', 'default', 'idle')).toBeUndefined();
  api.delete('pods', 'default', 'busy');
  expect(api.get('pods', 'default', 'busy')!.metadata).toMatchObject({
    deletionGracePeriodSeconds: 7,
    deletionTimestamp: expect.any(String),
  });
  api.delete('pods', 'default', 'busy', { gracePeriodSeconds: 20 });
  expect(api.get('pods', 'default', 'busy')!.metadata!.deletionGracePeriodSeconds).toBe(7);
  api.delete('pods', 'default', 'busy', { gracePeriodSeconds: 0 });
  expect(api.get('pods', 'default', 'busy')).toBeUndefined();
  expect(api.delete('pods', 'default', 'busy')).toBe(false);
});

test('a finalizer holds an object until it is taken away', () => {
  const api = createClusterApi();
  api.create('configmaps', configMap('held', {}, { finalizers: ['example.com/hold'] }));
  api.delete('configmaps', 'default', 'held');
  expect(api.get('configmaps', 'default', 'held')!.metadata!.deletionTimestamp).toBeDefined();
  expect(failure(() => api.create('configmaps', configMap('held'))).message).toBe(
    'object is being deleted: configmaps "held" already exists',
  );
  api.mutate('configmaps', 'default', 'held', draft => {
    draft.metadata!.finalizers = [];
  });
  expect(api.get('configmaps', 'default', 'held')).toBeUndefined();
});

test('foreground and orphan deletion leave their finalizers to the garbage collector', () => {
  const api = createClusterApi();
  for (const [name, policy, finalizer] of [
    ['f', 'Foreground', 'foregroundDeletion'],
    ['o', 'Orphan', 'orphan'],
  ] as const) {
    api.create('deployments.apps', inDefault(deployment(name)));
    api.delete('deployments.apps', 'default', name, { propagationPolicy: policy });
    expect(api.get('deployments.apps', 'default', name)!.metadata!.finalizers).toEqual([finalizer]);
  }
});

test('preconditions refuse another uid and another version', () => {
  const api = createClusterApi();
  api.create('configmaps', configMap('a'));
  const refused = failure(() => api.delete('configmaps', 'default', 'a', { preconditions: { uid: 'other' } }));
  expect([refused.code, refused.reason]).toEqual([409, 'Conflict']);
  expect(
    failure(() => api.delete('configmaps', 'default', 'a', { preconditions: { resourceVersion: '1' } })).message,
  ).toContain('the ResourceVersion in the precondition (1)');
});

test('nothing is created in a namespace that is missing or going', () => {
  const api = createClusterApi();
  const missing = failure(() => api.create('pods', { ...pod('a'), metadata: { name: 'a', namespace: 'nowhere' } }));
  expect([missing.code, missing.message]).toEqual([404, 'namespaces "nowhere" not found']);
  api.create('namespaces', { metadata: { name: 'shop' } });
  api.delete('namespaces', undefined, 'shop');
  const going = failure(() => api.create('pods', { ...pod('a'), metadata: { name: 'a', namespace: 'shop' } }));
  expect([going.code, going.message]).toEqual([
    403,
    'pods "a" is forbidden: unable to create new content in namespace shop because it is being terminated',
  ]);
  api.mutate('namespaces', undefined, 'shop', draft => {
    draft.spec!.finalizers = [];
  });
  expect(api.get('namespaces', undefined, 'shop')).toBeUndefined();
});

test('a watch begins with what there is and goes on in order', async () => {
  const api = createClusterApi();
  api.create('configmaps', configMap('a'));
  const seen: string[] = [];
  const stop = api.watch('configmaps', ({ type, object }) => seen.push(`${type} ${object.metadata!.name}`));
  api.create('configmaps', configMap('b'));
  expect(seen).toEqual([]);
  await settled();
  api.delete('configmaps', 'default', 'a');
  await settled();
  stop();
  api.create('configmaps', configMap('c'));
  await settled();
  expect(seen).toEqual(['ADDED a', 'ADDED b', 'DELETED a']);
});

test('generated names are new, and fit', () => {
  const api = createClusterApi();
  const names = Array.from(
    { length: 20 },
    () =>
      api.create('pods', { ...pod('x'), metadata: { generateName: `${'w'.repeat(70)}-`, namespace: 'default' } })
        .metadata!.name!,
  );
  expect(new Set(names).size).toBe(20);
  expect(names.every(name => name.length === 63)).toBe(true);
});

test('a Service gets an address, keeps it and gives it back', () => {
  const taken = new Set<string>();
  const addresses = {
    allocateServiceAddress(wish = `127.9.0.${taken.size + 1}`) {
      if (taken.has(wish)) throw new ApiError(422, 'Invalid', 'taken');
      taken.add(wish);
      return wish;
    },
    releaseServiceAddress: (address: string) => void taken.delete(address),
  };
  const api = createClusterApi(createRegistry({ addresses }));
  const service = {
    metadata: { name: 'web', namespace: 'default' },
    spec: { selector: { app: 'web' }, ports: [{ port: 80 }] },
  };
  expect(api.create('services', service as never).spec).toMatchObject({
    clusterIP: '127.9.0.1',
    clusterIPs: ['127.9.0.1'],
    type: 'ClusterIP',
    ports: [{ port: 80, targetPort: 80, protocol: 'TCP' }],
  });
  const changed = api.mutate('services', 'default', 'web', draft => {
    draft.spec!.type = 'NodePort';
  })!;
  expect(changed.spec!.ports![0]!.nodePort).toBeGreaterThanOrEqual(30_000);
  expect([...taken]).toEqual(['127.9.0.1']);
  api.delete('services', 'default', 'web');
  expect(taken.size).toBe(0);
});
