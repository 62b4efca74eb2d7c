import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { parse, parseDocument } from 'yaml';
import { withTables } from '../../scripts/readme-tables.js';
import { readInputs } from '../../src/action/inputs.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (name: string) => readFileSync(root + name, 'utf8');
const action = parse(read('action.yml'));

test('every input of action.yml is described, has a default or is required, and is one that main reads', async () => {
  const asked = new Set<string>();
  const environment = new Proxy({}, { get: (_, name) => void asked.add(String(name)) });
  await readInputs(environment, async () => []).catch(() => {});
  const names = Object.keys(action.inputs);
  expect([...asked].sort()).toEqual(names.map(name => `INPUT_${name.toUpperCase()}`).sort());
  for (const [name, input] of Object.entries<Record<string, unknown>>(action.inputs)) {
    expect({ name, description: input.description }).toEqual({ name, description: expect.stringMatching(/\S.*\.$/) });
    expect({ name, required: input.required }).toEqual({ name, required: input.default === undefined });
  }
});

test('action-types.yml types exactly the inputs and outputs of action.yml', () => {
  const types = parse(read('action-types.yml'));
  for (const part of ['inputs', 'outputs'])
    expect(Object.keys(types[part]).sort()).toEqual(Object.keys(action[part]).sort());
  for (const { type } of Object.values<{ type: string }>({ ...types.inputs, ...types.outputs }))
    expect(['string', 'boolean', 'integer', 'float', 'list', 'enum']).toContain(type);
});

test('the README’s tables are those of action.yml (node scripts/readme-tables.js writes them)', () => {
  expect(read('README.md')).toBe(withTables(read('README.md'), read('action.yml')));
});

test.each(globSync(`${root}{.github/workflows,test/e2e}/*.yml`).map(path => path.slice(root.length)))(
  '%s: actions pinned by hash with the version beside it, least permissions, a time limit for each job',
  path => {
    const text = read(path);
    const workflow = parse(text);
    expect(parseDocument(text).errors).toEqual([]);
    expect(workflow.permissions).toEqual({});
    for (const [name, job] of Object.entries<any>(workflow.jobs)) {
      expect({ name, minutes: job['timeout-minutes'] }).toEqual({ name, minutes: expect.any(Number) });
      expect({ name, permissions: job.permissions }).toEqual({ name, permissions: { contents: 'read' } });
      for (const { uses, with: inputs = {}, run = '' } of job.steps) {
        // What a workflow's context holds never becomes part of a script.
        expect(run).not.toContain('${{');
        if (uses?.startsWith('actions/checkout@')) expect(inputs['persist-credentials']).toBe(false);
        if (uses === './') for (const input of Object.keys(inputs)) expect(Object.keys(action.inputs)).toContain(input);
      }
    }
    expect(workflow.on).not.toHaveProperty('pull_request_target');
    const used = text.split('\n').filter(line => /^\s*(- )?uses:/.test(line) && !line.trim().endsWith('uses: ./'));
    for (const line of used) expect(line).toMatch(/uses: [\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
    expect(used.length).toBeGreaterThan(0);
  },
);
