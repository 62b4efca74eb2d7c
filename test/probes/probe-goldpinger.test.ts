import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deletePod } from '../../src/kubernetes/delete-pod.ts';
import { deploy } from '../../src/kubernetes/deploy.ts';
import { listPodsByLabels } from '../../src/kubernetes/list-pods.ts';
import { type Measurement, type ProbeContext, probeOf, type ReadyProbe } from '../../src/probes/index.ts';
import type { GoldpingerProbe } from '../../src/scenario/suite.ts';
import { startTestCluster, type TestCluster } from '../kubernetes/test-cluster.ts';

const nodes = 3;
const spec: GoldpingerProbe = {
  kind: 'probeGoldpinger',
  namespace: 'goldpinger',
  selector: 'app=goldpinger',
  port: 8080,
  excuseTargets: true,
  refreshMs: 2_000,
  everyMs: 1_000,
  timeoutMs: 5_000,
};
const targeted = new Set<string>();
let inMethod = false;
let cluster: TestCluster;
let context: ProbeContext;

beforeAll(async () => {
  cluster = await startTestCluster(nodes);
  context = { kubernetes: cluster.access, targeted: () => targeted, inMethod: () => inMethod };
  const app = { manifests: [], images: [], goldpinger: true };
  await deploy(cluster.access, app, { timeoutMs: 60_000, signal: AbortSignal.timeout(70_000), report: () => {} });
}, 90_000);
afterAll(async () => {
  await cluster?.access.send({ method: 'DELETE', path: '/api/v1/namespaces/goldpinger' });
  await cluster?.[Symbol.asyncDispose]();
});

const open = (changes: Partial<GoldpingerProbe> = {}): Promise<ReadyProbe> =>
  probeOf(spec).open({ ...spec, ...changes }, context, AbortSignal.timeout(10_000));

/** Looks until a measurement holds; a mesh needs a refresh or two to learn of its pods. */
async function lookUntil(probe: ReadyProbe, holds: (found: Measurement) => boolean): Promise<Measurement[]> {
  const found: Measurement[] = [];
  const limit = AbortSignal.timeout(30_000);
  do {
    found.push(await probe.measure(AbortSignal.timeout(spec.timeoutMs)));
    await delay(100);
  } while (!holds(found.at(-1)!) && !limit.aborted);
  return found;
}

test('the mesh of all pods is whole, and a deleted pod is excused in the method and back afterwards', async () => {
  await using probe = await open();
  const whole = (await lookUntil(probe, ({ r }) => r === 'ok')).at(-1)!;
  expect(whole).toMatchObject({ r: 'ok', mesh: { expected: nodes ** 2, alive: nodes ** 2, nodes } });
  // Whole: each of its times belongs to the edge of its place, and nothing more has to be said.
  expect(whole.mesh).toMatchObject({ ms: { length: nodes ** 2 }, pods: { length: nodes } });
  expect(new Set(whole.mesh!.on).size).toBe(nodes);
  expect(whole.mesh!.states).toBeUndefined();

  const [victim] = await listPodsByLabels(cluster.access, spec.namespace, spec.selector);
  const { name = '', namespace = '', uid = '' } = victim!.metadata!;
  inMethod = true;
  targeted.add(uid);
  await deletePod(cluster.access, { name, namespace, uid, gracePeriodSeconds: 0 });
  const during = await lookUntil(probe, ({ mesh }) => mesh?.nodes === nodes);
  for (const { r, mesh } of during)
    expect({ r, expected: mesh?.expected }).toEqual({ r: 'ok', expected: (nodes - 1) ** 2 });

  inMethod = false;
  const back = (await lookUntil(probe, ({ r }) => r === 'ok')).at(-1)!;
  expect(back).toMatchObject({ r: 'ok', mesh: { expected: nodes ** 2, alive: nodes ** 2 } });
}, 90_000);

test('a deleted pod that nobody is excused for is missed', async () => {
  await using probe = await open();
  await lookUntil(probe, ({ r }) => r === 'ok');
  const [victim] = await listPodsByLabels(cluster.access, spec.namespace, spec.selector);
  const { name = '', namespace = '', uid = '' } = victim!.metadata!;
  await deletePod(cluster.access, { name, namespace, uid });
  const found = await probe.measure(AbortSignal.timeout(spec.timeoutMs));
  expect(found.r).not.toBe('ok');
  await lookUntil(probe, ({ r }) => r === 'ok');
}, 60_000);

test('no pods, or a single one, are no mesh', async () => {
  await using nobody = await open({ selector: 'app=nobody' });
  expect(await nobody.measure(AbortSignal.timeout(5_000))).toEqual({
    r: 'broken',
    why: 'there are no Goldpinger pods with app=nobody in namespace goldpinger',
  });
  const [pod] = await listPodsByLabels(cluster.access, spec.namespace, spec.selector);
  const path = `/api/v1/namespaces/goldpinger/pods/${pod!.metadata!.name}`;
  const body = { metadata: { labels: { alone: 'yes' } } };
  await cluster.access.send({ method: 'PATCH', path, contentType: 'application/merge-patch+json', body });
  await using alone = await open({ selector: 'alone=yes' });
  const found = await alone.measure(AbortSignal.timeout(5_000));
  expect(found).toMatchObject({ r: 'broken', why: expect.stringMatching(/only one of the Goldpinger pods.*no mesh$/) });
});

test('an edge measured too long ago is stale, never ok', async () => {
  // Pings a second apart cannot be younger than a refresh that lies in the future.
  await using probe = await open({ refreshMs: -2_000 });
  const found = await probe.measure(AbortSignal.timeout(5_000));
  expect(found).toMatchObject({ r: 'stale', why: '9 of 9 edges were measured too long ago' });
});
