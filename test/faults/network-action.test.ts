import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { V1Pod, V1PodList } from '@kubernetes/client-node';
import { openEmbeddedSentinel } from '../../src/faults/sentinel/embedded-sentinel.ts';
import type { KubernetesAccess } from '../../src/kubernetes/access.ts';
import type { NetworkActionStep, NetworkEffect } from '../../src/scenario/suite.ts';
import { at, openTrialCluster, type TrialCluster, tryFault } from './lasting-trial.ts';
import { serverApp, shop } from './trial-app.ts';

let cluster: TrialCluster;
let front: V1Pod[];

beforeAll(async () => {
  cluster = await openTrialCluster();
  await cluster.create(shop, ...serverApp('front', 1), ...serverApp('api', 2));
  front = await cluster.readyPods('app=front', 1);
  await cluster.readyPods('app=api', 2);
}, 60_000);
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
});

const api = { name: 'api', namespace: 'shop' };
const everybody: NetworkActionStep['peers'] = { kind: 'everybody' };
const toApi: NetworkActionStep['peers'] = { kind: 'services', services: [api] };

function step(effect: NetworkEffect, change: Partial<NetworkActionStep> = {}): NetworkActionStep {
  const direction = effect.kind === 'partition' || effect.kind === 'refuse' ? 'both' : 'egress';
  return { kind: 'networkAction', at, matches: [], filters: [], effect, direction, peers: everybody, ...change };
}

async function rules(): Promise<object[]> {
  return (await cluster.read<{ rules: object[] }>('/chaos-gate/v1/network/rules')).rules;
}

const delay: NetworkEffect = { kind: 'delay', delayMs: 60, jitterMs: 10 };
const cases: readonly [string, NetworkActionStep, RegExp][] = [
  ['delay', step(delay), /of the 120 ms that two round trips add/],
  ['delay both ways, of peers', step({ ...delay, jitterMs: 0 }, { direction: 'both', peers: toApi }), /of the 240 ms/],
  ['delay of what arrives, on a port', step(delay, { direction: 'ingress', port: 8080 }), /^from a node to/],
  ['loss', step({ kind: 'loss', share: 0.3 }), /lost their first packet, 0 of \d+ before/],
  ['rate', step({ kind: 'rate', bitsPerSecond: 400_000 }, { peers: toApi }), /kbit\/s got through instead of/],
  ['partition', step({ kind: 'partition' }, { peers: toApi }), /3 of 3 connections got no answer, while/],
  [
    'partition of what arrives',
    step({ kind: 'partition' }, { direction: 'ingress' }),
    /3 of 3 connections got no answer, while/,
  ],
  ['refuse', step({ kind: 'refuse' }), /3 of 3 connections were reset, while/],
  ['refuse on a Service’s port', step({ kind: 'refuse' }, { peers: toApi, port: 80 }), /3 of 3 connections were reset/],
  ['no names', step({ kind: 'dnsFailure' }), /was unreachable from the pod, found before/],
  ['late names', step({ kind: 'dnsDelay', delayMs: 200 }), /took 2\d\d ms longer of 200 ms/],
];

describe.each(cases)('%s', (_name, wish, evidence) => {
  test('is seen from the pod, named with its mechanism, and taken back', async () => {
    const trial = await tryFault(wish, cluster.access, { pods: front });
    try {
      expect(trial.receipts).toMatchObject([{ landed: true, evidence: expect.stringMatching(evidence) }]);
      expect(trial.pieces[0]).toMatchObject({ mechanism: "the embedded network's rules", targets: [{ kind: 'Pod' }] });
      expect((await rules()).length).toBeGreaterThan(0);
    } finally {
      await trial.undo();
    }
    expect(await rules()).toEqual([]);
    await trial.undo();
  }, 60_000);

  test('an injector that does nothing is not believed', async () => {
    const trial = await tryFault(wish, cluster.access, { pods: front, lies: true });
    expect(trial.receipts).toEqual([{ landed: false, evidence: expect.any(String) }]);
    await trial.undo();
  }, 60_000);
});

