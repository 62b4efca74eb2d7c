import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compatCodes, compatDifferences, isPowerfulSealPolicy } from '../../src/scenario/compat/index.ts';
import { loadSuite } from '../../src/scenario/index.ts';
import { parseSuite, type SuiteFile } from '../../src/scenario/parse-suite.ts';

const folder = join(import.meta.dirname, '../../fixtures/powerfulseal');
const files = readdirSync(folder).sort();

function parse(text: string, file = 'policy.yml'): SuiteFile {
  const parsed = parseSuite(text, file);
  if (!parsed.ok) throw new Error(parsed.problems.map(({ message }) => message).join('\n'));
  return parsed.suiteFile;
}
const read = (file: string) => parse(readFileSync(join(folder, file), 'utf8'), file);
const placesOf = (file: SuiteFile) => compatDifferences(file).map(({ code, at }) => `${at.line}:${at.column} ${code}`);
const ofSteps = (steps: string) =>
  placesOf(
    parse(
      `config: { runStrategy: { runs: 1 }, exitStrategy: { strategy: fail-fast } }\nscenarios:\n- name: steps\n  steps:\n${steps}`,
    ),
  );

describe('what PowerfulSeal takes is taken', () => {
  test.each(files)('%s', async file => {
    const suite = await loadSuite([file], { cwd: folder });
    expect(suite.scenarios.length).toBeGreaterThan(0);
    expect(isPowerfulSealPolicy(read(file))).toBe(true);
  });

  test('numbers mean what they mean there', () => {
    const { config, scenarios } = read('numbers.yml');
    expect(config.runStrategy?.runs).toBe(2);
    expect(scenarios[0]?.steps[0]).toMatchObject({
      filters: [{ size: 2, ratio: 0.5 }, { ratio: 0 }, { probability: 0.5 }],
      actions: [{ count: -1 }, { count: 2 }, { state: '' }, { state: '(?i)running\\Z' }],
    });
    expect(scenarios[0]?.steps[1]).toMatchObject({
      retries: 2,
      count: 3,
      probe: { code: 1, proxy: '', endpoint: '/' },
    });
  });

  test('true and false in the words of YAML 1.1', () => {
    expect(read('yaml-1.1.yml').scenarios[0]?.steps).toMatchObject([
      {
        filters: [{ negative: true }, { negative: false }],
        actions: [{ method: 'delete' }, { method: 'force' }, { autoRestart: false }],
      },
      { matches: [{ value: 'yes', negative: false }], actions: [{ force: true, autoRestart: false }] },
      { autoDelete: false },
      { probe: { insecure: true } },
      { actions: [{ autoUnmute: false }] },
    ]);
  });

  test('the pauses are an interval, whichever comes first', async () => {
    const { config } = await loadSuite(['numbers.yml'], { cwd: folder });
    expect(config).toMatchObject({
      betweenRuns: { minMs: 30_000, maxMs: 300_000 },
      strategy: 'random',
      exitStrategy: 'fail-fast',
    });
  });
});

