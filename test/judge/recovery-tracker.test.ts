import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Sample } from '../../src/journal/event.ts';
import { createRecoveryTracker } from '../../src/judge/index.ts';
import { type Look, probeRecord, samplesOf } from './journal-builder.ts';

const recovery = { withinMs: 3000, stableForMs: 500 };
const everyMs = 50;
const failing: Look = { r: 'fail' };

function track(tolerances = ['success >= 99%']) {
  return createRecoveryTracker({ steadyState: [probeRecord({ everyMs, tolerances })], recovery });
}

function recoveredAt(see: (t: number) => Look, untilT: number, tolerances?: string[]): number | undefined {
  const tracker = track(tolerances);
  for (const sample of samplesOf({ everyMs, see }, 0, untilT)) tracker.add(sample);
  tracker.faultEnded(1000);
  tracker.recoveryBegan(1200);
  return tracker.finish(untilT).recoveredAtT;
}

describe('the moment of recovery', () => {
  test('is the end of the fault, when nothing was seen of it', () => {
    expect(recoveredAt(() => ({}), 5000)).toBe(1000);
  });
  test('is the first good sample after the last failure', () => {
    expect(recoveredAt(t => (t >= 1100 && t < 2000 ? failing : {}), 5000)).toBe(2000);
  });
  test('is not a pause between two outages that is shorter than it takes to be stable', () => {
    expect(recoveredAt(t => ((t >= 1100 && t < 1400) || (t >= 1700 && t < 2000) ? failing : {}), 5000)).toBe(2000);
  });
  test('is not a pause, however long, before the app goes down while the method still runs', () => {
    const tracker = track();
    for (const sample of samplesOf({ everyMs, see: t => (t >= 4000 && t < 4300 ? failing : {}) }, 0, 9000))
      tracker.add(sample);
    tracker.faultEnded(1000);
    tracker.recoveryBegan(5000);
    expect(tracker.finish(9000).recoveredAtT).toBe(4300);
  });
  test('is where enough of a window holds, when a tolerance allows failures', () => {
    expect(recoveredAt(t => (t === 1600 ? failing : {}), 5000, ['success >= 90%'])).toBe(1000);
  });
  test('is none when the app stays away', () => {
    expect(recoveredAt(t => (t >= 1100 ? failing : {}), 9000)).toBeUndefined();
  });
  test('counts from the last fault', () => {
    const tracker = track();
    for (const sample of samplesOf({ everyMs }, 0, 9000)) tracker.add(sample);
    for (const t of [1000, 3000, 2000]) tracker.faultEnded(t);
    tracker.recoveryBegan(3500);
    expect(tracker.finish(9000).recoveredAtT).toBe(3000);
  });
  test('waits for a probe that looks less often than it takes to be stable', () => {
    const slow = { everyMs: 2000, see: (t: number) => (t === 2000 ? failing : {}) };
    const steadyState = [probeRecord({ everyMs }), probeRecord({ everyMs: 2000 }, 1)];
    const tracker = createRecoveryTracker({ steadyState, recovery });
    for (const sample of [...samplesOf({ everyMs }, 0, 9000), ...samplesOf(slow, 1, 9000)]) tracker.add(sample);
    tracker.faultEnded(1000);
    tracker.recoveryBegan(1000);
    expect(tracker.finish(9000).recoveredAtT).toBe(4000);
  });
});

describe('while it is watched', () => {
  test('it is not decided before every sample of the window has settled', () => {
    const tracker = track();
    tracker.faultEnded(1000);
    tracker.recoveryBegan(1000);
    const samples = samplesOf({ everyMs }, 0, 1600);
    for (const sample of samples) if (sample.t !== 1200) tracker.add(sample);
    expect(tracker.state(1600).decided).toBe(false);
    tracker.add(samples.find(({ t }) => t === 1200)!);
    expect(tracker.state(1600)).toMatchObject({ decided: true, recoveredAtT: 1000 });
  });
  test('it is decided when no recovery can be in time any more', () => {
    const tracker = track();
    tracker.faultEnded(1000);
    tracker.recoveryBegan(1000);
    for (const sample of samplesOf({ everyMs, see: () => failing }, 0, 4200)) tracker.add(sample);
    expect(tracker.state(4000).decided).toBe(true);
    expect(tracker.state(4200).recoveredAtT).toBeUndefined();
  });
  test('silence of a probe decides nothing until its samples cannot come any more', () => {
    const tracker = track();
    tracker.faultEnded(1000);
    tracker.recoveryBegan(1000);
    expect(tracker.state(4000).decided).toBe(false);
    expect(tracker.state(9000)).toMatchObject({ decided: true, doubt: { code: 'no-samples' } });
  });
});

const results = fc.array(fc.constantFrom<Sample['r']>('ok', 'ok', 'ok', 'ok', 'fail', 'late'), {
  minLength: 140,
  maxLength: 140,
});

test('whatever is certain while samples come in, the journal says afterwards', () => {
  fc.assert(
    fc.property(
      results,
      fc.array(fc.nat(900), { minLength: 140, maxLength: 140 }),
      fc.constantFrom('success >= 99%', 'success >= 70%'),
      (seen, delays, wanted) => {
        const samples = samplesOf(
          { everyMs, see: t => ({ r: seen[t / everyMs]!, ms: delays[t / everyMs]! }) },
          0,
          7000,
        );
        const live = track([wanted]);
        const offline = track([wanted]);
        for (const sample of samples) offline.add(sample);
        for (const tracker of [live, offline]) {
          tracker.faultEnded(1000);
          tracker.recoveryBegan(1500);
        }
        const settled = samples.toSorted((a, b) => a.t + a.ms - (b.t + b.ms));
        const answers: (number | undefined)[] = [];
        for (const sample of settled) {
          live.add(sample);
          const state = live.state(sample.t + sample.ms);
          if (state.decided) answers.push(state.recoveredAtT);
        }
        const final = offline.finish(7000);
        expect(live.finish(7000)).toEqual(final);
        const limitT = 1000 + recovery.withinMs;
        const inTime =
          final.recoveredAtT !== undefined && final.recoveredAtT <= limitT ? final.recoveredAtT : undefined;
        for (const answer of answers)
          expect(answer !== undefined && answer <= limitT ? answer : undefined).toBe(inTime);
      },
    ),
    { numRuns: 200 },
  );
});

test('the order in which samples settle changes nothing', () => {
  fc.assert(
    fc.property(results, fc.infiniteStream(fc.nat()), (seen, order) => {
      const samples = samplesOf({ everyMs, see: t => ({ r: seen[t / everyMs]! }) }, 0, 7000);
      const shuffled = samples.map(sample => [order.next().value, sample] as const).sort((a, b) => a[0] - b[0]);
      const [inOrder, outOfOrder] = [track(), track()];
      for (const sample of samples) inOrder.add(sample);
      for (const [, sample] of shuffled) outOfOrder.add(sample);
      for (const tracker of [inOrder, outOfOrder]) {
        tracker.faultEnded(1000);
        tracker.recoveryBegan(1500);
      }
      expect(outOfOrder.finish(7000)).toEqual(inOrder.finish(7000));
    }),
    { numRuns: 100 },
  );
});
