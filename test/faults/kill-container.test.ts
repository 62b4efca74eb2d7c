import { expect, test } from '@jest/globals';
import { runSituation } from '../sabotage/sabotage.ts';
import { expectCode } from '../support/expect-code.ts';
import { podAction, podsReady, webProbe } from '../support/scenario.ts';

const lenient = webProbe({}, { during: { success: '>= 0%' } });
const one = [{ randomSample: { size: 1 } }];

test.concurrent('killed again while it waits out its back-off: such rounds are said, and fewer than were asked for are not proven', async () => {
  const outcome = await runSituation({
    scenario: {
      steps: [podAction([{ killContainer: { times: 5, interval: '1.25s' } }], one)],
      steadyState: [lenient, podsReady],
      recovery: { within: '2s', stableFor: '500ms' },
    },
  });
  const receipt = outcome.experiment?.faults[0]?.receipt;
  expect(receipt?.landed).toBe(false);
  const [, landed, missed, times] =
    /^(\d) × SIGKILL .*\((\d) of (\d) did not land: .*CrashLoopBackOff/.exec(receipt?.evidence ?? '') ?? [];
  expect(Number(landed) + Number(missed)).toBe(5);
  expect(times).toBe('5');
  expectCode(outcome, 1);
});

test.concurrent('a container that is killed keeps its pod: its restart count rises, its UID stays', async () => {
  const outcome = await runSituation({
    scenario: { steps: [podAction([{ killContainer: {} }], one)], steadyState: [lenient] },
  });
  const [fault] = outcome.experiment?.faults ?? [];
  expect(fault?.targets[0]).toMatchObject({ kind: 'Container', container: 'web', namespace: 'shop' });
  expect(fault?.receipt).toEqual({ landed: true, evidence: expect.stringContaining('restart count 0 → 1') });
  expectCode(outcome, 0);
});
