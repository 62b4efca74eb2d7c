import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseSuite } from '../../src/scenario/index.ts';
import { limits } from '../../src/scenario/yaml/limits.ts';

/** Either a suite or problems with positions; anything else throws, and fails the test. */
function outcomeOf(text: string): 'suite' | 'problems' {
  const result = parseSuite(text, 'f.yml');
  if (result.ok) {
    expect(result.suiteFile.scenarios.length).toBeGreaterThan(0);
    return 'suite';
  }
  expect(result.problems.length).toBeGreaterThan(0);
  expect(result.problems.length).toBeLessThanOrEqual(limits.problems + 1);
  for (const { at, message } of result.problems) {
    expect(at?.line).toBeGreaterThan(0);
    expect(at?.column).toBeGreaterThan(0);
    expect(message).toMatch(/^[^\n]{10,400}$/);
  }
  return 'problems';
}

describe('files made to hurt end quickly, in one sentence', () => {
  const megabyte = limits.bytes;
  const lines = (count: number, line: (index: number) => string) =>
    Array.from({ length: count }, (_, i) => line(i)).join('\n');
  const cases: Record<string, string> = {
    'open brackets': '['.repeat(megabyte),
    'open maps': '{a: '.repeat(megabyte / 4),
    'nested list dashes': '- '.repeat(megabyte / 2),
    'nested explicit keys': '? '.repeat(megabyte / 2),
    'a long flow list': `[${'a,'.repeat(megabyte / 2 - 2)}]`,
    'a map of many keys': lines(70_000, i => `key${i}: v`),
    'a flow map of many keys': `{${lines(50_000, i => `k${i}: v,`)}}`,
    'comments only': '# abc\n'.repeat(megabyte / 6),
    'empty lines': '\n'.repeat(megabyte),
    'documents only': '---\n'.repeat(megabyte / 4),
    anchors: '&a '.repeat(megabyte / 3),
    tags: '!x '.repeat(megabyte / 3),
    quotes: '"'.repeat(megabyte),
    directives: '%YAML 1.2\n'.repeat(megabyte / 10),
    'ten levels of aliases': `a: &a [x, x]\n${lines(
      40,
      i =>
        `b${i}: &b${i} [${Array(9)
          .fill(i === 0 ? '*a' : `*b${i - 1}`)
          .join(', ')}]`,
    )}\nscenarios: *b39`,
    'merges of merges': `a: &a { x: 1 }\n${lines(2000, i => `m${i}: &m${i} { <<: ${i === 0 ? '*a' : `*m${i - 1}`}, k${i}: 1 }`)}`,
    'a large value, used often': `a: &a ${'x'.repeat(1000)}\n${lines(20_000, i => `k${i}: *a`)}`,
    'many scenarios, all wrong': `scenarios:\n${'- a: 1\n'.repeat(10_000)}`,
    'more than a megabyte': 'x'.repeat(megabyte + 1),
    'ten megabytes': 'scenarios:\n'.repeat(megabyte),
    'expressions without an end': `scenarios: [ '${"${{ env.A || ''x ".repeat(megabyte / 20)}' ]`,
    'a matrix of matrices': `scenarios:\n${lines(200, () => '- { name: one, foreach: { a: [1, 2, 3], b: [1, 2, 3], c: [1, 2, 3], d: [1, 2, 3], e: [1, 2, 3] } }')}`,
  };
  test.each(Object.keys(cases))('%s', name => {
    const before = process.cpuUsage();
    expect(outcomeOf(cases[name]!)).toBe('problems');
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1e6).toBeLessThan(2);
  });

  test('a file near the limits is read', () => {
    expect(outcomeOf(`scenarios:\n- name: many waits\n  steps:\n${'  - wait: { for: 1s }\n'.repeat(5000)}`)).toBe(
      'suite',
    );
    const payload = `        ${'x'.repeat(100)}\n`.repeat(9000);
    expect(
      outcomeOf(
        `scenarios:\n- name: long payload\n  steps:\n  - kubectl:\n      action: apply\n      payload: |\n${payload}`,
      ),
    ).toBe('suite');
  });
});

test('values of any type in any place', () => {
  fc.assert(
    fc.property(
      fc.json({ maxDepth: 4 }),
      fc.constantFrom('config', 'cluster', 'app', 'scenarios', 'steps', 'steadyState', 'blastRadius'),
      (value, key) => {
        const inner = key === 'steps' || key === 'steadyState' || key === 'blastRadius';
        outcomeOf(inner ? `{"scenarios": [{"name": "one", "${key}": ${value}}]}` : `{"${key}": ${value}}`);
      },
    ),
    { numRuns: 500 },
  );
});
