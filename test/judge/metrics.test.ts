import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Sample } from '../../src/journal/event.ts';
import { assessTolerance } from '../../src/judge/assess-tolerance.ts';
import { formatMs, formatObserved, formatShare } from '../../src/judge/observed.ts';
import { createSampleSeries } from '../../src/judge/sample-series.ts';
import { viewBetween } from '../../src/judge/sample-view.ts';
import { meanOf, nearestRank } from '../../src/judge/statistics.ts';
import { tolerance } from './journal-builder.ts';

type Part = Partial<Sample>;

function assess(expression: string, parts: readonly Part[], everyMs = 100) {
  const series = createSampleSeries();
  for (const [index, part] of parts.entries())
    series.add({ type: 's', e: 0, p: 0, r: 'ok', ms: 10, t: index * everyMs, ...part });
  return assessTolerance(tolerance(expression, 1, ['method']), viewBetween(series, 0, parts.length * everyMs, everyMs));
}

const ok = (ms: number): Part => ({ ms });
const fail: Part = { r: 'fail' };
const broken: Part = { r: 'broken' };
const late: Part = { r: 'late' };
const mesh = (expected: number, alive: number, ms: number[] = Array(alive).fill(1)): Part => ({
  mesh: { expected, alive, nodes: 3, ms },
});

describe('what is observed', () => {
  test.each<[string, Part[], number]>([
    ['success >= 50%', [ok(1), ok(1), fail, ok(1)], 0.75],
    ['p50 <= 1s', [ok(1), ok(2), ok(3), ok(4)], 2],
    ['p95 <= 1s', Array.from({ length: 20 }, (_, i) => ok(i + 1)), 19],
    ['p99 <= 1s', [ok(7)], 7],
    ['max <= 1s', [ok(3), ok(9), { ...ok(500), r: 'fail' }], 9],
    ['mean <= 1s', [ok(1), ok(2), ok(6)], 3],
    ['outage <= 1s', [ok(1), fail, fail, ok(1), fail, ok(1)], 200],
    ['outage <= 1s', [ok(1), ok(1), fail, fail], 200],
    ['samples >= 2', [ok(1), fail, broken], 2],
    ['rate >= 1', [ok(1), ok(1), fail, ok(1)], 7.5],
    ['edges >= 10%', [mesh(6, 6), mesh(6, 3)], 0.75],
    ['edges >= 10%', [mesh(6, 6), fail], 0.5],
    ['p95 <= 1s', [mesh(3, 3, [1, 2, 3]), mesh(3, 1, [9])], 9],
    ['nodes >= 1', [mesh(6, 6), { mesh: { expected: 2, alive: 2, nodes: 2, ms: [] } }], 2],
    ['value <= 9', [{ v: 1 }, { v: 5 }, { v: 2 }], 5],
    ['value >= 1', [{ v: 3 }, { v: 5 }, { v: 2 }], 2],
  ])('%s', (expression, parts, observed) => {
    expect(assess(expression, parts)).toEqual({ holds: true, observed });
  });
});

