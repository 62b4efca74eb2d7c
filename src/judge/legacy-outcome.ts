import type { RunStarted } from '../journal/event.ts';
import type { ExperimentRecord } from './experiment-record.ts';
import type { ExperimentResult } from './run-result.ts';

/**
 * Whether an experiment comes to what PowerfulSeal makes of it: no step failed. Where the file has a steady state, which
 * PowerfulSeal does not know, `compat: legacy` changes nothing in what that takes.
 */
export function judgedByStepsAlone(
  { compat }: Pick<RunStarted, 'compat'>,
  { started }: Pick<ExperimentRecord, 'started'>,
): boolean {
  return compat === 'legacy' && started.steadyState.length === 0;
}

/**
 * Whether PowerfulSeal would end such a run with exit code 0 although scenarios failed: its `report` only logs them.
 * What it does not know (a tolerance, residue, a run that was cut short) it does not excuse.
 */
export function isOnlyReported(run: RunStarted, experiments: readonly ExperimentResult[]): boolean {
  if (run.compat !== 'legacy' || (run.exitStrategy ?? 'report') !== 'report') return false;
  return experiments
    .filter(({ verdict }) => verdict !== 'upheld')
    .every(
      ({ verdict, steadyState, reasons }) =>
        verdict === 'refuted' &&
        steadyState.length === 0 &&
        reasons.every(({ code }) => code === 'step-failed' || code === 'not-run'),
    );
}
