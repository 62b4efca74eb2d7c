import { expect, test } from '@jest/globals';
import { expectCode } from '../support/expect-code.ts';
import { podAction, webProbe } from '../support/scenario.ts';
import { expectReason, runSituation } from './sabotage.ts';

test.concurrent('an outage that would fit between two looks of a slow poller: it could not be seen, inconclusive', async () => {
  const steadyState = [webProbe({ every: '1s' }, { tolerance: { outage: '<= 300ms' }, minSamples: 2 })];
  expectReason(await runSituation({ scenario: { steadyState } }), 2, 'too-few-samples');
});

const killAll = podAction([{ kill: { force: true } }]);

test.concurrent('all pods are gone between two looks of a slow poller, and back at the next: nobody saw it, inconclusive', async () => {
  const steadyState = [webProbe({ every: '6s' }, { minSamples: 2 })];
  const outcome = await runSituation({ scenario: { steadyState, steps: [killAll] } });
  expectReason(outcome, 2, 'too-few-samples');
  expect(outcome.experiment?.steadyState[0]?.phases.method?.failed).toBe(0);
  expect(outcome.experiment?.reason).toContain('Service shop/web had no endpoint for');
});

test.concurrent('a partition begins and ends between two looks of a slow poller: nobody saw it, inconclusive', async () => {
  const matches = [{ labels: { selector: 'app=web', namespace: 'shop' } }];
  const steps = [{ networkAction: { matches, partition: {}, duration: '1500ms' } }];
  const steadyState = [webProbe({ every: '6s' }, { minSamples: 2, tolerance: { success: '>= 50%' } })];
  const outcome = await runSituation({ scenario: { steadyState, steps } });
  expectReason(outcome, 2, 'too-few-samples');
  expect(outcome.experiment?.faults[0]?.receipt.landed).toBe(true);
  expect(outcome.experiment?.reason).toContain('nobody looked while the networkAction');
});

test.concurrent('a number of ready pods that may be none: whatever happens meets it, inconclusive', async () => {
  const counting = { resource: 'pods', namespace: 'shop', selector: 'app=web', every: '200ms' };
  const steadyState = [{ name: 'pods are ready', probeKubernetes: counting, tolerance: { value: '>= 0' } }];
  const outcome = await runSituation({ scenario: { steadyState, steps: [killAll] } });
  expectReason(outcome, 2, 'no-samples');
  expect(outcome.experiment?.reason).toContain('nothing could fail');
});

test.concurrent('tolerances while the fault is there, and none afterwards: nobody asked for the recovery, inconclusive', async () => {
  const steadyState = [webProbe({}, { tolerance: undefined, during: { success: '>= 1%' } })];
  const outcome = await runSituation({ scenario: { steadyState } });
  expectReason(outcome, 2, 'no-samples');
  expect(outcome.experiment?.reason).toContain('no tolerance holds in the recovery');
});

test.concurrent('a count of pods that nobody has: inconclusive, although "at most" is met by none', async () => {
  const counting = { resource: 'pods', namespace: 'shop', selector: 'app=wbe', value: 'count', every: '200ms' };
  const few = { name: 'few pods', probeKubernetes: counting, tolerance: { value: '<= 3' } };
  const outcome = await runSituation({ scenario: { steadyState: [webProbe(), few] } });
  expectReason(outcome, 2, 'no-samples');
  expect(outcome.experiment?.reason).toContain('"few pods" counted objects and never saw one');
});

test.concurrent('fewer samples than the tolerance asks for: inconclusive', async () => {
  const steadyState = [webProbe({}, { tolerance: { success: '>= 99%', samples: '>= 1000' } })];
  expectReason(await runSituation({ scenario: { steadyState } }), 2, 'too-few-samples');
});

test.concurrent('a Service that is not there: the probe is broken, inconclusive', async () => {
  const steadyState = [webProbe({ target: { service: { name: 'wbe', namespace: 'shop', port: 80 } } })];
  expectReason(await runSituation({ scenario: { steadyState } }), 2, 'probe-broken');
});

test.concurrent('a port that the Service does not have: the probe is broken, inconclusive', async () => {
  const steadyState = [webProbe({ target: { service: { name: 'web', namespace: 'shop', port: 8080 } } })];
  expectReason(await runSituation({ scenario: { steadyState } }), 2, 'probe-broken');
});

test.concurrent('a host name that does not resolve: the probe is broken, inconclusive', async () => {
  const steadyState = [webProbe({ target: { url: 'http://nowhere.invalid/' }, timeout: 5000 })];
  expectReason(await runSituation({ scenario: { steadyState } }), 2, 'probe-broken');
});

const commandProbe = (command: readonly string[]) => ({
  name: 'smoke test',
  probeCommand: { command, every: '200ms' },
  tolerance: { success: '>= 99%' },
});

test.concurrent('a command that is not there: the probe is broken, inconclusive', async () => {
  const steadyState = [commandProbe(['no-such-smoke-test'])];
  expectReason(await runSituation({ scenario: { steadyState } }), 2, 'probe-broken');
});

test.concurrent('an object that is not there: inconclusive, although "at most" would be met by nothing', async () => {
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
  expectCode(outcome, 2);
  expect(outcome.experiment?.verdict).toBe('inconclusive');
});

test.concurrent('retries that would mask failures: they hide none', async () => {
  const target = { service: { name: 'web', namespace: 'shop', port: 80 } };
  const steps = [{ probeHTTP: { target, count: 20, retries: 20, delay: 10 } }];
  const scenario = { steps, steadyState: undefined, more: { steadyState: undefined } };
  expectReason(await runSituation({ scenario, behave: () => ({ failEvery: 3 }) }), 1, 'step-failed');
});
