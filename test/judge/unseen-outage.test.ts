import { describe, expect, test } from '@jest/globals';
import type { EndpointChanged } from '../../src/journal/event.ts';
import { journalOf, judgeOne, type ProbeWish } from './journal-builder.ts';

const service = { namespace: 'shop', name: 'web' };

const left = (t: number, count: number, more: Partial<EndpointChanged> = {}): EndpointChanged => ({
  type: 'endpoint-changed',
  t,
  experiment: 0,
  namespace: 'shop',
  service: 'web',
  uid: 'u1',
  name: 'web-1',
  change: count === 0 ? 'removed' : 'added',
  left: count,
  ...more,
});

/** Looks at 0, 1000, … 8000 ms; the method is from 2000 to 5000. */
const coarse: ProbeWish = { everyMs: 1000, minSamples: 2, tolerances: ['success >= 99%'], service };
const judgeWith = (probe: ProbeWish, changes: readonly EndpointChanged[]) =>
  judgeOne(journalOf({ probes: [probe], edit: events => [...events, ...changes] }));
const gone = [left(3100, 0), left(3700, 2)];

test('a Service without endpoints between two looks: it cannot be told whether it answered', () => {
  const { verdict, reasons } = judgeWith(coarse, gone);
  expect(verdict).toBe('inconclusive');
  expect(reasons).toEqual([expect.objectContaining({ code: 'too-few-samples', line: 7 })]);
  expect(reasons[0]?.message).toMatch(
    /Service shop\/web had no endpoint for 600 ms, 600 ms after the kill of api-1, and the probe, every 1 s, did not look meanwhile/,
  );
});

test('the control: without that, the same samples uphold', () => {
  expect(judgeWith(coarse, []).verdict).toBe('upheld');
});

describe('nothing is doubted', () => {
  const cases: [string, ProbeWish, EndpointChanged[]][] = [
    ['a look fell into it', coarse, [left(3900, 0), left(4100, 2)]],
    ['it lasted no time', coarse, [left(3100, 0), left(3100, 1)]],
    ['one endpoint was left', coarse, [left(3100, 1, { change: 'removed' }), left(3700, 2)]],
    ['it was another Service', coarse, gone.map(change => ({ ...change, service: 'api' }))],
    ['it was a Service of another namespace', coarse, gone.map(change => ({ ...change, namespace: 'docs' }))],
    ['the probe asks no Service', { ...coarse, service: undefined }, gone],
    ['it was before the method', coarse, [left(1100, 0), left(1700, 2)]],
    ['as much may fail', { ...coarse, tolerances: ['success >= 75%'] }, gone],
    ['as long an outage may be', { ...coarse, tolerances: ['outage <= 1s'] }, gone],
    ['the slower half may fail', { ...coarse, tolerances: ['p50 <= 300ms'] }, gone],
    ['the probe looks every 250 ms', { ...coarse, everyMs: 250 }, [left(3010, 0), left(3240, 2)]],
    ['an older journal does not say how many were left', coarse, gone.map(({ left: _, ...change }) => change)],
  ];
  test.each(cases)('%s', (_, probe, changes) => {
    expect(judgeWith(probe, changes).reasons).toEqual([]);
  });
});

describe('doubted as well', () => {
  const cases: [string, ProbeWish, EndpointChanged[], RegExp][] = [
    ['a quantile of what may all have failed', { ...coarse, tolerances: ['p95 <= 300ms'] }, gone, /p95 <= 300ms/],
    ['successes a second', { ...coarse, tolerances: ['rate >= 1'] }, gone, /rate >= 1/],
    ['that all got through', { ...coarse, tolerances: ['success == 100%'] }, gone, /success == 100%/],
    ['several times in turn', coarse, [...gone, left(4200, 0), left(4500, 2)], /and once more/],
    ['it did not come back in the method', coarse, [left(4100, 0), left(5800, 2)], /for 900 ms/],
    [
      'the look that fell into it said nothing',
      { ...coarse, see: t => (t === 3000 ? { r: 'broken' } : {}), tolerances: ['success >= 60%'] },
      [left(2100, 0), left(3900, 2)],
      /for 1.8 s/,
    ],
  ];
  test.each(cases)('%s', (_, probe, changes, message) => {
    const { verdict, reasons } = judgeWith(probe, changes);
    expect(verdict).toBe('inconclusive');
    expect(reasons[0]?.message).toMatch(message);
  });
});

test('a failure that was seen still refutes', () => {
  const see = (t: number) => (t === 4000 ? { r: 'fail' as const } : {});
  expect(judgeWith({ ...coarse, see }, gone).verdict).toBe('refuted');
});
