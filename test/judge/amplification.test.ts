import { describe, expect, test } from '@jest/globals';
import type { FaultInjected, JournalEvent } from '../../src/journal/event.ts';
import { fitLine } from '../../src/judge/statistics.ts';
import { journalOf, judgeOne, type Look, type ProbeWish } from './journal-builder.ts';

/** A delay that lasts from one moment to another. */
interface Delay {
  readonly delayMs: number;
  readonly fromT: number;
  readonly toT: number;
  readonly step?: number;
  readonly landed?: boolean;
}

const one: readonly Delay[] = [{ delayMs: 100, fromT: 2500, toT: 4500 }];
const sweep: readonly Delay[] = [0, 1, 10, 100].map((delayMs, index) => ({
  delayMs,
  fromT: 2100 + 700 * index,
  toT: 2700 + 700 * index,
}));

function withDelays(delays: readonly Delay[]) {
  return (events: JournalEvent[]): JournalEvent[] => [
    ...events.filter(({ type }) => type !== 'fault-injected'),
    ...delays.flatMap(({ delayMs, fromT, toT, step = 0, landed = true }, index): JournalEvent[] => {
      const common = { experiment: 0, id: `e0-f${index + 1}` };
      const fault: FaultInjected = {
        type: 'fault-injected',
        t: fromT,
        ...common,
        step,
        kind: 'dependencyAction',
        targets: [{ kind: 'Object', namespace: 'shop', name: 'Service/api' }],
        receipt: { landed, evidence: 'seen' },
        needsUndo: true,
        parameters: { delayMs },
      };
      return [fault, { type: 'fault-undone', t: toT, ...common, undone: true }];
    }),
  ];
}

/** A probe that takes `costOf(delay)` longer than 5 ms while a delay lasts. */
function probe(delays: readonly Delay[], costOf: (delayMs: number) => number, wish: ProbeWish = {}): ProbeWish {
  const see = (t: number): Look => {
    const during = delays.find(({ fromT, toT }) => t >= fromT && t < toT);
    return { ms: 5 + (during ? costOf(during.delayMs) : 0) };
  };
  return { tolerances: ['success >= 99%', 'amplification <= 3'], phases: ['method'], see, ...wish };
}

function judgeDelays(delays: readonly Delay[], costOf: (delayMs: number) => number, wish: ProbeWish = {}) {
  const back: ProbeWish = { name: 'shop is back', phases: ['baseline', 'recovery'] };
  return judgeOne(journalOf({ probes: [probe(delays, costOf, wish), back], edit: withDelays(delays) }));
}

function amplificationIn(result: ReturnType<typeof judgeDelays>) {
  return result.steadyState[0]?.tolerances.find(({ expression }) => expression.startsWith('amplification'));
}

