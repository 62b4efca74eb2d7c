// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are expressions of the language
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { applyFixes, parseSuite } from '../../src/scenario/index.ts';
import { mergeFiles } from '../../src/scenario/merge-files.ts';
import { limits } from '../../src/scenario/yaml/limits.ts';
import { policy } from './policy.ts';

const fixtures = join(import.meta.dirname, '../../fixtures');
const seeds = [
  policy,
  ...globSync('{scenarios,findings,reuse,invalid}/**/*.yml', { cwd: fixtures }).map(file =>
    readFileSync(join(fixtures, file), 'utf8'),
  ),
];

/** What YAML, expressions and numbers are made of, and what breaks programs that trust them. */
const snippets = [
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
  ],
  ...['---\n', '...\n', '0', '-1', 'null', '~', '.inf', '.nan', '1e999', '99%', '5s', '1h90', '\u0000', '\u2028'],
  ...[
    '\ud800',
    '🐙',
    '\ufeff',
    '__proto__',
    'constructor',
    'toString',
    'scenarios',
    'defaults:',
    'foreach: ',
    'x-a: &a ',
  ],
  ...['${{', '}}', '${{ env.A }}', "${{ env.B || 'x' }}", '${{ foreach.app }}', 'foreach: { a: [1, 2, 3], b: *a }'],
];

const place = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
const edit = fc.oneof(
  fc.record({ kind: fc.constant('insert'), at: place, text: fc.constantFrom(...snippets), cut: fc.nat(12) }),
  fc.record({ kind: fc.constant('insert'), at: place, text: fc.string({ maxLength: 6 }), cut: fc.nat(3) }),
  fc.record({ kind: fc.constant('repeat'), at: place, text: fc.constant(''), cut: fc.nat(200) }),
  fc.record({ kind: fc.constant('indent'), at: place, text: fc.constantFrom(' ', '  ', '\t'), cut: fc.constant(0) }),
);

const environment = { A: 'web', HOME: '7' };

function mutate(text: string, edits: readonly { kind: string; at: number; text: string; cut: number }[]): string {
  let result = text;
  for (const { kind, at, text: inserted, cut } of edits) {
    const start = Math.floor(at * result.length);
    const piece = result.slice(start, start + cut);
    if (kind === 'insert') result = result.slice(0, start) + inserted + result.slice(start + cut);
    else if (kind === 'repeat') result = result.slice(0, start) + piece.repeat(3) + result.slice(start);
    else result = result.slice(0, start).replace(/\n(?=[^\n]*$)/, `\n${inserted}`) + result.slice(start);
  }
  return result;
}

/** What is corrected is valid, and has nothing left to correct. */
function expectFixed(text: string): void {
  const parsed = parseSuite(text, 'f.yml', environment);
  const result = parsed.ok ? mergeFiles([parsed.suiteFile], '/') : parsed;
  if (!result.ok) throw new Error(`a correction broke it: ${JSON.stringify(result.problems)}\n${text}`);
  if (result.suite.findings.some(({ fix }) => fix)) throw new Error(`a correction corrected nothing:\n${text}`);
}

test('20,000 mutated files are a suite with findings, or problems with places; corrections hold; never a crash', () => {
  const seen = { suites: 0, problems: 0, findings: 0, fixed: 0 };
  let slowestMs = 0;
  fc.assert(
    fc.property(fc.constantFrom(...seeds), fc.array(edit, { minLength: 1, maxLength: 4 }), (seed, edits) => {
      const text = mutate(seed, edits);
      const { user, system } = process.cpuUsage();
      const parsed = parseSuite(text, 'f.yml', environment);
      const result = parsed.ok ? mergeFiles([parsed.suiteFile], '/') : parsed;
      const used = process.cpuUsage({ user, system });
      slowestMs = Math.max(slowestMs, (used.user + used.system) / 1000);
      if (result.ok) {
        seen.suites++;
        const { findings } = result.suite;
        seen.findings += findings.length;
        if (findings.some(({ fix }) => fix)) {
          seen.fixed++;
          expectFixed(applyFixes(text, findings).text);
        }
        return;
      }
      seen.problems++;
      if (result.problems.length === 0 || result.problems.length > limits.problems + 1) throw new Error('how many?');
      for (const { at, message } of result.problems)
        if (!at || at.line < 1 || at.column < 1 || !/^[^\n]{10,800}$/.test(message))
          throw new Error(JSON.stringify({ at, message }));
    }),
    { numRuns: 20_000 },
  );
  expect(seen.suites).toBeGreaterThan(1000);
  expect(seen.problems).toBeGreaterThan(5000);
  expect(seen.findings).toBeGreaterThan(1000);
  expect(seen.fixed).toBeGreaterThan(100);
  expect(slowestMs).toBeLessThan(2000);
}, 300_000);
