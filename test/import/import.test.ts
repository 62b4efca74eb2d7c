import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { InvalidInput } from '../../src/errors.ts';
import { importText } from '../../src/import/index.ts';
import { parseSuite } from '../../src/scenario/parse-suite.ts';
import { filterPods } from '../../src/scenario/pods/filter-pods.ts';
import type { Scenario } from '../../src/scenario/suite.ts';

const folder = 'fixtures/import';
const fixtures = globSync('*', { cwd: folder }).sort();

function read(fixture: string): string {
  return readFileSync(join(folder, fixture), 'utf8');
}

function scenariosOf(text: string): readonly Scenario[] {
  const result = parseSuite(text, 'imported.yml');
  if (!result.ok) throw new Error(result.problems.map(({ message }) => message).join('\n'));
  return result.suiteFile.scenarios;
}

/** The file that comes out, or why none does. */
function outcome(documents: readonly unknown[]): string {
  const text = documents.map(document => JSON.stringify(document)).join('\n---\n');
  try {
    return importText(text, 'source').text;
  } catch (error) {
    if (error instanceof InvalidInput) return error.message;
    throw error;
  }
}

type Path = readonly (string | number)[];

function pathsOf(value: unknown, path: Path, wanted: 'leaves' | 'maps'): Path[] {
  const isHolder = typeof value === 'object' && value !== null && Object.keys(value).length > 0;
  const inside = isHolder
    ? Object.entries(value).flatMap(([key, entry]) =>
        pathsOf(entry, [...path, Array.isArray(value) ? Number(key) : key], wanted),
      )
    : [];
  const isMap = isHolder && !Array.isArray(value);
  return (wanted === 'leaves' ? !isHolder : isMap) ? [path, ...inside] : inside;
}

function changed(documents: readonly unknown[], path: Path, change: (value: unknown) => unknown): unknown[] {
  const copy = structuredClone(documents) as any;
  const holder = path.slice(0, -1).reduce((value: any, key) => value[key], copy);
  holder[path.at(-1)!] = change(holder[path.at(-1)!]);
  return copy;
}

/** Another value of the same kind. */
function other(value: unknown): unknown {
  if (typeof value === 'boolean') return !value;
  if (typeof value === 'number') return value + 1;
  if (typeof value === 'string') return /^\d+$/.test(value) ? String(Number(value) + 1) : `${value}x`;
  return ['other'];
}

function documentsOf(fixture: string): unknown[] {
  return parseAllDocuments(read(fixture)).map(document => document.toJS());
}

test.each(fixtures)('%s: what comes out passes validation, and is the same each time', fixture => {
  const { text } = importText(read(fixture), fixture);
  expect(scenariosOf(text).length).toBeGreaterThan(0);
  expect(importText(read(fixture), fixture).text).toBe(text);
});

test.each(fixtures)('%s: every value matters: another one gives another file', fixture => {
  const documents = documentsOf(fixture);
  const before = outcome(documents);
  const lost = pathsOf(documents, [], 'leaves').filter(path => outcome(changed(documents, path, other)) === before);
  expect(lost.map(path => path.join('.'))).toEqual([]);
});

test.each(fixtures)('%s: a key that nobody knows is named, wherever it stands', fixture => {
  const documents = documentsOf(fixture);
  const silent = pathsOf(documents, [], 'maps').filter(path => {
    const sabotaged = changed(documents, path, value => ({ ...(value as object), unheardOf: 'sabotage' }));
    return !outcome(sabotaged).includes('unheardOf');
  });
  expect(silent.map(path => path.join('.'))).toEqual([]);
});

test('every scenario has what a strict judgement needs', () => {
  for (const fixture of fixtures)
    for (const scenario of scenariosOf(importText(read(fixture), fixture).text)) {
      expect(scenario.hypothesis).toBeTruthy();
      expect(scenario.steadyState.length).toBeGreaterThan(0);
      expect(scenario.steps.length).toBeGreaterThan(0);
      const kills = scenario.steps.some(({ kind }) => kind === 'podAction');
      if (kills) expect(scenario.blastRadius?.namespaces).toEqual(['shop']);
    }
});

