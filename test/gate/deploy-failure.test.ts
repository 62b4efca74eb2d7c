import { expect, test } from '@jest/globals';
import { runSituation } from '../sabotage/sabotage.ts';
import { expectMessage } from './expect-message.ts';

const situations: [string, Parameters<typeof runSituation>[0], RegExp][] = [
  [
    'an image that cannot be pulled',
    { app: { image: 'registry.invalid/web:1' } },
    /shop\/web.*registry\.invalid\/web:1/,
  ],
  ['a container that crashes at every start', { behave: () => ({ exit: 7 }) }, /shop\/web.*crashes \(exit code 7/],
  [
    'a readiness probe that never passes',
    { behave: () => ({ unready: true }), flags: ['--deploy-timeout', '4s'] },
    /shop\/web.*(readiness|ready)/i,
  ],
];

test.concurrent.each(situations)('%s: exit 4, one sentence, nothing is injected', async (_name, situation, message) => {
  const outcome = await runSituation(situation);
  expectMessage(outcome, 4, message);
  expect(outcome.experiment).toMatchObject({ verdict: 'inconclusive', faults: [], phases: [] });
});
