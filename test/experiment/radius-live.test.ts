import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { KubernetesObject, V1PodDisruptionBudget } from '@kubernetes/client-node';
import { BlastRadiusExceeded, guardRadius, type RadiusGuard } from '../../src/experiment/blast-radius.ts';
import type { ExperimentContext } from '../../src/experiment/context.ts';
import type { LiveExperiment } from '../../src/experiment/live-experiment.ts';
import { runMethod } from '../../src/experiment/method.ts';
import { planFaults } from '../../src/experiment/plan.ts';
import { nodeFaultOf } from '../../src/faults/index.ts';
import type { FaultInjected, JournalEvent } from '../../src/journal/event.ts';
import type { KubernetesAccess } from '../../src/kubernetes/access.ts';
import { openNodeView } from '../../src/kubernetes/node-view.ts';
import { readNode } from '../../src/kubernetes/nodes.ts';
import type { Scenario } from '../../src/scenario/suite.ts';
import { openUndoJournal } from '../../src/undo/undo-journal.ts';
import { at, openTrialCluster, type TrialCluster, until } from '../faults/lasting-trial.ts';
import { serverApp, shop } from '../faults/trial-app.ts';
import { scenarioWith } from './scenario-with.ts';

const directory = mkdtempSync(join(tmpdir(), 'chaos-gate-radius-'));
let cluster: TrialCluster;
beforeAll(async () => {
  cluster = await openTrialCluster();
  await cluster.create(shop);
}, 60_000);
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true });
});

/** Runs the steps of a scenario under a guard. Returns what was injected, and the pods that were aimed at. */
async function run(scenario: Scenario, guard: RadiusGuard, kubernetes: KubernetesAccess = cluster.access) {
  const file = join(mkdtempSync(join(directory, 'run-')), 'undo.ndjson');
  using undoJournal = openUndoJournal(file);
  const injected: FaultInjected[] = [];
  const aimedAt = new Set<string | undefined>();
  const record = (event: JournalEvent) => {
    if (event.type === 'fault-injected') injected.push(event);
  };
  const context = {
    scenario,
    experiment: 0,
    run: 0,
    seed: 1,
    legacy: false,
    kubernetes,
    undoJournal,
    clock: { startedAt: new Date(), now: () => performance.now() },
    receiptTimeoutMs: 10_000,
    signal: AbortSignal.timeout(60_000),
  } as unknown as ExperimentContext;
  const error = await runMethod(context, { record } as LiveExperiment, guard, pods => {
    for (const { metadata } of pods) aimedAt.add(metadata?.uid);
  }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  );
  return { injected, aimedAt, error, left: undoJournal.pending() };
}

/** A cluster that makes something happen as soon as the first pod is deleted, or the first container has got its signal. */
function afterFirstHit(happen: () => unknown): KubernetesAccess {
  const { access } = cluster;
  let hits = 0;
  const hit = async <T>(sent: Promise<T>) => {
    const answer = await sent;
    if (++hits === 1) await happen();
    return answer;
  };
  return {
    ...access,
    send: request => (request.method === 'DELETE' ? hit(access.send(request)) : access.send(request)),
    node: { ...access.node, signalContainer: (...wanted) => hit(access.node.signalContainer(...wanted)) },
  };
}

/** A server that takes a moment to end. */
const reluctant = `
process.on('SIGTERM', () => setTimeout(() => process.exit(0), 1500));
require('node:http').createServer((request, response) => response.end('hello')).listen(8080);
`;

async function openApp(name: string, budget?: number, container: Record<string, unknown> = {}) {
  await cluster.create(...serverApp(name, 3, container));
  const pods = await cluster.readyPods(`app=${name}`, 3);
  const path = `/apis/policy/v1/namespaces/shop/poddisruptionbudgets/${name}`;
  const wish = (minAvailable: number) => ({ minAvailable, selector: { matchLabels: { app: name } } });
  if (budget !== undefined)
    await cluster.create({
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name, namespace: 'shop' },
      spec: wish(budget),
    } as KubernetesObject);
  const observed = () =>
    until(async () => {
      const { metadata, status } = await cluster.read<V1PodDisruptionBudget>(path);
      return status?.observedGeneration === metadata?.generation || undefined;
    });
  if (budget !== undefined) await observed();
  return {
    pods,
    onOne: (action: object, size = 1) => ({
      podAction: {
        matches: [{ labels: { selector: `app=${name}`, namespace: 'shop' } }],
        filters: [{ randomSample: { size } }],
        actions: [action],
      },
    }),
    async setBudget(minAvailable: number) {
      const contentType = 'application/merge-patch+json';
      await cluster.access.send({ method: 'PATCH', path, contentType, body: { spec: { minAvailable } } });
      await observed();
    },
  };
}

