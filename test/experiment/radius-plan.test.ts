import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { KubernetesObject, V1Pod } from '@kubernetes/client-node';
import { BlastRadiusExceeded } from '../../src/experiment/blast-radius.ts';
import { planFaults } from '../../src/experiment/plan.ts';
import { openTrialCluster, type TrialCluster, until } from '../faults/lasting-trial.ts';
import { serverApp, shop } from '../faults/trial-app.ts';
import { scenarioWith } from './scenario-with.ts';

const worker2 = 'embedded-worker2';
const idle = {
  terminationGracePeriodSeconds: 1,
  containers: [{ name: 'idle', image: 'node:24-alpine', command: ['node', '-e', 'setInterval(() => {}, 1e9)'] }],
};
const inOther = (kind: string, name: string, content: object, apiVersion = 'v1') =>
  ({ apiVersion, kind, metadata: { name, namespace: 'other', labels: { app: name } }, ...content }) as KubernetesObject;
const budget = (name: string, namespace: string, minAvailable: number) =>
  ({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name, namespace },
    spec: { minAvailable, selector: { matchLabels: { app: name } } },
  }) as KubernetesObject;
const bystander = inOther(
  'Deployment',
  'by',
  {
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: 'by' } },
      template: {
        metadata: { labels: { app: 'by' } },
        spec: { ...idle, nodeSelector: { 'kubernetes.io/hostname': worker2 } },
      },
    },
  },
  'apps/v1',
);

let cluster: TrialCluster;
beforeAll(async () => {
  cluster = await openTrialCluster(3);
  await cluster.create(
    shop,
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'other' } },
    ...serverApp('web', 3),
    budget('web', 'shop', 2),
    bystander,
    budget('by', 'other', 1),
    inOther('Pod', 'never', { spec: { ...idle, restartPolicy: 'Never', nodeName: 'embedded-worker' } }),
    inOther('Pod', 'again', { spec: { ...idle, nodeName: 'embedded-worker' } }),
    inOther('Pod', 'alone', { spec: { ...idle, nodeName: worker2 } }),
    inOther('Pod', 'steadfast', {
      spec: { ...idle, nodeName: worker2, tolerations: [{ key: 'chaos', operator: 'Exists' }] },
    }),
  );
  await cluster.readyPods('app=web', 3);
  await until(async () => {
    const { items } = await cluster.read<{ items: V1Pod[] }>('/api/v1/namespaces/other/pods');
    const ready = items.filter(({ status }) => status?.containerStatuses?.every(container => container.ready));
    return ready.length === 5 || undefined;
  });
}, 60_000);
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
});

const podsOf = (app: string, namespace: string) => ({ matches: [{ labels: { selector: `app=${app}`, namespace } }] });
const onPods = (app: string, namespace: string, action: object) => ({
  podAction: { ...podsOf(app, namespace), actions: [action] },
});
const onWeb = (...actions: object[]) => ({ podAction: { ...podsOf('web', 'shop'), actions } });
const lasting = (kind: string, effect: object) => ({ [kind]: { ...podsOf('web', 'shop'), ...effect, duration: '5s' } });
const onNode = (action: object) => ({
  nodeAction: { matches: [{ property: { name: 'name', value: `${worker2}$` } }], actions: [action] },
});
const taint = (effect: string) => ({
  objectAction: { object: { kind: 'Node', name: worker2 }, taint: { key: 'chaos', value: 'on', effect } },
});
const label = (kind: string, name: string, namespace?: string) => ({
  objectAction: { object: { kind, name, namespace }, labels: { chaos: 'on' } },
});
const clone = (namespace: string, service?: string) => ({
  clone: {
    source: { deployment: { name: 'web', namespace } },
    ...(service && { retarget: [{ service: { name: 'web', namespace: service } }] }),
  },
});

const beyondBudget = /PodDisruptionBudget shop\/web, which allows 1/;
const noOwner = (name: string) => new RegExp(`pod other/${name} has no owner`);
const elsewhere = /outside the blast radius: found namespace other/;
const noneLeft = /would leave 0 of 1 ready pods of other\/\S+ alone/;

async function refusalOf(steps: readonly object[], blastRadius: object): Promise<string | undefined> {
  try {
    await planFaults(
      scenarioWith({ steps, blastRadius }),
      cluster.access,
      { seed: 1, run: 0 },
      AbortSignal.timeout(20_000),
    );
    return undefined;
  } catch (error) {
    if (error instanceof BlastRadiusExceeded) return error.message;
    throw error;
  }
}

