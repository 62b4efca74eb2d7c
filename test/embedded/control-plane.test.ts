import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type PodCluster, startPodCluster } from './kubelet/pod-cluster.ts';

let cluster: PodCluster;
beforeAll(async () => {
  cluster = await startPodCluster({ nodes: 2 });
});
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
  expect(cluster?.errors).toEqual([]);
});

const leaders = [
  ['scheduler', 'kube-scheduler'],
  ['controller-manager', 'kube-controller-manager'],
] as const;
const place = () => cluster.nodes[0]!;

function leaseOf(name: string) {
  const { spec } = cluster.api.get('leases.coordination.k8s.io', 'kube-system', name)!;
  return spec!;
}

async function untilRenewed(name: string): Promise<void> {
  const { renewTime } = leaseOf(name);
  while (leaseOf(name).renewTime === renewTime) await delay(20);
}

test.each(leaders)(
  'the %s leads by a lease that it renews; stopped it does not, and its next start is another holder',
  async (component, lease) => {
    const before = leaseOf(lease);
    expect(before).toMatchObject({ leaseDurationSeconds: 15, leaseTransitions: 0 });
    expect(before.holderIdentity).toMatch(/^test-control-plane_[0-9a-f-]{36}$/);
    await untilRenewed(lease);
    expect(leaseOf(lease).holderIdentity).toBe(before.holderIdentity);

    await cluster.controlPlane.stop(place(), component, 600_000);
    expect(cluster.controlPlane.isRunning(place(), component)).toBe(false);
    const last = leaseOf(lease);
    // The other one goes on meanwhile, twice.
    const [, other] = leaders.find(([name]) => name !== component)!;
    await untilRenewed(other);
    await untilRenewed(other);
    expect(leaseOf(lease)).toEqual(last);

    expect(await cluster.controlPlane.start(place(), component)).toBe('started');
    expect(leaseOf(lease)).toMatchObject({ leaseTransitions: 1 });
    expect(leaseOf(lease).holderIdentity).not.toBe(before.holderIdentity);
    await untilRenewed(lease);
  },
  30_000,
);

test('with the API server out nobody renews a lease, kubelets neither; afterwards everybody does, and no node was lost', async () => {
  const nodeLease = () => cluster.api.get('leases.coordination.k8s.io', 'kube-node-lease', place())!.spec!.renewTime;
  await cluster.controlPlane.stop(place(), 'apiserver', 600_000);
  const before = [...leaders.map(([, lease]) => leaseOf(lease).renewTime), nodeLease()];
  await delay(2_500);
  expect([...leaders.map(([, lease]) => leaseOf(lease).renewTime), nodeLease()]).toEqual(before);
  await cluster.controlPlane.start(place(), 'apiserver');
  const after = [...leaders.map(([, lease]) => leaseOf(lease).renewTime), nodeLease()];
  for (const [index, time] of after.entries()) expect(time).not.toBe(before[index]);
  const conditions = cluster.api
    .list('nodes')
    .map(node => node.status?.conditions?.find(({ type }) => type === 'Ready'));
  expect(conditions.map(ready => ready?.status)).toEqual(['True', 'True']);
}, 30_000);

test('a component comes back by itself when nobody starts it', async () => {
  await cluster.controlPlane.stop(place(), 'kube-proxy', 50);
  expect(cluster.controlPlane.isRunning(place(), 'kube-proxy')).toBe(false);
  while (!cluster.controlPlane.isRunning(place(), 'kube-proxy')) await delay(10);
});

test('a component that is not there, or not on that node', async () => {
  const [, worker] = cluster.nodes as [string, string];
  await expect(cluster.controlPlane.stop(place(), 'etcd', 1_000)).rejects.toThrow(/component "etcd" not found/);
  await expect(cluster.controlPlane.stop(worker, 'scheduler', 1_000)).rejects.toThrow(/not found on node/);
});
