import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { V1Deployment, V1Node, V1Pod } from '@kubernetes/client-node';
import { lastingFaultOf } from '../../src/faults/index.ts';
import { readJson } from '../../src/kubernetes/connect.ts';
import type { ObjectActionStep } from '../../src/scenario/suite.ts';
import { type TrialCluster, tryFault, until } from './lasting-trial.ts';
import { apps, core, openObjectCluster, step } from './object-cluster.ts';
import { serverApp } from './trial-app.ts';

let cluster: TrialCluster;
beforeAll(async () => {
  cluster = await openObjectCluster();
}, 90_000);
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
});

interface Whole {
  readonly metadata: { readonly labels?: unknown };
  readonly spec?: unknown;
  readonly data?: unknown;
}

/** What the undo has to bring back, of the object as it is read. */
async function contentOf(path: string): Promise<unknown> {
  const { metadata, spec, data } = await cluster.read<Whole>(path);
  return { labels: metadata.labels ?? {}, spec, data };
}

const web = `${apps}/deployments/web`;

describe('what is changed is seen, and is written back as it was', () => {
  test.each<[string, ObjectActionStep, string, (changed: any) => unknown, unknown]>([
    ['scale up', step('deploy', 'web', { kind: 'scale', replicas: 3 }), web, object => object.spec.replicas, 3],
    [
      'scale to none',
      step('Deployment', 'web', { kind: 'scale', replicas: 0 }),
      web,
      object => object.spec.replicas,
      0,
    ],
    [
      'scale of a StatefulSet',
      step('statefulsets.apps', 'store', { kind: 'scale', replicas: 0 }),
      `${apps}/statefulsets/store`,
      object => object.spec.replicas,
      0,
    ],
    [
      'labels, one set and one taken away',
      step('Deployment', 'web', { kind: 'labels', labels: { tier: 'front', none: null } }),
      web,
      object => object.metadata.labels,
      { tier: 'front' },
    ],
    [
      'selector of a Service',
      step('svc', 'web', { kind: 'selector', selector: { app: 'nobody' } }),
      `${core}/services/web`,
      object => object.spec.selector,
      { app: 'nobody' },
    ],
    [
      'data of a ConfigMap',
      step('cm', 'settings', { kind: 'data', data: { level: 'wild', mode: null, extra: '1' } }),
      `${core}/configmaps/settings`,
      object => object.data,
      { level: 'wild', extra: '1' },
    ],
    [
      'data of a Secret, in plain text',
      step('secret', 'key', { kind: 'data', data: { word: 'offen' } }),
      `${core}/secrets/key`,
      object => Buffer.from(object.data.word, 'base64').toString(),
      'offen',
    ],
    [
      'an image that cannot be pulled, of the second container',
      step('Deployment', 'web', { kind: 'image', container: 'idle', image: 'nowhere/at-all:1' }),
      web,
      object => object.spec.template.spec.containers.map(({ image }: any) => image),
      ['node:24-alpine', 'nowhere/at-all:1'],
    ],
    [
      'limits below the requests',
      step('Deployment', 'web', { kind: 'limits', memory: '64Mi' }),
      web,
      object => object.spec.template.spec.containers[0].resources,
      { limits: { cpu: '500m', memory: '64Mi' }, requests: { memory: '64Mi' } },
    ],
    [
      'limits of a DaemonSet that has none',
      step('ds', 'agent', { kind: 'limits', cpu: '100m' }),
      `${apps}/daemonsets/agent`,
      object => object.spec.template.spec.containers[0].resources.limits,
      { cpu: '100m' },
    ],
    [
      'a patch of anything',
      step('Deployment', 'web', { kind: 'patch', patch: { spec: { paused: true, minReadySeconds: 3 } } }),
      web,
      object => [object.spec.paused, object.spec.minReadySeconds],
      [true, 3],
    ],
  ])(
    '%s',
    async (_name, action, path, changed, expected) => {
      const before = await contentOf(path);
      const trial = await tryFault(action, cluster.access);
      expect(trial.receipts).toEqual([
        { landed: true, evidence: expect.stringContaining(`shows the ${action.change.kind}`) },
      ]);
      expect(changed(await cluster.read(path))).toEqual(expected);
      await trial.undo();
      expect(await contentOf(path)).toEqual(before);
      await trial.undo();
      expect(await contentOf(path)).toEqual(before);
    },
    60_000,
  );

  test('taint of a node, beside one that was there', async () => {
    const [node] = (await readJson<{ items: V1Node[] }>(cluster.access, { path: '/api/v1/nodes' })).items;
    const name = node?.metadata?.name ?? '';
    const path = `/api/v1/nodes/${name}`;
    const own = { key: 'mine', value: 'x', effect: 'PreferNoSchedule' as const };
    const first = await tryFault(step('node', name, { kind: 'taint', ...own }, undefined), cluster.access);
    const second = await tryFault(
      step('node', name, { kind: 'taint', key: 'more', value: '', effect: 'NoSchedule' }, undefined),
      cluster.access,
    );
    expect(second.receipts[0]?.landed).toBe(true);
    expect((await cluster.read<V1Node>(path)).spec?.taints).toEqual([own, { key: 'more', effect: 'NoSchedule' }]);
    await second.undo();
    expect((await cluster.read<V1Node>(path)).spec?.taints).toEqual([own]);
    await first.undo();
    expect((await cluster.read<V1Node>(path)).spec?.taints ?? []).toEqual(node?.spec?.taints ?? []);
  }, 60_000);

  test('a restart makes new pods, and leaves nothing that has to be put back', async () => {
    const before = (await cluster.readyPods('app=store', 1))[0]?.metadata?.uid;
    const trial = await tryFault(step('StatefulSet', 'store', { kind: 'restart' }), cluster.access);
    expect(trial.receipts[0]).toMatchObject({ landed: true });
    expect(trial.pieces[0]?.undo).toBeUndefined();
    await until(async () => {
      const [pod] = (await cluster.read<{ items: V1Pod[] }>(`${core}/pods`)).items.filter(
        ({ metadata }) => metadata?.name === 'store-0',
      );
      return pod?.metadata?.uid !== before && pod?.status?.containerStatuses?.[0]?.ready ? pod : undefined;
    });
  }, 60_000);
});

