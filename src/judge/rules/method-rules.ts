import { reasonAt } from '../reason.ts';
import type { Reason } from '../run-result.ts';
import { describeUnmet, describeUntold } from '../tolerance-sentence.ts';
import type { Trial } from '../trial.ts';

/** The steady state held while the steps ran. */
export function tolerancesHeld({ record, assessments }: Trial): Reason[] {
  return assessments
    .filter(({ phase }) => phase === 'method')
    .flatMap(found => {
      const { tolerance, assessment } = found;
      if (assessment.holds === null) return [reasonAt(tolerance.at, assessment.code, describeUntold(found))];
      return assessment.holds ? [] : [reasonAt(tolerance.at, 'tolerance-not-met', describeUnmet(record, found))];
    });
}
