import { describe, expect, test } from '@jest/globals';
import type { EndpointChanged, JournalEvent, PodChange, PodChanged } from '../../src/journal/event.ts';
import type { RecoveryStage } from '../../src/scenario/suite.ts';
import { faultT, journalOf, judgeOne, type Look, type ProbeWish, recoveryT } from './journal-builder.ts';

const pod = (t: number, uid: string, change: PodChange, workload = 'Deployment/api'): PodChanged => ({
  type: 'pod-changed',
  t,
  experiment: 0,
  namespace: 'shop',
  name: `api-${uid}`,
  uid,
  workload,
  change,
  targeted: workload === 'Deployment/api',
});
const endpoint = (t: number, uid: string, change: EndpointChanged['change']): EndpointChanged => ({
  type: 'endpoint-changed',
  t,
  experiment: 0,
  namespace: 'shop',
  service: 'api',
  uid,
  name: `api-${uid}`,
  change,
});

/** What the watch tells of a killed pod (u1) and its replacement (u2), with a pod of somebody else in between. */
const story: JournalEvent[] = [
  pod(faultT + 10, 'u1', 'terminating'),
  endpoint(faultT + 20, 'u1', 'removed'),
  pod(faultT + 30, 'u2', 'created'),
  pod(faultT + 40, 'u2', 'scheduled'),
  pod(faultT + 300, 'u2', 'started'),
  pod(faultT + 400, 'u2', 'ready'),
  endpoint(faultT + 410, 'u2', 'added'),
  pod(faultT + 500, 'u1', 'gone'),
  pod(faultT + 900, 'x1', 'created', 'Deployment/other'),
  pod(faultT + 2000, 'x1', 'ready', 'Deployment/other'),
];
const failing = {
  see: (t: number) => (t > faultT && t < faultT + 600 ? { r: 'fail' as const } : {}),
  tolerances: ['success >= 0%'],
};
const withStory = (more: Parameters<typeof journalOf>[0] = {}) =>
  journalOf({ probes: [failing], edit: events => [...events, ...story], ...more });

test('each stage counts from the injection, of the victim and its replacement alone', () => {
  expect(judgeOne(withStory()).recovery?.split).toMatchObject({
    notReady: 10,
    endpointRemoved: 20,
    scheduled: 40,
    started: 300,
    ready: 400,
    endpointAdded: 410,
    user: 605,
  });
});

const bounded = (stage: RecoveryStage, valueMs: number) => ({
  started: {
    recovery: {
      withinMs: 5000,
      stableForMs: 1000,
      tolerances: [
        {
          stage,
          operator: '<=' as const,
          valueMs,
          expression: `recovery.${stage} <= ${valueMs}ms`,
          at: { file: 'a.yml', line: 9, column: 3 },
        },
      ],
    },
  },
});
const codes = (events: readonly JournalEvent[]) => judgeOne(events).reasons.map(({ code }) => code);

test('a bound holds or refutes by what was seen', () => {
  expect(codes(withStory(bounded('ready', 400)))).toEqual([]);
  expect(codes(withStory(bounded('ready', 399)))).toEqual(['not-recovered']);
  expect(codes(withStory(bounded('user', 600)))).toEqual(['not-recovered']);
});

test('a stage that was never reached refutes; one that nobody could see is inconclusive', () => {
  const unready = story.filter(event => !('change' in event && event.change === 'ready'));
  const fallen = (events: JournalEvent[]) => [...events, ...unready];
  expect(codes(withStory({ ...bounded('ready', 400), edit: fallen }))).toEqual(['not-recovered']);
  const blind = (events: JournalEvent[]) => events;
  expect(codes(withStory({ ...bounded('ready', 400), edit: blind }))).toEqual(['no-samples']);
  expect(codes(withStory({ ...bounded('endpointRemoved', 400), edit: blind }))).toEqual(['no-samples']);
});

describe('the user', () => {
  const look = (see: (t: number) => Look, kind = 'probeHTTP'): ProbeWish => ({
    kind,
    see,
    tolerances: ['success >= 0%'],
  });
  const outcome = (probes: ProbeWish[]) => {
    const { reasons, recovery } = judgeOne(withStory({ ...bounded('user', 1000), probes }));
    return [recovery?.split?.user, reasons.map(({ code }) => code)];
  };
  const isDown = (t: number) => t > faultT && t < faultT + 600;
  const fine = look(() => ({}));
  test.each<[string, ProbeWish[], number | null, string[]]>([
    ['nobody saw a failure', [fine], 0, []],
    ['nobody looks as a user does', [look(() => ({}), 'probeKubernetes')], null, ['no-samples']],
    ['whoever does could not look', [look(t => (t < faultT ? {} : { r: 'broken' }))], null, ['no-samples']],
    ['one of two could not look', [fine, look(t => (t < faultT ? {} : { r: 'stale' }))], null, ['no-samples']],
    [
      'whoever saw a failure could not look again',
      [look(t => (isDown(t) ? { r: 'fail' } : t < faultT ? {} : { r: 'broken' }))],
      null,
      ['no-samples'],
    ],
    ['no success came behind it', [fine, look(t => (t < faultT ? {} : { r: 'fail' }))], null, ['not-recovered']],
    [
      'the slower of two counts, over what says nothing',
      [failing, look(t => (isDown(t) ? { r: 'fail' } : t > faultT && t < faultT + 800 ? { r: 'broken' } : {}))],
      805,
      [],
    ],
  ])('%s', (_, probes, user, found) => {
    const [ms, reasons] = outcome(probes);
    expect(ms).toBe(user);
    expect(reasons).toEqual(found.length === 0 ? [] : expect.arrayContaining(found));
    expect(reasons).not.toContain(found.includes('no-samples') ? 'not-recovered' : 'no-samples');
  });
});

test('a recovery that cannot be told is not one that never became stable', () => {
  const see = (t: number): Look => (t < faultT ? {} : t % 100 === 0 ? {} : { r: 'broken' });
  const probes = [{ see: (t: number) => (t < recoveryT ? {} : see(t)), tolerances: ['success >= 90%'] }];
  const found = codes(journalOf({ ...bounded('stable', 5000), probes }));
  expect(found).toEqual(['probe-broken', 'no-samples']);
});
