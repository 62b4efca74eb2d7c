import { expect, test } from '@jest/globals';
import { loadSuite } from '../../src/scenario/index.ts';

async function noticesOf(text: string): Promise<string[]> {
  const { notices } = await loadSuite(['-'], { stdin: text });
  return notices.map(({ at, message }) => `${at?.line}: ${message}`);
}

function podAction(body: string): string {
  return `scenarios:\n- name: shop stays up\n  steps:\n  - podAction:\n${body}`;
}

test('a file with nothing to say about', async () => {
  expect(await noticesOf('scenarios: [ { name: one, steps: [ { wait: { for: 1s } } ] } ]')).toEqual([]);
});

test('runs left open', async () => {
  expect(
    await noticesOf(
      'config: { runStrategy: { strategy: random } }\nscenarios: [ { name: one, steps: [ { wait: { for: 1s } } ] } ]',
    ),
  ).toEqual(['1: `runs` is not set: one run (PowerfulSeal would go on for ever)']);
});

test("PowerfulSeal's own example kills nothing in a quarter of its runs, and watches nothing", async () => {
  const text = podAction(`      matches: [ { namespace: shop } ]
      filters: [ { randomSample: { size: 1 } } ]
      actions: [ { kill: { probability: 0.75 } } ]
`);
  expect(await noticesOf(text)).toEqual([
    '4: a fault without `steadyState`: the steps alone are judged, nothing watches the app meanwhile',
    '7: 25 % of runs kill nothing: they are inconclusive',
  ]);
});

test('choices that may be empty, namespaces that PowerfulSeal reads otherwise', async () => {
  const text = podAction(`      matches: [ { namespace: prod* }, { namespace: "*" } ]
      filters: [ { probability: 0.5 }, { randomSample: { ratio: 0 } } ]
      actions: [ { checkPodCount: { count: 0 } } ]
`);
  expect(await noticesOf(text)).toEqual([
    '5: the namespace "prod*" is matched as a whole, `*` for any characters (PowerfulSeal searches it as a regular expression)',
    '6: 50 % of runs choose nothing: they are inconclusive',
    '6: a ratio of 0 chooses nothing: every run is inconclusive',
  ]);
});

test('tolerances that say nothing, or not what was meant', async () => {
  const text = `scenarios:
- name: shop stays up
  steadyState:
  - name: shop answers
    probeTCP: { target: { host: localhost, port: 1 } }
    tolerance: [ success >= 0%, success <= 100%, p95 >= 0ms, success == 99%, success > 0% ]
`;
  expect(await noticesOf(text)).toEqual([
    '6: `success >= 0%` cannot fail: it says nothing',
    '6: `success <= 100%` cannot fail: it says nothing',
    '6: `p95 >= 0ms` cannot fail: it says nothing',
    '6: `success == 99%` is not met by 100% either; `>=` may be meant',
  ]);
});

test('a node that is not to be started again is said', async () => {
  const text = `scenarios:
- name: shop stays up
  steps:
  - nodeAction:
      matches: [ { property: { name: name, value: worker } } ]
      filters: [ { randomSample: { ratio: 0 } } ]
      actions: [ { stop: { autoRestart: false } }, { start: } ]
`;
  expect(await noticesOf(text)).toEqual([
    '4: a fault without `steadyState`: the steps alone are judged, nothing watches the app meanwhile',
    '6: a ratio of 0 chooses nothing: every run is inconclusive',
    '7: `autoRestart: false`: nobody starts the node again, it stays down after the run',
  ]);
});
