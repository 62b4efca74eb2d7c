import type { FaultInjected, StepEnded } from '../journal/event.ts';
import type { Verdict } from '../verdict.ts';
import type { ToleranceAssessment } from './assess-phase.ts';
import { judgedByStepsAlone } from './legacy-outcome.ts';
import { verdictOfCode, worstFirst } from './reason.ts';
import type { Reason } from './run-result.ts';
import type { Trial } from './trial.ts';

type NonEmpty<T> = readonly [T, ...T[]];

/**
 * What an upheld verdict rests on. There is no evidence without samples that met a tolerance and something that
 * demonstrably happened to the app, or, for a policy without a steady state, without steps that were done.
 */
export type Evidence =
  | {
      readonly kind: 'steady-state';
      readonly held: NonEmpty<ToleranceAssessment>;
      readonly effects: NonEmpty<FaultInjected | StepEnded>;
    }
  | { readonly kind: 'steps'; readonly done: NonEmpty<StepEnded> }
  /** `compat: legacy`: PowerfulSeal needs no evidence, only that no step failed. */
  | { readonly kind: 'legacy'; readonly done: readonly StepEnded[] };

/** What an experiment came to. Only `upheld` takes evidence, and only it can be built without a reason. */
export type Conclusion =
  | { readonly verdict: 'upheld'; readonly evidence: Evidence; readonly reasons: readonly [] }
  | { readonly verdict: Exclude<Verdict, 'upheld'>; readonly reasons: NonEmpty<Reason> };

/** Worst first: one refutation refutes; no reason at all still needs evidence to be upheld. */
export function conclude(trial: Trial, reasons: readonly Reason[]): Conclusion {
  const [worst, ...others] = worstFirst(reasons);
  if (worst) return { verdict: verdictOfCode(worst.code), reasons: [worst, ...others] };
  const evidence = findEvidence(trial);
  if (evidence) return { verdict: 'upheld', evidence, reasons: [] };
  const { file, line, column } = trial.record.started.at;
  const message = 'nothing shows that the hypothesis was put to the test: no tolerance was held against samples';
  return { verdict: 'inconclusive', reasons: [{ code: 'no-samples', message, file, line, column }] };
}

function findEvidence({ run, record, assessments }: Trial): Evidence | undefined {
  const done = record.steps.filter(({ status }) => status === 'done');
  if (judgedByStepsAlone(run, record)) return { kind: 'legacy', done };
  if (record.started.steadyState.length === 0) return isNonEmpty(done) ? { kind: 'steps', done } : undefined;
  const held = assessments.filter(({ phase, assessment }) => phase !== 'baseline' && assessment.holds === true);
  const landed = record.faults.filter(({ receipt }) => receipt.landed);
  const effects = [...landed, ...done.filter(({ kind }) => run.compat === 'legacy' || kind === 'kubectl')];
  return isNonEmpty(held) && isNonEmpty(effects) ? { kind: 'steady-state', held, effects } : undefined;
}

function isNonEmpty<T>(list: readonly T[]): list is NonEmpty<T> {
  return list.length > 0;
}