const planned = async (scenario: Scenario) =>
  (await planFaults(scenario, cluster.access, { seed: 1, run: 0 }, AbortSignal.timeout(20_000))).guard;
const tomorrow = new Date('2031-01-02T00:00:00Z');
const until2031 = { until: '2031-01-01T00:00:00Z' };

test.concurrent('a budget that became smaller since the plan: refused at the injection, nothing is hit', async () => {
  const app = await openApp('shrinking', 2);
  const scenario = scenarioWith({ steps: [app.onOne({ kill: { method: 'delete' } })] });
  const guard = await planned(scenario);
  await app.setBudget(3);
  const { injected, error } = await run(scenario, guard);
  expect(error).toBeInstanceOf(BlastRadiusExceeded);
  expect(String(error)).toMatch(/PodDisruptionBudget shop\/shrinking, which allows 0/);
  expect(injected).toEqual([]);
  const uidsOf = (pods: typeof app.pods) => pods.map(({ metadata }) => metadata?.uid).sort();
  expect(uidsOf(await cluster.readyPods('app=shrinking', 3))).toEqual(uidsOf(app.pods));
}, 60_000);

test.concurrent('rounds: a pod in the place of another is no further one, and is aimed at', async () => {
  const app = await openApp('rounds', 2);
  const kill = { kill: { method: 'force', times: 2, interval: '4s' } };
  const scenario = scenarioWith({ steps: [app.onOne(kill)], blastRadius: { pods: 1, minAvailable: 2 } });
  const guard = await planned(scenario);
  const { injected, aimedAt, error } = await run(scenario, guard);
  expect(error).toBeUndefined();
  expect(injected).toMatchObject([{ receipt: { landed: true, evidence: expect.stringMatching(/^2 times in turn/) } }]);
  expect({ used: guard.used, aimedAt: aimedAt.size }).toEqual({ used: 1, aimedAt: 2 });
}, 60_000);

