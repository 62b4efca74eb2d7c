import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { formatDuration, longestDurationMs, parseDuration } from '../../src/scenario/duration.ts';

test.each([
  ['250ms', 250],
  ['1.5s', 1500],
  ['2m', 120_000],
  ['1h', 3_600_000],
  ['1m30s', 90_000],
  ['1h2m3s4ms', 3_723_004],
  ['0s', 0],
  ['0.1s', 100],
  ['168h', longestDurationMs],
])('%s is %d ms', (text, ms) => expect(parseDuration(text)).toBe(ms));

test.each([
  '',
  's',
  '5',
  '5 s',
  '-5s',
  '1s1m',
  '1m1m',
  '1e3s',
  '.5s',
  '5.s',
  '169h',
  '1d',
  '٣s',
  'NaNms',
  `${'9'.repeat(400)}h`,
])('%j is no duration', text => expect(parseDuration(text)).toBeUndefined());

test('what is formatted is read back', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: longestDurationMs * 1000 }), microseconds => {
      const ms = microseconds / 1000;
      expect(parseDuration(formatDuration(ms))).toBeCloseTo(ms, 6);
    }),
  );
});

test('what is read is formatted to the same length of time', () => {
  const part = (unit: string, most: number) =>
    fc.option(
      fc.integer({ min: 0, max: most }).map(n => `${n}${unit}`),
      { nil: '' },
    );
  fc.assert(
    fc.property(part('h', 99), part('m', 500), part('s', 500), part('ms', 5000), (...parts) => {
      const text = parts.join('');
      fc.pre(text !== '');
      const ms = parseDuration(text)!;
      expect(parseDuration(formatDuration(ms))).toBe(ms);
    }),
  );
});

test('any text is a duration or is not, and nothing else happens', () => {
  fc.assert(
    fc.property(fc.string(), text => {
      const ms = parseDuration(text);
      if (ms !== undefined) expect(ms).toBeGreaterThanOrEqual(0);
    }),
  );
});
