import type { ProbeRecord } from '../../journal/event.ts';
import { checkTolerance } from '../../scenario/check-tolerance.ts';
import type { Tolerance } from '../../scenario/suite.ts';
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

/**
 * Who counts objects and never saw any has held the steady state against nothing: a selector with a typing error meets
 * every upper bound. Unless just that is wanted, that there is none.
 */
export function somethingWasCounted({ record: { started, ended, series } }: Trial): Reason[] {
  if (!ended || ended.stopped) return [];
  return started.steadyState.flatMap((probe, index) => {
    const bound = probe.tolerances.find(({ metric }) => metric === 'value');
    const counts = series[index]?.numbers?.subarray(0, series[index].length);
    const sawNone = counts?.every(count => count === 0 || Number.isNaN(count));
    if (!probe.countsObjects || !bound || !sawNone || asksForNone(probe)) return [];
    const message = `"${probe.name}" counted objects and never saw one, so ${bound.expression} was held against nothing: does it look for the right ones? (\`value: 0\` says that there are to be none)`;
    return [reasonAt(bound.at, 'no-samples', message)];
  });
}

/** Whether a count meets a tolerance only when there is nothing to count. */
function asksForNone({ tolerances }: ProbeRecord): boolean {
  const isMet = (tolerance: Tolerance, count: number) => checkTolerance(tolerance, count) === true;
  return tolerances.some(each => each.metric === 'value' && isMet(each, 0) && !isMet(each, 1));
}
