import { expect, test } from '@jest/globals';
import { webProbe } from '../support/scenario.ts';
import { expectReason, runSituation } from './sabotage.ts';

test('an outage that would fit between two looks of a slow poller: it could not be seen, inconclusive', async () => {
  const steadyState = [webProbe({ every: '1s' }, { tolerance: { outage: '<= 300ms' }, minSamples: 2 })];
  expectReason(await runSituation({ scenario: { steadyState } }), 2, 'too-few-samples');
});

test('fewer samples than the tolerance asks for: inconclusive', async () => {
  const steadyState = [webProbe({}, { tolerance: { success: '>= 99%', samples: '>= 1000' } })];
  expectReason(await runSituation({ scenario: { steadyState } }), 2, 'too-few-samples');
});

test('a Service that is not there: the probe is broken, inconclusive', async () => {
  const steadyState = [webProbe({ target: { service: { name: 'wbe', namespace: 'shop', port: 80 } } })];
  expectReason(await runSituation({ scenario: { steadyState } }), 2, 'probe-broken');
});

test('a port that the Service does not have: the probe is broken, inconclusive', async () => {
  const steadyState = [webProbe({ target: { service: { name: 'web', namespace: 'shop', port: 8080 } } })];
  expectReason(await runSituation({ scenario: { steadyState } }), 2, 'probe-broken');
});

test('a host name that does not resolve: the probe is broken, inconclusive', async () => {
  const steadyState = [webProbe({ target: { url: 'http://nowhere.invalid/' }, timeout: 5000 })];
  expectReason(await runSituation({ scenario: { steadyState } }), 2, 'probe-broken');
});

const commandProbe = (command: readonly string[]) => ({
  name: 'smoke test',
  probeCommand: { command, every: '200ms' },
  tolerance: { success: '>= 99%' },
});

test('a command that is not there: the probe is broken, inconclusive', async () => {
  const steadyState = [commandProbe(['no-such-smoke-test'])];
  expectReason(await runSituation({ scenario: { steadyState } }), 2, 'probe-broken');
});

test('an object that is not there: inconclusive, although "at most" would be met by nothing', async () => {
  const steadyState = [
    {
      name: 'no pod is missing',
      probeKubernetes: {
        resource: 'deployments',
        name: 'wbe',
        namespace: 'shop',
        value: 'status.unavailableReplicas',
        every: '200ms',
      },
      tolerance: { value: '<= 0' },
    },
  ];
  const outcome = await runSituation({ scenario: { steadyState } });
  expect(outcome.code).toBe(2);
  expect(outcome.experiment?.verdict).toBe('inconclusive');
});

test('retries that would mask failures: they hide none', async () => {
  const target = { service: { name: 'web', namespace: 'shop', port: 80 } };
  const steps = [{ probeHTTP: { target, count: 20, retries: 20, delay: 10 } }];
  const scenario = { steps, steadyState: undefined, more: { steadyState: undefined } };
  expectReason(await runSituation({ scenario, behave: () => ({ failEvery: 3 }) }), 1, 'step-failed');
});
