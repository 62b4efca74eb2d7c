import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { loadSuite, scenarioSchema } from '../../src/scenario/index.ts';
import { policy } from './policy.ts';

type Schema = { [key: string]: unknown; properties?: Record<string, Schema>; items?: Schema; anyOf?: Schema[] };
const schema = scenarioSchema() as Schema;

function* propertiesOf(part: Schema, path: string): Generator<[string, Schema]> {
  for (const [name, property] of Object.entries(part.properties ?? {})) {
    yield [`${path}.${name}`, property];
    yield* propertiesOf(property, `${path}.${name}`);
  }
  if (part.items) yield* propertiesOf(part.items, `${path}[]`);
  for (const branch of part.anyOf ?? []) yield* propertiesOf(branch, path);
}

test('is a draft-07 schema without loose ends', () => {
  expect(schema.$schema).toBe('http://json-schema.org/draft-07/schema#');
  expect(schema.required).toEqual(['scenarios']);
  expect(schema.additionalProperties).toBe(false);
  expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
});

test('says of every key what it is: a description, or at least the values it takes', () => {
  const silent = [...propertiesOf(schema, '')].filter(
    ([, property]) => !['description', 'enum', 'pattern', 'type', 'anyOf'].some(key => key in property),
  );
  expect(silent.map(([path]) => path)).toEqual([]);
  const steps = schema.properties!.scenarios!.items!.properties!.steps!.items!;
  expect(Object.keys(steps.properties!)).toEqual(['podAction', 'nodeAction', 'probeHTTP', 'kubectl', 'wait']);
  expect(steps.oneOf).toHaveLength(5);
  for (const step of Object.values(steps.properties!)) expect(step.description).toBeTruthy();
});

test('tells defaults as they are written', () => {
  const scenario = schema.properties!.scenarios!.items!;
  const http = scenario.properties!.steadyState!.items!.properties!.probeHTTP!.properties!;
  expect(http.every).toMatchObject({ default: '50ms', type: ['number', 'string'] });
  expect(scenario.properties!.recovery!.properties!.within).toMatchObject({ default: '60s' });
});

test('the examples that ship are read without a notice', async () => {
  const folder = join(import.meta.dirname, '../../fixtures/scenarios');
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name => name.endsWith('.yml'));
  expect(files.length).toBeGreaterThan(3);
  for (const file of files) expect([file, (await loadSuite([file], { cwd: folder })).notices]).toEqual([file, []]);
});

test('a file that uses all of the language is read', async () => {
  // The paths of its app are not there.
  const { scenarios } = await loadSuite(['-'], { stdin: policy.replace(/^app:\n(?: {2}.*\n)+/m, '') });
  expect(scenarios[0]!.steps).toHaveLength(5);
  expect(scenarios[0]!.steadyState).toHaveLength(6);
});