describe('every place at which strict and legacy differ is listed', () => {
  test("PowerfulSeal's own example", () => {
    expect(placesOf(read('flagship.yml'))).toEqual([
      '2:1 compat-exit-code',
      '8:5 compat-empty-selection',
      '14:9 compat-chance',
      '14:9 compat-unproven',
      '15:5 compat-redirect',
    ]);
    expect(compatDifferences(read('flagship.yml'))[2]?.message).toMatch(
      /although nothing is killed .* in 25 % of runs/,
    );
  });

  test('empty lists', () => {
    expect(placesOf(read('empty-everywhere.yml')).map(place => place.replace(/:\d+ /, ' '))).toEqual([
      '2 compat-endless-runs',
      '2 compat-exit-code',
      '4 compat-no-steps',
      '9 compat-no-actions',
      '10 compat-no-actions',
      '11 compat-empty-selection',
      '11 compat-empty-selection',
      '11 compat-unproven',
      '12 compat-retries',
      '13 compat-unchanged',
      '13 compat-clean-up',
      '13 compat-clean-up',
    ]);
  });

  test('patterns of namespaces, and only those', () => {
    const places = placesOf(read('namespaces.yml')).filter(place => place.endsWith('pattern'));
    expect(places.map(place => Number(place.split(':')[0]))).toEqual([5, 6, 6, 6]);
  });

  test.each([
    [
      'checks of a state',
      '  - podAction: { matches: [ { namespace: a } ], actions: [ { checkPodState: { state: Running } } ] }',
      ['compat-unchecked', 'compat-pod-state'],
    ],
    [
      'a count of none',
      '  - podAction: { matches: [ { namespace: a } ], actions: [ { checkPodCount: { count: 0 } } ] }',
      [],
    ],
    [
      'a sample that is rounded down',
      '  - podAction: { matches: [ { namespace: a } ], filters: [ { randomSample: { ratio: 0.3 } } ], actions: [ { checkPodCount: { count: 0 } } ] }',
      ['compat-sample'],
    ],
    [
      'a kill with its grace period',
      '  - podAction: { matches: [ { namespace: a } ], actions: [ { kill: { force: false } } ] }',
      ['compat-empty-selection', 'compat-kill-force', 'compat-unproven'],
    ],
    [
      'retries that never end',
      '  - podAction: { matches: [ { namespace: a } ], actions: [ { checkPodCount: { count: 0 } } ], retries: { retriesTimeout: { timeout: 1, sleep: 0 } } }',
      ['compat-retries', 'compat-retries'],
    ],
    [
      'nodes',
      '  - nodeAction: { matches: [ { property: { name: state, value: UP } } ], filters: [ { property: { name: state, value: UP } } ], actions: [ { stop: {} } ] }',
      ['compat-empty-selection', 'compat-no-driver', 'compat-no-driver', 'compat-no-driver'],
    ],
    [
      'pods by state',
      '  - podAction: { matches: [ { namespace: a } ], filters: [ { property: { name: state, value: Running } } ], actions: [ { checkPodCount: { count: 0 } } ] }',
      ['compat-pod-state'],
    ],
    [
      'kubectl, cleaned up',
      '  - kubectl: { action: apply, payload: a, proxy: b }',
      ['compat-unchanged', 'compat-clean-up', 'compat-clean-up'],
    ],
    ['kubectl, left', '  - kubectl: { action: apply, payload: a, autoDelete: false }', ['compat-unchanged']],
    ['kubectl, deleted', '  - kubectl: { action: delete, payload: a }', ['compat-unchanged']],
    ['a probe', '  - probeHTTP: { target: { url: "http://a" }, retries: 3 }', ['compat-retries', 'compat-redirect']],
    [
      'a silence',
      '  - alertManagerAction: { targets: [ { url: "http://a" } ], actions: [ { mute: {} } ] }',
      ['compat-idle', 'compat-silence', 'compat-silence'],
    ],
    [
      'a clone',
      '  - clone: { source: { deployment: { name: a, namespace: b } }, mutations: [ { toxiproxy: {} } ] }',
      ['compat-clone', 'compat-clone'],
    ],
    ['only waits', '  - wait: { seconds: 1 }', ['compat-idle']],
  ])('%s', (_name, steps, codes) => {
    expect(ofSteps(steps).map(place => place.split(' ')[1])).toEqual(codes);
  });

  test('every code is given somewhere, and every message says what is done here', () => {
    const all = [
      ...files.flatMap(file => compatDifferences(read(file))),
      ...compatDifferences(
        parse('config: { runStrategy: { runs: 2 } }\nscenarios:\n- name: pause\n  steps: [ { wait: { seconds: 1 } } ]'),
      ),
      ...compatDifferences(
        parse(
          'scenarios:\n- name: one\n  steps:\n  - podAction: { matches: [ { namespace: a } ], filters: [ { randomSample: { ratio: 0.3 } } ], actions: [ { kill: { force: false } } ] }',
        ),
      ),
    ];
    expect(compatCodes.filter(code => !all.some(each => each.code === code))).toEqual([]);
    for (const { message } of all) expect(message).toMatch(/; here |here /);
  });

  test('a file with a steady state is none of PowerfulSeal: only compat legacy lists what differs', async () => {
    const stdin = `scenarios:\n- name: ours\n  hypothesis: It holds.\n  steps: [ { podAction: { matches: [ { namespace: a } ], actions: [ { kill: {} } ] } } ]`;
    const codesOf = async (compat: 'strict' | 'legacy') =>
      (await loadSuite(['-'], { stdin, compat })).findings
        .map(({ code }) => code)
        .filter(code => code.startsWith('compat-'));
    expect(await codesOf('strict')).toEqual([]);
    expect(await codesOf('legacy')).toContain('compat-unproven');
  });
});
