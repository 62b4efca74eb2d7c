import { expect, test } from '@jest/globals';
import type { EndpointChanged, JournalEvent, PodChange, PodChanged } from '../../src/journal/event.ts';
import { faultT, journalOf, judgeOne } from './journal-builder.ts';

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

const bounded = (stage: 'user' | 'ready' | 'endpointRemoved', valueMs: number) => ({
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
