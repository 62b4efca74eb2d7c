import { expect, test } from '@jest/globals';
import { inconclusiveCodes } from '../../../src/journal/event.ts';
import { journalOf, judge, judgeOne, type Look, methodT } from '../journal-builder.ts';
import { failing } from '../journal-edits.ts';
import { endedCases } from './ended.ts';
import { refutedCases } from './refuted.ts';
import { unprovenCases } from './unproven.ts';
import { unseenCases } from './unseen.ts';

const cases = [...refutedCases, ...unprovenCases, ...unseenCases, ...endedCases];
const refuted = new Set(['tolerance-not-met', 'step-failed', 'not-recovered']);
test.each(cases.map(each => [each[0], each[1], each] as const))(
  '%s: %s',
  (code, _, [, , options, message, exitCode]) => {
    const result = judge(journalOf(options));
    const [first] = result.experiments[0]!.reasons;
    expect(first?.code).toBe(code);
    expect(first?.message).toMatch(message);
    expect(first).toMatchObject({ file: 'scenarios/half.yml', line: expect.any(Number) });
    expect(result.experiments[0]!.reason).toContain('scenarios/half.yml:');
    expect(result.verdict).toBe(refuted.has(code) ? 'refuted' : 'inconclusive');
    expect(result.exitCode).toBe(exitCode ?? (refuted.has(code) ? 1 : 2));
  },
);

test('failures among a few samples of a starved gate refute nothing', () => {
  const see = (t: number): Look => (t < methodT ? {} : t % 400 === 0 ? failing : { r: 'late' });
  const { verdict, reasons } = judgeOne(journalOf({ probes: [{ minSamples: 5, see }] }));
  expect([verdict, reasons[0]?.code]).toEqual(['inconclusive', 'gate-overloaded']);
});

test('every code that the judge can come to is in the table', () => {
  // All but collateral-damage and stop-condition-met, which have tests of their own.
  const ofRefuted = ['tolerance-not-met', 'step-failed', 'not-recovered'];
  const others = ['residue', 'interrupted', 'blast-radius-exceeded', 'infrastructure'];
  expect(new Set(cases.map(([code]) => code))).toEqual(new Set([...inconclusiveCodes, ...ofRefuted, ...others]));
});
