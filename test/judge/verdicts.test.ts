import { describe, expect, test } from '@jest/globals';
import type { JournalEvent, StepEnded } from '../../src/journal/event.ts';
import { faultT, journalOf, judge, judgeOne, type Look, methodT, recoveryT } from './journal-builder.ts';

type Options = NonNullable<Parameters<typeof journalOf>[0]>;

const at = { file: 'scenarios/half.yml', line: 20, column: 5 };
const failing: Look = { r: 'fail', why: 'connect ECONNREFUSED 127.0.0.1:80' };
const during = (from: number, to: number, look: Look) => (t: number) => (t >= from && t < to ? look : {});
const change =
  <T extends JournalEvent['type']>(type: T, part: object) =>
  (events: JournalEvent[]) =>
    events.map(event => (event.type === type ? ({ ...event, ...part } as JournalEvent) : event));
const drop =
  (...types: string[]) =>
  (events: JournalEvent[]) =>
    events.filter(({ type }) => !types.includes(type));
const insert =
  (...added: JournalEvent[]) =>
  (events: JournalEvent[]) => [...events, ...added];
const noPhase = (name: string) => (events: JournalEvent[]) =>
  events.filter(event => !('phase' in event && event.phase === name));
const step = (part: Partial<StepEnded>) => change('step-ended', part);
const mesh = (expected: number, alive: number, nodes = 3) => ({
  mesh: { expected, alive, nodes, ms: Array(alive).fill(2) },
});

const counting = { kind: 'probeKubernetes', tolerances: ['value <= 3'], countsObjects: true } as const;

describe('upheld', () => {
  const cases: [string, Options][] = [
    ['a steady state that held throughout', {}],
    [
      'a blip within the tolerance, back in time',
      { probes: [{ tolerances: ['success >= 80%'], see: during(faultT, 2800, failing) }] },
    ],
    [
      'an excused doubt: too few silent samples to matter',
      { probes: [{ tolerances: ['success >= 90%'], see: during(faultT, 2600, { r: 'late' }) }] },
    ],
    [
      'a mesh that stays whole',
      {
        probes: [
          { kind: 'probeGoldpinger', tolerances: ['edges == 100%', 'nodes >= 3', 'p95 <= 5ms'], see: () => mesh(6, 6) },
        ],
      },
    ],
    [
      'a value that stays within its limits',
      { probes: [{ kind: 'probeKubernetes', tolerances: ['value >= 2'], see: () => ({ v: 3 }) }] },
    ],
    [
      'a count of objects, some of which came and went',
      { probes: [{ ...counting, see: t => ({ v: t > 4000 && t < 4200 ? 1 : 0 }) }] },
    ],
    [
      'a count of which none is wanted',
      { probes: [{ ...counting, tolerances: ['value <= 0'], see: () => ({ v: 0 }) }] },
    ],
    [
      'a number of one object that is always 0',
      { probes: [{ kind: 'probeKubernetes', tolerances: ['value <= 3'], see: () => ({ v: 0 }) }] },
    ],
    [
      'a probe that asks nothing of the recovery, beside one that does',
      { probes: [{ phases: ['baseline', 'method'] }, { name: 'shop is back', phases: ['baseline', 'recovery'] }] },
    ],
    [
      'a policy without a steady state whose steps were all done',
      { probes: [], edit: events => noPhase('baseline')(noPhase('recovery')(events)) },
    ],
    [
      'a fault that was undone',
      {
        edit: events =>
          insert({ type: 'fault-undone', t: 4000, experiment: 0, id: 'e0-f1', undone: true })(
            change('fault-injected', { needsUndo: true })(events),
          ),
      },
    ],
    [
      'legacy: a step that found nothing to do',
      { run: { compat: 'legacy' }, edit: step({ inconclusive: 'no-target', message: 'no pod' }) },
    ],
  ];
  test.each(cases)('%s', (_, options) => {
    const result = judge(journalOf(options));
    expect(result.experiments[0]?.reasons).toEqual([]);
    expect(result).toMatchObject({ verdict: 'upheld', exitCode: 0 });
  });
});