const kill = { labels: { selector: 'app=web', namespace: 'shop' } };
const one = [{ randomSample: { size: 1 } }];
const settings = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'settings' } });

/** Steps of a policy, and what bounds and watches them: the limits, and what the probes look at. */
const bounds: [string, object[], object | undefined, object[]][] = [
  [
    'what kubectl changes is bounded by nobody',
    [
      { kubectl: { action: 'apply', payload: settings } },
      { podAction: { matches: [kill], filters: one, actions: [{ kill: {} }] } },
    ],
    undefined,
    [{ resource: 'pods', selector: 'app=web', namespace: 'shop', value: 'ready' }],
  ],
  [
    'namespaces one by one',
    [{ podAction: { matches: [{ namespace: 'shop,other' }], actions: [{ kill: {} }] } }],
    { namespaces: ['shop', 'other'] },
    [
      { resource: 'pods', namespace: 'shop' },
      { resource: 'pods', namespace: 'other' },
    ],
  ],
  [
    'a pattern of namespaces',
    [{ podAction: { matches: [{ namespace: 'team-*' }], filters: one, actions: [{ kill: {} }] } }],
    { pods: { count: 1 } },
    [{ resource: 'pods', namespace: undefined }],
  ],
  [
    'hosts that are stopped',
    [{ podAction: { matches: [kill], filters: one, actions: [{ stopHost: {} }] } }],
    { pods: { count: 1 }, nodes: { count: 1 }, namespaces: ['shop'] },
    [{ resource: 'pods', selector: 'app=web' }],
  ],
  [
    'some nodes, tried twice',
    [
      {
        nodeAction: {
          matches: [{ property: { name: 'name', value: '.*' } }],
          filters: one,
          actions: [{ stop: {} }],
          retries: { retriesCount: { count: 2 } },
        },
      },
    ],
    { nodes: { count: 2 } },
    [{ resource: 'nodes', value: 'ready' }],
  ],
  [
    'nodes by name',
    [
      {
        nodeAction: {
          matches: [{ property: { name: 'name', value: ['worker-1$', 'worker-2$'] } }],
          actions: [{ stop: {} }],
        },
      },
    ],
    { nodes: { count: 2 } },
    [{ resource: 'nodes', value: 'ready' }],
  ],
];

test.each(bounds)('a policy is bounded by what it chooses already: %s', (_, steps, radius, watched) => {
  const policy = JSON.stringify({ scenarios: [{ name: 'from a policy', steps }] });
  const [scenario] = scenariosOf(importText(policy, 'policy.yml').text);
  const { at: _at, ...limits } = scenario?.blastRadius ?? { at: undefined };
  expect(scenario?.blastRadius && JSON.parse(JSON.stringify(limits))).toEqual(radius);
  expect(scenario?.steadyState.map(({ probe }) => ({ namespace: undefined, ...probe }))).toMatchObject(watched);
});

test('a scenario whose only fault cannot be carried over is not left over as a green one', () => {
  const steps = [{ wait: { seconds: 1 } }, { podAction: { matches: [{ planet: 'x' }] } }];
  const policy = JSON.stringify({ scenarios: [{ name: 'all is lost', steps }] });
  expect(() => importText(policy, 'p.yml')).toThrow(/nothing that can be carried over[\s\S]*although nothing happens/);
});

