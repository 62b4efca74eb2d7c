import type { Reason } from '../run-result.ts';
import type { Trial } from '../trial.ts';
import { baselineHeld } from './baseline-rules.ts';
import { nobodyElseWasHarmed, noStopConditionWasMet } from './collateral-rules.ts';
import { cameToItsEnd, everyPhaseTookPlace, everyProbeWasAsked, recoveryWasLookedAt } from './completeness-rules.ts';
import { everyFaultLanded, nothingWasLeft, somethingWasTested } from './fault-rules.ts';
import { somethingWasCounted, tolerancesHeld } from './method-rules.ts';
import { everyFaultWasWatched, somethingCouldFail } from './observation-rules.ts';
import { recovered, stagesWereInTime } from './recovery-rules.ts';
import type { Rule } from './rule.ts';
import { everyStepWasRun, everyStepWorked } from './step-rules.ts';

/** Judged whatever happened. */
const always: readonly Rule[] = [cameToItsEnd, baselineHeld, nothingWasLeft];

/** Judged only after a baseline that held: before that nothing is known that could be refuted. */
const afterBaseline: readonly Rule[] = [
  everyStepWorked,
  everyStepWasRun,
  everyFaultLanded,
  somethingWasTested,
  noStopConditionWasMet,
  tolerancesHeld,
  somethingWasCounted,
  everyFaultWasWatched,
  somethingCouldFail,
  nobodyElseWasHarmed,
  recovered,
  stagesWereInTime,
  everyPhaseTookPlace,
  everyProbeWasAsked,
  recoveryWasLookedAt,
];

/** Everything that keeps an experiment from being upheld. */
export function applyRules(trial: Trial): Reason[] {
  const rules = trial.baselineMet ? [...always, ...afterBaseline] : always;
  return rules.flatMap(rule => rule(trial));
}
