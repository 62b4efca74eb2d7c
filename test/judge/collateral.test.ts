import { expect, test } from '@jest/globals';
import type { JournalEvent, PodChange, PodChanged } from '../../src/journal/event.ts';
import { journalOf, judgeOne, methodT } from './journal-builder.ts';

const other = (t: number, change: PodChange, parts: Partial<PodChanged> = {}): PodChanged => ({
  type: 'pod-changed',
  t,
  experiment: 0,
  namespace: 'shop',
  name: 'store-1',
  uid: 's1',
  workload: 'Deployment/store',
  change,
  targeted: false,
  ...parts,
});
const codes = (...changes: JournalEvent[]) =>
  judgeOne(journalOf({ edit: events => [...events, ...changes] })).reasons.map(({ code }) => code);
const after = methodT + 100;

test.each<[string, JournalEvent[]]>([
  ['a container of it was restarted', [other(after, 'restarted')]],
  ['it failed', [other(after, 'failed')]],
  ['it was not ready for long', [other(after, 'not-ready'), other(after + 3500, 'ready')]],
  ['it never was ready again', [other(after, 'not-ready')]],
])('a workload that was no target: %s, refuted', (_name, changes) => {
  expect(codes(...changes)).toEqual(['collateral-damage']);
});

test.each<[string, JournalEvent[]]>([
  ['it missed one readiness probe', [other(after, 'not-ready'), other(after + 900, 'ready')]],
  ['somebody deleted it', [other(after, 'terminating'), other(after + 1, 'not-ready'), other(after + 2, 'gone')]],
  ['its program ended with an error when it was told to go', [other(after, 'failed'), other(after, 'terminating')]],
  ['it was unwell before the fault', [other(10, 'restarted'), other(after, 'restarted')]],
  ['it was aimed at', [other(after, 'restarted', { targeted: true })]],
  [
    'another pod of it was aimed at',
    [other(after, 'restarted'), other(after + 9, 'gone', { uid: 's2', targeted: true })],
  ],
])('no harm: %s', (_name, changes) => {
  expect(codes(...changes)).toEqual([]);
});
