import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  addNode,
  deploymentOf,
  eventsOf,
  startTestCluster,
  type TestCluster,
  templateOf,
  until,
} from './test-cluster.ts';

let cluster: TestCluster;
beforeEach(() => {
  cluster = startTestCluster({ nodes: [] });
});
afterEach(() => cluster.stop());

const zoned = (name: string, zone: string, allocatable: Record<string, string> = {}) => {
  addNode(cluster.api, name, allocatable);
  cluster.api.mutate('nodes', undefined, name, draft => {
    draft.metadata!.labels!['topology.kubernetes.io/zone'] = zone;
  });
};
const pod = (name: string, spec: object = {}, labels: Record<string, string> = { app: name }): any => ({
  metadata: { name, namespace: 'default', labels },
  spec: { ...templateOf(name).spec, ...spec },
});
const asking = (requests: Record<string, string>) => ({
  containers: [{ name: 'main', image: 'node:24', resources: { requests } }],
});
const scheduled = (name: string) =>
  until(cluster.api, 'pods', pods => pods.some(one => one.metadata!.name === name && one.spec!.nodeName)).then(
    pods => pods.find(one => one.metadata!.name === name)!.spec!.nodeName,
  );
const refused = async (name: string) => {
  const isRefused = (one: any) =>
    one.metadata.name === name &&
    one.status.conditions?.some((c: any) => c.type === 'PodScheduled' && c.status === 'False');
  const pods = await until(cluster.api, 'pods', all => all.some(isRefused));
  const found = pods.find(isRefused)!.status!.conditions!.find(one => one.type === 'PodScheduled')!;
  expect(found.reason).toBe('Unschedulable');
  expect(eventsOf(cluster.api, 'Pod', name)).toContainEqual({
    type: 'Warning',
    reason: 'FailedScheduling',
    message: found.message,
    component: 'default-scheduler',
  });
  return found.message;
};

test('a bound pod has its condition and its event', async () => {
  addNode(cluster.api, 'only');
  cluster.api.create('pods', pod('web'));
  expect(await scheduled('web')).toBe('only');
  await until(cluster.api, 'events', events => events.some(event => event.reason === 'Scheduled'));
  expect(eventsOf(cluster.api, 'Pod', 'web')[0]!.message).toBe('Successfully assigned default/web to only');
  const conditions = cluster.api.get('pods', 'default', 'web')!.status!.conditions!;
  expect(conditions).toContainEqual(expect.objectContaining({ type: 'PodScheduled', status: 'True' }));
});

test('what rules each node out is counted in the message', async () => {
  const { api } = cluster;
  expect.assertions(6);
  addNode(api, 'a', { cpu: '1' });
  addNode(api, 'b', { cpu: '1', memory: '64Mi' });
  addNode(api, 'c');
  api.mutate('nodes', undefined, 'c', draft => {
    draft.spec = { taints: [{ key: 'dedicated', value: 'gpu', effect: 'NoSchedule' }] };
  });
  api.create('pods', pod('big', asking({ cpu: '2', memory: '128Mi' })));
  expect(await refused('big')).toBe(
    '0/3 nodes are available: 1 Insufficient memory, 1 node(s) had untolerated taint {dedicated: gpu}, 2 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.',
  );
  api.create('pods', pod('picky', { nodeSelector: { disk: 'ssd' }, tolerations: [{ operator: 'Exists' }] }));
  expect(await refused('picky')).toMatch(
    /^0\/3 nodes are available: 3 node\(s\) didn't match Pod's node affinity\/selector\./,
  );
});

test('an unschedulable pod is placed when a node that fits joins', async () => {
  const { api } = cluster;
  api.create('pods', pod('web'));
  expect(await refused('web')).toBe('no nodes available to schedule pods');
  addNode(api, 'late');
  expect(await scheduled('web')).toBe('late');
});

test('resources are counted in requests, init containers by their peak, and pods by number', async () => {
  const { api } = cluster;
  addNode(api, 'a', { cpu: '1', pods: '3' });
  api.create('pods', pod('first', asking({ cpu: '600m' })));
  await scheduled('first');
  const init = { initContainers: [{ name: 'init', image: 'node:24', resources: { requests: { cpu: '500m' } } }] };
  api.create('pods', pod('init', { ...asking({ cpu: '100m' }), ...init }));
  expect(await refused('init')).toContain(
    '1 Insufficient cpu. no new claims to deallocate, preemption: 0/1 nodes are available: 1 No preemption victims',
  );
  api.create('pods', pod('second', asking({ cpu: '400m' })));
  api.create('pods', pod('third'));
  await scheduled('third');
  api.create('pods', pod('fourth'));
  expect(await refused('fourth')).toContain('1 Too many pods');
});

