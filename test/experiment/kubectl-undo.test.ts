import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { KubernetesObject } from '@kubernetes/client-node';
import { findPayloadTargets } from '../../src/experiment/kubectl/payload-targets.ts';
import { rememberState } from '../../src/experiment/residue.ts';
import { scenarioOf } from '../faults/crash-points.ts';
import type { TrialCluster } from '../faults/lasting-trial.ts';
import { serverApp } from '../faults/trial-app.ts';
import { kubectl, openKubectlTrial, writePayload } from './kubectl-trial.ts';
import { core, inShop, openShopCluster, readContent, role } from './shop-cluster.ts';

const withKubectl = kubectl ? describe : describe.skip;

let cluster: TrialCluster;
beforeAll(async () => {
  cluster = await openShopCluster();
}, 60_000);
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
});

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
      const before = await readContent(cluster, path);
      const fresh = inShop('ConfigMap', 'fresh', { data: { a: 'b' } });
      expect(await trial.run({ action: 'apply', payload: [manifest, fresh] })).toEqual({
        status: 'done',
        message: expect.stringContaining('configured'),
      });
      expect(await readContent(cluster, path)).not.toEqual(before);
      expect(await readContent(cluster, `${core}/configmaps/fresh`)).not.toBe('absent');
      expect((await trial.undo()).map(({ undone, message }) => [undone, message])).toEqual([
        [true, undefined],
        [true, undefined],
      ]);
      expect(await readContent(cluster, path)).toEqual(before);
      expect(await readContent(cluster, `${core}/configmaps/fresh`)).toBe('absent');
      expect(await readContent(cluster, `${core}/configmaps/settings`)).not.toBe('absent');
    },
    60_000,
  );

  test('what kubectl takes out of an object, because it is out of the manifest', async () => {
    const path = `${core}/configmaps/noted`;
    const noted = (change: object) => inShop('ConfigMap', 'noted', { ...change });
    using first = openKubectlTrial(cluster.access);
    const metadata = { name: 'noted', namespace: 'shop', labels: { a: '1', b: '2' }, annotations: { c: '3' } };
    await first.run({ action: 'apply', autoDelete: false, payload: noted({ metadata, data: { a: '1', b: '2' } }) });
    const before = await readContent(cluster, path);
    using second = openKubectlTrial(cluster.access);
    const payload = noted({ data: { b: '2' } });
    const { scenario } = scenarioOf({ kubectl: { action: 'apply', payload: writePayload(payload) } });
    const signal = AbortSignal.timeout(30_000);
    const payloads = await findPayloadTargets(scenario, cluster.access, signal);
    const plan = { lastingSteps: [], payloads };
    const findResidue = await rememberState(scenario, plan, payloads.namespaces, cluster.access, signal);
    await second.run({ action: 'apply', payload });
    expect(await readContent(cluster, path)).toMatchObject({ labels: {}, content: { data: { b: '2' } } });
    expect(await findResidue()).toMatchObject([{ object: 'ConfigMap shop/noted' }]);
    await second.undo();
    expect(await readContent(cluster, path)).toEqual(before);
    expect(await findResidue()).toEqual([]);
  }, 60_000);

  test.each([1, 2])(
    'the gate is killed between %d of two entries on the disk and kubectl: undo leaves everything as it was',
    async killedAfter => {
      using trial = openKubectlTrial(cluster.access, { killedAfter });
      const payload = [inShop('ConfigMap', 'settings', { data: { level: 'x' } }), inShop('ConfigMap', 'new', {})];
      const before = await readContent(cluster, `${core}/configmaps/settings`);
      await expect(trial.run({ action: 'apply', payload })).rejects.toThrow('killed');
      expect(trial.pending()).toHaveLength(2);
      expect((await trial.undo()).every(({ undone }) => undone)).toBe(true);
      expect(await readContent(cluster, `${core}/configmaps/settings`)).toEqual(before);
      expect(await readContent(cluster, `${core}/configmaps/new`)).toBe('absent');
    },
    60_000,
  );

  test('kubectl fails half way: what it did is undone', async () => {
    using trial = openKubectlTrial(cluster.access);
    const before = await readContent(cluster, `${core}/configmaps/settings`);
    const refused = inShop('ConfigMap', 'refused', { data: { a: { not: 'a text' } } });
    const payload = [inShop('ConfigMap', 'settings', { data: { level: 'x' } }), refused];
    expect(await trial.run({ action: 'apply', payload })).toMatchObject({ status: 'failed' });
    expect(await readContent(cluster, `${core}/configmaps/settings`)).not.toEqual(before);
    expect((await trial.undo()).every(({ undone }) => undone)).toBe(true);
    expect(await readContent(cluster, `${core}/configmaps/settings`)).toEqual(before);
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
