import { describe, expect, test } from '@jest/globals';
import { faultT, journalOf, judge, judgeOne, methodT } from './journal-builder.ts';
import {
  at,
  change,
  counting,
  drop,
  during,
  failing,
  insert,
  mesh,
  noPhase,
  type Options,
  step,
} from './journal-edits.ts';

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

  test('a phase that ends before it began is invalid input', () => {
    const ended = { type: 'phase-ended', t: 4000, experiment: 0, phase: 'recovery' } as const;
    expect(() => judge([...journalOf(), ended])).toThrow(/the end of the phase recovery, before its beginning/);
  });

  test('a sample of a probe that does not exist is invalid input', () => {
    expect(() => judge([...journalOf(), { type: 's', t: 1, e: 0, p: 7, r: 'ok', ms: 1 }])).toThrow(
      /a sample of probe 8, of 1/,
    );
  });

  test('what was not undone is among the residue, so that a script that looks there finds it', () => {
    const undone = { type: 'fault-undone', t: 5005, experiment: 0, id: 'e0-f1', undone: false, message: 'forbidden' };
    const edit = (events: Parameters<ReturnType<typeof insert>>[0]) =>
      insert(undone as never)(change('fault-injected', { needsUndo: true })(events));
    expect(judgeOne(journalOf({ edit })).residue).toEqual([
      { object: 'kill of api-1', difference: 'not undone: forbidden' },
    ]);
  });
});
