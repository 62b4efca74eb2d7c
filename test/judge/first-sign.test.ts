import { expect, test } from '@jest/globals';
import type { JournalEvent } from '../../src/journal/event.ts';
import { watchForFirstSign } from '../../src/judge/first-sign.ts';
import { faultT, journalOf } from './journal-builder.ts';

function signsOf(events: readonly JournalEvent[]): [t: number, sign: string][] {
  const read = watchForFirstSign();
  return events.flatMap(event => {
    const sign = read(event);
    return sign === undefined ? [] : [[event.t, sign] as [number, string]];
  });
}

test('an upheld experiment gives none, one that fails exactly one, at its first failure', () => {
  expect(signsOf(journalOf())).toEqual([]);
  const failing = journalOf({ probes: [{ see: t => (t >= faultT ? { r: 'fail', why: 'reset' } : {}) }] });
  expect(signsOf(failing)).toEqual([[faultT, '"shop answers" failed: reset']]);
});

test('an answer slower than any tolerance of the method wants is one; in the baseline, or just slow, it is none', () => {
  const slow = (from: number, ms: number) => journalOf({ probes: [{ see: t => ({ ms: t >= from ? ms : 5 }) }] });
  expect(signsOf(slow(faultT, 301))).toEqual([[faultT, '"shop answers" took 301 ms']]);
  expect(signsOf(slow(faultT, 300))).toEqual([]);
  expect(signsOf(journalOf({ probes: [{ see: t => ({ ms: t < 1000 ? 900 : 5 }) }] }))).toEqual([]);
  expect(signsOf(journalOf({ probes: [{ tolerances: ['success >= 1%'], see: () => ({ ms: 900 }) }] }))).toEqual([]);
});

test.each<[string, (event: JournalEvent) => JournalEvent, RegExp]>([
  [
    'a step that failed',
    event => (event.type === 'step-ended' ? { ...event, status: 'failed', message: 'no' } : event),
    /^step 1 podAction failed: no$/,
  ],
  [
    'a fault that is not proven',
    event => (event.type === 'fault-injected' ? { ...event, receipt: { landed: false, evidence: 'none' } } : event),
    /^kill is not proven: none$/,
  ],
])('%s is one', (_, change, sign) => {
  expect(signsOf(journalOf({ edit: events => events.map(change) }))).toEqual([
    [expect.any(Number), expect.stringMatching(sign)],
  ]);
});
