import { expect, test } from '@jest/globals';
import { expectCode } from '../support/expect-code.ts';
import { killOne, podAction } from '../support/scenario.ts';
import { runSituation } from './sabotage.ts';

test.concurrent('the control: the healthy app, one of two pods removed, is upheld with exit code 0', async () => {
  const { code, stdout, stderr, experiment } = await runSituation({});
  expectCode({ code, stdout, stderr }, 0);
  expect(experiment?.verdict).toBe('upheld');
  expect(experiment?.faults.map(fault => fault.receipt.landed)).toEqual([true]);
});

test.concurrent('a ratio never rounds a wish down to nothing: 0.3 of 2 pods is one', async () => {
  const steps = [podAction(killOne.podAction.actions, [{ randomSample: { ratio: 0.3 } }])];
  const { code, stdout, stderr, experiment } = await runSituation({ scenario: { steps } });
  expectCode({ code, stdout, stderr }, 0);
  expect(experiment?.faults.length).toBe(1);
});
