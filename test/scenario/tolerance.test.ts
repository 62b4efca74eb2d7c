import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import {
  checkTolerance,
  formatCondition,
  metrics,
  metricsOfProbe,
  parseCondition,
  unitOfMetric,
} from '../../src/scenario/index.ts';
import { type Condition, parseLimit } from '../../src/scenario/tolerance.ts';

const operators = ['>=', '>', '<=', '<', '=='] as const;

describe('the grammar', () => {
  test.each([
    ['success >= 99%', 'success', '>=', 0.99],
    ['success>=0.99', 'success', '>=', 0.99],
    ['  p95   <   1.5s ', 'p95', '<', 1500],
    ['outage == 0', 'outage', '==', 0],
    ['edges 100%', 'edges', '==', 1],
    ['value >= -2.5', 'value', '>=', -2.5],
    ['rate > 12', 'rate', '>', 12],
  ])('%s', (text, metric, operator, value) => {
    expect(parseCondition(text)).toEqual({ metric, operator, value, unit: unitOfMetric[metric as 'success'] });
  });

  test.each([
    '',
    'success',
    'success >=',
    '>= 99%',
    'success => 99%',
    'success = 99%',
    'success >= 101%',
    'success >= 99',
    'p95 <= 300',
    'p95 <= 5%',
    'value >= 1s',
    'latency < 1s',
    'success >= 99% or so',
  ])('%j is none, and the message says what one is', text => expect(parseCondition(text)).toHaveProperty('expected'));

  test('a number of the YAML is read as its text', () => {
    expect(parseLimit('edges', 1)).toMatchObject({ operator: '==', value: 1, unit: 'share' });
    expect(parseLimit('success', 0.99)).toMatchObject({ operator: '==', value: 0.99 });
  });
});

const condition: fc.Arbitrary<Condition> = fc.constantFrom(...metrics).chain(metric => {
  const unit = unitOfMetric[metric];
  const value = {
    share: fc.integer({ min: 0, max: 1e8 }).map(n => n / 1e8),
    ms: fc.integer({ min: 0, max: 6e8 }).map(n => n / 1000),
    number: fc.integer({ min: -1e9, max: 1e9 }).map(n => n / 1000 + 0),
  }[unit];
  return fc.record({
    metric: fc.constant(metric),
    operator: fc.constantFrom(...operators),
    value,
    unit: fc.constant(unit),
  });
});

test('what is formatted is read back', () => {
  fc.assert(
    fc.property(condition, written => {
      const read = parseCondition(formatCondition(written)) as Condition;
      expect({ ...read, value: 0 }).toEqual({ ...written, value: 0 });
      expect(read.value).toBeCloseTo(written.value, 6);
      expect(formatCondition(read)).toBe(formatCondition(written));
    }),
  );
});

test('any text is a condition or says what was expected', () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string(),
        fc.tuple(fc.constantFrom(...metrics), fc.string()).map(parts => parts.join(' ')),
      ),
      text => {
        const result = parseCondition(text);
        expect('expected' in result ? result.expected.length : result.metric.length).toBeGreaterThan(0);
      },
    ),
  );
});

describe('checking', () => {
  const observed = fc.double({ min: -1e6, max: 1e6, noNaN: true });

  test('a metric that was not observed is neither met nor refuted', () => {
    for (const operator of operators)
      for (const nothing of [null, undefined, Number.NaN])
        expect(checkTolerance({ operator, value: 1 }, nothing)).toBeNull();
  });

  test('>= and <, and <= and >, are opposites; == is what both >= and <= allow', () => {
    fc.assert(
      fc.property(fc.double({ min: -1e6, max: 1e6, noNaN: true }), observed, (value, seen) => {
        const holds = (operator: (typeof operators)[number]) => checkTolerance({ operator, value }, seen);
        expect(holds('>=')).toBe(!holds('<'));
        expect(holds('<=')).toBe(!holds('>'));
        expect(holds('==')).toBe(holds('>=') && holds('<='));
      }),
    );
  });

  test('a higher observation never breaks a lower bound', () => {
    fc.assert(
      fc.property(observed, observed, fc.nat(1000), (value, seen, more) => {
        if (checkTolerance({ operator: '>=', value }, seen))
          expect(checkTolerance({ operator: '>=', value }, seen + more)).toBe(true);
      }),
    );
  });

  test('shares that come out of a division meet the share that is written', () => {
    expect(checkTolerance({ operator: '==', value: 0.7 }, 7 / 10)).toBe(true);
    expect(checkTolerance({ operator: '>=', value: 0.99 }, 1 - 1 / 100)).toBe(true);
  });
});

test('every probe has metrics, and every metric a probe', () => {
  const all = Object.values(metricsOfProbe).flat();
  expect(new Set(all)).toEqual(new Set(metrics));
  for (const probe of Object.values(metricsOfProbe)) expect(probe.length).toBeGreaterThan(0);
});
