import { test } from '@jest/globals';
import { expectReason, runSituation } from './sabotage.ts';

const kill = (change: { match?: object; filters?: unknown[]; action?: object }) => ({
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

const situations: [string, ReturnType<typeof kill>][] = [
  ['a typo in the label', kill({ match: { labels: { selector: 'app=wbe', namespace: 'shop' } } })],
  ['a typo in the namespace', kill({ match: { namespace: 'shopp' } })],
  ['a Deployment that is not there', kill({ match: { deployment: { name: 'wbe', namespace: 'shop' } } })],
  ['a probability of 0', kill({ filters: [{ probability: 0 }] })],
  ['a kill probability of 0', kill({ action: { probability: 0 } })],
  ['a property that no pod has', kill({ filters: [{ property: { name: 'state', value: 'Pending' } }] })],
  ['a day that is not today', kill({ filters: [{ dayTime: dayThatIsNotToday() }] })],
];

test.each(situations)('%s: nothing was hit, inconclusive', async (_name, scenario) => {
  expectReason(await runSituation({ scenario }), 2, 'no-target');
});

test('a ratio that a limit rounds down to nothing: refused before anything is hit', async () => {
  const scenario = {
    ...kill({ filters: [{ randomSample: { ratio: 0.1 } }] }),
    more: { blastRadius: { pods: '10%', namespaces: ['shop'] } },
  };
  expectReason(await runSituation({ scenario }), 3, 'blast-radius-exceeded');
});

function dayThatIsNotToday() {
  const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
  // The day after tomorrow: midnight may pass while the test runs.
  const onlyDays = [days[(new Date().getDay() + 2) % 7]];
  return { onlyDays, startTime: { hour: 0, minute: 0, second: 0 }, endTime: { hour: 23, minute: 59, second: 59 } };
}
