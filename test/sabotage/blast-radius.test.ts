import { expect, test } from '@jest/globals';
import { expectCode } from '../support/expect-code.ts';
import { crashAll, killOne, podAction } from '../support/scenario.ts';
import { runSituation } from './sabotage.ts';

const killBoth = podAction([{ kill: {} }]);
const budget = JSON.stringify({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { minAvailable: 1, selector: { matchLabels: { app: 'web' } } },
});
const barePod = JSON.stringify({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'bare', namespace: 'shop', labels: { app: 'bare' } },
  spec: {
    containers: [{ name: 'bare', image: 'node:24-alpine', command: ['node', '-e', 'setInterval(() => {}, 1000)'] }],
  },
});
const killBare = {
  podAction: { matches: [{ labels: { selector: 'app=bare', namespace: 'shop' } }], actions: [{ kill: {} }] },
};
const applyElsewhere = {
  kubectl: {
    action: 'apply',
    payload: JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x', namespace: 'default' } }),
  },
};
const kubectl = (action: string, object: object) => ({ kubectl: { action, payload: JSON.stringify(object) } });
const pod = (name: string) => ({ apiVersion: 'v1', kind: 'Pod', metadata: { name, namespace: 'shop' } });
const web = { apiVersion: 'apps/v1', kind: 'Deployment', metadata: { name: 'web', namespace: 'shop' } };
const past = new Date(Date.now() - 60_000).toISOString();

/** Each would hit more than it may: nothing is injected, exit 3. */
const beyond = {
  'more pods of one owner': { steps: [killBoth], more: { blastRadius: { perOwner: 1 } } },
  'too few left available': { steps: [killBoth], more: { blastRadius: { minAvailable: 1 } } },
  'too small a share left available': { steps: [killBoth], more: { blastRadius: { minAvailable: '50%' } } },
  'too late': { steps: [killOne], more: { blastRadius: { until: past } } },
  'a pod that nobody replaces': { steps: [killBare], more: {} },
  'a kubectl step in another namespace': { steps: [applyElsewhere], more: { blastRadius: { namespaces: ['shop'] } } },
  'a kubectl step that deletes a pod that nobody replaces': { steps: [kubectl('delete', pod('bare'))], more: {} },
  'a kubectl step that deletes what has more pods': {
    steps: [kubectl('delete', web)],
    more: { blastRadius: { pods: 1 } },
  },
  'a kubectl step and a fault, together more': {
    steps: [killBoth, kubectl('delete', pod('bare'))],
    more: { blastRadius: { pods: 2, barePods: true } },
  },
  'beyond a PodDisruptionBudget': { steps: [killBoth], more: {} },
  'a crash beyond a PodDisruptionBudget': { steps: [crashAll], more: {} },
} as const;

test.concurrent.each(Object.entries(beyond))('%s: refused before anything is injected', async (_name, scenario) => {
  const outcome = await runSituation({ scenario, manifest: [budget, barePod].join('\n---\n') });
  expectCode(outcome, 3);
  expect(outcome.experiment?.reasons.map(({ code }) => code)).toEqual(['blast-radius-exceeded']);
  expect(outcome.experiment?.faults).toEqual([]);
});

test.concurrent('what the file allows in so many words is done', async () => {
  const more = { blastRadius: { overrideBudgets: true, minAvailable: 1, perOwner: '50%', until: '23:59' } };
  const outcome = await runSituation({ scenario: { steps: [killOne], more }, manifest: budget });
  expect(outcome).toMatchObject({ code: 0, experiment: { verdict: 'upheld' } });
});
