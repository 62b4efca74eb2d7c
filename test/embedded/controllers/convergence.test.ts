import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ClusterApi } from '../../../src/embedded/api/cluster-api.ts';
import { deploymentOf, settled, startTestCluster, templateOf, until } from './test-cluster.ts';

/** One thing that people and faults do to a workload. */
type Edit =
  | { readonly kind: 'scale'; readonly replicas: number }
  | { readonly kind: 'image'; readonly version: number }
  | { readonly kind: 'delete'; readonly index: number }
  | { readonly kind: 'relabel'; readonly index: number; readonly app: 'web' | 'debug' }
  | { readonly kind: 'unready'; readonly index: number }
  | { readonly kind: 'turns'; readonly count: number };

const index = fc.nat(20);
const edits = fc.array(
  fc.oneof(
    fc.record({ kind: fc.constant('scale' as const), replicas: fc.integer({ min: 0, max: 8 }) }),
    fc.record({ kind: fc.constant('image' as const), version: fc.integer({ min: 20, max: 24 }) }),
    fc.record({ kind: fc.constant('delete' as const), index }),
    fc.record({ kind: fc.constant('relabel' as const), index, app: fc.constantFrom('web' as const, 'debug' as const) }),
    fc.record({ kind: fc.constant('unready' as const), index }),
    fc.record({ kind: fc.constant('turns' as const), count: fc.integer({ min: 1, max: 30 }) }),
  ),
  { minLength: 1, maxLength: 12 },
);

const turns = async (count: number) => {
  for (let turn = 0; turn < count; turn++) await new Promise(resolve => setImmediate(resolve));
};

function perform(api: ClusterApi, edit: Edit, setReady: (name: string) => void): void {
  if (edit.kind === 'turns') return;
  if (edit.kind === 'scale' || edit.kind === 'image') {
    api.mutate('deployments.apps', 'default', 'web', draft => {
      if (edit.kind === 'scale') draft.spec!.replicas = edit.replicas;
      else draft.spec!.template = templateOf('web', `node:${edit.version}`);
    });
    return;
  }
  const pods = api.list('pods');
  const pod = pods[edit.index % Math.max(1, pods.length)];
  if (!pod) return;
  const name = pod.metadata!.name!;
  if (edit.kind === 'delete') api.delete('pods', 'default', name);
  else if (edit.kind === 'unready') setReady(name);
  else {
    api.mutate('pods', 'default', name, draft => {
      draft.metadata!.labels = { ...draft.metadata!.labels, app: edit.app };
    });
  }
}

test('whatever is scaled, deleted and relabelled, a Deployment converges to its wish', async () => {
  await fc.assert(
    fc.asyncProperty(edits, async sequence => {
      const cluster = startTestCluster();
      const { api, kubelet } = cluster;
      try {
        api.create('deployments.apps', deploymentOf('web', 3));
        for (const edit of sequence) {
          perform(api, edit, name => kubelet.setReady('default', name, false));
          if (edit.kind === 'turns') await turns(edit.count);
        }
        await settled(api);
        // A sick pod would hold a rollout up for good; the kubelet reports all as ready again in the end.
        for (const pod of api.list('pods'))
          if (pod.spec!.nodeName) kubelet.setReady('default', pod.metadata!.name!, true);
        const wish = api.get('deployments.apps', 'default', 'web')!;
        const [deployment] = await until(api, 'deployments.apps', ([one]) => {
          const { status, metadata, spec } = one!;
          const counts = [status?.replicas, status?.updatedReplicas, status?.availableReplicas];
          return (
            status?.observedGeneration === metadata!.generation &&
            counts.every(count => (count ?? 0) === spec!.replicas)
          );
        });
        await settled(api);
        const active = api.list('replicasets.apps').filter(one => one.spec!.replicas! > 0);
        expect(active.length).toBe(wish.spec!.replicas === 0 ? 0 : 1);
        for (const replicaSet of active) {
          const owned = api
            .list('pods')
            .filter(one => one.metadata!.ownerReferences?.[0]?.uid === replicaSet.metadata!.uid);
          expect(owned).toHaveLength(wish.spec!.replicas!);
          expect(
            owned.every(one => one.spec!.containers[0]!.image === wish.spec!.template.spec!.containers[0]!.image),
          ).toBe(true);
        }
        expect(deployment!.status!.unavailableReplicas ?? 0).toBe(0);
      } finally {
        cluster.stop();
      }
    }),
    { numRuns: 25 },
  );
});

test('a rolling update never wishes for more than the surge nor has less than the unavailability allows', async () => {
  const bound = fc.oneof(
    fc.integer({ min: 0, max: 4 }),
    fc.integer({ min: 0, max: 100 }).map(percent => `${percent}%`),
  );
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 9 }), bound, bound, async (replicas, maxSurge, maxUnavailable) => {
      fc.pre(!isZero(maxSurge) || !isZero(maxUnavailable));
      const cluster = startTestCluster();
      const { api } = cluster;
      try {
        api.create(
          'deployments.apps',
          deploymentOf('web', replicas, { strategy: { rollingUpdate: { maxSurge, maxUnavailable } } }),
        );
        await until(api, 'deployments.apps', ([one]) => one?.status?.availableReplicas === replicas);
        const surge = scaled(maxSurge, replicas, Math.ceil);
        const rounded = scaled(maxUnavailable, replicas, Math.floor);
        const unavailable = surge === 0 && rounded === 0 ? 1 : Math.min(rounded, replicas);
        let most = 0;
        let fewest = replicas;
        const ends = (['replicasets.apps', 'pods'] as const).map(resource =>
          api.watch(resource, () => {
            const wished = api.list('replicasets.apps').reduce((sum, one) => sum + one.spec!.replicas!, 0);
            const ready = api
              .list('pods')
              .filter(one => one.status?.conditions?.some(c => c.type === 'Ready' && c.status === 'True'));
            most = Math.max(most, wished);
            fewest = Math.min(fewest, ready.length);
          }),
        );
        api.mutate('deployments.apps', 'default', 'web', draft => {
          draft.spec!.template = templateOf('web', 'node:22');
        });
        await until(api, 'deployments.apps', ([one]) => {
          const { observedGeneration, updatedReplicas, replicas: all } = one!.status!;
          return observedGeneration === 2 && updatedReplicas === replicas && all === replicas;
        });
        for (const end of ends) end();
        expect(most).toBeLessThanOrEqual(replicas + surge);
        expect(fewest).toBeGreaterThanOrEqual(replicas - unavailable);
      } finally {
        cluster.stop();
      }
    }),
    { numRuns: 25 },
  );
});

function scaled(bound: number | string, total: number, round: (exact: number) => number): number {
  return typeof bound === 'number' ? bound : round((Number.parseInt(bound, 10) * total) / 100);
}

function isZero(bound: number | string): boolean {
  return Number.parseInt(String(bound), 10) === 0;
}