describe('samples that say nothing', () => {
  test.each<[string, Part[], boolean | null]>([
    ['success >= 60%', [ok(1), ok(1), ok(1), broken], true],
    ['success >= 90%', [ok(1), ok(1), ok(1), broken], null],
    ['success >= 90%', [ok(1), fail, broken, broken], false],
    ['success <= 10%', [fail, fail, broken], null],
    ['p50 <= 10ms', [ok(5), ok(5), ok(5), broken], true],
    ['p95 <= 10ms', [ok(5), ok(5), ok(5), broken], null],
    ['p50 >= 10ms', [ok(15), ok(15), ok(15), broken], true],
    ['p50 >= 10ms', [ok(15), broken, broken], null],
    ['max <= 10ms', [ok(5), broken], null],
    ['mean <= 10ms', [ok(5), broken], null],
    ['outage <= 250ms', [fail, broken, broken, ok(1)], null],
    ['outage <= 350ms', [fail, broken, broken, ok(1)], true],
    ['edges >= 60%', [mesh(6, 6), mesh(6, 6), mesh(6, 6), broken], true],
    ['edges >= 99%', [mesh(6, 6), mesh(6, 6), mesh(0, 0)], null],
    ['value == 3', [{ v: 3 }, broken], null],
    ['value == 3', [{ v: 3 }, {}], null],
    ['value == 3', [{ v: 3 }, fail], false],
    ['rate >= 1', [ok(1), broken], true],
    // With 250 ms between two looks at most, the gate has looked less often for a moment.
    ['value == 3', [{ v: 3 }, late, { v: 3 }], true],
    ['value == 3', [{ v: 3 }, late, late, { v: 3 }], null],
    ['value == 3', [{ v: 3 }, late, { v: 2 }], false],
    ['nodes >= 3', [mesh(6, 6), late, mesh(6, 6)], true],
    ['edges == 100%', [mesh(6, 6), late, mesh(6, 6)], true],
    ['edges == 100%', [mesh(6, 6), late, late, mesh(6, 6)], null],
  ])('%s of %j: %s', (expression, parts, holds) => {
    expect(assess(expression, parts).holds).toBe(holds);
  });

  test.each<[string, Part[], string, RegExp]>([
    ['value == 3', [{ v: 3 }, late, late, { v: 3 }], 'gate-overloaded', /starved for 2 of 4 samples/],
    ['edges == 100%', [mesh(6, 6), late, late, mesh(6, 6)], 'gate-overloaded', /starved for 2 of 4 samples/],
    ['outage <= 80ms', [ok(1), late, ok(1)], 'too-few-samples', /an outage may have lasted 100 ms/],
  ])('%s of %j: %s', (expression, parts, code, because) => {
    expect(assess(expression, parts)).toMatchObject({ holds: null, code, because: expect.stringMatching(because) });
  });

  test('what a tolerance says does not depend on what they would have said', () => {
    const part = fc.constantFrom<Part>(ok(5), ok(5), ok(5), ok(50), fail, broken);
    const expressions = [
      'success >= 80%',
      'success <= 90%',
      'p95 <= 10ms',
      'p50 >= 4ms',
      'outage <= 250ms',
      'mean <= 20ms',
      'max <= 60ms',
      'rate >= 6',
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...expressions),
        fc.array(part, { minLength: 1, maxLength: 20 }),
        fc.array(fc.constantFrom<Part>(ok(1), ok(100), fail), { minLength: 20, maxLength: 20 }),
        (expression, parts, truth) => {
          const { holds } = assess(expression, parts);
          fc.pre(holds === true);
          const seen = parts.map((each, index) => (each === broken ? truth[index]! : each));
          expect(assess(expression, seen).holds).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('statistics', () => {
  test('nearest rank is the smallest number that the share does not exceed', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ noNaN: true, min: 0, max: 1e6 }), { minLength: 1 }),
        fc.constantFrom(0.5, 0.9, 0.95, 0.99, 1),
        (values, q) => {
          const sorted = Float64Array.from(values).sort();
          const found = nearestRank(sorted, q)!;
          const atMost = sorted.filter(value => value <= found).length;
          const below = sorted.filter(value => value < found).length;
          expect(atMost / sorted.length).toBeGreaterThanOrEqual(q - 1e-9);
          expect(below / sorted.length).toBeLessThan(q);
        },
      ),
    );
  });
  test('of nothing there is none', () => {
    expect(nearestRank([], 0.5)).toBeUndefined();
    expect(meanOf(new Float64Array())).toBeUndefined();
  });
});

describe('how it is shown', () => {
  test.each<[string, string]>([
    [formatShare(0.99999), '99.99%'],
    [formatShare(1), '100%'],
    [formatShare(0.29), '29%'],
    [formatShare(0.00001), '< 0.01%'],
    [formatMs(300.001), '300.01 ms'],
    [formatMs(0), '0 ms'],
    [formatMs(1500), '1.5 s'],
    [formatMs(125_000), '2 min 5 s'],
    [formatObserved(null, 'share'), 'no samples'],
    [formatObserved(3, 'number'), '3'],
  ])('%s', (shown, expected) => {
    expect(shown).toBe(expected);
  });
  test('a limit that was missed never looks as if it had been met', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9999 }), fc.integer({ min: 1, max: 1e6 }), (limit, samples) => {
        const share = Math.floor((limit / 10_000) * samples - 1e-9) / samples;
        fc.pre(share >= 0.0001 && share < limit / 10_000);
        expect(Number.parseFloat(formatShare(share))).toBeLessThanOrEqual(limit / 100);
      }),
    );
  });
});