test('an object that is deleted meanwhile has nothing to be put back', async () => {
  await cluster.create({
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'brief', namespace: 'shop' },
    data: { a: '1' },
  } as never);
  const trial = await tryFault(step('cm', 'brief', { kind: 'data', data: { a: '2' } }), cluster.access);
  await cluster.access.send({ method: 'DELETE', path: `${core}/configmaps/brief` });
  expect(await trial.undo()).toEqual(['the object is gone: there is nothing to restore']);
});

test.each<[string, object]>([
  ['expressions', { matchExpressions: [{ key: 'part', operator: 'In', values: ['by-expressions', 'front'] }] }],
  [
    'both',
    { matchLabels: { app: 'chosen', part: 'by-both' }, matchExpressions: [{ key: 'old', operator: 'DoesNotExist' }] },
  ],
])(
  'the pods of a workload count against the blast radius, selected by %s',
  async (how, selector) => {
    const name = `by-${how}`;
    const web = structuredClone(serverApp('web', 2)[1]) as V1Deployment;
    await cluster.create({
      ...web,
      metadata: { name, namespace: 'shop' },
      spec: {
        ...web.spec,
        selector,
        template: { ...web.spec?.template, metadata: { labels: { app: 'chosen', part: name } } },
      },
    } as never);
    const own = await cluster.readyPods(`part=${name}`, 2);
    const scale = step('Deployment', name, { kind: 'scale', replicas: 0 });
    const context = { kubernetes: cluster.access, signal: AbortSignal.timeout(10_000) };
    const targets = await lastingFaultOf(scale)?.affects?.(scale, context);
    const uids = (pods: readonly V1Pod[] = []) => pods.map(({ metadata }) => metadata?.uid).sort();
    expect(uids(targets?.pods)).toEqual(uids(own));
  },
  60_000,
);
