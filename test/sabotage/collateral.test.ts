import { expect, test } from '@jest/globals';
import { expectCode } from '../support/expect-code.ts';
import { crashAll, killOne, podsReady, webProbe } from '../support/scenario.ts';
import { expectReason, runSituation } from './sabotage.ts';

/** Ready only while the web Service answers: whoever harms web harms it. */
const dependentOf = (namespace: string) =>
  JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'dependent', namespace },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: 'dependent' } },
      template: {
        metadata: { labels: { app: 'dependent' } },
        spec: {
          containers: [
            {
              name: 'dependent',
              image: 'node:24-alpine',
              command: [
                'node',
                '-e',
                `require('node:http').createServer((q, s) => fetch('http://web.shop', { signal: AbortSignal.timeout(500) })
                .then(a => { s.statusCode = a.status; s.end(); }, () => { s.statusCode = 503; s.end(); })).listen(8080)`,
              ],
              readinessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 1, failureThreshold: 1 },
            },
          ],
        },
      },
    },
  });
const dependent = dependentOf('shop');

/** The web pods are allowed to be away: only what happens to others decides. */
const lenient = webProbe({}, { during: { success: '>= 0%' } });
const slowStart = (start: number) => (start < 2 ? {} : { startMs: 6000 });

test.concurrent('a workload that nobody aimed at is harmed: refuted, although the hypothesis holds', async () => {
  const outcome = await runSituation({
    manifest: dependent,
    behave: slowStart,
    scenario: { steps: [crashAll], steadyState: [lenient] },
  });
  expectReason(outcome, 1, 'collateral-damage');
  expect(outcome.experiment?.reasons.map(({ message }) => message).join()).toContain('Deployment/dependent');
});

test.concurrent('so does one of the app in another namespace, at which nothing was aimed either', async () => {
  const bank = JSON.stringify({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'bank' } });
  const outcome = await runSituation({
    manifest: [bank, dependentOf('bank')].join('\n---\n'),
    behave: slowStart,
    scenario: { steps: [crashAll], steadyState: [lenient], more: { blastRadius: { namespaces: ['shop'] } } },
  });
  expectReason(outcome, 1, 'collateral-damage');
  expect(outcome.experiment?.reasons.map(({ message }) => message).join()).toContain('dependent of namespace bank');
});

test.concurrent('the same harm, ignored because the file says so: upheld', async () => {
  const outcome = await runSituation({
    manifest: dependent,
    behave: slowStart,
    scenario: { steps: [crashAll], steadyState: [lenient], more: { blastRadius: { collateral: 'ignore' } } },
  });
  expectCode(outcome, 0);
});

test.concurrent('a stop condition is met: the steps end at once, all is undone, refuted', async () => {
  const outcome = await runSituation({
    behave: slowStart,
    scenario: {
      steps: [crashAll, { wait: { seconds: 60 } }, killOne],
      steadyState: [{ ...lenient, stopWhen: { success: '< 70%' } }],
    },
  });
  expectReason(outcome, 1, 'stop-condition-met');
  const method = outcome.experiment?.phases.find(({ name }) => name === 'method');
  expect(method?.durationMs).toBeLessThan(30_000);
  expect(outcome.experiment?.faults.every(({ kind }) => kind === 'killContainer')).toBe(true);
});

test.concurrent('nobody looks as a user does, whose stage of the recovery is bounded: inconclusive', async () => {
  const outcome = await runSituation({
    scenario: {
      steps: [crashAll],
      steadyState: [podsReady],
      recovery: { within: '30s', stableFor: '1s', tolerance: { user: '<= 100ms' } },
    },
  });
  expectReason(outcome, 2, 'no-samples');
  expect(outcome.experiment?.recovery?.split?.user).toBeNull();
});

test.concurrent('a stage of the recovery takes longer than it may: refuted, although the recovery as a whole is in time', async () => {
  const outcome = await runSituation({
    behave: slowStart,
    scenario: {
      steps: [crashAll],
      steadyState: [lenient],
      recovery: { within: '30s', stableFor: '1s', tolerance: { ready: '<= 1s' } },
    },
  });
  expectReason(outcome, 1, 'not-recovered');
  expect(outcome.experiment?.recovery?.split?.ready).toBeGreaterThan(2000);
});
