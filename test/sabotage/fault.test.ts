import { expect, test } from '@jest/globals';
import { killOne, podAction, webProbe } from '../support/scenario.ts';
import { expectReason, runSituation } from './sabotage.ts';

test.concurrent('a container that the pods do not have: not proven, inconclusive', async () => {
  const outcome = await runSituation({ scenario: { steps: [podAction([{ killContainer: { container: 'wbe' } }])] } });
  expectReason(outcome, 2, 'fault-not-proven');
});

test.concurrent('a scenario that only waits: the steady state was not put to the test, inconclusive', async () => {
  expectReason(await runSituation({ scenario: { steps: [{ wait: { for: '1s' } }] } }), 2, 'empty-action');
});

test.concurrent('a step that fails keeps the fault behind it from being injected: refuted', async () => {
  const steps = [podAction([{ checkPodCount: { count: 3 } }]), killOne];
  const outcome = await runSituation({ scenario: { steps, steadyState: [webProbe()] } });
  expectReason(outcome, 1, 'step-failed');
  expect(outcome.experiment?.steps.map(({ status }) => status)).toEqual(['failed', 'skipped']);
});
