import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseSuite } from '../../src/scenario/index.ts';
import { limits } from '../../src/scenario/yaml/limits.ts';
import { policy } from './policy.ts';

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
  };
  test.each(Object.keys(cases))('%s', name => {
    expect(outcomeOf(cases[name]!)).toBe('problems');
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

describe('mutated files are a suite or invalid input, never a crash', () => {
  const snippet = fc.constantFrom(
    ...[
      '"',
      "'",
      ': ',
      '- ',
      '{',
      '}',
      '[',
      ']',
      '&a ',
      '*a',
      '<<: ',
      '!!map ',
      '|',
      '>',
      '\t',
      '\n',
      '\r',
      '#',
      '%',
      '? ',
      '---\n',
      '0',
      '-1',
      'null',
      '.inf',
      '1e999',
      '\u0000',
      '\u2028',
      '\ud800',
      '🐙',
      '__proto__',
      'constructor',
      'scenarios',
      '99%',
      '5s',
    ],
  );
  const edit = fc.record({
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    remove: fc.oneof(fc.constant(0), fc.nat(20)),
    insert: fc.oneof(snippet, fc.string({ maxLength: 8 })),
  });

  test('2,000 of them', () => {
    const seen = { suite: 0, problems: 0 };
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), edits => {
        let text = policy;
        for (const { at, remove, insert } of edits) {
          const start = Math.floor(at * text.length);
          text = text.slice(0, start) + insert + text.slice(start + remove);
        }
        seen[outcomeOf(text)]++;
      }),
      { numRuns: 2000 },
    );
    expect(seen.suite).toBeGreaterThan(0);
    expect(seen.problems).toBeGreaterThan(1000);
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
});
