import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  deploymentOf,
  eventsOf,
  settled,
  startTestCluster,
  type TestCluster,
  templateOf,
  until,
} from './test-cluster.ts';

let cluster: TestCluster;
beforeEach(() => {
  cluster = startTestCluster();
});
afterEach(() => cluster.stop());

const isComplete =
  (replicas: number, generation = 1) =>
  ([deployment]: readonly any[]) =>
    deployment?.status?.observedGeneration >= generation &&
    deployment.status.updatedReplicas === replicas &&
    deployment.status.replicas === replicas &&
    deployment.status.availableReplicas === replicas &&
    deployment.status.conditions.some((one: any) => one.reason === 'NewReplicaSetAvailable');

test('a Deployment gets its ReplicaSet and its pods, and tells so in status, conditions and events', async () => {
  const { api } = cluster;
  api.create('deployments.apps', deploymentOf('web', 3));
  const [deployment] = await until(api, 'deployments.apps', isComplete(3));
  const [replicaSet] = api.list('replicasets.apps');
  const name = replicaSet!.metadata!.name!;
  expect(name).toMatch(/^web-[bcdfghjklmnpqrstvwxz2456789]+$/);
  const hash = name.slice('web-'.length);
  expect(replicaSet!.metadata!.labels).toEqual({ app: 'web', 'pod-template-hash': hash });
  expect(replicaSet!.spec!.selector.matchLabels).toEqual({ app: 'web', 'pod-template-hash': hash });
  expect(replicaSet!.metadata!.annotations).toMatchObject({
    'deployment.kubernetes.io/desired-replicas': '3',
    'deployment.kubernetes.io/max-replicas': '4',
    'deployment.kubernetes.io/revision': '1',
  });
  expect(deployment!.metadata!.annotations).toMatchObject({ 'deployment.kubernetes.io/revision': '1' });
  expect(deployment!.status).toMatchObject({ observedGeneration: 1, readyReplicas: 3 });
  expect(deployment!.status!.conditions).toEqual([
    expect.objectContaining({
      type: 'Available',
      status: 'True',
      reason: 'MinimumReplicasAvailable',
      message: 'Deployment has minimum availability.',
    }),
    expect.objectContaining({
      type: 'Progressing',
      status: 'True',
      reason: 'NewReplicaSetAvailable',
      message: `ReplicaSet "${name}" has successfully progressed.`,
    }),
  ]);
  expect(eventsOf(api, 'Deployment', 'web')).toEqual([
    {
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message: `Scaled up replica set ${name} from 0 to 3`,
      component: 'deployment-controller',
    },
  ]);
  const pods = api.list('pods');
  expect(pods.map(pod => pod.metadata!.labels)).toEqual(Array(3).fill({ app: 'web', 'pod-template-hash': hash }));
  expect(new Set(pods.map(pod => pod.spec!.nodeName)).size).toBe(3);
  for (const pod of pods) expect(pod.metadata!.name).toMatch(new RegExp(`^${name}-[a-z0-9]{5}$`));
  expect(
    eventsOf(api, 'ReplicaSet', name)
      .map(({ message }) => message)
      .sort(),
  ).toEqual(pods.map(pod => `Created pod: ${pod.metadata!.name}`).sort());
});

test('a new image is rolled out within surge and unavailability, and an undo uses the old ReplicaSet again', async () => {
  const { api } = cluster;
  api.create('deployments.apps', deploymentOf('web', 4, { minReadySeconds: 0 }));
  await until(api, 'deployments.apps', isComplete(4));
  const [first] = api.list('replicasets.apps');
  let most = 0;
  let fewestAvailable = Number.POSITIVE_INFINITY;
  const end = api.watch('pods', () => {
    const alive = api.list('pods').filter(pod => !pod.metadata!.deletionTimestamp);
    most = Math.max(
      most,
      api.list('replicasets.apps').reduce((sum, one) => sum + one.spec!.replicas!, 0),
    );
    const ready = alive.filter(pod =>
      pod.status?.conditions?.some(one => one.type === 'Ready' && one.status === 'True'),
    );
    fewestAvailable = Math.min(fewestAvailable, ready.length);
  });
  api.mutate('deployments.apps', 'default', 'web', draft => {
    draft.spec!.template.spec!.containers[0]!.image = 'node:22';
  });
  await until(api, 'deployments.apps', isComplete(4, 2));
  end();
  expect(most).toBe(5);
  expect(fewestAvailable).toBe(3);
  const old = api.get('replicasets.apps', 'default', first!.metadata!.name!);
  expect(old!.spec!.replicas).toBe(0);
  expect(api.get('deployments.apps', 'default', 'web')!.metadata!.annotations).toMatchObject({
    'deployment.kubernetes.io/revision': '2',
  });

  api.mutate('deployments.apps', 'default', 'web', draft => {
    draft.spec!.template.spec!.containers[0]!.image = 'node:24';
  });
  await until(api, 'deployments.apps', isComplete(4, 3));
  expect(api.list('replicasets.apps')).toHaveLength(2);
  expect(api.get('replicasets.apps', 'default', first!.metadata!.name!)!.metadata!.annotations).toMatchObject({
    'deployment.kubernetes.io/revision': '3',
    'deployment.kubernetes.io/revision-history': '1',
  });
});

