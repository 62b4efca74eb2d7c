import { phaseOf } from '../experiment-record.ts';
import { reasonAt } from '../reason.ts';
import type { Reason } from '../run-result.ts';
import { describeUnmet, describeUntold } from '../tolerance-sentence.ts';
import type { Trial } from '../trial.ts';

/** The steady state held before anything was injected. */
export function baselineHeld(trial: Trial): Reason[] {
  const { record } = trial;
  const { started, ended } = record;
  if (trial.baselineMet) {
    // The engine saw it otherwise at the time: its word counts, for it stopped there.
    return ended?.stopped?.code === 'baseline-not-met'
      ? [reasonAt(ended.stopped.at ?? started.at, 'baseline-not-met', ended.stopped.message)]
      : [];
  }
  if (!phaseOf(record, 'baseline'))
    return ended?.stopped
      ? []
      : [reasonAt(started.at, 'not-run', 'the steady state was never sampled before the faults')];
  return trial.assessments
    .filter(({ phase, assessment }) => phase === 'baseline' && assessment.holds !== true)
    .map(found => {
      const { assessment, tolerance } = found;
      return assessment.holds === null
        ? reasonAt(tolerance.at, assessment.code, describeUntold(found))
        : reasonAt(tolerance.at, 'baseline-not-met', `${describeUnmet(record, found)}: nothing was injected`);
    });
}
