import { expect, test } from '@jest/globals';
import { crashAll, crashOne, killOne, podsReady, webProbe } from '../support/scenario.ts';
import { expectReason, runSituation } from './sabotage.ts';

/** Tolerates what the crash itself costs, so that only what comes after it decides. */
const lenientDuring = { during: { success: '>= 0%' } };
const lenient = webProbe({}, lenientDuring);
const recovery = { within: '3s', stableFor: '1s' };
/** Behaviour of servers that start after the first two. */
const later = (behaviour: object) => (start: number) => (start < 2 ? {} : behaviour);

test.concurrent('the app is down before the fault: inconclusive, nothing is injected', async () => {
  const outcome = await runSituation({ behave: () => ({ status: 500 }) });
  expectReason(outcome, 2, 'baseline-not-met');
  expect(outcome.experiment?.faults).toEqual([]);
});

test.concurrent('the app accepts and never answers: inconclusive, nothing is injected', async () => {
  const outcome = await runSituation({
    scenario: { steadyState: [webProbe({ timeout: 200 })] },
    behave: () => ({ hang: true }),
  });
  expectReason(outcome, 2, 'baseline-not-met');
  expect(outcome.experiment?.faults).toEqual([]);
});

test.concurrent('the app does not come back: not recovered', async () => {
  const scenario = { steps: [crashAll], steadyState: [lenient], recovery };
  expectReason(await runSituation({ scenario, behave: later({ hang: true }) }), 1, 'not-recovered');
});

test.concurrent('the crashed container crashes again at every start (CrashLoopBackOff): not recovered', async () => {
  const scenario = { steps: [crashOne], steadyState: [lenient, podsReady], recovery };
  expectReason(await runSituation({ scenario, behave: later({ exit: 1 }) }), 1, 'not-recovered');
});

test.concurrent('the replacement never gets ready: not recovered', async () => {
  const scenario = { steps: [killOne], steadyState: [lenient, podsReady], recovery };
  expectReason(await runSituation({ scenario, behave: later({ unready: true }) }), 1, 'not-recovered');
});

test.concurrent('the restarted servers are ten times slower and answer 200: refuted', async () => {
  const steadyState = [
    webProbe({}, { tolerance: { success: '>= 99%', p95: '<= 400ms' }, during: { success: '>= 0%', p95: '<= 10s' } }),
  ];
  const behave = (start: number) => ({ latencyMs: start < 2 ? 50 : 500 });
  expectReason(
    await runSituation({ scenario: { steps: [crashAll], steadyState, recovery }, behave }),
    1,
    'not-recovered',
  );
});

test.concurrent('the restarted servers answer 200 with the wrong body: refuted', async () => {
  const steadyState = [webProbe({ expect: { bodyContains: 'hello' } }, lenientDuring)];
  const scenario = { steps: [crashAll], steadyState, recovery };
  expectReason(await runSituation({ scenario, behave: later({ body: 'sorry' }) }), 1, 'not-recovered');
});

test.concurrent('the only server is gone for a second while it is watched: refuted, although it is back at the end', async () => {
  const outcome = await runSituation({
    scenario: { steps: [crashAll] },
    app: { replicas: 1 },
    behave: start => (start < 1 ? {} : { startMs: 1000 }),
  });
  expectReason(outcome, 1, 'tolerance-not-met');
  expect(outcome.experiment?.recovery?.observedMs).toBeGreaterThan(0);
});
