import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TrialCluster } from '../faults/lasting-trial.ts';
import { kubectl, openKubectlTrial, writePayload } from './kubectl-trial.ts';
import { core, inShop, openShopCluster, readContent, settings } from './shop-cluster.ts';

const withKubectl = kubectl ? describe : describe.skip;

let cluster: TrialCluster;
beforeAll(async () => {
  cluster = await openShopCluster();
}, 60_000);
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
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
    const before = await readContent(cluster, `${core}/configmaps/settings`);
    expect(await trial.run({ action, payload, kubectlBinary: trial.writeKubectl(script) })).toMatchObject(outcome);
    expect(trial.pending()).toHaveLength(pending);
    await trial.undo();
    expect(await readContent(cluster, `${core}/configmaps/settings`)).toEqual(before);
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
