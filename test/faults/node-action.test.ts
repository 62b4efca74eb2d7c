import { describe, expect, test } from '@jest/globals';
import type { ExperimentResult } from '../../src/judge/run-result.ts';
import { expectCode } from '../support/expect-code.ts';
import { openFolder, readVerdict, runGate, startGate } from '../support/gate.ts';
import { openOracle } from '../support/oracle.ts';
import { testApp } from '../support/test-app.ts';

/** On the embedded cluster: a control plane that takes no pods, and two workers. */
const [controlPlane, worker, worker2] = ['embedded-control-plane', 'embedded-worker', 'embedded-worker2'];
const byName = (value: string | string[]) => [{ property: { name: 'name', value } }];
/** `$`, because a value has to match the beginning of a name only: embedded-worker finds embedded-worker2 as well. */
const nodeAction = (value: string | string[], ...actions: unknown[]) => ({
  nodeAction: { matches: byName(value), actions },
});
const budget = {
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'all', namespace: 'held' },
  spec: { minAvailable: 1, selector: { matchLabels: { app: 'held' } } },
};
const held = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'held', namespace: 'held' },
  spec: {
    replicas: 1,
    selector: { matchLabels: { app: 'held' } },
    template: {
      metadata: { labels: { app: 'held' } },
      spec: {
        nodeSelector: { 'kubernetes.io/hostname': worker },
        containers: [{ name: 'held', image: 'node:24-alpine', command: ['node', '-e', 'setInterval(() => {}, 1e9)'] }],
      },
    },
  },
};
const manifests = [{ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'held' } }, budget, held];

/** The nodes' own state is what is watched: which app lives through it is another test's matter. */
const readyNodes = {
  name: 'all nodes are ready',
  probeKubernetes: { resource: 'nodes', value: 'ready', every: '200ms' },
  tolerance: { value: '>= 3' },
  during: { value: '>= 0' },
  minSamples: 1,
};

/** Runs these steps on a cluster of their own. Throws when the run does not come to an experiment. */
async function experimentWith(steps: readonly unknown[], more: object = {}): Promise<ExperimentResult> {
  using folder = openFolder();
  const app = testApp({ oracle: openOracle(folder.path, () => ({})).path });
  folder.write('app.yml', [app, ...manifests.map(object => JSON.stringify(object))].join('\n---\n'));
  const scenario = {
    name: 'nodes',
    baseline: { for: '400ms' },
    steadyState: [readyNodes],
    recovery: { within: '60s', stableFor: '500ms' },
    steps,
    ...more,
  };
  folder.write('scenario.yml', JSON.stringify({ app: { manifests: ['app.yml'] }, scenarios: [scenario] }));
  const { stderr } = await runGate(['run', 'scenario.yml', '--out', 'out', '--seed', '7'], { cwd: folder.path });
  const experiment = readVerdict(`${folder.path}/out`)?.experiments[0];
  if (!experiment) throw new Error(`no experiment in: ${stderr}`);
  return experiment;
}

/** A node that is out is proven by the silence of its lease: 12 s, and 20 s more where it is not. The test that takes longest comes first. */
const timeoutMs = 120_000;

