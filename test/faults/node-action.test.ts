import { beforeAll, describe, expect, test } from '@jest/globals';
import type { ExperimentResult } from '../../src/judge/run-result.ts';
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
const scenarios: Record<string, { steps: unknown[]; blastRadius?: unknown }> = {
  'only control plane': { steps: [nodeAction('.*', { pause: {} }, { wait: { seconds: 0 } })] },
  unsupported: { steps: [nodeAction(`${worker}$`, { pause: {} }), nodeAction(worker2, { stopKubelet: {} })] },
  cordon: { steps: [nodeAction(`${worker}$`, { cordon: {} }, { drain: { timeout: 1 } })] },
  'drain with a budget': { steps: [nodeAction(`${worker}$`, { drain: { timeout: 2 } })] },
  drain: { steps: [nodeAction(worker2, { drain: {} })] },
  pause: { steps: [nodeAction(worker2, { pause: {} })], blastRadius: { nodes: 1 } },
  'stop and start': { steps: [nodeAction(worker2, { stop: {} }, { wait: { seconds: 1 } }, { start: {} })] },
  'stop its host': {
    steps: [
      {
        podAction: { matches: [{ labels: { selector: 'app=held', namespace: 'held' } }], actions: [{ stopHost: {} }] },
      },
    ],
  },
};

describe('nodeAction on the embedded cluster', () => {
  const found = new Map<string, ExperimentResult>();
  let said = '';
  beforeAll(async () => {
    using folder = openFolder();
    const app = testApp({ oracle: openOracle(folder.path, () => ({})).path });
    folder.write('app.yml', [app, ...manifests.map(object => JSON.stringify(object))].join('\n---\n'));
    const list = Object.entries(scenarios).map(([name, parts]) => ({
      name,
      baseline: { for: '400ms' },
      steadyState: [readyNodes],
      recovery: { within: '60s', stableFor: '500ms' },
      ...parts,
    }));
    folder.write('scenario.yml', JSON.stringify({ app: { manifests: ['app.yml'] }, scenarios: list }));
    const { stderr } = await runGate(['run', 'scenario.yml', '--out', 'out', '--seed', '7'], { cwd: folder.path });
    said = stderr;
    for (const experiment of readVerdict(`${folder.path}/out`)?.experiments ?? [])
      found.set(experiment.name, experiment);
  }, 240_000);

  const experiment = (name: string): ExperimentResult => {
    const result = found.get(name);
    if (!result) throw new Error(`no experiment "${name}" in: ${said}`);
    return result;
  };
  const reasons = (name: string) => experiment(name).reasons.map(({ code, message }) => `${code}: ${message}`);

  test('what the cluster cannot do is said before anything is injected', () => {
    expect(experiment('unsupported')).toMatchObject({ verdict: 'inconclusive', faults: [] });
    expect(reasons('unsupported')).toEqual([expect.stringMatching(/^fault-unsupported: .*stopKubelet: .*use kind/)]);
  });

  test('a pattern that fits the only control plane leaves it alone, and says so', () => {
    const hit = experiment('only control plane').faults.flatMap(({ targets }) => targets.map(({ name }) => name));
    expect(hit.sort()).toEqual([worker, worker2]);
    expect(hit).not.toContain(controlPlane);
  });

  test('a node that was cordoned is drained, and takes pods again afterwards', () => {
    const [cordon] = experiment('cordon').faults;
    expect(cordon).toMatchObject({
      kind: 'cordon',
      undone: true,
      receipt: { landed: true, evidence: `${worker} is unschedulable, as the API shows it` },
      targets: [{ kind: 'Node', name: worker }],
    });
    expect(experiment('cordon').residue).toEqual([]);
  });

  test('a drain that a PodDisruptionBudget holds up is not proven', () => {
    const [fault] = experiment('drain with a budget').faults;
    expect(fault?.receipt).toEqual({
      landed: false,
      evidence: expect.stringMatching(/held by its PodDisruptionBudget/),
    });
    expect(experiment('drain with a budget')).toMatchObject({ verdict: 'inconclusive', residue: [] });
    expect(fault?.undone).toBe(true);
  });

  test('a drain evicts, and its node is uncordoned', () => {
    expect(experiment('drain').faults[0]?.receipt).toEqual({
      landed: true,
      evidence: expect.stringMatching(/^\d pods were evicted from embedded-worker2 and are gone/),
    });
    expect(experiment('drain')).toMatchObject({ verdict: 'upheld', residue: [] });
  });

  test('a pause is proven by a lease that nobody renews, and undone', () => {
    const [fault] = experiment('pause').faults;
    expect(fault?.receipt).toEqual({
      landed: true,
      evidence: expect.stringMatching(/is paused; its lease has not been renewed for 1\d/),
    });
    expect(fault?.undone).toBe(true);
    expect(experiment('pause').verdict).toBe('upheld');
    expect(experiment('pause').recovery?.observedMs).toEqual(expect.any(Number));
  });

  test('a node that is started again before its fall was proven: the stop is not proven, its start is', () => {
    const [stop, start] = ['stop', 'start'].map(kind =>
      experiment('stop and start').faults.find(fault => fault.kind === kind),
    );
    expect(start?.receipt).toEqual({ landed: true, evidence: expect.stringMatching(/is Ready, .* after its start/) });
    expect(stop?.receipt.landed).toBe(false);
  });

  test('stopHost stops the node of the chosen pod', () => {
    const [fault] = experiment('stop its host').faults;
    expect(fault).toMatchObject({ kind: 'stopHost', undone: true, targets: [{ kind: 'Node', name: worker }] });
    expect(fault?.receipt).toEqual({ landed: true, evidence: expect.stringContaining('is stopped') });
  });
});

test('more nodes than the blast radius allows: exit 3, nothing is injected', async () => {
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

test('SIGKILL while a node of a kept cluster is paused: undo brings it back', async () => {
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
    expect({ code: down.code, stderr: down.stderr }).toMatchObject({ code: 0 });
  }
}, 120_000);
