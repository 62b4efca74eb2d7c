// biome-ignore-all lint/suspicious/noTemplateCurlyInString: they are expressions of the language
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatProblem } from '../../src/errors.ts';
import { loadSuite, parseSuite, type Scenario } from '../../src/scenario/index.ts';
import { limits } from '../../src/scenario/yaml/limits.ts';

const fixtures = join(import.meta.dirname, '../../fixtures/reuse');
type Environment = Readonly<Record<string, string>>;

async function load(file: string, environment: Environment = {}): Promise<readonly Scenario[]> {
  return (await loadSuite([file], { cwd: fixtures, environment })).scenarios;
}

function problemsOf(text: string, environment: Environment = {}): string[] {
  const result = parseSuite(text, 'f.yml', environment);
  return result.ok ? [] : result.problems.map(formatProblem);
}

function withName(name: string, steps = '[ { wait: { for: 1s } } ]'): string {
  return `scenarios:\n- name: ${name}\n  steps: ${steps}\n`;
}

describe('a matrix', () => {
  test('makes a scenario of each value, and of each combination, named apart', async () => {
    expect((await load('matrix.yml')).map(({ name }) => name)).toEqual([
      'Pods of web die',
      'Pods of api die',
      'Several pods die (web, 1)',
      'Several pods die (web, 2)',
      'Several pods die (api, 1)',
      'Several pods die (api, 2)',
      'Its own steady state',
    ]);
  });

  test('puts its values where they are asked for, numbers as numbers', async () => {
    const [first, , , third] = await load('matrix.yml');
    expect(first!.steps).toMatchObject([{ matches: [{ selector: 'app=web' }] }]);
    expect(third!.steps).toMatchObject([{ matches: [{ selector: 'app=web' }], filters: [{ size: 2 }] }]);
  });

  test('keeps the positions of the one text', async () => {
    const [first, second] = await load('matrix.yml');
    expect(first!.at).toEqual({ file: 'matrix.yml', line: 13, column: 3 });
    expect(second!.at).toEqual(first!.at);
    expect(second!.steps[0]!.at.line).toBe(17);
    expect(second!.steadyState[0]!.at.line).toBe(7);
  });
});

describe('defaults', () => {
  test('hold where a scenario says nothing: of maps key by key, of lists as a whole', async () => {
    const scenarios = await load('matrix.yml');
    expect(scenarios[0]).toMatchObject({
      recovery: { withinMs: 60_000, stableForMs: 5000 },
      blastRadius: { pods: { share: 0.5 }, namespaces: ['shop'] },
    });
    expect(scenarios[2]!.blastRadius).toMatchObject({ pods: { count: 3 }, namespaces: ['shop'] });
    expect(scenarios[6]!.steadyState.map(({ name }) => name)).toEqual(['pods are there']);
    expect(scenarios[6]!.recovery).toMatchObject({ withinMs: 30_000, stableForMs: 5000 });
  });

  test('are checked where they stand, once, also when nobody takes them', () => {
    const defaults = 'defaults: { recovery: { within: soon }, methd: {} }\n';
    const problems = problemsOf(`${defaults}${withName('first')}${withName('second').replace('scenarios:\n', '')}`);
    expect(problems).toEqual([
      expect.stringMatching(/^f\.yml:1:33: within: found "soon", expected a duration/),
      'f.yml:1:41: found the unknown key `methd`; did you mean `method`?',
    ]);
    const own = withName('own').replace('  steps', '  recovery: { within: 5s }\n  steps');
    expect(problemsOf(`defaults: { recovery: { within: soon } }\n${own}`)).toHaveLength(1);
  });
});

