import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { V1Pod } from '@kubernetes/client-node';
import { closedDoor } from '../../src/cluster/closed-door.ts';
import { type FaultSpec, faultOf, type Receipt } from '../../src/faults/index.ts';
import type { KubernetesAccess } from '../../src/kubernetes/access.ts';
import { openPodView } from '../../src/kubernetes/pod-view.ts';
import { at, openTrialCluster, type TrialCluster } from './lasting-trial.ts';
import { serverApp, shop } from './trial-app.ts';

type KillSpec = Extract<FaultSpec, { kind: 'kill' }>;

let cluster: TrialCluster;

beforeAll(async () => {
  cluster = await openTrialCluster();
  await cluster.create(shop);
}, 60_000);
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
});

/** An app of a test's own: three pods, all of them ready. */
interface App {
  readonly name: string;
  readonly pods: readonly V1Pod[];
  /** Its pods, when three are ready again. */
  readyAgain(): Promise<V1Pod[]>;
}

async function openApp(purpose: string): Promise<App> {
  const name = `web-${purpose}`;
  await cluster.create(...serverApp(name, 3));
  const readyAgain = () => cluster.readyPods(`app=${name}`, 3);
  return { name, pods: await readyAgain(), readyAgain };
}

function spec(change: Partial<KillSpec>): KillSpec {
  return { kind: 'kill', at, probability: 1, method: 'delete', times: 1, intervalMs: 0, staggerMs: 0, ...change };
}

async function kill(
  change: Partial<KillSpec>,
  pods: readonly V1Pod[],
  access: KubernetesAccess = cluster.access,
): Promise<{ receipts: Receipt[]; at: number[] }> {
  const signal = AbortSignal.timeout(90_000);
  await using view = await openPodView(access, ['shop'], signal);
  const injections = await faultOf(spec(change)).inject(spec(change), pods, {
    kubernetes: access,
    pods: view,
    refusal: async () => undefined,
    now: () => performance.now(),
    sleep: ms => delay(ms),
    receiptTimeoutMs: 5_000,
    signal,
  });
  return { receipts: await Promise.all(injections.map(({ receipt }) => receipt)), at: injections.map(({ t }) => t) };
}

test.concurrent.each(['delete', 'evict', 'force'] as const)(
  '%s: the process ended, the UID is gone, the owner made another',
  async method => {
    const app = await openApp(method);
    const [pod] = app.pods;
    const { receipts } = await kill({ method }, [pod!]);
    expect(receipts).toEqual([
      {
        landed: true,
        evidence: expect.stringMatching(
          /^its process ended after \d\.\d s; the pod web-\S+ is gone, ReplicaSet web-\S+ made web-\S+$/,
        ),
      },
    ]);
    const left = await app.readyAgain();
    expect(left.map(({ metadata }) => metadata?.uid)).not.toContain(pod?.metadata?.uid);
  },
  60_000,
);

test.concurrent('an eviction that the budget does not allow kills nothing, and says so', async () => {
  const app = await openApp('budget');
  await cluster.create({
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: app.name, namespace: 'shop' },
    spec: { minAvailable: 3, selector: { matchLabels: { app: app.name } } },
  } as never);
  const { receipts } = await kill({ method: 'evict' }, [app.pods[0]!]);
  expect(receipts).toEqual([
    {
      landed: false,
      evidence: expect.stringMatching(
        /was not killed: its PodDisruptionBudget does not allow its eviction now \(429\)$/,
      ),
    },
  ]);
  expect((await app.readyAgain()).map(({ metadata }) => metadata?.uid).sort()).toEqual(
    app.pods.map(({ metadata }) => metadata?.uid).sort(),
  );
}, 60_000);

