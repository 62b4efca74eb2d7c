import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { InvalidInput } from '../../src/errors.ts';
import { importText } from '../../src/import/index.ts';
import { scenariosOf } from './imported.ts';

const folder = 'fixtures/import';
const fixtures = globSync('*', { cwd: folder }).sort();

function read(fixture: string): string {
  return readFileSync(join(folder, fixture), 'utf8');
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