describe('one delay', () => {
  test('a modest app is upheld, and told what a millisecond costs it', () => {
    const result = judgeDelays(one, delayMs => 2 * delayMs);
    expect(amplificationIn(result)).toMatchObject({ observed: '2', holds: true, phase: 'method' });
    expect(result.verdict).toBe('upheld');
    expect(result.reason).toContain('each injected millisecond costs 2');
    expect(result.steadyState[0]?.amplification).toEqual({
      value: 2,
      atLeast: false,
      points: [
        { delayMs: 0, p50Ms: 5 },
        { delayMs: 100, p50Ms: 205 },
      ],
    });
  });

  test('a chatty app is refuted', () => {
    const result = judgeDelays(one, delayMs => 4.6 * delayMs);
    expect(result.verdict).toBe('refuted');
    expect(result.reasons[0]?.message).toContain(
      'each injected millisecond costs 4.6 (p50 5 ms at 0 ms, 465 ms at 100 ms)',
    );
  });

  test('only samples that were scheduled while it lasted count', () => {
    const after = (t: number): Look => ({ ms: t >= 2500 && t < 4500 ? 105 : t >= 4500 && t < 5000 ? 900 : 5 });
    expect(amplificationIn(judgeDelays(one, () => 0, { see: after }))).toMatchObject({ observed: '1', holds: true });
  });

  test.each<[string, readonly Delay[], ProbeWish, string]>([
    ['that did not land', [{ ...one[0]!, landed: false }], {}, 'no-samples'],
    ['that was too short for the samples it takes', [{ delayMs: 100, fromT: 2500, toT: 2600 }], {}, 'too-few-samples'],
    ['of no length', [{ ...one[0]!, delayMs: 0 }], {}, 'too-few-samples'],
    ['beside another', [one[0]!, { delayMs: 50, fromT: 3000, toT: 4000, step: 1 }], {}, 'too-few-samples'],
    ['none at all', [], {}, 'no-samples'],
  ])('%s tells nothing', (_name, delays, wish, code) => {
    const result = judgeDelays(delays, () => 0, wish);
    expect(amplificationIn(result)).toMatchObject({ holds: null });
    expect(result.verdict).toBe('inconclusive');
    expect(result.reasons.map(reason => reason.code)).toContain(code);
  });

  test('pieces of one fault are one delay', () => {
    const pieces = [one[0]!, { ...one[0]!, fromT: 2520 }];
    expect(amplificationIn(judgeDelays(pieces, delayMs => delayMs))).toMatchObject({ observed: '1', holds: true });
  });

  test('an app that runs into the deadline is as slow as that at least: enough to refute, never to uphold', () => {
    const timedOut = (t: number): Look =>
      t >= 2500 && t < 4500 ? { r: 'fail', ms: 1000, why: 'no answer' } : { ms: 5 };
    const judgeBound = (bound: string) =>
      judgeDelays(one, () => 0, { tolerances: [`amplification ${bound}`], see: timedOut });
    expect(amplificationIn(judgeBound('<= 3'))).toMatchObject({ holds: false });
    expect(judgeBound('<= 3').reasons[0]?.message).toContain('costs at least 9.9');
    expect(amplificationIn(judgeBound('<= 20'))).toMatchObject({ holds: null });
  });

  test('an app that fails at once has no p50', () => {
    const broken = (t: number): Look => (t >= 2500 && t < 4500 ? { r: 'fail', ms: 1, why: 'refused' } : { ms: 5 });
    const result = judgeDelays(one, () => 0, { tolerances: ['amplification <= 3'], see: broken });
    expect(amplificationIn(result)).toMatchObject({ holds: null });
    expect(result.verdict).toBe('inconclusive');
  });

  test('samples that say nothing may have been slow', () => {
    const blind = (t: number): Look =>
      t >= 2500 && t < 4500 ? (t % 200 < 60 ? { r: 'broken', ms: 0 } : { ms: t % 400 < 200 ? 105 : 305 }) : { ms: 5 };
    const result = judgeDelays(one, () => 0, { tolerances: ['amplification <= 2'], see: blind });
    expect(amplificationIn(result)?.holds).not.toBe(true);
  });
});

describe('a sweep', () => {
  test('its slope is what a millisecond costs', () => {
    const result = judgeDelays(sweep, delayMs => 2.5 * delayMs);
    expect(amplificationIn(result)).toMatchObject({ observed: '2.5', holds: true });
    expect(result.steadyState[0]?.amplification?.fit).toBeCloseTo(1);
  });

  test('a chatty app is refuted by it', () => {
    expect(amplificationIn(judgeDelays(sweep, delayMs => 8 * delayMs))).toMatchObject({ observed: '8', holds: false });
  });

  test('medians that do not grow with the delay tell nothing', () => {
    const costs: Readonly<Record<number, number>> = { 0: 300, 1: 0, 10: 400, 100: 100 };
    const result = judgeDelays(sweep, delayMs => costs[delayMs] ?? 0);
    expect(amplificationIn(result)).toMatchObject({ holds: null });
    expect(result.reasons.map(({ message }) => message).join()).toMatch(
      /do not grow with the delay in a line \(R² 0\.\d+\)/,
    );
  });

  test('an app that no delay reaches is upheld, however badly a line fits the noise', () => {
    const costs: Readonly<Record<number, number>> = { 0: 0.4, 1: 0, 10: 0.3, 100: 0.1 };
    expect(amplificationIn(judgeDelays(sweep, delayMs => costs[delayMs] ?? 0))).toMatchObject({ holds: true });
  });
});

test('the line of least squares', () => {
  expect(
    fitLine([
      [0, 1],
      [1, 3],
      [2, 5],
    ]),
  ).toMatchObject({ slope: 2, intercept: 1, fit: 1, largestResidual: 0 });
  const noisy = fitLine([
    [0, 0],
    [1, 2],
    [2, 1],
    [3, 3],
  ]);
  expect(noisy?.slope).toBeCloseTo(0.8);
  expect(noisy?.fit).toBeCloseTo(0.64);
  expect(
    fitLine([
      [1, 1],
      [1, 2],
    ]),
  ).toBeUndefined();
  expect(fitLine([[1, 1]])).toBeUndefined();
});
