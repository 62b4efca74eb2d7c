import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { KubernetesObject } from '@kubernetes/client-node';
import { findPayloadTargets, listTargetedWorkloads } from '../../src/experiment/kubectl/payload-targets.ts';
import { rememberState } from '../../src/experiment/residue.ts';
import { scenarioOf } from '../faults/crash-points.ts';
import { openTrialCluster, type TrialCluster } from '../faults/lasting-trial.ts';
import { serverApp, shop } from '../faults/trial-app.ts';
import { kubectl, openKubectlTrial, writePayload } from './kubectl-trial.ts';

const withKubectl = kubectl ? describe : describe.skip;
const core = '/api/v1/namespaces/shop';

const inShop = (kind: string, name: string, content: object, apiVersion = 'v1') =>
  ({ apiVersion, kind, metadata: { name, namespace: 'shop' }, ...content }) as KubernetesObject;
const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Widget', plural: 'widgets', singular: 'widget', listKind: 'WidgetList' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                properties: {
                  size: { type: 'integer' },
                  parts: { type: 'object', additionalProperties: { type: 'string' } },
                },
              },
            },
          },
        },
      },
    ],
  },
} as KubernetesObject;
const settings = inShop('ConfigMap', 'settings', { data: { level: 'calm', mode: 'day' } });
const role = (verbs: readonly string[]) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'looker' },
  rules: [{ apiGroups: [''], resources: ['pods'], verbs }],
});
const policy = inShop('NetworkPolicy', 'deny', { spec: { podSelector: {} } }, 'networking.k8s.io/v1');

let cluster: TrialCluster;
beforeAll(async () => {
  cluster = await openTrialCluster();
  await cluster.create(
    shop,
    definition,
    settings,
    inShop('Secret', 'key', { data: { word: 'Z2VoZWlt' } }),
    role(['get']) as KubernetesObject,
    ...serverApp('web', 1),
  );
  await until200('/apis/example.com/v1');
  await cluster.create(inShop('Widget', 'wheel', { spec: { size: 1, parts: { hub: 'a' } } }, 'example.com/v1'));
  await cluster.readyPods('app=web', 1);
}, 60_000);
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
});

async function until200(path: string): Promise<void> {
  while ((await cluster.access.send({ path })).status !== 200);
}

/** All that an object says, without how it fares and when it was written. */
async function read(path: string): Promise<unknown> {
  const { status, body } = await cluster.access.send({ path });
  if (status === 404) return 'absent';
  const {
    metadata,
    status: _status,
    ...content
  } = JSON.parse(body) as Required<KubernetesObject> & { status: unknown };
  const { labels, annotations = {}, uid } = metadata;
  // The controller numbers a Deployment's rollouts.
  const { 'deployment.kubernetes.io/revision': _, ...others } = annotations;
  return { uid, labels: labels ?? {}, annotations: others, content };
}

