import { judgedByStepsAlone } from '../legacy-outcome.ts';
import { describeFault } from '../phrases.ts';
import { reasonAt } from '../reason.ts';
import { listResidue } from '../residue.ts';
import type { Reason } from '../run-result.ts';
import type { Trial } from '../trial.ts';

/**
 * Every fault was proven to have taken effect by a second source. PowerfulSeal asks for no proof: under `compat: legacy`
 * a policy without a steady state is judged by its steps alone.
 */
export function everyFaultLanded({ run, record }: Trial): Reason[] {
  if (judgedByStepsAlone(run, record)) return [];
  return record.faults
    .filter(({ receipt }) => !receipt.landed)
    .map(fault => {
      const at = record.started.steps[fault.step]?.at ?? record.started.at;
      return reasonAt(at, 'fault-not-proven', `the ${describeFault(fault)} is not proven: ${fault.receipt.evidence}`);
    });
}

/** Steps that neither change nor look at anything of the app. */
const idleSteps: ReadonlySet<string> = new Set(['wait', 'alertManagerAction']);

/**
 * Something was put to the test: a fault landed, or kubectl changed something. A policy without a steady state is a
 * list of steps and is judged by them; without steps there is nothing to judge.
 */
export function somethingWasTested({ run, record }: Trial): Reason[] {
  const { started, ended, faults, steps } = record;
  if (judgedByStepsAlone(run, record)) return [];
  if (started.steps.length === 0)
    return [reasonAt(started.at, 'empty-action', 'there are no steps: nothing was put to the test')];
  if (run.compat === 'legacy' || !ended || ended.stopped) return [];
  if (started.steadyState.length === 0)
    return started.steps.every(({ kind }) => idleSteps.has(kind))
      ? [reasonAt(started.at, 'empty-action', 'the steps only wait: nothing was put to the test')]
      : [];
  const explained = faults.length > 0 || steps.some(step => step.inconclusive !== undefined || step.status !== 'done');
  const changed = steps.some(({ kind, status }) => kind === 'kubectl' && status === 'done');
  if (explained || changed) return [];
  return [reasonAt(started.at, 'empty-action', 'no step injected a fault: the steady state was not put to the test')];
}

/** Every fault that needs it was undone, and the cluster is as it was before. */
export function nothingWasLeft({ record }: Trial): Reason[] {
  return listResidue(record).map(({ at, sentence }) => reasonAt(at, 'residue', sentence));
}
