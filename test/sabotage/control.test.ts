import { expect, test } from '@jest/globals';
import { runSituation } from './sabotage.ts';

test('the control: the healthy app, one of two pods removed, is upheld with exit code 0', async () => {
  const { code, stdout, stderr, experiment } = await runSituation({});
  expect({ code, stdout, stderr }).toMatchObject({ code: 0 });
  expect(experiment?.verdict).toBe('upheld');
  expect(experiment?.faults.map(fault => fault.receipt.landed)).toEqual([true]);
});