describe('traffic of the app’s own', () => {
  const wish = step({ kind: 'partition' }, { direction: 'egress', peers: toApi });
  const unmet = /^no traffic but the gate's own met it in the 3\.\d s after that$/;

  test('that meets the fault', async () => {
    const [{ metadata, status }] = front as [V1Pod];
    const caller = openEmbeddedSentinel(cluster.access, `pod ${metadata?.name}`, status?.podIP ?? '');
    const { items } = await cluster.read<V1PodList>('/api/v1/namespaces/shop/pods');
    const to = { address: items.find(pod => pod.metadata?.labels?.app === 'api')?.status?.podIP ?? '', port: 8080 };
    let calling = true;
    const call = async () => {
      const burst = { attempts: 1, together: true, timeoutMs: 100 };
      while (calling) await caller.send(to, burst, AbortSignal.timeout(5_000));
    };
    const calls: Promise<void>[] = [];
    const meanwhile = async () => {
      calls.push(call());
    };
    const trial = await tryFault(wish, cluster.access, { pods: front, meanwhile });
    calling = false;
    await Promise.all(calls);
    await trial.undo();
    expect(trial.receipts).toEqual([{ landed: true, evidence: expect.stringMatching(/moved by \d+$/) }]);
  }, 60_000);

  test('is not there: the fault is, and it is said', async () => {
    const trial = await tryFault(wish, cluster.access, { pods: front });
    await trial.undo();
    expect(trial.receipts).toEqual([
      {
        landed: true,
        evidence: expect.stringContaining("; no traffic but the gate's own"),
        notice: expect.stringMatching(unmet),
      },
    ]);
  }, 60_000);
});

test('a rule that meets others and not the pod moves its counters, and is not believed', async () => {
  const wrong: KubernetesAccess = {
    ...cluster.access,
    send(request) {
      if (request.method !== 'PUT') return cluster.access.send(request);
      // Connections are counted, and nothing is done to them.
      const body = { ...(request.body as object), effect: { kind: 'delay', delayMs: 0 } };
      return cluster.access.send({ ...request, body });
    },
  };
  const trial = await tryFault(step({ kind: 'partition' }, { peers: toApi }), wrong, { pods: front });
  expect(trial.receipts).toEqual([
    { landed: false, evidence: expect.stringMatching(/0 of 3 .*counters moved by [1-9]/) },
  ]);
  await trial.undo();
}, 60_000);

test('a fault puts itself back when nobody lives to do it', async () => {
  const path = '/chaos-gate/v1/network/rules/left';
  const body = { effect: { kind: 'delay', delayMs: 1 }, forMs: 300 };
  await cluster.access.send({ method: 'PUT', path, body });
  expect(await rules()).toHaveLength(1);
  const start = performance.now();
  while ((await rules()).length > 0) expect(performance.now() - start).toBeLessThan(10_000);
});

test('peers that are not there are no silent nothing', async () => {
  const nobody = step(
    { kind: 'partition' },
    { peers: { kind: 'services', services: [{ name: 'nobody', namespace: 'shop' }] } },
  );
  const { refusal } = await tryFault(nobody, cluster.access, { pods: front });
  expect(refusal).toBe('no peers were found: there is no Service shop/nobody with a cluster address');
});

test('nodes that are out of reach are a refusal before anything is injected', async () => {
  const real: KubernetesAccess = {
    ...cluster.access,
    node: { ...cluster.access.node, refusal: () => 'the nodes are out of reach' },
    send: request =>
      request.path.startsWith('/chaos-gate')
        ? Promise.resolve({ status: 404, body: '' })
        : cluster.access.send(request),
  };
  expect((await tryFault(step(delay), real, { pods: front })).refusal).toBe('the nodes are out of reach');
});