describe('not upheld, for the reason that comes first', () => {
  const cases: [code: string, situation: string, Options, message: RegExp, exitCode?: number][] = [
    [
      'tolerance-not-met',
      'failures in the method',
      { probes: [{ see: during(faultT, 2800, failing) }] },
      /success 90% in the method, wanted success >= 99%, first 0 ms after the kill of api-1; 6 of 60 samples failed \(connect ECONNREFUSED/,
    ],
    [
      'tolerance-not-met',
      'slow answers with status 200',
      { probes: [{ see: during(3000, 4000, { ms: 500 }) }] },
      /p95 500 ms in the method, wanted p95 <= 300ms, first 500 ms after the kill/,
    ],
    [
      'tolerance-not-met',
      'an outage',
      { probes: [{ tolerances: ['outage <= 200ms'], see: during(3000, 3300, failing) }] },
      /outage 300 ms/,
    ],
    [
      'tolerance-not-met',
      'edges down',
      {
        probes: [{ tolerances: ['edges == 100%'], see: t => (t === 3000 ? { r: 'fail', ...mesh(6, 5) } : mesh(6, 6)) }],
      },
      /edges 99.72%/,
    ],
    [
      'tolerance-not-met',
      'one value out of many',
      { probes: [{ tolerances: ['value == 3'], see: t => ({ v: t === 3000 ? 4 : 3 }) }] },
      /value 4/,
    ],
    [
      'tolerance-not-met',
      'an object that is gone',
      { probes: [{ tolerances: ['value >= 1'], see: t => (t === 3000 ? { r: 'fail', why: 'not found' } : { v: 3 }) }] },
      /value nothing/,
    ],
    [
      'step-failed',
      'a step that failed',
      { edit: step({ status: 'failed', message: 'kubectl ended with 1' }) },
      /step 1 \(podAction\): kubectl ended with 1/,
    ],
    [
      'step-failed',
      'legacy: a step that failed',
      { run: { compat: 'legacy' }, edit: step({ status: 'failed', inconclusive: 'no-target', message: 'm' }) },
      /step 1/,
    ],
    [
      'not-recovered',
      'the app is not back',
      { probes: [{ tolerances: ['success >= 10%'], see: during(4500, 1e9, failing) }] },
      /not back after the kill of api-1, wanted back for 1 s within 3 s: at the end "shop answers" had success 0%/,
    ],
    [
      'not-recovered',
      'the app is back too late',
      { probes: [{ tolerances: ['success >= 10%'], see: during(4500, 6000, failing) }] },
      /back only 3.5 s after the kill/,
    ],
    [
      'not-recovered',
      'the app comes back and falls over again in the method',
      { probes: [{ tolerances: ['success >= 10%'], see: during(4000, 1e9, failing) }] },
      /not back/,
    ],
    [
      'baseline-not-met',
      'failures before the fault',
      { probes: [{ see: during(0, 300, failing) }] },
      /in the baseline.*nothing was injected/,
    ],
    [
      'baseline-not-met',
      'the engine stopped there',
      { edit: change('experiment-ended', { stopped: { code: 'baseline-not-met', message: 'seen by the engine' } }) },
      /seen by the engine/,
    ],
    [
      'no-target',
      'no pod matched',
      { edit: step({ inconclusive: 'no-target', message: 'no pod matches app=wbe' }) },
      /no pod matches/,
    ],
    [
      'too-few-targets',
      'too few pods',
      { edit: step({ inconclusive: 'too-few-targets', message: '1 of 2' }) },
      /1 of 2/,
    ],
    [
      'fault-unsupported',
      'a fault that the cluster cannot do',
      { edit: step({ inconclusive: 'fault-unsupported', message: 'no door' }) },
      /no door/,
    ],
    ['no-samples', 'a probe that never looked', { probes: [{ see: () => undefined }] }, /no sample was taken/],
    [
      'no-samples',
      'no successful sample for a latency',
      { probes: [{ tolerances: ['p95 <= 1s'], phases: ['baseline', 'method'], see: during(methodT, 1e9, failing) }] },
      /none of 60 samples has it/,
    ],
    [
      'no-samples',
      'Goldpinger with one pod has no edges',
      { probes: [{ tolerances: ['edges == 100%'], see: () => mesh(0, 0, 1) }] },
      /none of 40 samples has it/,
    ],
    ['no-samples', 'a command that prints no number', { probes: [{ tolerances: ['value >= 1'] }] }, /none of 40/],
    [
      'no-samples',
      'a count that never saw anything',
      { probes: [{ ...counting, see: () => ({ v: 0 }) }] },
      /counted objects and never saw one, so value <= 3 was held against nothing/,
    ],
    [
      'no-samples',
      'nobody asked anything of the recovery',
      { probes: [{ phases: ['baseline', 'method'] }] },
      /no tolerance holds in the recovery/,
    ],
    [
      'no-samples',
      'of the recovery nothing but a number of samples was asked',
      { probes: [{ phases: ['baseline', 'method'] }, { name: 'enough', tolerances: ['samples >= 10'] }] },
      /no tolerance holds in the recovery/,
    ],
    ['too-few-samples', 'a slow poller', { probes: [{ everyMs: 500 }] }, /4 samples are fewer than the 10 it takes/],
    [
      'too-few-samples',
      'an outage too short to be seen',
      { probes: [{ everyMs: 100, tolerances: ['outage <= 50ms'] }] },
      /could not have seen an outage shorter than 100 ms/,
    ],
    [
      'too-few-samples',
      'a count that was not reached',
      { probes: [{ tolerances: ['samples >= 50'] }] },
      /40 samples told something/,
    ],
    [
      'too-few-samples',
      'recovery watched for too short',
      { recoveryEndT: 5500 },
      /cannot tell whether it recovered: it was watched for 490 of the 1000 ms/,
    ],
    [
      'stale-data',
      'stale answers',
      { probes: [{ see: during(methodT, 4000, { r: 'stale' }) }] },
      /40 of 60 samples measured something out of date/,
    ],
    [
      'probe-broken',
      'a probe that cannot look',
      { probes: [{ see: during(methodT, 1e9, { r: 'broken', why: 'ENOENT nslookup' }) }] },
      /the probe could not look 60 of 60 times \(ENOENT nslookup\)/,
    ],
    [
      'probe-broken',
      'a probe that broke before the fault',
      { probes: [{ see: () => ({ r: 'broken' }) }] },
      /in the baseline/,
    ],
    [
      'probe-broken',
      'a probe that breaks in the recovery',
      { probes: [{ see: during(recoveryT, 1e9, { r: 'broken' }) }] },
      /cannot tell whether it recovered/,
    ],
    [
      'gate-overloaded',
      'a starved gate',
      { probes: [{ see: during(3000, 3400, { r: 'late' }) }] },
      /starved for 8 of 60/,
    ],
    [
      'gate-overloaded',
      'places on the schedule without a sample',
      { probes: [{ see: during(3000, 3200, undefined) }] },
      /starved for 4 of 60/,
    ],
    [
      'fault-not-proven',
      'a fault without receipt',
      { edit: change('fault-injected', { receipt: { landed: false, evidence: 'the pod is still there' } }) },
      /the kill of api-1 is not proven: the pod is still there/,
    ],
    [
      'not-run',
      'a step that never ended',
      { edit: drop('step-ended') },
      /1 step not run, from step 1 \(podAction\) on/,
    ],
    [
      'not-run',
      'a step that was skipped',
      { edit: step({ status: 'skipped', message: 'an earlier step ended the method' }) },
      /an earlier step ended/,
    ],
    ['not-run', 'no baseline', { edit: noPhase('baseline') }, /never sampled before/],
    ['not-run', 'no recovery', { edit: noPhase('recovery') }, /the recovery was never watched/],
    [
      'not-run',
      'an experiment that never began',
      {
        edit: drop(
          'experiment-started',
          'phase-started',
          'phase-ended',
          'fault-injected',
          'step-ended',
          'experiment-ended',
        ),
        probes: [],
      },
      /not run: the run ended without it/,
    ],
    [
      'not-run',
      'the time limit',
      { edit: change('experiment-ended', { stopped: { code: 'not-run', message: 'time limit of 1m' } }) },
      /time limit/,
    ],
    [
      'empty-action',
      'no steps',
      { started: { steps: [] }, edit: drop('step-ended', 'fault-injected') },
      /there are no steps/,
    ],
    ['empty-action', 'steps that change nothing', { edit: drop('fault-injected') }, /no step injected a fault/],
    [
      'empty-action',
      'a step that says so',
      { edit: step({ inconclusive: 'empty-action', message: 'probability 0' }) },
      /probability 0/,
    ],
    [
      'interrupted',
      'SIGINT in the method',
      { edit: change('experiment-ended', { stopped: { code: 'interrupted', message: 'interrupted by SIGINT' } }) },
      /SIGINT/,
      130,
    ],
    [
      'interrupted',
      'SIGTERM in the method',
      { edit: change('experiment-ended', { stopped: { code: 'interrupted', message: 'interrupted by SIGTERM' } }) },
      /SIGTERM/,
      143,
    ],
    [
      'interrupted',
      'SIGKILL: the journal just ends',
      { edit: drop('experiment-ended', 'run-ended') },
      /ends in the middle of the experiment/,
    ],
    [
      'blast-radius-exceeded',
      'more pods than allowed',
      { edit: change('experiment-ended', { stopped: { code: 'blast-radius-exceeded', message: '3 of 4 pods' } }) },
      /3 of 4/,
      3,
    ],
    [
      'infrastructure',
      'the cluster is gone',
      { edit: change('experiment-ended', { stopped: { code: 'infrastructure', message: 'ECONNRESET' } }) },
      /ECONNRESET/,
      4,
    ],
    [
      'residue',
      'something is left',
      {
        edit: insert({
          type: 'residue',
          t: 8999,
          experiment: 0,
          object: 'Deployment shop/api',
          difference: '2 replicas, was 3',
        }),
      },
      /Deployment shop\/api is not as it was before/,
      5,
    ],
    [
      'residue',
      'an undo that failed',
      {
        edit: events =>
          insert({ type: 'fault-undone', t: 5005, experiment: 0, id: 'e0-f1', undone: false, message: 'forbidden' })(
            change('fault-injected', { needsUndo: true })(events),
          ),
      },
      /the kill of api-1 was not undone: forbidden/,
      5,
    ],
    ['residue', 'an undo that nobody tried', { edit: change('fault-injected', { needsUndo: true }) }, /not undone/, 5],
  ];
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
    // collateral-damage has no event that could tell of it yet.
    const codes = [
      'baseline-not-met',
      'no-target',
      'too-few-targets',
      'no-samples',
      'too-few-samples',
      'stale-data',
      'probe-broken',
      'fault-not-proven',
      'fault-unsupported',
      'not-run',
      'gate-overloaded',
      'empty-action',
      'tolerance-not-met',
      'step-failed',
      'not-recovered',
      'residue',
      'interrupted',
      'blast-radius-exceeded',
      'infrastructure',
    ];
    expect(new Set(cases.map(([code]) => code))).toEqual(new Set(codes));
  });
});

