import { test } from '@jest/globals';
import { killOne, webProbe } from '../support/scenario.ts';
import { expectReason, runSituation } from './sabotage.ts';

test('an outage between two looks of a slow poller: it could not have been seen, inconclusive', async () => {
  const steadyState = [webProbe({ every: '1s' }, { outage: '<= 300ms' })];
  expectReason(
    await runSituation({ scenario: { steadyState: steadyState.map(probe => ({ ...probe, minSamples: 2 })) } }),
    2,
    'too-few-samples',
  );
});

test('the app accepts and never answers: the baseline does not hold', async () => {
  const steadyState = [webProbe({ timeout: 200 })];
  expectReason(
    await runSituation({ scenario: { steadyState }, behave: () => ({ hang: true }) }),
    2,
    'baseline-not-met',
  );
});

test('a Service that is not there: the probe is broken, inconclusive', async () => {
  const steadyState = [webProbe({ target: { service: { name: 'wbe', namespace: 'shop', port: 80 } } })];
  expectReason(await runSituation({ scenario: { steadyState } }), 2, 'probe-broken');
});

test('a host name that does not resolve: the probe is broken, inconclusive', async () => {
  const steadyState = [webProbe({ target: { url: 'http://nowhere.invalid/' } })];
  const outcome = await runSituation({ scenario: { steadyState } });
  if (outcome.code !== 2) throw new Error(`expected exit 2, found ${outcome.code}\n${outcome.stderr}`);
});

test('a command that is not there: the probe is broken, inconclusive', async () => {
  const steadyState = [
    { name: 'smoke test', probeCommand: { command: ['no-such-smoke-test'] }, tolerance: { success: '>= 99%' } },
  ];
  const outcome = await runSituation({ scenario: { steadyState } });
  if (outcome.code !== 2) throw new Error(`expected exit 2, found ${outcome.code}\n${outcome.stderr}`);
});

test('retries that would mask failures: they hide none', async () => {
  // Every second start is bad, so about every second request meets a server that answers 500.
  const steps = [
    {
      probeHTTP: {
        target: { service: { name: 'web', namespace: 'shop', port: 80 } },
        count: 20,
        retries: 20,
        delay: 10,
      },
    },
  ];
  const scenario = { steps, steadyState: [webProbe({}, { success: '>= 1%' })], more: { steadyState: [] } };
  expectReason(await runSituation({ scenario, behave: start => (start % 2 ? { status: 500 } : {}) }), 1, 'step-failed');
});

test('a Service whose probe never had enough samples because the run was cut: not run', async () => {
  const scenario = { steps: [{ wait: { seconds: 60 } }, killOne] };
  const outcome = await runSituation({ scenario, flags: ['--timeout', '8s'] });
  expectReason(outcome, 2, 'not-run');
});
