import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { V1Pod, V1PodList } from '@kubernetes/client-node';
import type { NodeDoor } from '../../src/cluster/index.ts';
import type { StressActionStep, StressLoad } from '../../src/scenario/suite.ts';
import { at, openTrialCluster, type TrialCluster, tryFault } from './lasting-trial.ts';
import { serverApp, shop } from './trial-app.ts';

const mebi = 2 ** 20;
const cpu: StressLoad = { kind: 'cpu', where: 'beside', workers: 1 };
const memory: StressLoad = { kind: 'memory', where: 'beside', amount: { bytes: 64 * mebi } };
const io: StressLoad = { kind: 'io', fileBytes: 4 * mebi };

let cluster: TrialCluster;
let pods: V1Pod[];

beforeAll(async () => {
  cluster = await openTrialCluster();
  await cluster.create(shop, ...serverApp('web', 2, { resources: { limits: { memory: '256Mi' } } }));
  pods = await cluster.readyPods('app=web', 2);
}, 60_000);
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
});

function step(load: StressLoad, image = 'node:24-alpine'): StressActionStep {
  return { kind: 'stressAction', at, matches: [], filters: [], load, image };
}

async function podNames(): Promise<(string | undefined)[]> {
  const { items } = await cluster.read<V1PodList>('/api/v1/namespaces/shop/pods');
  return items.map(({ metadata }) => metadata?.name).sort();
}

describe('beside the target', () => {
  test.each([
    ['cpu', cpu, /^the pod on .* used \d\.\d\d of 1 processors over \d\.\d s$/],
    ['memory', memory, /^the pod on .* holds \d+ MiB of the 64 MiB asked for$/],
    ['io', io, /^the pod on .* wrote and synced \d+ MiB a second$/],
  ] as const)(
    '%s: a pod on each node makes the load, as its node counts it, and is taken away',
    async (_name, load, evidence) => {
      const before = await podNames();
      const trial = await tryFault(step(load), cluster.access, { pods, receiptTimeoutMs: 30_000 });
      expect(trial.receipts).toEqual([{ landed: true, evidence: expect.stringMatching(evidence) }]);
      expect((await podNames()).length).toBe(before.length + 1);
      await trial.undo();
      expect(await podNames()).toEqual(before);
      await trial.undo();
    },
    90_000,
  );

  test.concurrent.each([
    ['cpu', cpu],
    ['memory', memory],
    ['io', io],
  ] as const)(
    '%s: a pod that runs and does nothing proves nothing',
    async (_name, load) => {
      const idle: NodeDoor = {
        ...cluster.access.node,
        // What the pod of the app uses, which does nothing either.
        containerUsage: (_container, abort) =>
          cluster.access.node.containerUsage(
            {
              node: pods[0]?.spec?.nodeName ?? '',
              containerId: pods[0]?.status?.containerStatuses?.[0]?.containerID ?? '',
            },
            abort,
          ),
      };
      const options = { pods, receiptTimeoutMs: 4_000 };
      const trial = await tryFault(step(load), { ...cluster.access, node: idle }, options);
      expect(trial.receipts).toEqual([{ landed: false, evidence: expect.stringMatching(/^the pod on/) }]);
      await trial.undo();
    },
    60_000,
  );

  test.concurrent('a pod that cannot start proves nothing, and says why', async () => {
    const options = { pods, receiptTimeoutMs: 3_000 };
    const trial = await tryFault(step(cpu, 'nowhere/at-all:1'), cluster.access, options);
    expect(trial.receipts).toEqual([
      { landed: false, evidence: expect.stringMatching(/does not run: (ErrImagePull|ImagePullBackOff)/) },
    ]);
    await trial.undo();
  }, 60_000);

  test.concurrent('what was written ahead is undone although nothing was injected', async () => {
    const trial = await tryFault(step(cpu), cluster.access, { pods, lies: true, receiptTimeoutMs: 100 }).catch(
      error => error,
    );
    // Nobody made the pod: the API says so to whoever asks for it.
    expect(String(trial)).toMatch(/404/);
  }, 60_000);
});

test('inside: a share of the limit that is in use already proves nothing, and nothing is done', async () => {
  const executed: string[] = [];
  // A node that runs programs, whose containers use what those of the embedded one use.
  const node: NodeDoor = {
    ...cluster.access.node,
    refusal: () => undefined,
    async execute(_node, argv) {
      executed.push(argv.join(' '));
      return { status: 0, stdout: '', stderr: '' };
    },
  };
  const load: StressLoad = { kind: 'memory', where: 'inside', amount: { share: 0.01 } };
  const trial = await tryFault(step(load), { ...cluster.access, node }, { pods: [pods[0]!], receiptTimeoutMs: 100 });
  const evidence = /^container web of web-\S+ uses \d+ MiB already, which is more than was asked for$/;
  expect(trial.receipts).toEqual([{ landed: false, evidence: expect.stringMatching(evidence) }]);
  expect(executed).toEqual(['perl -e 1']);
}, 60_000);

describe('what this cluster cannot show is refused', () => {
  test.each([
    ['cpu inside', { kind: 'cpu', where: 'inside', workers: 1 }],
    ['memory inside', { kind: 'memory', where: 'inside', amount: { over: true } }],
  ] as const)('%s', async (_name, load) => {
    expect((await tryFault(step(load), cluster.access, { pods })).refusal).toMatch(/no commands; use kind/);
  });

  test('a share of a limit that is not there', async () => {
    await cluster.create(...serverApp('free', 1));
    const free = await cluster.readyPods('app=free', 1);
    const load: StressLoad = { kind: 'memory', where: 'inside', amount: { share: 0.9 } };
    expect((await tryFault(step(load), cluster.access, { pods: free })).refusal).toMatch(
      /container web of free-.* has no memory limit/,
    );
  }, 60_000);

  test.each([
    ['no such volume', {}, /has no volume "data"/],
    ['an emptyDir without a bound', { emptyDir: {} }, /has no bound but the node's disk/],
    ['a folder of the node', { hostPath: { path: '/var/tmp' } }, /has no bound but the node's disk/],
    ['a bound, but no way to the node', { emptyDir: { sizeLimit: '8Mi' } }, /no commands; use kind/],
  ])('disk: %s', async (name, source, refusal) => {
    const volumes = name === 'no such volume' ? [] : [{ name: 'data', ...source }];
    const withVolume = pods.map(pod => ({ ...pod, spec: { ...pod.spec!, volumes } })) as V1Pod[];
    const load: StressLoad = { kind: 'disk', volume: 'data', share: 1 };
    expect((await tryFault(step(load), cluster.access, { pods: withVolume })).refusal).toMatch(refusal);
  });
});