test.concurrent('rounds: a budget that becomes smaller between them ends them', async () => {
  const app = await openApp('rounds-budget', 2);
  const kill = { kill: { method: 'force', times: 3, interval: '4s' } };
  const scenario = scenarioWith({ steps: [app.onOne(kill)] });
  const { injected, error } = await run(
    scenario,
    await planned(scenario),
    afterFirstHit(() => app.setBudget(3)),
  );
  expect(error).toBeUndefined();
  const evidence = expect.stringMatching(/\(2 of 3 rounds killed none: .*rounds-budget, which allows 0/);
  expect(injected).toMatchObject([{ receipt: { landed: false, evidence } }]);
}, 60_000);

test.concurrent('rounds: a process that is told to end twice has ended once', async () => {
  const app = await openApp('rounds-at-once', undefined, { command: ['node', '-e', reluctant] });
  const scenario = scenarioWith({
    steps: [app.onOne({ killContainer: { signal: 'SIGTERM', times: 2, interval: '300ms' } })],
  });
  const { injected } = await run(scenario, await planned(scenario));
  const evidence = expect.stringMatching(/^1 × SIGTERM .*\(1 of 2 did not land: it was not restarted yet\)/);
  expect(injected).toMatchObject([{ receipt: { landed: false, evidence } }]);
}, 60_000);

test.concurrent('rounds: where nobody says any more what the budgets are, nothing more is hit', async () => {
  const app = await openApp('rounds-unseen');
  const scenario = scenarioWith({ steps: [app.onOne({ killContainer: { times: 2, interval: '3s' } })] });
  let seen = true;
  const kubernetes = afterFirstHit(() => {
    seen = false;
  });
  const { injected, error } = await run(scenario, await planned(scenario), {
    ...kubernetes,
    send: request =>
      seen || !request.path.endsWith('/poddisruptionbudgets')
        ? kubernetes.send(request)
        : Promise.resolve({ status: 503, body: '{}' }),
  });
  expect(error).toBeUndefined();
  const evidence = expect.stringMatching(/\(1 of 2 did not land: PodDisruptionBudgets of namespace shop: 503/);
  expect(injected).toMatchObject([{ receipt: { landed: false, evidence } }]);
}, 60_000);

describe('the time after which nothing may be injected', () => {
  /** It comes with the first hit. */
  async function runUntil(step: object) {
    let now = new Date();
    const scenario = scenarioWith({ steps: [step], blastRadius: until2031 });
    const guard = guardRadius(scenario, { matched: 3, now: () => now });
    const kubernetes = afterFirstHit(() => {
      now = tomorrow;
    });
    const { injected, error } = await run(scenario, guard, kubernetes);
    expect(error).toBeUndefined();
    return injected.map(({ receipt }) => receipt);
  }

  test.concurrent('ends the rounds of a kill', async () => {
    const app = await openApp('until-kill');
    const evidence = expect.stringMatching(/\(2 of 3 rounds killed none: .*the blast radius ended/);
    expect(await runUntil(app.onOne({ kill: { method: 'force', times: 3, interval: '3s' } }))).toEqual([
      { landed: false, evidence },
    ]);
  }, 60_000);

  test.concurrent('ends the rounds of a crash', async () => {
    const app = await openApp('until-crash');
    const evidence = expect.stringMatching(/^1 × SIGKILL .*\(1 of 2 did not land: .*the blast radius ended/);
    expect(await runUntil(app.onOne({ killContainer: { times: 2, interval: '3s' } }))).toEqual([
      { landed: false, evidence },
    ]);
  }, 60_000);

  test.concurrent.each(['kill', 'killContainer'])(
    'spares the later pods of a staggered %s',
    async kind => {
      const app = await openApp(`until-${kind.toLowerCase()}-stagger`);
      const receipts = await runUntil(app.onOne({ [kind]: { stagger: '500ms' } }, 2));
      expect(receipts.map(({ landed }) => landed).sort()).toEqual([false, true]);
      expect(receipts.find(({ landed }) => !landed)?.evidence).toMatch(/the blast radius ended/);
    },
    60_000,
  );

  const configMap = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'late', namespace: 'shop' } };
  test.concurrent.each<[string, object]>([
    ['a kubectl step', { kubectl: { action: 'apply', payload: JSON.stringify(configMap) } }],
    [
      'an object that has no pods',
      {
        objectAction: {
          object: { kind: 'ConfigMap', name: 'kube-root-ca.crt', namespace: 'shop' },
          labels: { chaos: 'on' },
        },
      },
    ],
    ['a clone', { clone: { source: { deployment: { name: 'late', namespace: 'shop' } } } }],
  ])(
    'is kept by %s',
    async (_name, step) => {
      const scenario = scenarioWith({ steps: [step], blastRadius: until2031 });
      const { injected, error, left } = await run(scenario, guardRadius(scenario, { matched: 0, now: () => tomorrow }));
      expect(error).toBeInstanceOf(BlastRadiusExceeded);
      expect({ injected, left }).toEqual({ injected: [], left: [] });
    },
    60_000,
  );
});

test('a drain takes a pod that nobody replaces only where the file allows it', async () => {
  const [node] = (await cluster.read<{ items: { metadata: { name: string } }[] }>('/api/v1/nodes')).items.slice(-1);
  const name = node?.metadata.name ?? '';
  const containers = [{ name: 'idle', image: 'node:24-alpine', command: ['node', '-e', 'setInterval(() => {}, 1e9)'] }];
  await cluster.create({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'bare', namespace: 'shop', labels: { app: 'bare' } },
    spec: { nodeName: name, terminationGracePeriodSeconds: 1, containers },
  } as KubernetesObject);
  await cluster.readyPods('app=bare', 1);
  const spec = { kind: 'drain' as const, at, timeoutMs: 2_000 };
  const signal = AbortSignal.timeout(60_000);
  await using nodes = await openNodeView(cluster.access, signal);
  const drain = async (barePods: boolean) => {
    await nodeFaultOf(spec).inject(spec, await readNode(cluster.access, name), {
      kubernetes: cluster.access,
      nodes,
      now: () => performance.now(),
      sleep: ms => delay(ms),
      receiptTimeoutMs: 10_000,
      methodEndsT: 0,
      barePods,
      signal,
    });
  };
  await expect(drain(false)).rejects.toThrow(/bare would be gone for good/);
  const path = '/api/v1/namespaces/shop/pods/bare';
  expect((await cluster.access.send({ path })).status).toBe(200);
  // Other pods of the node may be held by budgets.
  await drain(true);
  await until(async () => (await cluster.access.send({ path })).status === 404 || undefined);
}, 60_000);
