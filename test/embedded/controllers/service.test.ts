import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { deploymentOf, startTestCluster, type TestCluster, until } from './test-cluster.ts';

let cluster: TestCluster;
beforeEach(() => {
  cluster = startTestCluster();
});
afterEach(() => cluster.stop());

const service = (spec: object): any => ({
  metadata: { name: 'web', namespace: 'default' },
  spec: { selector: { app: 'web' }, ...spec },
});
const slicesOf = (api: TestCluster['api']) =>
  api.list('endpointslices.discovery.k8s.io', { labelSelector: 'kubernetes.io/service-name=web' });

test('ready pods become endpoints with node and target, others stay in the slice as not ready', async () => {
  const { api, kubelet } = cluster;
  const deployment = deploymentOf('web', 3);
  deployment.spec!.template.spec!.containers[0]!.ports = [{ name: 'http', containerPort: 8080 }];
  api.create('deployments.apps', deployment);
  api.create('services', service({ ports: [{ name: 'web', port: 80, targetPort: 'http' }] }));
  const ready = (count: number) => () =>
    (slicesOf(api)[0]?.endpoints ?? []).filter(endpoint => endpoint.conditions!.ready).length === count;
  await until(api, 'endpointslices.discovery.k8s.io', ready(3));
  const [slice] = slicesOf(api);
  const pods = api.list('pods');
  expect(slice).toMatchObject({ addressType: 'IPv4', ports: [{ name: 'web', port: 8080, protocol: 'TCP' }] });
  expect(slice!.metadata!.name).toMatch(/^web-\w{5}$/);
  expect(slice!.endpoints).toEqual(
    pods.map(({ metadata, spec, status }) => ({
      addresses: [status!.podIP],
      conditions: { ready: true, serving: true, terminating: false },
      nodeName: spec!.nodeName,
      targetRef: { kind: 'Pod', namespace: 'default', name: metadata!.name, uid: metadata!.uid },
    })),
  );
  const sick = pods[0]!.metadata!.name!;
  kubelet.setReady('default', sick, false);
  await until(api, 'endpointslices.discovery.k8s.io', ready(2));
  expect(slicesOf(api)[0]!.endpoints).toHaveLength(3);
  await until(api, 'endpoints', ([one]) => one?.subsets?.[0]?.notReadyAddresses?.length === 1);
  const [subset] = api.get('endpoints', 'default', 'web')!.subsets!;
  expect(subset!.notReadyAddresses).toEqual([
    expect.objectContaining({ targetRef: expect.objectContaining({ name: sick }) }),
  ]);
  expect(subset!.addresses).toHaveLength(2);
});

test('endpoints tell when what they show changed', async () => {
  const { api, kubelet } = cluster;
  const annotation = 'endpoints.kubernetes.io/last-change-trigger-time';
  api.create('services', service({ ports: [{ port: 80 }] }));
  const [empty] = await until(api, 'endpoints', ([one]) => one !== undefined);
  const { creationTimestamp } = api.get('services', 'default', 'web')!.metadata!;
  expect(empty!.metadata!.annotations).toEqual({ [annotation]: creationTimestamp });
  api.create('deployments.apps', deploymentOf('web', 1));
  const readyAddresses = (count: number) => () =>
    (api.get('endpoints', 'default', 'web')!.subsets?.[0]?.addresses ?? []).length === count;
  await until(api, 'endpoints', readyAddresses(1));
  const [pod] = api.list('pods');
  kubelet.setReady('default', pod!.metadata!.name!, false);
  await until(api, 'endpoints', readyAddresses(0));
  const ready = api.list('pods')[0]!.status!.conditions!.find(({ type }) => type === 'Ready')!;
  expect(api.get('endpoints', 'default', 'web')!.metadata!.annotations![annotation]).toBe(ready.lastTransitionTime);
  await until(api, 'endpointslices.discovery.k8s.io', ([one]) => one?.endpoints?.[0]?.conditions?.ready === false);
  expect(slicesOf(api)[0]!.metadata!.annotations![annotation]).toBe(ready.lastTransitionTime);
});

test('a pod leaves the ready endpoints when its deletion starts, while it still runs', async () => {
  const { api, kubelet } = cluster;
  const deployment = deploymentOf('web', 2);
  deployment.spec!.template.spec!.terminationGracePeriodSeconds = 30;
  api.create('deployments.apps', deployment);
  api.create('services', service({ ports: [{ port: 80 }] }));
  await until(
    api,
    'endpointslices.discovery.k8s.io',
    () => slicesOf(api)[0]?.endpoints?.filter(one => one.conditions!.ready).length === 2,
  );
  const [pod] = api.list('pods');
  kubelet.lose(pod!.spec!.nodeName!);
  api.delete('pods', 'default', pod!.metadata!.name!);
  const isLeaving = (endpoint: any) =>
    endpoint.targetRef.name === pod!.metadata!.name &&
    endpoint.conditions.terminating &&
    !endpoint.conditions.ready &&
    endpoint.conditions.serving;
  await until(api, 'endpointslices.discovery.k8s.io', () => Boolean(slicesOf(api)[0]!.endpoints!.some(isLeaving)));
  await until(
    api,
    'endpoints',
    () => !JSON.stringify(api.get('endpoints', 'default', 'web')).includes(pod!.metadata!.uid!),
  );
});

test('publishNotReadyAddresses publishes them, and a headless Service is labelled so', async () => {
  cluster.stop();
  cluster = startTestCluster({ startsReady: () => false });
  const { api } = cluster;
  api.create('deployments.apps', deploymentOf('web', 1));
  api.create('services', service({ clusterIP: 'None', publishNotReadyAddresses: true, ports: [{ port: 80 }] }));
  await until(api, 'endpointslices.discovery.k8s.io', () => slicesOf(api)[0]?.endpoints?.length === 1);
  const [slice] = slicesOf(api);
  expect(slice!.endpoints![0]!.conditions).toEqual({ ready: true, serving: false, terminating: false });
  expect(slice!.metadata!.labels).toMatchObject({ 'service.kubernetes.io/headless': '' });
});

test('the slices and the endpoints of a deleted Service go', async () => {
  const { api } = cluster;
  api.create('services', service({ ports: [{ port: 80 }] }));
  await until(api, 'endpoints', all => all.some(one => one.metadata!.name === 'web'));
  await until(api, 'endpointslices.discovery.k8s.io', () => slicesOf(api).length === 1);
  api.delete('services', 'default', 'web');
  await until(api, 'endpoints', all => !all.some(one => one.metadata!.name === 'web'));
  await until(api, 'endpointslices.discovery.k8s.io', () => slicesOf(api).length === 0);
});