withKubectl('what was there before is put back, what was not is deleted', () => {
  test.each<[string, string, object]>([
    [
      'a namespace, and all that is in it',
      '/api/v1/namespaces/shop',
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { tier: 'gold' } } },
    ],
    [
      'a ConfigMap',
      `${core}/configmaps/settings`,
      inShop('ConfigMap', 'settings', { data: { level: 'x', more: 'y' } }),
    ],
    [
      'a Secret, given in plain text',
      `${core}/secrets/key`,
      inShop('Secret', 'key', { stringData: { word: 'offen' } }),
    ],
    [
      'a Deployment whose strategy changes its shape',
      '/apis/apps/v1/namespaces/shop/deployments/web',
      (() => {
        const [, web] = serverApp('web', 1) as [unknown, KubernetesObject & { spec: object }];
        return {
          ...web,
          spec: { ...web.spec, strategy: { type: 'Recreate', rollingUpdate: null }, minReadySeconds: 1 },
        };
      })(),
    ],
    ['an object of no namespace', '/apis/rbac.authorization.k8s.io/v1/clusterroles/looker', role(['get', 'delete'])],
    [
      'a custom resource',
      '/apis/example.com/v1/namespaces/shop/widgets/wheel',
      inShop('Widget', 'wheel', { spec: { size: 2, parts: { rim: 'b' } } }, 'example.com/v1'),
    ],
  ])(
    '%s',
    async (_name, path, manifest) => {
      using trial = openKubectlTrial(cluster.access);
      const before = await read(path);
      const fresh = inShop('ConfigMap', 'fresh', { data: { a: 'b' } });
      expect(await trial.run({ action: 'apply', payload: [manifest, fresh] })).toEqual({
        status: 'done',
        message: expect.stringContaining('configured'),
      });
      expect(await read(path)).not.toEqual(before);
      expect(await read(`${core}/configmaps/fresh`)).not.toBe('absent');
      expect((await trial.undo()).map(({ undone, message }) => [undone, message])).toEqual([
        [true, undefined],
        [true, undefined],
      ]);
      expect(await read(path)).toEqual(before);
      expect(await read(`${core}/configmaps/fresh`)).toBe('absent');
      expect(await read(`${core}/configmaps/settings`)).not.toBe('absent');
    },
    60_000,
  );

  test('what kubectl takes out of an object, because it is out of the manifest', async () => {
    const path = `${core}/configmaps/noted`;
    const noted = (change: object) => inShop('ConfigMap', 'noted', { ...change });
    using first = openKubectlTrial(cluster.access);
    const metadata = { name: 'noted', namespace: 'shop', labels: { a: '1', b: '2' }, annotations: { c: '3' } };
    await first.run({ action: 'apply', autoDelete: false, payload: noted({ metadata, data: { a: '1', b: '2' } }) });
    const before = await read(path);
    using second = openKubectlTrial(cluster.access);
    const payload = noted({ data: { b: '2' } });
    const { scenario } = scenarioOf({ kubectl: { action: 'apply', payload: writePayload(payload) } });
    const signal = AbortSignal.timeout(30_000);
    const payloads = await findPayloadTargets(scenario, cluster.access, signal);
    const plan = { lastingSteps: [], payloads };
    const findResidue = await rememberState(scenario, plan, payloads.namespaces, cluster.access, signal);
    await second.run({ action: 'apply', payload });
    expect(await read(path)).toMatchObject({ labels: {}, content: { data: { b: '2' } } });
    expect(await findResidue()).toMatchObject([{ object: 'ConfigMap shop/noted' }]);
    await second.undo();
    expect(await read(path)).toEqual(before);
    expect(await findResidue()).toEqual([]);
  }, 60_000);

  test.each([1, 2])(
    'the gate is killed between %d of two entries on the disk and kubectl: undo leaves everything as it was',
    async killedAfter => {
      using trial = openKubectlTrial(cluster.access, { killedAfter });
      const payload = [inShop('ConfigMap', 'settings', { data: { level: 'x' } }), inShop('ConfigMap', 'new', {})];
      const before = await read(`${core}/configmaps/settings`);
      await expect(trial.run({ action: 'apply', payload })).rejects.toThrow('killed');
      expect(trial.pending()).toHaveLength(2);
      expect((await trial.undo()).every(({ undone }) => undone)).toBe(true);
      expect(await read(`${core}/configmaps/settings`)).toEqual(before);
      expect(await read(`${core}/configmaps/new`)).toBe('absent');
    },
    60_000,
  );

  test('kubectl fails half way: what it did is undone', async () => {
    using trial = openKubectlTrial(cluster.access);
    const before = await read(`${core}/configmaps/settings`);
    const refused = inShop('ConfigMap', 'refused', { data: { a: { not: 'a text' } } });
    const payload = [inShop('ConfigMap', 'settings', { data: { level: 'x' } }), refused];
    expect(await trial.run({ action: 'apply', payload })).toMatchObject({ status: 'failed' });
    expect(await read(`${core}/configmaps/settings`)).not.toEqual(before);
    expect((await trial.undo()).every(({ undone }) => undone)).toBe(true);
    expect(await read(`${core}/configmaps/settings`)).toEqual(before);
  }, 60_000);

  test('an object that goes meanwhile has nothing to be put back', async () => {
    await cluster.create(inShop('ConfigMap', 'brief', { data: { a: '1' } }));
    using trial = openKubectlTrial(cluster.access);
    await trial.run({ action: 'apply', payload: inShop('ConfigMap', 'brief', { data: { a: '2' } }) });
    await cluster.access.send({ method: 'DELETE', path: `${core}/configmaps/brief` });
    expect(await trial.undo()).toMatchObject([
      { undone: true, message: 'the object is gone: there is nothing to restore' },
    ]);
  }, 60_000);
});

