import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { InvalidInput } from '../../src/errors.ts';
import type { KubernetesAccess } from '../../src/kubernetes/access.ts';
import type { ObjectActionStep } from '../../src/scenario/suite.ts';
import { type TrialCluster, tryFault } from './lasting-trial.ts';
import { openObjectCluster, step } from './object-cluster.ts';

let cluster: TrialCluster;
beforeAll(async () => {
  cluster = await openObjectCluster();
}, 90_000);
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
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