test.each<[string, object, object, RegExp]>([
  ['containers that crash', onWeb({ killContainer: {} }), {}, beyondBudget],
  ['hosts that stop', onWeb({ stopHost: {} }), {}, beyondBudget],
  ['frozen processes', lasting('processAction', { pause: {} }), {}, beyondBudget],
  ['pods cut off from everybody', lasting('networkAction', { partition: {} }), {}, beyondBudget],
  ['a crash from which nobody comes back', onPods('never', 'other', { killContainer: {} }), {}, noOwner('never')],
  ['the host of a pod that nobody replaces', onPods('again', 'other', { stopHost: {} }), {}, noOwner('again')],
  ['a drain of a pod that nobody replaces', onNode({ drain: {} }), {}, noOwner('(alone|steadfast)')],
  ['a taint that evicts one', taint('NoExecute'), { pods: 1, nodes: 1 }, noOwner('alone')],
  ['a taint beyond a budget', taint('NoExecute'), { barePods: true }, /PodDisruptionBudget other\/by, which allows 0/],
  ['a drain and who has to stay', onNode({ drain: {} }), { barePods: true, minAvailable: '100%' }, noneLeft],
  [
    'a drain and the pods of one owner',
    onNode({ drain: {} }),
    { barePods: true, perOwner: '50%' },
    /allows 0 of one owner/,
  ],
  [
    'a taint and who has to stay',
    taint('NoExecute'),
    { barePods: true, overrideBudgets: true, minAvailable: 1 },
    noneLeft,
  ],
  ['a node that stops and who has to stay', onNode({ pause: {} }), { minAvailable: 1 }, noneLeft],
  ['an object elsewhere', label('ConfigMap', 'kube-root-ca.crt', 'other'), { namespaces: ['shop'] }, elsewhere],
  ['a pod elsewhere, by its name', label('Pod', 'alone', 'other'), { namespaces: ['shop'] }, elsewhere],
  ['a namespace itself', label('Namespace', 'other'), { namespaces: ['shop'] }, elsewhere],
  ['a clone elsewhere', clone('other'), { namespaces: ['shop'] }, elsewhere],
  ['a pod, by its name', label('Pod', 'alone', 'other'), { minAvailable: 1 }, /of 1 ready pods of other\/Pod\/alone/],
])('refused: %s', async (_name, step, radius, expected) => {
  expect(await refusalOf([step], radius)).toMatch(expected);
});

test.each<[string, object, object]>([
  [
    'a container that crashes within the budget',
    {
      podAction: {
        ...podsOf('web', 'shop'),
        filters: [{ randomSample: { size: 1 } }],
        actions: [{ killContainer: {} }],
      },
    },
    {},
  ],
  ['a crash beyond the budget, allowed by the file', onWeb({ killContainer: {} }), { overrideBudgets: true }],
  ['a delay, which no budget is about', lasting('networkAction', { delay: { latency: '10ms' } }), {}],
  [
    'a partition from some',
    lasting('networkAction', { partition: {}, peers: { matches: podsOf('by', 'other').matches } }),
    {},
  ],
  ['a crash from which the pod comes back', onPods('again', 'other', { killContainer: {} }), {}],
  ['a drain, each pod as its budget allows', onNode({ drain: {} }), { barePods: true }],
  ['a taint that evicts nobody', taint('NoSchedule'), { pods: 1, minAvailable: '100%' }],
  [
    'pods and namespaces do not bound those of a node',
    onNode({ drain: {} }),
    { barePods: true, pods: 1, namespaces: ['shop'] },
  ],
  ['a node, which is in no namespace', taint('NoSchedule'), { namespaces: ['shop'] }],
  [
    'the control plane, which is in none of an app',
    { controlPlaneAction: { component: 'coredns', stop: {} } },
    { namespaces: ['shop'] },
  ],
])('let through: %s', async (_name, step, radius) => {
  expect(await refusalOf([step], radius)).toBeUndefined();
});

test('what a NoExecute taint evicts is looked after: its namespace is watched', async () => {
  const scenario = scenarioWith({
    steps: [taint('NoExecute')],
    blastRadius: { barePods: true, overrideBudgets: true },
  });
  const plan = await planFaults(scenario, cluster.access, { seed: 1, run: 0 }, AbortSignal.timeout(20_000));
  expect(plan.namespaces).toContain('other');
  const evicted = plan.lastingSteps.flatMap(({ targets }) => targets.evicted ?? []);
  const names = evicted.filter(({ metadata }) => metadata?.namespace === 'other').map(({ metadata }) => metadata?.name);
  expect(names.sort()).toEqual(['alone', expect.stringMatching(/^by-/)]);
});
