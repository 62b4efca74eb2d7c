import { expect, test } from '@jest/globals';
import type { Sample } from '../../src/journal/event.ts';
import { openRecord } from '../../src/judge/experiment-record.ts';
import { findMetCondition } from '../../src/judge/stop-condition.ts';
import type { SteadyStateProbe } from '../../src/scenario/suite.ts';
import { journalOf, probeRecord, tolerance } from './journal-builder.ts';

/** The method begins at 2000. */
const methodT = 2000;

/** What is seen at `nowT`, of a probe that answers 100 ms late: what it looked at then is not known yet. */
function look(stopWhen: string, everyMs: number, nowT: number, see: (t: number) => Sample['r'], minSamples = 10) {
  const started = journalOf({ probes: [{ everyMs, minSamples }] }).find(event => event.type === 'experiment-started');
  const record = openRecord(started!);
  for (let t = 0; t + 100 <= nowT; t += everyMs)
    record.series[0]?.add({ type: 's', t, e: 0, p: 0, ms: 100, r: see(t) });
  const { name, at } = probeRecord();
  const probe: SteadyStateProbe = {
    name,
    at,
    probe: { kind: 'probeTCP', target: { host: 'localhost', port: 80 }, everyMs, timeoutMs: 1000 },
    tolerances: [],
    minSamples,
    stopWhen: [tolerance(stopWhen, 9, [])],
  };
  return findMetCondition(record, [probe], methodT, nowT)?.observed;
}
const downSince =
  (sinceT: number, untilT = Number.POSITIVE_INFINITY) =>
  (t: number) =>
    t >= sinceT && t < untilT ? 'fail' : 'ok';

test.each<[string, string | undefined, ...Parameters<typeof look>]>([
  ['less than half', '34.14%', 'success < 50%', 50, 4100, downSince(methodT + 700)],
  ['more than half', undefined, 'success < 50%', 50, 4100, downSince(methodT + 1500)],
  ['harm that is over', undefined, 'success < 50%', 50, 9000, downSince(methodT, 5000)],
  ['harm in the baseline', undefined, 'success < 50%', 50, 2450, downSince(0)],
  ['too few looks since the method began', undefined, 'success < 50%', 500, 6500, downSince(methodT)],
  ['a slow probe, as soon as it has looked often enough', '0%', 'success < 50%', 500, 6600, downSince(methodT)],
  ['a slow probe, its last looks', '40%', 'success < 50%', 500, 12_100, downSince(9400)],
  ['a slow probe, harm that is over', undefined, 'success < 50%', 500, 12_100, downSince(methodT, 7000)],
  [
    'a slow probe that could not look in between',
    undefined,
    'success < 50%',
    500,
    20_000,
    t => (t < 7000 ? 'fail' : 'broken'),
  ],
  ['an outage that lasts', '5.05 s', 'outage > 5s', 50, 8050, downSince(3000)],
  ['an outage that does not last so long yet', undefined, 'outage > 5s', 50, 8000, downSince(3000)],
])('%s: %s', (_, observed, ...situation) => {
  expect(look(...situation)).toBe(observed);
});
