import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { compareRecovery } from '../../src/compare/compare-metric.ts';
import { defaultComparison } from '../../src/compare/index.ts';
import { journalOf } from '../judge/journal-builder.ts';
import { compare, randomOf, runSeeing } from './run-figures.ts';

/** A run whose samples fail at random, in bursts, with latencies that scatter around a middle. */
function randomRun({ seed, failShare, burst, ms }: { seed: number; failShare: number; burst: number; ms: number }) {
  const random = randomOf(seed);
  let failing = 0;
  return runSeeing(t => {
    // The baseline has to hold.
    if (t < 2000) return { ms };
    if (failing > 0) failing--;
    else if (random() < failShare / burst) failing = burst - 1;
    else return { ms: ms * (0.5 + random()) };
    return { r: 'fail' };
  });
}

const seeds = fc.integer({ min: 1, max: 1e6 });
const settings = { numRuns: 40 };

describe('a run against another', () => {
  test('held against itself it is never worse', () => {
    const shares = fc.double({ min: 0, max: 0.5, noNaN: true });
    fc.assert(
      fc.property(seeds, shares, fc.integer({ min: 1, max: 50 }), (seed, failShare, burst) => {
        const run = randomRun({ seed, failShare, burst, ms: 20 });
        expect(compare(run, run).verdict).not.toBe('worse');
      }),
      settings,
    );
  });

  test('one of the same kind is hardly ever called worse', () => {
    let worse = 0;
    for (let seed = 1; seed <= 100; seed++) {
      const [base, head] = [seed, seed + 500_000].map(each =>
        randomRun({ seed: each, failShare: 0.05, burst: 10, ms: 20 }),
      );
      if (compare(base!, head!).verdict === 'worse') worse++;
    }
    expect(worse).toBeLessThanOrEqual(5);
  });

  test('one that fails half of the time is always worse than one that does not', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 5 }), (seed, burst) => {
        const base = randomRun({ seed, failShare: 0, burst: 1, ms: 20 });
        expect(compare(base, randomRun({ seed, failShare: 0.5, burst, ms: 20 })).verdict).toBe('worse');
      }),
      settings,
    );
  });

  test('one that answers three times as slow is always worse', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const [base, head] = [20, 60].map(ms => randomRun({ seed, failShare: 0, burst: 1, ms }));
        const found = compare(base!, head!);
        expect(found.verdict).toBe('worse');
        expect(found.reason).toBe('"Half of the pods die": p95 of "shop answers" is worse');
      }),
      settings,
    );
  });

  test('a good run and another good run of many samples are told: not worse', () => {
    fc.assert(
      fc.property(seeds, seed => {
        const [base, head] = [seed, seed + 7].map(each => randomRun({ seed: each, failShare: 0, burst: 1, ms: 20 }));
        expect(compare(base!, head!).verdict).toBe('not worse');
      }),
      settings,
    );
  });

  test('of a handful of samples nothing can be told, however different they are', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 5, max: 100 }), (failures, ms) => {
        const few = (see: Parameters<typeof runSeeing>[0]) => runSeeing(see, 1400);
        const head = few(t => (t >= 2000 && t < 2000 + failures * 500 ? { r: 'fail' } : { ms }));
        expect(
          compare(
            few(() => ({ ms: 5 })),
            head,
          ).verdict,
        ).toBe('cannot tell');
      }),
      settings,
    );
  });

  test('a difference within the margin is none, one beyond it that may be chance is not told', () => {
    const base = runSeeing(() => ({ ms: 20 }));
    expect(
      compare(
        base,
        runSeeing(t => ({ ms: t > 2000 ? 22 : 20 })),
      ).verdict,
    ).toBe('not worse');
    const outage = runSeeing(t => (t >= 2500 && t < 2800 ? { r: 'fail' } : { ms: 20 }));
    expect(compare(base, outage).verdict).toBe('cannot tell');
  });
});

describe('what cannot be compared says why', () => {
  const at = { file: 'a', line: 1, column: 1 };
  const good = runSeeing(() => ({ ms: 5 }));
  const elsewhere = journalOf({
    edit: events =>
      events.map(event => (event.type === 'cluster-ready' ? { ...event, provider: 'kind' as const } : event)),
  });
  test.each([
    [
      'a scenario that is gone',
      journalOf({ run: { experiments: [{ name: 'other', at }] }, started: { name: 'other' } }),
      'the later run lacks it',
    ],
    ['an inconclusive one', journalOf({ probes: [{ see: () => undefined }] }), 'it is inconclusive in the later run'],
    [
      'other steps',
      journalOf({ started: { steps: [{ kind: 'nodeAction', at }] } }),
      'its steps changed from podAction to nodeAction',
    ],
    ['another kind of cluster', elsewhere, 'one run was on embedded, the other on kind'],
  ])('%s', (_, head, why) => {
    expect(compare(good, head)).toMatchObject({ verdict: 'cannot tell', reason: expect.stringContaining(why) });
  });

  test('a new scenario does not make the rest worse', () => {
    const both = good.map(event =>
      event.type === 'run-started' ? { ...event, experiments: [...event.experiments, { name: 'new', at }] } : event,
    );
    const found = compare(good, both);
    expect(found.verdict).toBe('not worse');
    expect(found.scenarios.map(({ name, why }) => [name, why])).toEqual([
      ['Half of the pods die', undefined],
      ['new', 'it is new'],
    ]);
  });

  test('one recovery of each is shown and decides nothing', () => {
    const [metric] = compare(good, good).scenarios[0]!.metrics.filter(({ metric: name }) => name === 'recovery');
    expect(metric).toMatchObject({
      decides: false,
      verdict: 'cannot tell',
      why: expect.stringContaining('1 and 1 repetitions'),
    });
  });
});

describe('recoveries of many repetitions', () => {
  const around = (ms: number) => [0.8, 0.9, 1, 1.1, 1.2, 1.3].map(factor => factor * ms);
  const never = Array.from({ length: 6 }, () => Number.POSITIVE_INFINITY);
  test.each([
    ['much slower', around(2000), around(9000), 'worse'],
    ['never back', around(2000), never, 'worse'],
    ['the same', [...around(2000), ...around(2000)], [...around(2000), ...around(2000)], 'not worse'],
    ['never back before either', never, never, 'cannot tell'],
    ['back again', never, around(2000), 'not worse'],
  ] as const)('%s', (_, base, head, verdict) => {
    expect(compareRecovery(base, head, defaultComparison)).toMatchObject({ decides: true, verdict });
  });
});