describe('a payload that cannot be used fails the step before kubectl runs, and leaves nothing to undo', () => {
  test.each([
    [
      'a kind that nobody serves',
      writePayload(inShop('ConfigMapp', 'a', {})),
      /does not know the kind ConfigMapp of v1 \(a\)/,
    ],
    [
      'a version that nobody serves',
      writePayload(inShop('ConfigMap', 'a', {}, 'v7')),
      /does not know the kind ConfigMap of v7/,
    ],
    ['no YAML', 'a: [', /payload:1:\d+: /],
    ['no object', '# nothing', /holds no object/],
    ['no name', '{ "apiVersion": "v1", "kind": "Pod" }', /without metadata\.name/],
  ])('%s', async (_name, payload, message) => {
    using trial = openKubectlTrial(cluster.access);
    for (const action of ['apply', 'delete']) {
      const outcome = await trial.run({ action, payload, kubectlBinary: 'no-kubectl-is-started' });
      expect(outcome).toEqual({ status: 'failed', message: expect.stringMatching(message) });
    }
    expect(trial.pending()).toEqual([]);
  });
});

describe('kubectl is not believed', () => {
  const fails = { status: 'failed', message: expect.stringContaining('ended with 1') };
  const unproven = { status: 'done', inconclusive: 'fault-not-proven' };
  const nothing = { status: 'done', inconclusive: 'empty-action' };
  const change = inShop('ConfigMap', 'settings', { data: { level: 'x' } });

  test.each([
    ['it fails', 'exit 1', 'apply', change, fails, 0],
    ['it did not apply what is new', '', 'apply', inShop('ConfigMap', 'none', {}), unproven, 1],
    ['it did not change what is there', '', 'apply', change, nothing, 1],
    ['it did not delete', '', 'delete', change, unproven, 0],
  ])('%s', async (_name, script, action, payload, outcome, pending) => {
    using trial = openKubectlTrial(cluster.access);
    const before = await read(`${core}/configmaps/settings`);
    expect(await trial.run({ action, payload, kubectlBinary: trial.writeKubectl(script) })).toMatchObject(outcome);
    expect(trial.pending()).toHaveLength(pending);
    await trial.undo();
    expect(await read(`${core}/configmaps/settings`)).toEqual(before);
  });

  test('nothing was there to be deleted: kubectl is not asked, and PowerfulSeal would call it a failure', async () => {
    using trial = openKubectlTrial(cluster.access);
    const payload = inShop('ConfigMap', 'nobody', {});
    expect(await trial.run({ action: 'delete', payload, kubectlBinary: 'no-kubectl-is-started' })).toEqual({
      status: 'failed',
      inconclusive: 'empty-action',
      message: 'nothing was deleted: ConfigMap shop/nobody was not there',
    });
  });
});