describe('values from outside', () => {
  test('come as the type that their place wants', async () => {
    const environment = {
      SEED: '42',
      PORT: '80',
      KEEP: 'false',
      BODY: '{"n": 1}',
      METHOD: 'put',
      SHARE: '1',
      PAUSE: '5',
    };
    for (const [given, expected] of [
      [{}, { port: 8080, keepAlive: true, body: '12', method: 'post', value: 0.99, ms: 1000 }],
      [environment, { port: 80, keepAlive: false, body: '{"n": 1}', method: 'put', value: 1, ms: 5000 }],
    ] as const) {
      const [scenario] = await load('whole-values.yml', given);
      const { probe, tolerances } = scenario!.steadyState[0]!;
      const { port, value, ms, ...request } = expected;
      expect(probe).toMatchObject({ target: { service: { port } }, ...request });
      expect(tolerances[0]!.value).toBe(value);
      expect(scenario!.steps).toMatchObject([{ kind: 'wait', ms }]);
    }
  });

  test('are never looked at again: what looks like an expression is text', () => {
    const result = parseSuite(withName('got ${{ env.A }}'), 'f.yml', { A: '${{ env.B }}', B: 'secret' });
    expect(result.ok && result.suiteFile.scenarios[0]!.name).toBe('got ${{ env.B }}');
  });

  test('text of any kind stays the text that it is', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, maxLength: 60 }), value => {
        const text = withName('any', '[ { kubectl: { action: apply, payload: "${{ env.VALUE }}" } } ]');
        const result = parseSuite(text, 'f.yml', { VALUE: value });
        expect(result.ok && result.suiteFile.scenarios[0]!.steps[0]).toMatchObject({ payload: value });
      }),
    );
  });

  test('that are not there are a problem each, and nothing else is said of their place', () => {
    const text = `scenarios:\n- name: \${{ env.NAME }}\n  foreach: { app: [ web ] }\n  method: { for: "\${{ env.LONG }}" }\n  steps:\n  - wait: { for: "\${{ foreach.ap }}" }\n`;
    expect(problemsOf(text)).toEqual([
      "f.yml:2:9: found no environment variable NAME, expected it to be set, or a default: ${{ env.NAME || 'text' }}",
      "f.yml:4:18: found no environment variable LONG, expected it to be set, or a default: ${{ env.LONG || 'text' }}",
      'f.yml:6:18: found `foreach.ap`; did you mean `foreach.app`?',
    ]);
    expect(problemsOf(withName('${{ env.constructor }}'))).toHaveLength(1);
  });
});

test.each(['${{ NAME }}', '${{ env.A + 1 }}', '${{ env.A', '${{ github.sha }}', "${{ 'x' }}", '${{ env.A && 1 }}'])(
  '%s is no expression of the language',
  written => {
    const problems = problemsOf(withName(JSON.stringify(written)), { A: 'x' });
    expect(problems).toEqual([
      expect.stringMatching(/^f\.yml:2:9: found ".*", expected \$\{\{ env\.NAME \}\}, .* nothing is evaluated$/),
    ]);
  },
);

describe('reuse is bounded', () => {
  test('a matrix of too many values', () => {
    const many = `[ ${Array.from({ length: 400 }, (_, i) => i).join(', ')} ]`;
    const text = withName('one').replace('  steps', `  foreach: { a: ${many}, b: ${many}, c: ${many} }\n  steps`);
    expect(problemsOf(text)).toEqual([
      `f.yml:2:3: found \`defaults\` and \`foreach\` that make more than ${limits.values} values, expected fewer`,
    ]);
  });

  test('defaults of a thousand probes for a thousand scenarios', () => {
    const probe = '{ name: x, probeTCP: { target: { host: h, port: 1 } }, tolerance: success >= 99% }';
    const defaults = `defaults: { steadyState: [ ${Array(1000).fill(probe).join(', ')} ] }\n`;
    const scenarios = `scenarios:\n${'- { name: one, steps: [ { wait: { for: 1s } } ] }\n'.repeat(1000)}`;
    expect(problemsOf(defaults + scenarios)).toEqual([expect.stringContaining('make more than')]);
  });

  test('a long value that is used often', () => {
    const steps = `[ ${Array(200).fill('{ kubectl: { action: apply, payload: "${{ env.LONG }}" } }').join(', ')} ]`;
    const problems = problemsOf(withName('one', steps), { LONG: 'x'.repeat(100_000) });
    expect(problems.length).toBeGreaterThan(0);
    expect(problems[0]).toContain('found expressions that make more than 1 MiB, expected less');
  });
});
