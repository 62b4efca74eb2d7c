import { test } from '@jest/globals';
import { crashOne, webProbe } from '../support/scenario.ts';
import { expectReason, runSituation } from './sabotage.ts';

/** Tolerates what the crash itself costs, so that only what comes after it decides. */
const lenient = { ...webProbe(), tolerance: { success: '>= 50%' }, after: { success: '>= 99%' } };
const quickRecovery = { within: '4s', stableFor: '1s' };
const afterCrash = { steps: [crashOne], steadyState: [lenient], recovery: quickRecovery };
const later = (behaviour: object) => (start: number) => (start < 2 ? {} : behaviour);

test('the app is down before the fault: inconclusive, nothing is injected', async () => {
  const outcome = await runSituation({ behave: () => ({ status: 500 }) });
  expectReason(outcome, 2, 'baseline-not-met');
  if (outcome.experiment?.faults.length !== 0) throw new Error('a fault was injected without a baseline');
});

test('the app does not come back: not recovered', async () => {
  expectReason(
    await runSituation({
      scenario: afterCrash,
      app: { replicas: 1 },
      behave: start => (start < 1 ? {} : { hang: true }),
    }),
    1,
    'not-recovered',
  );
});

test('the crashed container crash-loops: not recovered', async () => {
  const ready = {
    name: 'both pods are ready',
    probeKubernetes: {
      resource: 'deployments',
      name: 'web',
      namespace: 'shop',
      value: 'status.readyReplicas',
      every: '200ms',
    },
    tolerance: { value: '>= 2' },
    during: { value: '>= 0' },
  };
  const scenario = { ...afterCrash, steadyState: [lenient, ready] };
  expectReason(await runSituation({ scenario, behave: later({ exit: 1 }) }), 1, 'not-recovered');
});

test('the restarted server is ten times slower and answers 200: refuted', async () => {
  const steadyState = [webProbe({}, { success: '>= 50%', p95: '<= 150ms' })];
  expectReason(
    await runSituation({ scenario: { ...afterCrash, steadyState }, behave: later({ latencyMs: 300 }) }),
    1,
    'not-recovered',
  );
});

test('the restarted server answers 200 with the wrong body: refuted', async () => {
  const steadyState = [
    {
      ...webProbe({ expect: { bodyContains: 'hello' } }),
      tolerance: { success: '>= 50%' },
      after: { success: '>= 99%' },
    },
  ];
  expectReason(
    await runSituation({ scenario: { ...afterCrash, steadyState }, behave: later({ body: 'sorry' }) }),
    1,
    'not-recovered',
  );
});

test('the only server crashes under a strict tolerance: refuted', async () => {
  expectReason(await runSituation({ scenario: { steps: [crashOne] }, app: { replicas: 1 } }), 1, 'tolerance-not-met');
});

test('the replacement never gets ready: not recovered', async () => {
  const steps = [{ podAction: { ...crashOne.podAction, actions: [{ kill: {} }] } }];
  const ready = {
    name: 'both pods are ready',
    probeKubernetes: {
      resource: 'deployments',
      name: 'web',
      namespace: 'shop',
      value: 'status.readyReplicas',
      every: '200ms',
    },
    tolerance: { value: '>= 2' },
    during: { value: '>= 0' },
  };
  const scenario = { steps, steadyState: [lenient, ready], recovery: quickRecovery };
  expectReason(await runSituation({ scenario, behave: later({ unready: true }) }), 1, 'not-recovered');
});
