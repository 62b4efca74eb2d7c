import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { V1Pod } from '@kubernetes/client-node';
import { findPayloadTargets, listTargetedWorkloads } from '../../src/experiment/kubectl/payload-targets.ts';
import { rememberState } from '../../src/experiment/residue.ts';
import { scenarioOf } from '../faults/crash-points.ts';
import type { TrialCluster } from '../faults/lasting-trial.ts';
import { serverApp } from '../faults/trial-app.ts';
import { openKubectlTrial, writePayload } from './kubectl-trial.ts';
import { core, inShop, openShopCluster, role, settings } from './shop-cluster.ts';

const policy = inShop('NetworkPolicy', 'deny', { spec: { podSelector: {} } }, 'networking.k8s.io/v1');

let cluster: TrialCluster;
beforeAll(async () => {
  cluster = await openShopCluster();
}, 60_000);
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
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
    return [...new Set(listTargetedWorkloads(await findPayloadTargets(scenario, cluster.access, signal)))];
  };
  expect(await targetsOf(web)).toEqual(['shop/Deployment/web']);
  const forWeb = inShop(
    'NetworkPolicy',
    'deny',
    { spec: { podSelector: { matchLabels: { app: 'web' } } } },
    'networking.k8s.io/v1',
  );
  expect(await targetsOf(forWeb)).toEqual(['shop/NetworkPolicy/deny', 'shop/Deployment/web']);
  expect(await targetsOf(settings)).toEqual(['shop/ConfigMap/settings']);
}, 30_000);

describe('pods of payloads count', () => {
  const bare = inShop('Pod', 'alone', { spec: { containers: [{ name: 'idle', image: 'node:24-alpine' }] } });
  const select = (selector: object) => inShop('Service', 'other', { spec: { ports: [{ port: 80 }], selector } });
  const everything = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };
  const ofWeb = expect.stringMatching(/^web-/);
  beforeAll(async () => {
    await cluster.create(bare);
  });

  test.each<[string, string, object, { disturbed: unknown[]; removed: unknown[] }]>([
    ['a Deployment that is changed', 'apply', serverApp('web', 1)[1] as object, { disturbed: [ofWeb], removed: [] }],
    ['a Deployment that is deleted', 'delete', serverApp('web', 1)[1] as object, { disturbed: [ofWeb], removed: [] }],
    [
      'a Deployment by its name',
      'delete',
      inShop('Deployment', 'web', {}, 'apps/v1'),
      { disturbed: [ofWeb], removed: [] },
    ],
    ['a Deployment that is new', 'apply', serverApp('fresh', 3)[1] as object, { disturbed: [], removed: [] }],
    ['a Service that will select them', 'apply', select({ app: 'web' }), { disturbed: [ofWeb], removed: [] }],
    ['a Service without a selector', 'apply', select({}), { disturbed: [], removed: [] }],
    ['a NetworkPolicy for all', 'apply', policy, { disturbed: ['alone', ofWeb], removed: [] }],
    ['a pod that is deleted', 'delete', bare, { disturbed: [], removed: ['alone'] }],
    ['a namespace that is deleted', 'delete', everything, { disturbed: [], removed: ['alone', ofWeb] }],
    ['a namespace that gets a label', 'apply', everything, { disturbed: [], removed: [] }],
    ['a ConfigMap', 'apply', settings, { disturbed: [], removed: [] }],
  ])('%s', async (_name, action, object, { disturbed, removed }) => {
    const { scenario } = scenarioOf({ kubectl: { action, payload: writePayload(object) } });
    const found = await findPayloadTargets(scenario, cluster.access, AbortSignal.timeout(10_000));
    const namesOf = (pods: readonly V1Pod[]) => pods.map(({ metadata }) => metadata?.name).sort();
    expect({ disturbed: namesOf(found.disturbed), removed: namesOf(found.removed) }).toEqual({ disturbed, removed });
  });

  test('and are claimed before kubectl starts', async () => {
    using trial = openKubectlTrial(cluster.access);
    const failing = trial.writeKubectl('exit 1');
    await trial.run({ action: 'apply', payload: serverApp('web', 1)[1], kubectlBinary: failing });
    await trial.run({ action: 'delete', payload: bare, kubectlBinary: failing });
    expect(trial.claimed).toEqual({ hit: [ofWeb], removed: ['alone'] });
  });
});