describe('together', () => {
  test('refutations come before doubts, and win', () => {
    const { verdict, reasons } = judgeOne(
      journalOf({
        probes: [
          { see: during(faultT, 3000, failing) },
          { name: 'broken', see: during(methodT, 1e9, { r: 'broken' }) },
        ],
        edit: insert({ type: 'residue', t: 8999, experiment: 0, object: 'o', difference: 'd' }),
      }),
    );
    expect(verdict).toBe('refuted');
    expect(reasons[0]?.code).toBe('tolerance-not-met');
    expect(reasons.map(({ code }) => code)).toEqual(expect.arrayContaining(['probe-broken', 'residue']));
  });

  test('an interrupted run that was refuted already stays refuted, and still exits 130', () => {
    const edit = change('run-ended', { stopped: { code: 'interrupted', message: 'interrupted by SIGINT' } });
    const result = judge(journalOf({ probes: [{ see: during(faultT, 3000, failing) }], edit }));
    expect(result).toMatchObject({ verdict: 'refuted', exitCode: 130 });
  });

  test('a run without an end is not upheld', () => {
    expect(judge(journalOf({ edit: drop('run-ended') }))).toMatchObject({ verdict: 'inconclusive', exitCode: 2 });
  });

  test('--fail-on refuted makes an inconclusive run green, and a refuted one not', () => {
    const run = { failOn: 'refuted' } as const;
    expect(judge(journalOf({ run, probes: [{ see: () => undefined }] })).exitCode).toBe(0);
    expect(judge(journalOf({ run, probes: [{ see: during(faultT, 3000, failing) }] })).exitCode).toBe(1);
  });

  test('a baseline that was not met refutes nothing, whatever came after', () => {
    const { verdict, reasons } = judgeOne(journalOf({ probes: [{ see: () => failing }] }));
    expect(verdict).toBe('inconclusive');
    expect(reasons.map(({ code }) => code)).toEqual(['baseline-not-met', 'no-samples']);
  });

  test('steps after the one that failed make one reason', () => {
    const skipped = (index: number) =>
      ({
        type: 'step-ended',
        t: 2600,
        startedT: 2600,
        experiment: 0,
        index,
        kind: 'wait',
        at,
        status: 'skipped',
        message: 'an earlier step ended the method',
      }) as const;
    const steps = [
      { kind: 'podAction', at },
      { kind: 'wait', at },
      { kind: 'wait', at },
    ];
    const { reasons } = judgeOne(
      journalOf({
        started: { steps },
        edit: events => insert(skipped(1), skipped(2))(step({ status: 'failed', message: 'no' })(events)),
      }),
    );
    expect(reasons.map(({ code }) => code)).toEqual(['step-failed', 'not-run']);
    expect(reasons[1]?.message).toMatch(/^2 steps not run, from step 2 \(wait\) on: an earlier step/);
  });

  test('a sample of a probe that does not exist is invalid input', () => {
    expect(() => judge([...journalOf(), { type: 's', t: 1, e: 0, p: 7, r: 'ok', ms: 1 }])).toThrow(
      /a sample of probe 8, of 1/,
    );
  });
});