test.concurrent('times: in each round the pod that took the place is killed; each has one predecessor', async () => {
  const { pods } = await openApp('again');
  const seen = new Set(pods.map(({ metadata }) => metadata?.uid));
  const deleted: string[] = [];
  const access: KubernetesAccess = {
    ...cluster.access,
    send(request) {
      if (request.method === 'DELETE') deleted.push((request.body as any).preconditions.uid);
      return cluster.access.send(request);
    },
  };
  const { receipts } = await kill({ method: 'force', times: 3, intervalMs: 3_000 }, pods.slice(0, 2), access);
  for (const receipt of receipts)
    expect(receipt).toEqual({
      landed: true,
      evidence: expect.stringMatching(/^3 times in turn; the last time its process ended after/),
    });
  expect(new Set(deleted).size).toBe(6);
  expect(deleted.filter(uid => seen.has(uid)).length).toBe(2);
}, 90_000);

test.concurrent('a round that finds no replacement is said, and fewer than were asked for are not proven', async () => {
  const { pods } = await openApp('hurry');
  const { receipts } = await kill({ method: 'delete', times: 3, intervalMs: 1 }, [pods[0]!]);
  expect(receipts).toEqual([
    { landed: false, evidence: expect.stringMatching(/\(2 of 3 rounds killed none: it has no replacement yet\)$/) },
  ]);
}, 60_000);

test.concurrent('several at once: each receipt names a replacement of its own', async () => {
  const { pods } = await openApp('several');
  const { receipts } = await kill({ method: 'force' }, pods);
  const made = receipts.map(({ evidence }) => / made (\S+)$/.exec(evidence)?.[1]);
  expect(made).not.toContain(undefined);
  expect(new Set(made).size).toBe(3);
}, 60_000);

test.concurrent('stagger: one after the other', async () => {
  const { pods } = await openApp('stagger');
  const found = await kill({ method: 'force', staggerMs: 700 }, pods.slice(0, 2));
  expect(found.receipts.every(({ landed }) => landed)).toBe(true);
  expect(found.at[1]! - found.at[0]!).toBeGreaterThanOrEqual(690);
}, 60_000);

test.concurrent('an API that says the pod is deleted and does nothing is not believed', async () => {
  const { pods } = await openApp('lie');
  const lying: KubernetesAccess = {
    ...cluster.access,
    send: request =>
      request.method === 'DELETE' || request.method === 'POST'
        ? Promise.resolve({ status: 200, body: '{}' })
        : cluster.access.send(request),
  };
  const methods = ['delete', 'evict', 'force'] as const;
  const kills = await Promise.all(methods.map(method => kill({ method }, [pods[0]!], lying)));
  for (const { receipts } of kills)
    expect(receipts).toEqual([{ landed: false, evidence: expect.stringContaining('still ran') }]);
}, 60_000);

test.concurrent('the nodes are out of reach: a forced kill is not proven, a graceful one is by its kubelet', async () => {
  const access = { ...cluster.access, node: closedDoor('the nodes are out of reach') };
  const { pods } = await openApp('out-of-reach');
  expect((await kill({ method: 'force' }, [pods[0]!], access)).receipts).toEqual([
    {
      landed: false,
      evidence: expect.stringMatching(/cannot be seen: .*out of reach; `kill: \{ method: delete \}` needs no way/),
    },
  ]);
  expect((await kill({ method: 'delete' }, [pods[1]!], access)).receipts).toEqual([
    { landed: true, evidence: expect.stringContaining("its kubelet answered for its process's end") },
  ]);
}, 60_000);

test.concurrent('a pod that somebody else is deleting is no kill of ours', async () => {
  const { pods } = await openApp('held');
  const [pod] = pods;
  const path = `/api/v1/namespaces/shop/pods/${pod?.metadata?.name}`;
  const finalizers = { metadata: { finalizers: ['example.com/held'] } };
  const patch = { method: 'PATCH' as const, path, contentType: 'application/merge-patch+json' };
  await cluster.access.send({ ...patch, body: finalizers });
  await cluster.access.send({ method: 'DELETE', path });
  const { receipts } = await kill({ method: 'delete' }, [pod!]);
  expect(receipts).toEqual([{ landed: false, evidence: expect.stringContaining('somebody was deleting it already') }]);
  await cluster.access.send({ ...patch, body: { metadata: { finalizers: null } } });
}, 60_000);
