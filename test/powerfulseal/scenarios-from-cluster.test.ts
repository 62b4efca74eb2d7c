import { existsSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { expectCode } from '../support/expect-code.ts';
import { openSharedCluster, type SharedCluster } from './kept-cluster.ts';
import { orderOf } from './policy-run.ts';

const definition = JSON.stringify({
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'scenarios.powerfulseal.io' },
  spec: {
    group: 'powerfulseal.io',
    scope: 'Namespaced',
    names: { plural: 'scenarios', singular: 'scenario', kind: 'Scenario' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: { openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true } },
      },
    ],
  },
});
const namespace = (name: string) => JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });
const scenario = (name: string, steps: unknown[], where = 'team-a', spec: object = {}) =>
  JSON.stringify({
    apiVersion: 'powerfulseal.io/v1',
    kind: 'Scenario',
    metadata: { name, namespace: where },
    spec: { name: `${name} of the cluster`, steps, ...spec },
  });
const counts = (n: number) => [
  { podAction: { matches: [{ namespace: 'nowhere' }], actions: [{ checkPodCount: { count: n } }] } },
];
const policy = (scenariosFromCluster: unknown, scenarios: unknown[] = []) => ({
  config: { scenariosFromCluster },
  scenarios,
});

describe('scenarios.powerfulseal.io', () => {
  let shared: SharedCluster;
  beforeAll(async () => {
    shared = await openSharedCluster();
  }, 60_000);
  afterAll(async () => {
    await shared[Symbol.asyncDispose]();
  });

  test('a cluster without the resource: exit 3, and what to do', async () => {
    const run = await shared.run(policy(true));
    expect(run).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('the cluster has no scenarios.powerfulseal.io'),
    });
  });

  test('are run after those of the file, by namespace and name; positions name the object', async () => {
    const objects = [
      definition,
      namespace('team-a'),
      namespace('team-b'),
      scenario('second', counts(0), 'team-b'),
      scenario('first', counts(1)),
      scenario('zeroth', counts(0)),
    ];
    shared.folder.write('objects.yml', objects.join('\n---\n'));
    const run = await shared.run(policy(true, [{ name: 'of the file', steps: counts(0) }]), ['--app', 'objects.yml']);
    expectCode(run, 1);
    const order = ['of the file', 'first of the cluster', 'zeroth of the cluster', 'second of the cluster'];
    expect(orderOf(run)).toEqual(order);
    expect(run.result?.experiments.map(({ name, verdict }) => [name, verdict])).toEqual([
      ['of the file', 'upheld'],
      ['first of the cluster', 'refuted'],
      ['zeroth of the cluster', 'upheld'],
      ['second of the cluster', 'upheld'],
    ]);
    expect(run.experiment('first of the cluster').file).toBe('scenarios.powerfulseal.io/team-a/first');
    expect(run.result?.reason).toContain('scenarios.powerfulseal.io/team-a/first:4:');
  });

  test('only of the namespaces that are asked for', async () => {
    expect(orderOf(await shared.run(policy({ namespaces: ['team-b'] })))).toEqual(['second of the cluster']);
  });

  test('--scenario chooses among them as well', async () => {
    expect(orderOf(await shared.run(policy(true), ['--scenario', 'zero*']))).toEqual(['zeroth of the cluster']);
    const run = await shared.run(policy(true), ['--scenario', 'tenth']);
    expect(run).toMatchObject({ code: 3, stderr: expect.stringContaining('--scenario: found "tenth"') });
  });

  test('none where there should be one: exit 3', async () => {
    const run = await shared.run(policy({ namespaces: ['default'] }));
    expect(run).toMatchObject({ code: 3, stderr: expect.stringContaining('found no Scenario object in default') });
  });

  test('one that would run a program on this machine: exit 3, and it does not', async () => {
    const proof = `${shared.folder.path}/proof`;
    const steps = [
      { commandAction: { do: ['touch', proof], undo: ['true'] } },
      { kubectl: { action: 'apply', payload: '{}', kubectlBinary: './mine' } },
    ];
    const probe = { name: 'p', probeCommand: { command: ['touch', proof] }, tolerance: 'success >= 1%' };
    const object = scenario('program', steps, 'team-c', { steadyState: [probe] });
    shared.folder.write('program.yml', [definition, namespace('team-c'), object].join('\n---\n'));
    const run = await shared.run(policy({ namespaces: ['team-c'] }), ['--app', 'program.yml']);
    expect(run.code).toBe(3);
    for (const what of ['commandAction', 'kubectlBinary', 'probeCommand'])
      expect(run.stderr).toMatch(
        new RegExp(`powerfulseal\\.io/team-c/program:\\d+:\\d+: found ${what} in an object of the cluster`),
      );
    expect(existsSync(proof)).toBe(false);
  });

  test('one that is wrong: exit 3, with the place, before anything is run', async () => {
    shared.folder.write('wrong.yml', scenario('wrong', [{ podAction: { matches: [], actionz: [] } }], 'team-b'));
    const run = await shared.run(policy(true), ['--app', 'wrong.yml']);
    expect(run.code).toBe(3);
    expect(run.stderr).toMatch(
      /scenarios\.powerfulseal\.io\/team-b\/wrong:\d+:\d+: found the unknown key `actionz`; did you mean `actions`\?/,
    );
    expect(orderOf(run)).toEqual([]);
  });
});

test('a file without scenarios, and none asked of the cluster: exit 3', async () => {
  await using shared = await openSharedCluster();
  const run = await shared.run({ scenarios: [] });
  expect(run).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('found an empty list, expected at least one entry'),
  });
}, 60_000);
