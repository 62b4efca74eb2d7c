import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { InvalidInput } from '../../src/errors.ts';
import { importText } from '../../src/import/index.ts';
import { parseSuite } from '../../src/scenario/parse-suite.ts';
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
