import type { RunStarted } from '../journal/event.ts';
import type { JudgedPhase } from '../scenario/suite.ts';
import { assessAmplification } from './assess-amplification.ts';
import { assessPhase, type ToleranceAssessment } from './assess-phase.ts';
import { type ExperimentRecord, faultEndOf, phaseOf } from './experiment-record.ts';
import { recoveryTolerances } from './recovery-search.ts';
import { type RecoverySplit, splitRecovery } from './recovery-split.ts';
import { createRecoveryTracker, type RecoveryState, windowMs } from './recovery-tracker.ts';
import { viewBetween } from './sample-view.ts';
import { doubtUnseen } from './unseen-outage.ts';

/** An experiment with its samples held against its tolerances: what the rules look at. */
export interface Trial {
  readonly run: RunStarted;
  readonly record: ExperimentRecord;
  readonly assessments: readonly ToleranceAssessment[];
  /** Every tolerance of the baseline holds; true without a steady state. */
  readonly baselineMet: boolean;
  readonly recovery?: RecoveryOutcome;
  /** The recovery by its stages; undefined: no fault on pods landed. */
  readonly split?: RecoverySplit;
}

export interface RecoveryOutcome extends RecoveryState {
  readonly faultEndT: number;
  readonly limitMs: number;
  /** The length of the window that counts as stable. */
  readonly stableForMs: number;
  /** When observation of the recovery ended. */
  readonly endT: number;
}

export function assessTrial(run: RunStarted, record: ExperimentRecord): Trial {
  const recovery = assessRecovery(record);
  const assessments = [
    ...assessSpan(record, 'baseline', spanOf(record, 'baseline')),
    ...assessSpan(record, 'method', spanOf(record, 'method')).map(found => doubtUnseen(found, record)),
    ...(recovery ? assessRecovered(record, recovery) : []),
  ];
  const baseline = assessments.filter(({ phase }) => phase === 'baseline');
  const sampled = record.started.steadyState.length === 0 || phaseOf(record, 'baseline') !== undefined;
  return {
    run,
    record,
    recovery,
    split: splitRecovery(record, recovery),
    assessments,
    baselineMet: sampled && baseline.every(({ assessment }) => assessment.holds),
  };
}

/** Start and end of a phase; undefined when it never began. */
export function spanOf(record: ExperimentRecord, name: JudgedPhase): [startT: number, endT: number] | undefined {
  const phase = phaseOf(record, name);
  return phase && [phase.startT, phase.endT];
}

function assessSpan(
  record: ExperimentRecord,
  phase: JudgedPhase,
  span: [startT: number, endT: number] | undefined,
): ToleranceAssessment[] {
  if (!span) return [];
  return record.started.steadyState.flatMap((probe, index) =>
    assessPhase(probe, phase, viewBetween(record.series[index]!, span[0], span[1], probe.everyMs)).map(found =>
      found.tolerance.metric === 'amplification'
        ? { ...found, assessment: assessAmplification(record, index, found.tolerance) }
        : found,
    ),
  );
}

/** undefined where there is nothing to recover, or observation never came that far. */
function assessRecovery(record: ExperimentRecord): RecoveryOutcome | undefined {
  const { started, series } = record;
  const phase = phaseOf(record, 'recovery');
  const faultEndT = faultEndOf(record);
  if (!phase || faultEndT === undefined || started.steadyState.every(probe => recoveryTolerances(probe).length === 0))
    return undefined;
  const tracker = createRecoveryTracker({ ...started, series });
  tracker.faultEnded(faultEndT);
  tracker.recoveryBegan(phase.startT);
  const endT = Number.isFinite(phase.endT) ? phase.endT : record.lastT;
  return {
    ...tracker.finish(endT),
    faultEndT,
    endT,
    limitMs: started.recovery.withinMs,
    stableForMs: windowMs(started.steadyState, started.recovery.stableForMs),
  };
}

/** The recovery's tolerances on the window in which the steady state was back, or on the last one that was watched. */
function assessRecovered(record: ExperimentRecord, recovery: RecoveryOutcome): ToleranceAssessment[] {
  const { stableForMs, endT, faultEndT, limitMs, recoveredAtT, perhapsAtT } = recovery;
  const inTime = [recoveredAtT, perhapsAtT].find(t => t !== undefined && t <= faultEndT + limitMs);
  const startT = inTime ?? recoveredAtT ?? Math.max(faultEndT, endT - stableForMs);
  return record.started.steadyState.flatMap((probe, index) => {
    const series = record.series[index]!;
    const window = viewBetween(series, startT, startT + stableForMs, probe.everyMs);
    const all = viewBetween(series, faultEndT, endT, probe.everyMs);
    const inWindow = assessPhase({ ...probe, minSamples: 0 }, 'recovery', window);
    const counted = assessPhase({ ...probe, minSamples: 0 }, 'recovery', all);
    return inWindow.map((found, i) => ({ ...(found.tolerance.metric === 'samples' ? counted[i]! : found), probe }));
  });
}
