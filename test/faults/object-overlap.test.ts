import { expect, test } from '@jest/globals';
import { runSituation } from '../sabotage/sabotage.ts';
import { expectCode } from '../support/expect-code.ts';
import { webProbe } from '../support/scenario.ts';

function labels(value: string, duration: string) {
  const object = { kind: 'Deployment', name: 'web', namespace: 'shop' };
  return { objectAction: { object, labels: { tier: value }, duration } };
}

test.concurrent.each([
  ['in the order in which they began', '1s', '2500ms'],
  ['the other way round', '2500ms', '1s'],
])(
  'two changes of one object that end %s leave it as it was',
  async (_name, first, second) => {
    const outcome = await runSituation({
      scenario: { steps: [labels('front', first), labels('back', second)], steadyState: [webProbe()] },
    });
    expect(outcome.experiment?.faults.map(({ undone, receipt }) => [undone, receipt.landed])).toEqual([
      [true, true],
      [true, true],
    ]);
    expect(outcome.experiment?.residue).toEqual([]);
    expectCode(outcome, 0);
  },
  90_000,
);

test.concurrent('a secret that is changed is written back, and its words are in no report', async () => {
  const secret = {
    apiVersion: 'v1',
    kind: 'Secret',
    metadata: { name: 'key', namespace: 'shop' },
    stringData: { word: 'geheim' },
  };
  const change = {
    object: { kind: 'Secret', name: 'key', namespace: 'shop' },
    data: { word: 'offenbart' },
    duration: '1s',
  };
  const outcome = await runSituation({
    scenario: { steps: [{ objectAction: change }], steadyState: [webProbe()] },
    manifest: JSON.stringify(secret),
  });
  expect(outcome.experiment?.faults[0]?.receipt.landed).toBe(true);
  expect(outcome.experiment?.residue).toEqual([]);
  expect(`${outcome.stdout}${outcome.stderr}${JSON.stringify(outcome.experiment)}`).not.toMatch(/geheim|offenbart/);
  expectCode(outcome, 0);
}, 90_000);

test.concurrent('a rollout that was asked for leaves no residue', async () => {
  const restart = { objectAction: { object: { kind: 'Deployment', name: 'web', namespace: 'shop' }, restart: {} } };
  const outcome = await runSituation({
    scenario: {
      steps: [restart, { wait: { seconds: 2 } }],
      steadyState: [webProbe({}, { during: { success: '>= 50%' } })],
    },
  });
  expect(outcome.experiment?.faults[0]).toMatchObject({ receipt: { landed: true } });
  expect(outcome.experiment?.residue).toEqual([]);
  expectCode(outcome, 0);
}, 90_000);
