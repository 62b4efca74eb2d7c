import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadSuite } from '../../src/scenario/index.ts';
import { glossary, needsExample } from '../../src/scenario/json-schema/glossary.ts';
import { editorProblems, keysOf, resolve, schema } from './json-schema.ts';
import { policy } from './policy.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
const read = (path: string) => readFileSync(join(fixtures, path), 'utf8');
/** Not the manifests beside them. */
const scenarioFiles = (glob: string) =>
  globSync(glob, { cwd: fixtures }).filter(path => /^scenarios:/m.test(read(path)));
const keys = [...keysOf(schema)];

test('is a draft-07 schema without loose ends', () => {
  expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
  expect(schema.required).toEqual(['scenarios']);
  expect(schema.additionalProperties).toBe(false);
  expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
  const references = [...JSON.stringify(schema).matchAll(/"\$ref":"#\/definitions\/([^"]+)"/g)].map(([, name]) => name);
  expect(references.length).toBeGreaterThan(20);
  expect(new Set(references)).toEqual(new Set(Object.keys(schema.definitions ?? {})));
});

describe('says of every key', () => {
  test('what it is', () => {
    expect(keys.length).toBeGreaterThan(150);
    expect(keys.filter(([, { description }]) => !description).map(([path]) => path)).toEqual([]);
  });

  test('how it is written: an example, a default, or all that it can be', () => {
    expect(keys.filter(([, piece]) => needsExample(piece)).map(([path]) => path)).toEqual([]);
  });

  test('without words for keys that it has not', () => {
    const names = new Set(keys.map(([path]) => path.split('.').at(-1)));
    expect(Object.keys(glossary).filter(key => !names.has(key))).toEqual([]);
  });

  test('its default as it is written', () => {
    const find = (end: string) => keys.find(([path]) => path.endsWith(end))?.[1];
    expect(find('.probeHTTP.every')).toMatchObject({ default: '50ms' });
    expect(find('.recovery.within')).toMatchObject({ default: '60s' });
    expect(find('.killContainer.times')).toMatchObject({ default: 1 });
  });
});

test('a step has exactly one of the keys that the language has steps for', () => {
  const scenario = resolve(resolve(schema.properties!.scenarios!).items!);
  const step = resolve(resolve(scenario.properties!.steps!).items!);
  expect(step.oneOf).toEqual(Object.keys(step.properties!).map(key => ({ required: [key] })));
  expect(Object.keys(step.properties!)).toEqual(expect.arrayContaining(['podAction', 'kubectl', 'wait']));
});

describe('a real validator takes what the language takes', () => {
  const valid = scenarioFiles('{scenarios,findings,reuse}/**/*.yml');
  test('there are files to look at', () => expect(valid.length).toBeGreaterThan(18));
  test.each(valid)('%s', path => expect(editorProblems(read(path))).toEqual([]));
  test('true and false in the words of YAML 1.1', () => {
    const text = readFileSync('fixtures/powerfulseal/yaml-1.1.yml', 'utf8');
    expect(editorProblems(text)).toEqual([]);
    expect(editorProblems(text.replace('autoDelete: off', 'autoDelete: never'))).not.toEqual([]);
  });
  test('a file that uses all of the language', () => expect(editorProblems(policy)).toEqual([]));
});

const meaning = 'a value that only its own grammar can judge';
const otherKeys = 'a check over several keys';
const outside = 'what is outside of the file';

/** Broken files that the schema cannot see through, and why. */
const unseen: Readonly<Record<string, string>> = {
  'app-missing-manifest.yml': outside,
  'env-not-set.yml': outside,
  'expression-in-a-key.yml': meaning,
  'expression-of-no-kind.yml': meaning,
  'file-with-no-scenario.yml': otherKeys,
  'foreach-too-many.yml': otherKeys,
  'foreach-unknown-variable.yml': otherKeys,
  'pods-namespace-pattern.yml': meaning,
  'pods-selector.yml': meaning,
  'pods-state-pattern.yml': meaning,
  'scenario-empty.yml': otherKeys,
  'tolerance-amplification.yml': otherKeys,
  'tolerance-metric-of-another-probe.yml': otherKeys,
};

describe('a real validator refuses what breaks the language', () => {
  const broken = readdirSync(join(fixtures, 'invalid')).sort();
  const readable = broken.filter(name => editorProblems(read(`invalid/${name}`)) !== undefined);

  test('most broken files are YAML, and are looked at', () => expect(readable.length).toBeGreaterThan(45));
  test.each(readable)('%s', name => {
    const problems = editorProblems(read(`invalid/${name}`)) ?? [];
    if (Object.hasOwn(unseen, name)) expect(problems).toEqual([]);
    else expect(problems.length).toBeGreaterThan(0);
  });
  test('the list of what it cannot see names files that are there', () => {
    expect(readable).toEqual(expect.arrayContaining(Object.keys(unseen)));
    expect([...new Set(Object.values(unseen))].sort()).toEqual([otherKeys, meaning, outside].sort());
  });
});

test('the examples that ship are read without a finding', async () => {
  // What a program changes on a node is its author's to put back: that warning belongs to every `execute`.
  const belongs: Readonly<Record<string, readonly string[]>> = {
    'scenarios/faults/node-services.yml': ['missing-undo'],
  };
  for (const file of scenarioFiles('scenarios/**/*.yml')) {
    const { findings } = await loadSuite([file], { cwd: fixtures });
    expect([file, findings.map(({ code }) => code)]).toEqual([file, belongs[file] ?? []]);
  }
});

test('a file that uses all of the language is read', async () => {
  // The paths of its app are not there.
  const { scenarios } = await loadSuite(['-'], { stdin: policy.replace(/^app:\n(?: {2}.*\n)+/m, '') });
  expect(scenarios[0]!.steps.length).toBeGreaterThanOrEqual(5);
  expect(scenarios[0]!.steadyState).toHaveLength(6);
});
