import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { V1Deployment, V1Node, V1Pod } from '@kubernetes/client-node';
import { InvalidInput } from '../../src/errors.ts';
import { lastingFaultOf } from '../../src/faults/index.ts';
import type { KubernetesAccess } from '../../src/kubernetes/access.ts';
import { readJson } from '../../src/kubernetes/connect.ts';
import type { ObjectActionStep, ObjectChange } from '../../src/scenario/suite.ts';
import { at, openTrialCluster, type TrialCluster, tryFault, until } from './lasting-trial.ts';
import { serverApp, shop } from './trial-app.ts';

const apps = '/apis/apps/v1/namespaces/shop';
const core = '/api/v1/namespaces/shop';
const secretValue = Buffer.from('geheim').toString('base64');

let cluster: TrialCluster;

beforeAll(async () => {
  cluster = await openTrialCluster();
  const [service, deployment] = serverApp('web', 2);
  const limits = { resources: { limits: { cpu: '500m', memory: '256Mi' }, requests: { memory: '128Mi' } } };
  const twoContainers = structuredClone(serverApp('web', 2, limits)[1]) as V1Deployment;
  twoContainers.spec!.template.spec!.containers.push({
    name: 'idle',
    image: 'node:24-alpine',
    command: ['node', '-e', 'setInterval(() => {}, 1e6)'],
  });
  expect(deployment?.kind).toBe('Deployment');
  const workload = (kind: string, name: string, more: object) => {
    const { replicas: _, ...spec } = structuredClone((deployment as V1Deployment).spec!);
    const labels = { app: name };
    const template = { ...spec.template, metadata: { labels } };
    return {
      apiVersion: 'apps/v1',
      kind,
      metadata: { name, namespace: 'shop' },
      spec: { ...spec, ...more, selector: { matchLabels: labels }, template },
    };
  };
  await cluster.create(
    shop,
    service!,
    twoContainers,
    workload('StatefulSet', 'store', { replicas: 1, serviceName: 'store' }),
    workload('DaemonSet', 'agent', {}),
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'shop' },
      data: { level: 'calm', mode: 'a' },
    } as never,
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'key', namespace: 'shop' },
      data: { word: secretValue },
    } as never,
  );
  await cluster.readyPods('app=web', 2);
  await cluster.readyPods('app=store', 1);
  await cluster.readyPods('app=agent', 1);
}, 90_000);
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
});

function step(
  kind: string,
  name: string,
  change: ObjectChange,
  namespace: string | undefined = 'shop',
): ObjectActionStep {
  return { kind: 'objectAction', at, object: { kind, name, namespace }, change };
}

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

describe('what is not so is not believed', () => {
  test.each<[string, ObjectActionStep]>([
    ['scale', step('Deployment', 'web', { kind: 'scale', replicas: 5 })],
    ['data', step('Secret', 'key', { kind: 'data', data: { word: 'offen' } })],
    ['image', step('Deployment', 'web', { kind: 'image', image: 'other:1' })],
    ['restart', step('Deployment', 'web', { kind: 'restart' })],
  ])('an injector that lies: %s', async (kind, action) => {
    const trial = await tryFault(action, cluster.access, { lies: true });
    expect(trial.receipts).toEqual([{ landed: false, evidence: expect.stringContaining(`does not show the ${kind}`) }]);
  });

  test.each<[string, ObjectActionStep]>([
    ['scale', step('Deployment', 'web', { kind: 'scale', replicas: 2 })],
    ['data', step('ConfigMap', 'settings', { kind: 'data', data: { level: 'calm' } })],
    ['a label that is not there, taken away', step('Deployment', 'web', { kind: 'labels', labels: { none: null } })],
  ])('an object that was so before: %s', async (_name, action) => {
    const trial = await tryFault(action, cluster.access);
    expect(trial.receipts).toEqual([{ landed: false, evidence: expect.stringContaining('was so before') }]);
    await trial.undo();
  });
});

describe('what cannot be done is said before anything is done', () => {
  test.each<[ObjectActionStep, string]>([
    [step('ds', 'agent', { kind: 'scale', replicas: 2 }), 'scale of ds shop/agent: it has no replicas'],
    [step('cm', 'settings', { kind: 'restart' }), 'restart of cm shop/settings: it has no pods of its own'],
    [
      step('Deployment', 'web', { kind: 'image', container: 'x', image: 'y' }),
      'image of Deployment shop/web: it has no container "x"',
    ],
    [
      step('Deployment', 'web', { kind: 'data', data: {} }),
      'data of Deployment shop/web: it is no ConfigMap and no Secret',
    ],
    [
      step('Deployment', 'web', { kind: 'selector', selector: {} }),
      'selector of Deployment shop/web: it is no Service: the selector of a workload cannot be changed',
    ],
    [
      step('Service', 'web', { kind: 'taint', key: 'a', value: '', effect: 'NoSchedule' }),
      'taint of Service shop/web: it is no node',
    ],
  ])('%#', async (action, refusal) => {
    expect((await tryFault(action, cluster.access)).refusal).toBe(refusal);
  });

  test('a kind that the cluster does not serve is bad input, with the place in the file', async () => {
    const trial = tryFault(step('Rocket', 'web', { kind: 'restart' }), cluster.access);
    await expect(trial).rejects.toThrow(InvalidInput);
    await expect(trial).rejects.toThrow(/a\.yml:1:1.*Rocket/s);
  });

  test('an object that is not there is no target', async () => {
    const trial = await tryFault(step('Deployment', 'nobody', { kind: 'restart' }), cluster.access);
    expect(trial.pieces).toEqual([]);
  });
});

describe('limits, where cgroups can be read', () => {
  const withCgroups = (memoryLimitBytes: number): KubernetesAccess => ({
    ...cluster.access,
    node: {
      ...cluster.access.node,
      containerUsage: async () => ({ cpuMs: 1, memoryBytes: 1, memoryLimitBytes, processorLimit: 0.5 }),
    },
  });

  test.each([
    [
      'a cgroup has them',
      200 * 2 ** 20,
      {
        landed: true,
        evidence: expect.stringMatching(/; the cgroup of container web of web-\S+ has 200 MiB and 0.5 processors$/),
      },
    ],
    [
      'no cgroup has them',
      256 * 2 ** 20,
      { landed: false, evidence: expect.stringMatching(/; none of \d containers has the limits in its cgroup$/) },
    ],
  ])(
    '%s',
    async (_name, bytes, receipt) => {
      const limits = step('Deployment', 'web', { kind: 'limits', cpu: '500m', memory: '200Mi' });
      const trial = await tryFault(limits, withCgroups(bytes), { receiptTimeoutMs: -28_000 });
      expect(trial.receipts).toEqual([receipt]);
      await trial.undo();
    },
    60_000,
  );
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