test('a selector that cannot be said takes its step with it: it would hit other pods', () => {
  const { text } = importText(read('chaos-mesh-pods.yaml'), 'mesh.yaml');
  expect(text).toMatch(/# .*spec\.selector\.nodes: \["worker-1"\]: not carried over/);
  expect(scenariosOf(text).map(({ name }) => name)).not.toContain('on-one-node: pod-kill');
});

/** A ChaosEngine of pod-delete on the pods `app=web` of `shop`. */
function engine(appinfo: object | undefined, env: Record<string, unknown> = {}, annotationCheck = 'false'): string {
  const list = Object.entries(env).map(([name, value]) => ({ name, value }));
  const experiments = [{ name: 'pod-delete', spec: { components: { env: list } } }];
  const metadata = { name: 'kill', namespace: 'litmus' };
  return JSON.stringify({
    apiVersion: 'litmuschaos.io/v1alpha1',
    kind: 'ChaosEngine',
    metadata,
    spec: { appinfo, annotationCheck, experiments },
  });
}

const web = { appns: 'shop', applabel: 'app=web' };

test.each([
  ['no label', engine({ appns: 'shop', appkind: 'statefulset' }), /neither `applabel` nor TARGET_PODS/],
  ['an empty label', engine({ ...web, applabel: '' }), /neither `applabel` nor TARGET_PODS/],
  ['no appinfo', engine(undefined), /neither `applabel` nor TARGET_PODS/],
  ['a label of nodes', engine(web, { NODE_LABEL: 'pool=spot' }), /"pool=spot": not carried over, nodes/],
  ['pods that cannot be read', engine(web, { TARGET_PODS: ['web-1'] }), /"web-1".*not carried over, it cannot be read/],
  ['a namespace that cannot be read', engine({ ...web, appns: ['shop'] }), /"shop".*without it other pods/],
  ['annotated workloads only', engine(web, {}, 'true'), /annotationCheck: "true": not carried over, annotations/],
  ['a kind whose pods cannot be told', engine({ ...web, appkind: 'daemonset' }), /"daemonset".*without it other pods/],
])('Litmus, %s: its kill is not carried over, it would hit other pods', (_, text, why) => {
  expect(() => importText(text, 'engine.yaml')).toThrow(/nothing that can be carried over/);
  expect(() => importText(text, 'engine.yaml')).toThrow(why);
});

test.each([
  ['deployment', ['web-5d4f8c7b9d-x2k4z']],
  ['statefulset', ['web-0', 'web-12']],
  ['', ['web-5d4f8c7b9d-x2k4z', 'web-0', 'web-12', 'web-x2k4z']],
])('Litmus, appkind %j: only the pods of such workloads', (appkind, hit) => {
  const [scenario] = scenariosOf(importText(engine({ ...web, appkind }), 'engine.yaml').text);
  const [step] = scenario!.steps;
  if (step?.kind !== 'podAction') throw new Error('found no podAction');
  expect(step.matches).toMatchObject([{ kind: 'labels', selector: 'app=web', namespace: 'shop' }]);
  const names = ['web-5d4f8c7b9d-x2k4z', 'web-0', 'web-12', 'web-x2k4z'];
  const pods = names.map(name => ({ metadata: { name, uid: name, namespace: 'shop' } }));
  const kept = filterPods(
    pods,
    step.filters.filter(({ kind }) => kind === 'property'),
    { now: new Date(0), random: { next: () => 0 } },
  );
  expect(kept.map(({ metadata }) => metadata.name).sort()).toEqual([...hit].sort());
});

test('Litmus, pods by name: no label is needed', () => {
  const [scenario] = scenariosOf(importText(engine({ appns: 'shop' }, { TARGET_PODS: 'web-0' }), 'engine.yaml').text);
  expect(scenario?.steps[0]).toMatchObject({
    matches: [{ kind: 'namespace', namespace: 'shop' }],
    filters: [{ kind: 'property', name: 'name', value: ['web-0$'] }, { kind: 'randomSample' }],
  });
});

/** An experiment of Chaos Toolkit. */
function experiment(probe: object, provider: object, strategy?: string): string {
  return JSON.stringify({
    title: 'An experiment',
    runtime: strategy && { hypothesis: { strategy } },
    'steady-state-hypothesis': { title: 'it is as it was', probes: [{ type: 'probe', name: 'asked', ...probe }] },
    method: [
      { type: 'action', name: 'done', provider: { type: 'python', module: 'chaosk8s.any.actions', ...provider } },
    ],
  });
}

const custom = { tolerance: true, provider: { type: 'python', module: 'mine.probes', func: 'orders_are_taken' } };
const drain = { func: 'drain_nodes', arguments: { name: 'worker-1' } };

const changes: [object, object][] = [
  [
    { func: 'scale_deployment', arguments: { name: 'web', replicas: 3, ns: 'shop' } },
    { object: { kind: 'Deployment', name: 'web', namespace: 'shop' }, change: { kind: 'scale', replicas: 3 } },
  ],
  [
    { func: 'rollout_deployment', arguments: { name: 'web' } },
    { object: { kind: 'Deployment', name: 'web', namespace: 'default' }, change: { kind: 'restart' } },
  ],
  [
    { func: 'scale_statefulset', arguments: { name: 'data', replicas: 0, ns: 'shop' } },
    { object: { kind: 'StatefulSet', name: 'data', namespace: 'shop' }, change: { kind: 'scale', replicas: 0 } },
  ],
];

test.each(changes)('Chaos Toolkit, %j: an objectAction', (provider, expected) => {
  const [scenario] = scenariosOf(importText(experiment(custom, provider), 'x.json').text);
  expect(scenario?.steps).toMatchObject([{ kind: 'objectAction', ...expected }]);
});

test('Chaos Toolkit, a drain of nodes with certain pods: not carried over, it would hit others', () => {
  const provider = { func: 'drain_nodes', arguments: { ...drain.arguments, pod_label_selector: 'app=web' } };
  expect(() => importText(experiment(custom, provider), 'x.json')).toThrow(/nothing that can be carried over/);
});

test('Chaos Toolkit, replicas that nobody can read: not carried over', () => {
  const provider = { func: 'scale_deployment', arguments: { name: 'web', replicas: 'many' } };
  expect(() => importText(experiment(custom, provider), 'x.json')).toThrow(/nothing that can be carried over/);
});

test('Chaos Toolkit, a hypothesis of which nothing is carried over: the drain stays, and is watched', () => {
  const { text, notes } = importText(experiment(custom, drain), 'x.json');
  const [scenario] = scenariosOf(text);
  expect(scenario?.steps).toMatchObject([{ kind: 'nodeAction', actions: [{ kind: 'drain' }] }]);
  expect(scenario?.steadyState).toMatchObject([{ probe: { kind: 'probeKubernetes', resource: 'nodes' } }]);
  expect(notes.filter(note => note.includes('orders_are_taken'))).toHaveLength(1);
  expect(notes.join('\n')).not.toContain('empty list');
});

test.each<[unknown, string | undefined, string[], object[]]>([
  [3, undefined, ['value == 3'], [['baseline', 'recovery']]],
  [3, 'continuously', ['value == 3'], [['baseline', 'method', 'recovery']]],
  [
    { type: 'range', range: [2, 6] },
    undefined,
    ['value >= 2', 'value <= 6'],
    [
      ['baseline', 'recovery'],
      ['baseline', 'recovery'],
    ],
  ],
])('Chaos Toolkit, count_pods %j, strategy %s: asked when it would be there', (tolerance, strategy, asked, phases) => {
  const provider = { type: 'python', module: 'chaosk8s.pod.probes', func: 'count_pods', arguments: { ns: 'shop' } };
  const [scenario] = scenariosOf(importText(experiment({ tolerance, provider }, drain, strategy), 'x.json').text);
  const tolerances = scenario?.steadyState.flatMap(probe => probe.tolerances);
  expect(tolerances?.map(({ expression }) => expression)).toEqual(asked);
  expect(tolerances?.map(each => each.phases)).toEqual(phases);
});

test('Chaos Toolkit, a tolerance with more than a range is named', () => {
  const tolerance = { type: 'range', range: [2, 6], target: 'elsewhere' };
  const provider = { type: 'python', module: 'chaosk8s.pod.probes', func: 'count_pods', arguments: { ns: 'shop' } };
  const { notes } = importText(experiment({ tolerance, provider }, drain), 'x.json');
  expect(notes.join('\n')).toContain('"elsewhere": not carried over');
});

test('what was not carried over is listed with its place', () => {
  const { notes, format } = importText(read('chaos-mesh-pods.yaml'), 'mesh.yaml');
  expect(format).toBe('Chaos Mesh');
  expect(notes).toContain(
    'mesh.yaml:25:3: spec.schedule: "@every 5m": not carried over, a run begins when it is asked for',
  );
});

test('the same pods as there', () => {
  const [kill] = scenariosOf(importText(read('chaos-mesh-pods.yaml'), 'mesh.yaml').text);
  expect(kill?.steps[0]).toMatchObject({
    matches: [{ kind: 'labels', selector: 'app=web,tier notin (cache,queue)', namespace: 'shop' }],
    filters: [
      { kind: 'property', name: 'state', value: ['Running'] },
      { kind: 'randomSample', size: 1 },
    ],
    actions: [{ kind: 'kill', method: 'force' }],
  });
  const [terminate] = scenariosOf(importText(read('chaos-toolkit-pods.json'), 'ctk.json').text);
  expect(terminate?.steps[0]).toMatchObject({
    matches: [{ kind: 'labels', selector: 'app=web', namespace: 'shop' }],
    filters: [
      { kind: 'property', name: 'name', value: '.*(?:web-[a-z0-9-]+$)' },
      { kind: 'randomSample', size: 1 },
    ],
    actions: [{ kind: 'kill', method: 'delete' }],
  });
});

test('the same network and load as there', () => {
  const network = scenariosOf(importText(read('chaos-mesh-network.yaml'), 'network.yaml').text);
  expect(network.flatMap(({ steps }) => steps)).toMatchObject([
    { effect: { kind: 'delay', delayMs: 90, jitterMs: 10 }, direction: 'both', durationMs: 10_000 },
    {
      effect: { kind: 'partition' },
      direction: 'egress',
      filters: [{ kind: 'randomSample', size: 1 }],
      peers: { kind: 'pods', matches: [{ selector: 'app=store', namespace: 'shop' }] },
    },
    { effect: { kind: 'loss', share: 0.15 }, filters: [{ ratio: 0.5 }], durationMs: 20_000 },
    // Chaos Mesh counts bytes: 1mbps are eight million bits.
    { effect: { kind: 'rate', bitsPerSecond: 8e6 } },
  ]);
  const stress = scenariosOf(importText(read('chaos-mesh-stress.yaml'), 'stress.yaml').text);
  expect(stress.flatMap(({ steps }) => steps)).toMatchObject([
    // Two workers, half of the time each.
    { load: { kind: 'cpu', workers: 1, where: 'inside', container: 'web' }, durationMs: 15_000 },
    { load: { kind: 'memory', amount: { bytes: 64 * 2 ** 20 }, where: 'inside' } },
    { load: { kind: 'memory', amount: { share: 0.25 }, where: 'inside' } },
  ]);
});

test.each([
  ['a: 1', /^x\.yml:1:1: found a map with a, expected a PowerfulSeal policy/],
  ['kind: Deployment\napiVersion: apps/v1', /found an object of kind "Deployment", expected a PowerfulSeal policy/],
  ['[1, 2]', /found no map, expected a PowerfulSeal policy/],
  ['', /found no map, expected/],
  ['scenarios: [', /^x\.yml:1:\d+: /],
  ['a: {{ template }}', /^x\.yml:1:\d+: /],
])('%j is no format', (text, message) => {
  expect(() => importText(text, 'x.yml')).toThrow(message);
});

test('a scenario file is no policy to import', () => {
  const ours = readFileSync('fixtures/scenarios/demo/2-half-crash.yml', 'utf8');
  expect(() => importText(ours, 'ours.yml')).toThrow(/^ours\.yml:\d+:5: found `hypothesis`.*a scenario file already/);
});

test('nothing hostile crashes it', () => {
  const bomb = [
    'a: &a [x,x,x,x,x,x,x,x,x]',
    ...[...'bcdefghi'].map((name, index) => `${name}: &${name} [${`*${'abcdefgh'[index]},`.repeat(9)}]`),
    'method: *i',
  ].join('\n');
  const hostile = ['['.repeat(10_000), bomb, `scenarios: ${'{a: '.repeat(200)}`, `method: "${'x'.repeat(2_000_000)}"`];
  for (const text of hostile) expect(() => importText(text, 'x.yml')).toThrow(InvalidInput);
});