withKubectl('an apply that changes nothing', () => {
  test.each([
    ['as it was created by somebody else', settings],
    ['a part of what is there', inShop('ConfigMap', 'settings', { data: { level: 'calm' } })],
  ])(
    '%s: nothing can be concluded',
    async (_name, payload) => {
      using trial = openKubectlTrial(cluster.access);
      expect(await trial.run({ action: 'apply', payload })).toEqual({
        status: 'done',
        inconclusive: 'empty-action',
        message: 'ConfigMap shop/settings was so before: kubectl apply changed nothing',
      });
      const [outcome] = await trial.undo();
      expect(outcome?.undone).toBe(true);
    },
    60_000,
  );
});

describe('residue is looked for where a payload is', () => {
  const steps = (more: object = {}) =>
    scenarioOf({
      kubectl: {
        action: 'apply',
        payload: writePayload([
          { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'aside' } },
          role(['list']),
          inShop('Widget', 'wheel', { spec: {} }, 'example.com/v1'),
          inShop('ServiceAccount', 'robot', {}),
        ]),
        ...more,
      },
    }).scenario;

  /** What the residue check says of changes that nobody undoes. */
  async function residueOf(scenario: ReturnType<typeof steps>): Promise<string[]> {
    const signal = AbortSignal.timeout(30_000);
    const payloads = await findPayloadTargets(scenario, cluster.access, signal);
    expect(payloads.namespaces).toEqual(['aside', 'shop']);
    const remember = rememberState(
      scenario,
      { lastingSteps: [], payloads },
      payloads.namespaces,
      cluster.access,
      signal,
    );
    const findResidue = await remember;
    const patch = { method: 'PATCH' as const, contentType: 'application/merge-patch+json' };
    const looker = '/apis/rbac.authorization.k8s.io/v1/clusterroles/looker';
    const wheel = '/apis/example.com/v1/namespaces/shop/widgets/wheel';
    await cluster.create(
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'aside' } },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'left', namespace: 'aside' } },
      inShop('ServiceAccount', 'robot', {}),
    );
    await cluster.access.send({ ...patch, path: looker, body: { rules: [] } });
    await cluster.access.send({ ...patch, path: wheel, body: { spec: { size: 9 } } });
    const found = (await findResidue()).map(({ object }) => object).sort();
    await cluster.access.send({ ...patch, path: looker, body: { rules: role(['get']).rules } });
    await cluster.access.send({ ...patch, path: wheel, body: { spec: { size: 1 } } });
    await cluster.access.send({ method: 'DELETE', path: `${core}/serviceaccounts/robot` });
    await cluster.access.send({ method: 'DELETE', path: '/api/v1/namespaces/aside' });
    while ((await cluster.access.send({ path: '/api/v1/namespaces/aside' })).status !== 404);
    return found;
  }

  test('objects of every kind, and what else appears in their namespaces', async () => {
    expect(await residueOf(steps())).toEqual([
      'ClusterRole looker',
      'ConfigMap aside/kube-root-ca.crt',
      'ConfigMap aside/left',
      'Namespace aside',
      'ServiceAccount shop/robot',
      'Widget shop/wheel',
    ]);
  }, 60_000);

  test('what is meant to stay is none, a namespace with all that is in it', async () => {
    expect(await residueOf(steps({ autoDelete: false }))).toEqual([]);
  }, 60_000);
});

test('the workloads that a payload is aimed at are no bystanders', async () => {
  const [, web] = serverApp('web', 1);
  const signal = AbortSignal.timeout(10_000);
  const targetsOf = async (object: unknown) => {
    const { scenario } = scenarioOf({ kubectl: { action: 'apply', payload: writePayload(object) } });
    const { objects } = await findPayloadTargets(scenario, cluster.access, signal);
    return await listTargetedWorkloads(objects, cluster.access, signal);
  };
  expect(await targetsOf(web)).toEqual(['shop/Deployment/web']);
  expect(await targetsOf(policy)).toEqual(['shop/NetworkPolicy/deny', 'shop/Deployment/web']);
  expect(await targetsOf(settings)).toEqual(['shop/ConfigMap/settings']);
}, 30_000);
