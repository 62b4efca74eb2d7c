import { describe, expect, test } from '@jest/globals';
import type { FaultInjected, JournalEvent } from '../../src/journal/event.ts';
import { journalOf, judgeOne, type Look, type ProbeWish } from './journal-builder.ts';
import { at, change, insert, type Options, step } from './journal-edits.ts';

const fault = (id: string, t: number): FaultInjected => ({
  type: 'fault-injected',
  t,
  experiment: 0,
  step: 0,
  id,
  kind: 'networkAction',
  targets: [{ kind: 'Pod', namespace: 'shop', name: id, uid: id }],
  receipt: { landed: true, evidence: 'connections got no answer' },
  needsUndo: true,
});
const undone = (id: string, t: number): JournalEvent => ({ type: 'fault-undone', t, experiment: 0, id, undone: true });

/** Instead of the kill, a fault that lasts. */
const lasting = (startT: number, endT: number) => (events: JournalEvent[]) => [
  ...events.filter(({ type }) => type !== 'fault-injected'),
  fault('web-1', startT),
  undone('web-1', endT),
];

/** Looks at 0, 1000, … 8000 ms; the method is from 2000 to 5000. */
const coarse: ProbeWish = { everyMs: 1000, minSamples: 2, tolerances: ['success >= 99%'] };
const judgeWith = (options: Options) => judgeOne(journalOf({ probes: [coarse], ...options }));

describe('a fault that was taken back before anybody looked', () => {
  const unseen = lasting(3100, 3700);

  test('nothing can be concluded, and it says when', () => {
    const { verdict, reasons } = judgeWith({ edit: unseen });
    expect(verdict).toBe('inconclusive');
    expect(reasons).toEqual([expect.objectContaining({ code: 'too-few-samples', line: at.line })]);
    expect(reasons[0]?.message).toBe(
      'nobody looked while the networkAction of web-1 lasted, from 3.1 s to 3.7 s of the run: "shop answers", every 1 s, looked 100 ms before it and 300 ms after it',
    );
  });

  test('a step with several is said once', () => {
    const edit = (events: JournalEvent[]) => [...unseen(events), fault('web-2', 3110), undone('web-2', 3710)];
    const { reasons } = judgeWith({ edit });
    expect(reasons.map(({ message }) => message)).toEqual([
      expect.stringContaining(', nor while 1 more of the step did: '),
    ]);
  });

  const only =
    (...silent: readonly number[]) =>
    (t: number): Look =>
      silent.includes(t) ? { r: 'broken' } : {};
  const fast = (wish: ProbeWish): ProbeWish => ({ everyMs: 100, minSamples: 5, ...wish });
  test.each<[string, Options, string]>([
    [
      'the look that fell into it was broken',
      { probes: [{ ...coarse, tolerances: ['success >= 50%'], see: only(4000) }], edit: lasting(3100, 4700) },
      'probe-broken',
    ],
    [
      'the gate stood still',
      {
        probes: [fast({ tolerances: ['success >= 60%'], see: t => (t > 3000 && t < 3800 ? { r: 'late' } : {}) })],
        edit: unseen,
      },
      'gate-overloaded',
    ],
    [
      'whoever looked asks nothing of the method',
      { probes: [fast({ name: 'bystander', phases: ['baseline', 'recovery'] }), coarse], edit: unseen },
      'too-few-samples',
    ],
    [
      'whoever looked lets everything happen',
      { probes: [fast({ tolerances: ['success >= 0%', 'samples >= 3'] }), coarse], edit: unseen },
      'too-few-samples',
    ],
    [
      'half of the samples may fail',
      { probes: [{ ...coarse, tolerances: ['success >= 50%'] }], edit: unseen },
      'too-few-samples',
    ],
    ['it was taken back at once', { edit: lasting(3100, 3100) }, 'too-few-samples'],
  ])('doubted as well: %s', (_, options, code) => {
    const { verdict, reasons } = judgeWith(options);
    expect(verdict).toBe('inconclusive');
    expect(reasons.find(({ message }) => message.startsWith('nobody looked'))?.code).toBe(code);
  });

  test.each<[string, Options]>([
    ['a look fell into it', { edit: lasting(3100, 4100) }],
    ['another probe looked', { probes: [coarse, fast({})], edit: unseen }],
    ['the probe looks every 250 ms', { probes: [{ ...coarse, everyMs: 250 }], edit: lasting(3010, 3240) }],
    ['it needs no undo', { edit: change('fault-injected', { t: 3100 }) }],
    ['nothing is asked of the method', { probes: [{ ...coarse, phases: ['baseline', 'recovery'] }], edit: unseen }],
    [
      'a step looked',
      {
        started: {
          steps: [
            { kind: 'networkAction', at },
            { kind: 'probeHTTP', at },
          ],
        },
        edit: events => {
          const [done] = step({ index: 1, kind: 'probeHTTP', startedT: 3200, t: 3300 })(events).filter(
            ({ type }) => type === 'step-ended',
          );
          return insert(done!)(unseen(events));
        },
      },
    ],
    ['there is no steady state', { probes: [], edit: unseen }],
    ['PowerfulSeal knows no steady state', { probes: [], run: { compat: 'legacy' }, edit: unseen }],
  ])('nothing is doubted: %s', (_, options) => {
    expect(judgeWith(options)).toMatchObject({ verdict: 'upheld', reasons: [] });
  });

  test('a run that was cut short is explained by that alone', () => {
    const stopped = { code: 'interrupted', message: 'SIGINT' } as const;
    const edit = (events: JournalEvent[]) => change('experiment-ended', { stopped })(unseen(events));
    expect(judgeWith({ edit }).reasons.map(({ code }) => code)).toEqual(['interrupted']);
  });
});

describe('tolerances that hold whatever the app does', () => {
  const none = {
    kind: 'probeKubernetes',
    tolerances: ['value >= 0'],
    leastValue: 0,
    see: t => ({ v: t < 2500 ? 3 : 0 }),
  } satisfies ProbeWish;

  test('they are no evidence', () => {
    const { verdict, reasons } = judgeOne(
      journalOf({ probes: [none, { tolerances: ['success >= 0%', 'samples >= 3'] }] }),
    );
    expect(verdict).toBe('inconclusive');
    expect(reasons).toEqual([expect.objectContaining({ code: 'no-samples', line: 7 })]);
    expect(reasons[0]?.message).toBe(
      'nothing could fail: whatever the app does, it meets value >= 0, success >= 0%, samples >= 3',
    );
  });

  const stage = { stage: 'user', operator: '<=', valueMs: 100, expression: 'recovery.user <= 100ms', at } as const;
  test.each<[string, Options]>([
    ['another one could fail', { probes: [none, {}] }],
    ['it may be less than 0', { probes: [{ ...none, leastValue: undefined }] }],
    ['some have to be there', { probes: [{ ...none, tolerances: ['value >= 1'], see: () => ({ v: 1 }) }] }],
    ['it ends the steps', { probes: [{ ...none, stopWhen: ['value < 1'] }] }],
    [
      'a stage of the recovery is bounded',
      {
        probes: [{ tolerances: ['success >= 0%'] }],
        started: { recovery: { withinMs: 3000, stableForMs: 1000, tolerances: [stage] } },
      },
    ],
  ])('nothing is said: %s', (_, options) => {
    expect(judgeOne(journalOf(options))).toMatchObject({ verdict: 'upheld', reasons: [] });
  });
});