test('Recreate lets all old pods go before the first new one starts', async () => {
  const { api } = cluster;
  api.create('deployments.apps', deploymentOf('web', 3, { strategy: { type: 'Recreate' } }));
  await until(api, 'deployments.apps', isComplete(3));
  const old = new Set(api.list('pods').map(pod => pod.metadata!.uid));
  let overlapped = false;
  const end = api.watch('pods', () => {
    const pods = api.list('pods');
    overlapped ||= pods.some(pod => old.has(pod.metadata!.uid)) && pods.some(pod => !old.has(pod.metadata!.uid));
  });
  api.mutate('deployments.apps', 'default', 'web', draft => {
    draft.spec!.template = templateOf('web', 'node:22');
  });
  await until(api, 'deployments.apps', isComplete(3, 2));
  end();
  expect(overlapped).toBe(false);
  expect(api.list('pods').some(pod => old.has(pod.metadata!.uid))).toBe(false);
});

test('a paused Deployment scales but does not roll out until it is resumed', async () => {
  const { api } = cluster;
  api.create('deployments.apps', deploymentOf('web', 2));
  await until(api, 'deployments.apps', isComplete(2));
  api.mutate('deployments.apps', 'default', 'web', draft => {
    draft.spec!.paused = true;
    draft.spec!.template = templateOf('web', 'node:22');
    draft.spec!.replicas = 3;
  });
  await until(api, 'pods', pods => pods.length === 3);
  await settled(api);
  expect(api.list('replicasets.apps')).toHaveLength(1);
  const progressing = () =>
    api.get('deployments.apps', 'default', 'web')!.status!.conditions!.find(one => one.type === 'Progressing');
  expect(progressing()).toMatchObject({
    status: 'Unknown',
    reason: 'DeploymentPaused',
    message: 'Deployment is paused',
  });
  api.mutate('deployments.apps', 'default', 'web', draft => {
    draft.spec!.paused = false;
  });
  await until(api, 'deployments.apps', isComplete(3, 3));
  expect(api.list('replicasets.apps')).toHaveLength(2);
});

test('a rollout that does not get ready in time says ProgressDeadlineExceeded, and keeps the old pods', async () => {
  const { api } = cluster;
  cluster.stop();
  cluster = startTestCluster({ startsReady: pod => pod.spec!.containers[0]!.image === 'node:24' });
  const { api: fresh } = cluster;
  fresh.create('deployments.apps', deploymentOf('web', 4, { progressDeadlineSeconds: 1 }));
  await until(fresh, 'deployments.apps', isComplete(4));
  fresh.mutate('deployments.apps', 'default', 'web', draft => {
    draft.spec!.template = templateOf('web', 'node:22');
  });
  const [deployment] = await until(fresh, 'deployments.apps', ([one]) =>
    Boolean(one?.status?.conditions?.some(condition => condition.reason === 'ProgressDeadlineExceeded')),
  );
  expect(deployment!.status!.conditions!.find(one => one.type === 'Progressing')).toMatchObject({
    status: 'False',
    message: expect.stringMatching(/^ReplicaSet "web-\w+" has timed out progressing\.$/),
  });
  expect(deployment!.status).toMatchObject({ replicas: 5, updatedReplicas: 2, availableReplicas: 3 });
  expect(api).not.toBe(fresh);
});

test('only as many old ReplicaSets are kept as revisionHistoryLimit says', async () => {
  const { api } = cluster;
  api.create('deployments.apps', deploymentOf('web', 1, { revisionHistoryLimit: 1 }));
  await until(api, 'deployments.apps', isComplete(1));
  for (const [index, image] of ['node:22', 'node:20', 'node:18'].entries()) {
    api.mutate('deployments.apps', 'default', 'web', draft => {
      draft.spec!.template = templateOf('web', image);
    });
    await until(api, 'deployments.apps', isComplete(1, index + 2));
  }
  await until(api, 'replicasets.apps', all => all.length === 2);
  const revisions = api
    .list('replicasets.apps')
    .map(one => one.metadata!.annotations!['deployment.kubernetes.io/revision']);
  expect(revisions.sort()).toEqual(['3', '4']);
});

test('scaling in the middle of a rollout is shared by the old and the new pods in proportion', async () => {
  cluster.stop();
  cluster = startTestCluster({ startsReady: pod => pod.spec!.containers[0]!.image === 'node:24' });
  const { api } = cluster;
  const strategy = { rollingUpdate: { maxSurge: 3, maxUnavailable: 2 } };
  api.create('deployments.apps', deploymentOf('web', 10, { strategy }));
  await until(api, 'deployments.apps', isComplete(10));
  api.mutate('deployments.apps', 'default', 'web', draft => {
    draft.spec!.template = templateOf('web', 'node:22');
  });
  const counts = () =>
    api
      .list('replicasets.apps')
      .map(one => one.spec!.replicas!)
      .sort((a, b) => a - b);
  await until(api, 'replicasets.apps', () => counts().join() === '5,8');
  // The example of Kubernetes' own page on Deployments: 10 → 15 replicas with 8 old and 5 new ones makes 11 and 7.
  api.mutate('deployments.apps', 'default', 'web', draft => {
    draft.spec!.replicas = 15;
  });
  await until(api, 'replicasets.apps', () => counts().join() === '7,11');
});
