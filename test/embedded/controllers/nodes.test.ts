import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { deploymentOf, eventsOf, settled, startTestCluster, type TestCluster, until } from './test-cluster.ts';

let cluster: TestCluster;
let renewals: NodeJS.Timeout;
beforeEach(() => {
  cluster = startTestCluster({ timings: { nodeLeaseMs: 250, absentNodeMs: 50, disruptedPodMs: 100 } });
});
afterEach(() => {
  clearInterval(renewals);
  cluster.stop();
});

/** Renews the leases of these nodes as kubelets do, until the test ends. */
function renewLeases(nodes: readonly string[]): void {
  const { api } = cluster;
  clearInterval(renewals);
  for (const name of nodes) {
    if (api.get('leases.coordination.k8s.io', 'kube-node-lease', name)) continue;
    api.create('leases.coordination.k8s.io', {
      metadata: { name, namespace: 'kube-node-lease' },
      spec: { holderIdentity: name },
    });
  }
  let count = 0;
  renewals = setInterval(() => {
    count += 1;
    for (const name of nodes) {
      api.mutate('leases.coordination.k8s.io', 'kube-node-lease', name, draft => {
        draft.spec!.renewTime = new Date(Date.now() + count).toISOString().replace('Z', '000Z');
      });
    }
  }, 50);
}

test('a new node takes no pods before it is ready', async () => {
  const { api } = cluster;
  const notReady = { key: 'node.kubernetes.io/not-ready', effect: 'NoSchedule' };
  expect(api.create('nodes', { metadata: { name: 'late' } }).spec!.taints).toEqual([notReady]);
  renewLeases(['late']);
  await until(api, 'leases.coordination.k8s.io', all => all.some(one => one.spec?.renewTime));
  await settled(api);
  expect(api.get('nodes', undefined, 'late')!.spec!.taints).toEqual([notReady]);
  api.mutateStatus('nodes', undefined, 'late', draft => {
    draft.status = { conditions: [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }] };
  });
  await until(api, 'nodes', all =>
    all.some(one => one.metadata!.name === 'late' && (one.spec?.taints ?? []).length === 0),
  );
});

