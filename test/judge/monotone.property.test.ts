import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { JournalEvent, Sample } from '../../src/journal/event.ts';
import { journalOf, judge, type Look } from './journal-builder.ts';

/** What a probe of 100 ms sees in a journal of nine seconds: mostly success, here and there something else. */
const looks = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: fc.constant<Look>({ ms: 20 }) },
    { weight: 1, arbitrary: fc.constant<Look>({ r: 'fail' }) },
    { weight: 1, arbitrary: fc.constantFrom<Look>({ r: 'broken' }, { r: 'late' }, { r: 'stale' }) },
    { weight: 1, arbitrary: fc.constant<Look>({ ms: 200 }) },
  ),
  { minLength: 90, maxLength: 90 },
);
const tolerances = fc.subarray(
  ['success >= 90%', 'success >= 60%', 'outage <= 300ms', 'p95 <= 100ms', 'p50 <= 100ms'],
  { minLength: 1 },
);
const everyMs = 100;

function journal(seen: readonly Look[], wanted: readonly string[]): JournalEvent[] {
  return journalOf({
    probes: [{ everyMs, minSamples: 5, tolerances: [...wanted, 'success >= 50%'], see: t => seen[t / everyMs] }],
  });
}

/** A fast success: what can turn worse. (A slow one that fails instead makes the successful ones faster.) */
const mayWorsen = (event: JournalEvent): event is Sample => event.type === 's' && event.r === 'ok' && event.ms <= 100;

test('more failures, and more that was not seen, never turn red into green', () => {
  let red = 0;
  fc.assert(
    fc.property(
      looks,
      tolerances,
      fc.uniqueArray(fc.nat(89), { minLength: 1, maxLength: 20 }),
      fc.constantFrom('fail', 'broken', 'late', 'stale'),
      (seen, wanted, places, worse) => {
        const before = journal(seen, wanted);
        const after = before.map(event =>
          mayWorsen(event) && places.includes(event.t / everyMs) ? { ...event, r: worse as Sample['r'] } : event,
        );
        const verdicts = [judge(before).verdict, judge(after).verdict];
        if (verdicts[0] !== 'upheld') red++;
        expect(verdicts).not.toEqual([expect.stringMatching(/refuted|inconclusive/), 'upheld']);
      },
    ),
    { numRuns: 200 },
  );
  expect(red).toBeGreaterThan(50);
});

test('a phase with fewer samples than it takes is never upheld', () => {
  fc.assert(
    fc.property(looks, fc.constantFrom(0, 2000), fc.nat(4), (seen, startT, left) => {
      const events = journal(seen, ['success >= 50%']).filter(event => {
        if (event.type !== 's' || event.t < startT || event.t >= startT + (startT === 0 ? 2000 : 3000)) return true;
        return (event.t - startT) / everyMs < left;
      });
      expect(judge(events).verdict).not.toBe('upheld');
    }),
    { numRuns: 100 },
  );
});

test('without a receipt, a sample or an end nothing is upheld', () => {
  const good = journalOf();
  expect(judge(good).verdict).toBe('upheld');
  fc.assert(
    fc.property(
      fc.constantFrom('fault-injected', 'experiment-ended', 'run-ended', 's', 'step-ended', 'phase-started'),
      type => {
        const without = good.filter(
          event => event.type !== type && !(type === 'phase-started' && event.type === 'phase-ended'),
        );
        expect(judge(without).verdict).not.toBe('upheld');
      },
    ),
  );
});
