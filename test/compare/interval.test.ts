import { describe, expect, test } from '@jest/globals';
import { effectiveSize } from '../../src/compare/effective-size.ts';
import { deviationsOf, differenceInterval, shareInterval } from '../../src/compare/interval.ts';
import { quantileInterval } from '../../src/compare/quantile-interval.ts';
import { randomOf } from './run-figures.ts';

const z = deviationsOf(0.95);

test('95% of a normal distribution lie within 1.96 deviations, 99% within 2.576', () => {
  expect(z).toBeCloseTo(1.96, 3);
  expect(deviationsOf(0.99)).toBeCloseTo(2.576, 3);
});

test.each([
  // Newcombe's examples of Wilson's method, Statistics in Medicine 17 (1998) 857-872, table I.
  [81, 263, 0.2553, 0.3662],
  [15, 148, 0.0624, 0.1605],
  [0, 20, 0, 0.1611],
  [1, 29, 0.0061, 0.1718],
])('%d of %d', (count, size, low, high) => {
  const found = shareInterval(count / size, size, z);
  expect(found.low).toBeCloseTo(low, 4);
  expect(found.high).toBeCloseTo(high, 4);
});

test.each([
  // Newcombe's examples of method 10, Statistics in Medicine 17 (1998) 873-890, table II.
  [56, 70, 48, 80, 0.0524, 0.3339],
  [9, 10, 3, 10, 0.1705, 0.809],
  [10, 10, 0, 10, 0.6075, 1],
])('%d of %d less %d of %d', (a, m, b, n, low, high) => {
  const found = differenceInterval(shareInterval(a / m, m, z), shareInterval(b / n, n, z));
  expect(found.low).toBeCloseTo(low, 4);
  expect(found.high).toBeCloseTo(high, 4);
});

describe('the interval of a quantile', () => {
  const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1);
  const options = { confidence: 0.95, z };

  test('of the median of 100: the 40th and the 61st', () => {
    expect(quantileInterval(upTo(100), 0.5, { ...options, size: 100 })).toEqual({ value: 50, low: 40, high: 61 });
  });
  test('71 samples have no upper limit of their 95% quantile, 72 have the last one', () => {
    expect(quantileInterval(upTo(71), 0.95, { ...options, size: 71 }).high).toBe(Number.POSITIVE_INFINITY);
    expect(quantileInterval(upTo(72), 0.95, { ...options, size: 72 }).high).toBe(72);
  });
  test('what few independent samples are worth is wide, however many there are', () => {
    const all = quantileInterval(upTo(10_000), 0.5, { ...options, size: 10_000 });
    const few = quantileInterval(upTo(10_000), 0.5, { ...options, size: 100 });
    expect(few.high - few.low).toBeGreaterThan(9 * (all.high - all.low));
    expect(few).toMatchObject({ value: 5000, low: 4000, high: 6100 });
  });
  test('no samples have none', () => {
    expect(quantileInterval([], 0.5, { ...options, size: 0 })).toMatchObject({
      low: 0,
      high: Number.POSITIVE_INFINITY,
    });
  });
});

describe('the effective number of samples', () => {
  test('of independent ones is about their count', () => {
    const random = randomOf(1);
    const sizes = Array.from({ length: 20 }, () =>
      effectiveSize(Array.from({ length: 1000 }, () => Number(random() < 0.9))),
    );
    const mean = sizes.reduce((sum, size) => sum + size, 0) / sizes.length;
    expect(mean).toBeGreaterThan(700);
  });
  test('of one outage in a run is small', () => {
    const outage = Array.from({ length: 1000 }, (_, index) => Number(index < 400 || index >= 500));
    expect(effectiveSize(outage)).toBeLessThan(50);
  });
});