describe('nodeAction on the embedded cluster', () => {
  test.concurrent(
    'a node that is started again before its fall was proven: the stop is not proven, its start is',
    async () => {
      const { faults } = await experimentWith([
        nodeAction(worker2, { stop: {} }, { wait: { seconds: 1 } }, { start: {} }),
      ]);
      const [stop, start] = ['stop', 'start'].map(kind => faults.find(fault => fault.kind === kind));
      expect(start?.receipt).toEqual({ landed: true, evidence: expect.stringMatching(/is Ready, .* after its start/) });
      expect(stop?.receipt.landed).toBe(false);
    },
    timeoutMs,
  );

  test.concurrent(
    'a node that runs is started: nothing is proven by it',
    async () => {
      const { faults, verdict, reasons } = await experimentWith([nodeAction(worker2, { start: {} })]);
      expect(faults[0]?.receipt).toEqual({ landed: false, evidence: `${worker2} was running before` });
      expect(verdict).toBe('inconclusive');
      expect(reasons.map(({ code }) => code)).toContain('fault-not-proven');
    },
    timeoutMs,
  );

  test.concurrent(
    'what the cluster cannot do is said before anything is injected',
    async () => {
      const found = await experimentWith([
        nodeAction(`${worker}$`, { pause: {} }),
        nodeAction(worker2, { restartRuntime: {} }),
      ]);
      expect(found).toMatchObject({ verdict: 'inconclusive', faults: [] });
      expect(found.reasons.map(({ code, message }) => `${code}: ${message}`)).toEqual([
        expect.stringMatching(/^fault-unsupported: .*restartRuntime: .*use kind/),
      ]);
    },
    timeoutMs,
  );

  test.concurrent(
    'a pattern that fits the only control plane leaves it alone, and says so',
    async () => {
      const { faults } = await experimentWith([nodeAction('.*', { pause: {} }, { wait: { seconds: 0 } })]);
      const hit = faults.flatMap(({ targets }) => targets.map(({ name }) => name));
      expect(hit.sort()).toEqual([worker, worker2]);
      expect(hit).not.toContain(controlPlane);
    },
    timeoutMs,
  );

  test.concurrent(
    'a node that was cordoned is drained, and takes pods again afterwards',
    async () => {
      const { faults, residue } = await experimentWith([
        nodeAction(`${worker}$`, { cordon: {} }, { drain: { timeout: 1 } }),
      ]);
      expect(faults[0]).toMatchObject({
        kind: 'cordon',
        undone: true,
        receipt: { landed: true, evidence: `${worker} is unschedulable, as the API shows it` },
        targets: [{ kind: 'Node', name: worker }],
      });
      expect(residue).toEqual([]);
    },
    timeoutMs,
  );

  test.concurrent(
    'a drain that a PodDisruptionBudget holds up is not proven',
    async () => {
      const found = await experimentWith([nodeAction(`${worker}$`, { drain: { timeout: 2 } })]);
      expect(found.faults[0]).toMatchObject({
        undone: true,
        receipt: { landed: false, evidence: expect.stringMatching(/held by its PodDisruptionBudget/) },
      });
      expect(found).toMatchObject({ verdict: 'inconclusive', residue: [] });
    },
    timeoutMs,
  );

  test.concurrent(
    'a drain evicts, and its node is uncordoned',
    async () => {
      const found = await experimentWith([nodeAction(worker2, { drain: {} })]);
      expect(found.faults[0]?.receipt).toEqual({
        landed: true,
        evidence: expect.stringMatching(/^\d pods were evicted from embedded-worker2 and are gone/),
      });
      expect(found).toMatchObject({ verdict: 'upheld', residue: [] });
    },
    timeoutMs,
  );

  test.concurrent(
    'a pause is proven by a lease that nobody renews, and undone',
    async () => {
      const found = await experimentWith([nodeAction(worker2, { pause: {} })], { blastRadius: { nodes: 1 } });
      expect(found.faults[0]).toMatchObject({
        undone: true,
        receipt: { landed: true, evidence: expect.stringMatching(/is paused; its lease has not been renewed for 1\d/) },
      });
      expect(found.verdict).toBe('upheld');
      expect(found.recovery?.observedMs).toEqual(expect.any(Number));
    },
    timeoutMs,
  );

  test.concurrent(
    'stopHost stops the node of the chosen pod',
    async () => {
      const matches = [{ labels: { selector: 'app=held', namespace: 'held' } }];
      const { faults } = await experimentWith([{ podAction: { matches, actions: [{ stopHost: {} }] } }], {
        blastRadius: { overrideBudgets: true },
      });
      expect(faults[0]).toMatchObject({ kind: 'stopHost', undone: true, targets: [{ kind: 'Node', name: worker }] });
      expect(faults[0]?.receipt).toEqual({ landed: true, evidence: expect.stringContaining('is stopped') });
    },
    timeoutMs,
  );
});

test.concurrent('more nodes than the blast radius allows: exit 3, nothing is injected', async () => {
  using folder = openFolder();
  const steps = [
    nodeAction(
      [worker, worker2].map(name => `${name}$`),
      { pause: {} },
    ),
  ];
  const scenario = { name: 'both', steadyState: [readyNodes], steps, blastRadius: { nodes: '50%' } };
  folder.write('scenario.yml', JSON.stringify({ scenarios: [scenario] }));
  const { code, stderr } = await runGate(['run', 'scenario.yml', '--out', 'out'], { cwd: folder.path });
  expect({ code, stderr }).toMatchObject({ code: 3, stderr: expect.stringContaining('2 of 2 matched nodes') });
  expect(readVerdict(`${folder.path}/out`)?.experiments[0]?.faults).toEqual([]);
}, 60_000);

test.concurrent('SIGKILL while a node of a kept cluster is paused: undo brings it back', async () => {
  using folder = openFolder();
  const steps = [nodeAction(`${worker}$`, { pause: {} }), { wait: { seconds: 600 } }];
  folder.write('scenario.yml', JSON.stringify({ scenarios: [{ name: 'paused', steadyState: [readyNodes], steps }] }));
  try {
    await using gate = startGate(['run', 'scenario.yml', '--out', 'out', '--keep'], { cwd: folder.path });
    await gate.said('step 1 nodeAction');
    gate.child.kill('SIGKILL');
    await gate.ended;
    const undone = await runGate(['undo', 'out'], { cwd: folder.path });
    expect({ code: undone.code, stderr: undone.stderr }).toEqual({
      code: 0,
      stderr: expect.stringMatching(
        /^undone: start node embedded-worker: embedded-worker .* is Ready .* after its start$/m,
      ),
    });
    const again = await runGate(['undo', 'out'], { cwd: folder.path });
    expect(again).toMatchObject({ code: 0, stderr: expect.stringContaining('nothing is left to undo') });
  } finally {
    const down = await runGate(['down', '--out', 'out'], { cwd: folder.path });
    expectCode(down, 0);
  }
}, 120_000);
