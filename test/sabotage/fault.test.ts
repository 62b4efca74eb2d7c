import { expect, test } from '@jest/globals';
import { killOne, podAction, webProbe } from '../support/scenario.ts';
import { expectReason, runSituation } from './sabotage.ts';

/** A fault that is not proven is waited for 20 seconds. */
const timeoutMs = 90_000;

test(
  'the kill is accepted and the pod stays, held by a finalizer: not proven, inconclusive',
  async () => {
    const outcome = await runSituation({ scenario: { steps: [killOne] }, app: { finalizers: ['example.com/stay'] } });
    expectReason(outcome, 2, 'fault-not-proven');
    expect(outcome.experiment?.faults[0]?.receipt.evidence).toContain('still in the API');
  },
  timeoutMs,
);

test(
  'a signal that the process ignores: not proven, inconclusive',
  async () => {
    const outcome = await runSituation({ scenario: { steps: [podAction([{ killContainer: { signal: 'SIGHUP' } }])] } });
    expectReason(outcome, 2, 'fault-not-proven');
    expect(outcome.experiment?.faults[0]?.receipt.evidence).toContain('its process goes on');
  },
  timeoutMs,
);

test('a container that the pods do not have: not proven, inconclusive', async () => {
  const outcome = await runSituation({ scenario: { steps: [podAction([{ killContainer: { container: 'wbe' } }])] } });
  expectReason(outcome, 2, 'fault-not-proven');
});

test('a scenario that only waits: the steady state was not put to the test, inconclusive', async () => {
  expectReason(await runSituation({ scenario: { steps: [{ wait: { for: '1s' } }] } }), 2, 'empty-action');
});

test('a step that fails keeps the fault behind it from being injected: refuted', async () => {
  const steps = [podAction([{ checkPodCount: { count: 3 } }]), killOne];
  const outcome = await runSituation({ scenario: { steps, steadyState: [webProbe()] } });
  expectReason(outcome, 1, 'step-failed');
  expect(outcome.experiment?.steps.map(({ status }) => status)).toEqual(['failed', 'skipped']);
});
