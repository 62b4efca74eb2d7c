import type { ReasonCode } from '../../journal/event.ts';
import { checkTolerance } from '../../scenario/check-tolerance.ts';
import { type RecoveryStage, userProbes } from '../../scenario/suite.ts';
import type { ToleranceAssessment } from '../assess-phase.ts';
import type { ExperimentRecord } from '../experiment-record.ts';
import { formatMs, formatObserved, formatSpan } from '../observed.ts';
import { describeFault } from '../phrases.ts';
import { reasonAt } from '../reason.ts';
import { firstSuccess } from '../recovery-split.ts';
import type { Reason } from '../run-result.ts';
import { describeUntold } from '../tolerance-sentence.ts';
import type { RecoveryOutcome, Trial } from '../trial.ts';

/** The steady state was back in time after the last fault, and stayed. */
export function recovered({ record, recovery, assessments }: Trial): Reason[] {
  if (!recovery) return [];
  const { started, ended } = record;
  const { faultEndT, limitMs, endT, recoveredAtT, perhapsAtT, doubt } = recovery;
  const limitT = faultEndT + limitMs;
  const found = assessments.filter(({ phase }) => phase === 'recovery');
  if (recoveredAtT !== undefined && recoveredAtT <= limitT)
    return found
      .filter(({ tolerance, assessment }) => tolerance.metric === 'samples' && assessment.holds === null)
      .map(scarce => reasonAt(scarce.tolerance.at, 'too-few-samples', describeUntold(scarce)));
  if (perhapsAtT !== undefined && perhapsAtT <= limitT && doubt) {
    const at = doubt.probe.tolerances.find(({ phases }) => phases.includes('recovery'))?.at ?? doubt.probe.at;
    return [reasonAt(at, doubt.code, `"${doubt.probe.name}" cannot tell whether it recovered: ${doubt.because}`)];
  }
  if (recoveredAtT === undefined && endT < limitT) {
    // Somebody stopped looking too early. Where the run was cut short, that reason says it all.
    const because = `the recovery was watched for ${formatMs(endT - faultEndT)} of ${formatMs(limitMs)}`;
    return ended?.stopped ? [] : [reasonAt(started.at, 'not-run', because)];
  }
  const blocking = found.find(({ assessment }) => assessment.holds === false) ?? found[0];
  const message = describeNotRecovered(record, recovery, blocking);
  return [reasonAt(blocking?.tolerance.at ?? started.at, 'not-recovered', message)];
}

/** Every bounded stage of the recovery was reached in time. */
export function stagesWereInTime(trial: Trial): Reason[] {
  const { record, split } = trial;
  const tolerances = record.started.recovery.tolerances ?? [];
  if (tolerances.length > 0 && !split)
    return [reasonAt(tolerances[0]?.at, 'no-samples', 'no fault on pods landed: there are no stages of a recovery')];
  return tolerances.flatMap(({ stage, operator, valueMs, expression, at }) => {
    const observedMs = split?.[stage] ?? null;
    if (observedMs === null) return [reasonAt(at, ...describeUnseen(trial, stage, expression))];
    if (checkTolerance({ operator, value: valueMs }, observedMs)) return [];
    const message = `the recovery reached ${stage} ${formatMs(observedMs)} after the injection, wanted ${expression}`;
    return [reasonAt(at, 'not-recovered', message)];
  });
}

/** A pod that was seen to fall and never to rise again has not recovered; where nothing was seen, nothing can be said. */
function describeUnseen({ record, recovery }: Trial, stage: RecoveryStage, expression: string): [ReasonCode, string] {
  if (stage === 'stable' && (!recovery || recovery.perhapsAtT !== undefined))
    return ['no-samples', `nobody can tell since when it was stable: ${expression} cannot be told`];
  if (stage === 'user' && firstSuccess(record) === 'unseen')
    return ['no-samples', `no ${[...userProbes].join(' or ')} saw what became of users: ${expression} cannot be told`];
  const watched = record.podChanges.some(({ targeted }) => targeted);
  if (stage === 'user' || stage === 'stable' || (watched && stage !== 'notReady' && stage !== 'endpointRemoved'))
    return ['not-recovered', `the recovery never reached ${stage}, wanted ${expression}`];
  return ['no-samples', `${stage} was not seen: ${expression} cannot be told`];
}

function describeNotRecovered(
  record: ExperimentRecord,
  { recoveredAtT, faultEndT, limitMs, stableForMs }: RecoveryOutcome,
  blocking: ToleranceAssessment | undefined,
): string {
  const last = record.faults.filter(({ receipt }) => receipt.landed).sort((a, b) => b.t - a.t)[0];
  const after = last ? `the ${describeFault(last)}${last.needsUndo ? ' was undone' : ''}` : 'the method';
  const wanted = `back for ${formatSpan(stableForMs)} within ${formatMs(limitMs)}`;
  if (recoveredAtT !== undefined)
    return `the steady state was back only ${formatMs(recoveredAtT - faultEndT)} after ${after}, wanted ${wanted}`;
  const { probe, tolerance, assessment } = blocking ?? {};
  const seen =
    probe && tolerance && assessment?.holds === false
      ? `: at the end "${probe.name}" had ${tolerance.metric} ${formatObserved(assessment.observed, tolerance.unit)}, wanted ${tolerance.expression}`
      : ': it never lasted';
  return `the steady state was not back after ${after}, wanted ${wanted}${seen}`;
}
