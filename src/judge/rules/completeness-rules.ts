import type { JudgedPhase } from '../../scenario/suite.ts';
import { phaseOf } from '../experiment-record.ts';
import { reasonAt } from '../reason.ts';
import { recoveryTolerances } from '../recovery-search.ts';
import type { Reason } from '../run-result.ts';
import type { Trial } from '../trial.ts';

/** The experiment came to its own end. (A baseline that was not met is explained by its own rule.) */
export function cameToItsEnd({ record }: Trial): Reason[] {
  const { started, ended, phases } = record;
  if (!ended) {
    const where = phases.at(-1) ? `in its ${phases.at(-1)!.name}` : 'before its first phase';
    return [reasonAt(started.at, 'interrupted', `the journal ends in the middle of the experiment, ${where}`)];
  }
  if (!ended.stopped || ended.stopped.code === 'baseline-not-met') return [];
  return [reasonAt(ended.stopped.at ?? started.at, ended.stopped.code, ended.stopped.message)];
}

/**
 * Somebody looked whether the app came back: a tolerance of some probe holds in the recovery. (How many samples there are is
 * a matter of its length.)
 */
export function recoveryWasLookedAt({ record: { started, ended } }: Trial): Reason[] {
  const [first] = started.steadyState;
  if (!first || !ended || ended.stopped || started.steadyState.some(probe => recoveryTolerances(probe).length > 0))
    return [];
  const message =
    'no tolerance holds in the recovery, nobody looked whether the app came back: `tolerance` holds in all phases, `after` in the recovery';
  return [reasonAt(first.tolerances[0]?.at ?? first.at, 'no-samples', message)];
}

/** Every probe of the steady state was asked for something; what asks for nothing cannot fail. */
export function everyProbeWasAsked({ record: { started } }: Trial): Reason[] {
  return started.steadyState
    .filter(({ tolerances }) => tolerances.length === 0)
    .map(({ name, at }) =>
      reasonAt(at, 'no-samples', `"${name}" has no tolerance, its samples were held against nothing`),
    );
}

/** Every phase that has something to judge took place. */
export function everyPhaseTookPlace({ record, recovery }: Trial): Reason[] {
  const { started, ended } = record;
  if (!ended || ended.stopped || started.steadyState.length === 0) return [];
  const missing: JudgedPhase[] = phaseOf(record, 'method') ? [] : ['method'];
  const toRecover = started.steadyState.some(probe => recoveryTolerances(probe).length > 0);
  if (toRecover && !recovery) missing.push('recovery');
  return missing.map(phase => reasonAt(started.at, 'not-run', `the ${phase} was never watched`));
}