test('cordoned nodes are left out, a preset nodeName is kept, gates hold a pod back', async () => {
  const { api } = cluster;
  addNode(api, 'a');
  addNode(api, 'b');
  api.mutate('nodes', undefined, 'a', draft => {
    draft.spec = { unschedulable: true };
  });
  api.create('pods', pod('gated', { schedulingGates: [{ name: 'example.com/wait' }] }));
  api.create('deployments.apps', deploymentOf('web', 4));
  await until(api, 'deployments.apps', ([one]) => one?.status?.availableReplicas === 4);
  expect(api.list('pods', { labelSelector: 'app=web' }).map(one => one.spec!.nodeName)).toEqual(['b', 'b', 'b', 'b']);
  api.create('pods', pod('preset', { nodeName: 'a' }));
  expect(await scheduled('preset')).toBe('a');
  expect(api.get('pods', 'default', 'gated')!.spec!.nodeName).toBeUndefined();
});

test('node affinity: required rules out, preferred draws', async () => {
  zoned('a', 'east');
  zoned('b', 'west');
  zoned('c', 'north');
  const term = (operator: string, values: string[]) => ({
    matchExpressions: [{ key: 'topology.kubernetes.io/zone', operator, values }],
  });
  const nodeAffinity = {
    requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [term('NotIn', ['east'])] },
    preferredDuringSchedulingIgnoredDuringExecution: [{ weight: 100, preference: term('In', ['north']) }],
  };
  for (const name of ['one', 'two', 'three']) {
    cluster.api.create('pods', pod(name, { affinity: { nodeAffinity } }));
    expect(await scheduled(name)).toBe('c');
  }
});

test('hard topology spread keeps the skew and refuses what would break it', async () => {
  const { api } = cluster;
  zoned('a', 'east');
  zoned('b', 'east');
  zoned('c', 'west', { pods: '2' });
  const topologySpreadConstraints = [
    {
      maxSkew: 1,
      topologyKey: 'topology.kubernetes.io/zone',
      whenUnsatisfiable: 'DoNotSchedule',
      labelSelector: { matchLabels: { app: 'web' } },
    },
  ];
  const deployment = deploymentOf('web', 6);
  Object.assign(deployment.spec!.template.spec!, { topologySpreadConstraints });
  api.create('deployments.apps', deployment);
  await until(api, 'deployments.apps', ([one]) => one?.status?.availableReplicas === 5);
  const inWest = api.list('pods').filter(one => one.spec!.nodeName === 'c').length;
  expect(inWest).toBe(2);
  const left = api.list('pods').find(one => !one.spec!.nodeName)!;
  expect(await refused(left.metadata!.name!)).toMatch(
    /^0\/3 nodes are available: 1 Too many pods, 2 node\(s\) didn't match pod topology spread constraints\./,
  );
});

test('required anti-affinity keeps replicas apart, affinity brings a pod to its neighbour', async () => {
  const { api } = cluster;
  for (const name of ['a', 'b', 'c']) addNode(api, name);
  const near = (app: string) => [{ topologyKey: 'kubernetes.io/hostname', labelSelector: { matchLabels: { app } } }];
  const apart = { podAntiAffinity: { requiredDuringSchedulingIgnoredDuringExecution: near('store') } };
  const deployment = deploymentOf('store', 4);
  deployment.spec!.template.spec!.affinity = apart;
  api.create('deployments.apps', deployment);
  await until(api, 'deployments.apps', ([one]) => one?.status?.availableReplicas === 3);
  const alone = api.list('pods').find(one => !one.spec!.nodeName)!;
  expect(await refused(alone.metadata!.name!)).toContain("3 node(s) didn't match pod anti-affinity rules");
  api.create('pods', pod('leader', { nodeSelector: { 'kubernetes.io/hostname': 'b' } }));
  await scheduled('leader');
  const together = { podAffinity: { requiredDuringSchedulingIgnoredDuringExecution: near('leader') } };
  api.create('pods', pod('follower', { affinity: together }));
  expect(await scheduled('follower')).toBe('b');
});

test('the more important of two waiting pods is placed first', async () => {
  const { api } = cluster;
  api.create('priorityclasses.scheduling.k8s.io', { metadata: { name: 'high' }, value: 1000 });
  api.create('pods', pod('low', asking({ cpu: '3' })));
  api.create('pods', pod('high', { ...asking({ cpu: '3' }), priorityClassName: 'high' }));
  await refused('low');
  await refused('high');
  addNode(api, 'a');
  expect(await scheduled('high')).toBe('a');
  expect(api.get('pods', 'default', 'low')!.spec!.nodeName).toBeUndefined();
});

test('the replicas of one workload are spread over the nodes, other load notwithstanding', async () => {
  const { api } = cluster;
  for (const name of ['a', 'b', 'c']) addNode(api, name);
  const load = asking({ cpu: '3', memory: '4Gi' });
  api.create('pods', pod('load', { ...load, nodeSelector: { 'kubernetes.io/hostname': 'a' } }));
  await scheduled('load');
  api.create('deployments.apps', deploymentOf('web', 9));
  await until(api, 'deployments.apps', ([one]) => one?.status?.availableReplicas === 9);
  const replicas = api.list('pods', { labelSelector: 'app=web' });
  const counts = [...Map.groupBy(replicas, one => one.spec!.nodeName!).values()].map(pods => pods.length);
  expect(counts).toHaveLength(3);
  expect(Math.min(...counts)).toBeGreaterThanOrEqual(2);
});
