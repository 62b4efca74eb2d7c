import { expect, test } from '@jest/globals';
import type { ScenarioParts } from '../support/scenario.ts';
import { expectReason, runSituation } from './sabotage.ts';

const kill = (change: { match?: object; filters?: unknown[]; action?: object }): ScenarioParts => ({
  steps: [
    {
      podAction: {
        matches: [change.match ?? { labels: { selector: 'app=web', namespace: 'shop' } }],
        filters: change.filters ?? [],
        actions: [{ kill: change.action ?? {} }],
      },
    },
  ],
});

const nothingHit: [string, ScenarioParts][] = [
  ['a typo in the label', kill({ match: { labels: { selector: 'app=wbe', namespace: 'shop' } } })],
  ['a typo in the namespace', kill({ match: { namespace: 'shopp' } })],
  ['a Deployment that is not there', kill({ match: { deployment: { name: 'wbe', namespace: 'shop' } } })],
  ['a probability of 0', kill({ filters: [{ probability: 0 }] })],
  ['a kill probability of 0', kill({ action: { probability: 0 } })],
  ['a ratio of 0', kill({ filters: [{ randomSample: { ratio: 0 } }] })],
  ['a property that no pod has', kill({ filters: [{ property: { name: 'state', value: 'Pending' } }] })],
  ['a day that is not today', kill({ filters: [{ dayTime: dayThatIsNotToday() }] })],
];

test.concurrent.each(nothingHit)('%s: nothing was hit, inconclusive', async (_name, scenario) => {
  const outcome = await runSituation({ scenario });
  expectReason(outcome, 2, 'no-target');
  expect(outcome.experiment?.faults).toEqual([]);
});

test.concurrent('a limit that rounds down to nothing: refused before anything is hit', async () => {
  const scenario = {
    ...kill({ filters: [{ randomSample: { ratio: 0.1 } }] }),
    more: { blastRadius: { pods: '10%', namespaces: ['shop'] } },
  };
  const outcome = await runSituation({ scenario });
  expectReason(outcome, 3, 'blast-radius-exceeded');
  expect(outcome.experiment?.faults).toEqual([]);
});

test.concurrent('pods outside the namespaces that may be touched: refused before anything is hit', async () => {
  const scenario = { ...kill({}), more: { blastRadius: { namespaces: ['elsewhere'] } } };
  expectReason(await runSituation({ scenario }), 3, 'blast-radius-exceeded');
});

function dayThatIsNotToday() {
  const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
  // The day after tomorrow: midnight may pass while the test runs.
  const onlyDays = [days[(new Date().getDay() + 2) % 7]];
  return { onlyDays, startTime: { hour: 0, minute: 0, second: 0 }, endTime: { hour: 23, minute: 59, second: 59 } };
}
