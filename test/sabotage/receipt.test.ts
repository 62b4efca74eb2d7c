import { expect, test } from '@jest/globals';
import { killOne, podAction } from '../support/scenario.ts';
import { expectReason, runSituation } from './sabotage.ts';

/** A fault that is not proven is waited for 20 seconds. */
const timeoutMs = 90_000;

test.concurrent(
  'the kill is accepted and the pod stays, held by a finalizer: not proven, inconclusive',
  async () => {
    const outcome = await runSituation({ scenario: { steps: [killOne] }, app: { finalizers: ['example.com/stay'] } });
    expectReason(outcome, 2, 'fault-not-proven');
    expect(outcome.experiment?.faults[0]?.receipt.evidence).toContain('still in the API');
  },
  timeoutMs,
);

test.concurrent(
  'a signal that the process ignores: not proven, inconclusive',
  async () => {
    const outcome = await runSituation({ scenario: { steps: [podAction([{ killContainer: { signal: 'SIGHUP' } }])] } });
    expectReason(outcome, 2, 'fault-not-proven');
    expect(outcome.experiment?.faults[0]?.receipt.evidence).toContain('its process goes on');
  },
  timeoutMs,
);