test('a node whose lease expires becomes Unknown and tainted, its pods leave, and it recovers', async () => {
  const { api, kubelet } = cluster;
  renewLeases(['node-a', 'node-b', 'node-c']);
  const deployment = deploymentOf('web', 3);
  deployment.spec!.template.spec!.tolerations = [
    { key: 'node.kubernetes.io/unreachable', operator: 'Exists', effect: 'NoExecute', tolerationSeconds: 1 },
  ];
  deployment.spec!.template.spec!.terminationGracePeriodSeconds = 30;
  api.create('deployments.apps', deployment);
  await until(api, 'deployments.apps', ([one]) => one?.status?.availableReplicas === 3);
  const victim = api.list('pods').find(pod => pod.spec!.nodeName === 'node-b')!.metadata!.name!;
  kubelet.lose('node-b');
  renewLeases(['node-a', 'node-c']);
  await until(api, 'nodes', all =>
    Boolean(all.find(one => one.metadata!.name === 'node-b')!.spec?.taints?.length === 2),
  );
  const lost = api.get('nodes', undefined, 'node-b')!;
  expect(lost.status!.conditions).toContainEqual(
    expect.objectContaining({
      type: 'Ready',
      status: 'Unknown',
      reason: 'NodeStatusUnknown',
      message: 'Kubelet stopped posting node status.',
    }),
  );
  expect(lost.spec!.taints).toEqual([
    { key: 'node.kubernetes.io/unreachable', effect: 'NoSchedule', timeAdded: expect.any(String) },
    { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute', timeAdded: expect.any(String) },
  ]);
  await until(api, 'deployments.apps', ([one]) => one!.status!.availableReplicas === 2);
  expect(eventsOf(api, 'Node', 'node-b').map(({ reason }) => reason)).toContain('NodeNotReady');
  expect(eventsOf(api, 'Pod', victim).map(({ reason }) => reason)).toContain('NodeNotReady');
  // When tolerationSeconds are over it is marked for deletion, and a replacement starts elsewhere.
  await until(api, 'deployments.apps', ([one]) => one!.status!.availableReplicas === 3);
  const evicted = api.get('pods', 'default', victim)!;
  expect(evicted.metadata!.deletionTimestamp).toBeDefined();
  expect(evicted.status!.conditions).toContainEqual(
    expect.objectContaining({ type: 'DisruptionTarget', reason: 'DeletionByTaintManager' }),
  );
  expect(new Set(api.list('pods').map(pod => pod.spec!.nodeName))).toEqual(new Set(['node-a', 'node-b', 'node-c']));

  renewLeases(['node-a', 'node-b', 'node-c']);
  api.mutateStatus('nodes', undefined, 'node-b', draft => {
    draft.status!.conditions = [{ type: 'Ready', status: 'True', reason: 'KubeletReady' }];
  });
  await until(api, 'nodes', all => !all.some(one => one.spec?.taints?.length));
});

test('nothing is evicted when every node is lost at once', async () => {
  const { api } = cluster;
  await until(api, 'nodes', all => all.every(one => one.spec?.taints?.length === 1));
  expect(api.list('nodes').flatMap(one => one.spec!.taints!.map(({ effect }) => effect))).toEqual([
    'NoSchedule',
    'NoSchedule',
    'NoSchedule',
  ]);
});

test('the pods of a node that is deleted are removed', async () => {
  const { api, kubelet } = cluster;
  renewLeases(['node-a', 'node-b', 'node-c']);
  api.create('deployments.apps', deploymentOf('web', 3));
  await until(api, 'deployments.apps', ([one]) => one?.status?.availableReplicas === 3);
  const victim = api.list('pods').find(pod => pod.spec!.nodeName === 'node-c')!.metadata!.uid;
  kubelet.lose('node-c');
  api.delete('nodes', undefined, 'node-c');
  const isReplaced = (pods: readonly any[]) => pods.length === 3 && !pods.some(pod => pod.metadata.uid === victim);
  const pods = await until(api, 'pods', all => isReplaced(all) && all.every(pod => pod.spec!.nodeName !== undefined));
  expect(pods.every(pod => pod.spec!.nodeName !== 'node-c')).toBe(true);
});

test('a PodDisruptionBudget counts in whole pods: percentages of the wished count are rounded up', async () => {
  const { api, kubelet } = cluster;
  renewLeases(['node-a', 'node-b', 'node-c']);
  api.create('deployments.apps', deploymentOf('web', 7));
  const budget = (name: string, spec: object): any => ({
    metadata: { name, namespace: 'default' },
    spec: { selector: { matchLabels: { app: 'web' } }, ...spec },
  });
  api.create('poddisruptionbudgets.policy', budget('half', { minAvailable: '50%' }));
  api.create('poddisruptionbudgets.policy', budget('quarter', { maxUnavailable: '25%' }));
  api.create('poddisruptionbudgets.policy', budget('six', { minAvailable: 6 }));
  const counts = () =>
    Object.fromEntries(
      api
        .list('poddisruptionbudgets.policy')
        .map(({ metadata, status }) => [
          metadata!.name,
          [status?.desiredHealthy, status?.currentHealthy, status?.disruptionsAllowed, status?.expectedPods],
        ]),
    );
  await until(api, 'poddisruptionbudgets.policy', all => all.every(one => one.status?.currentHealthy === 7));
  expect(counts()).toEqual({ half: [4, 7, 3, 7], quarter: [5, 7, 2, 7], six: [6, 7, 1, 7] });
  kubelet.setReady('default', api.list('pods')[0]!.metadata!.name!, false);
  await until(api, 'poddisruptionbudgets.policy', all => all.every(one => one.status?.currentHealthy === 6));
  expect(counts()).toEqual({ half: [4, 6, 2, 7], quarter: [5, 6, 1, 7], six: [6, 6, 0, 7] });
  expect(api.get('poddisruptionbudgets.policy', 'default', 'six')!.status!.conditions).toEqual([
    expect.objectContaining({ type: 'DisruptionAllowed', status: 'False', reason: 'InsufficientPods' }),
  ]);
});
