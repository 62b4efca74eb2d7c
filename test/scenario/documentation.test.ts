import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { withTables } from '../../scripts/scenario-tables.js';
import { findingKinds, loadSuite, scenarioSchema } from '../../src/scenario/index.ts';
import { editorProblems } from './json-schema.ts';

const page = readFileSync(new URL('../../docs/scenarios.md', import.meta.url), 'utf8');
const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');

test('the tables are those of the language (node scripts/scenario-tables.js writes them)', () => {
  expect(page).toBe(withTables(page, scenarioSchema(), findingKinds));
});

const examples = [page, readme].flatMap(text => [...text.matchAll(/```yaml\n([^`]*?^scenarios:[^`]*?)```/gm)]);

test('there are examples to look at', () => expect(examples.length).toBeGreaterThanOrEqual(3));

const named = examples.map(([, text = '']): [string, string] => [text.split('\n', 1)[0] ?? '', text]);

test.each(named)('the example that begins with %s is valid', async (_, text) => {
  expect(editorProblems(text)).toEqual([]);
  const stdin = text.replace(/^app:\n(?: {2}.*\n)+/m, '');
  expect((await loadSuite(['-'], { stdin, environment: {} })).findings).toEqual([]);
});
