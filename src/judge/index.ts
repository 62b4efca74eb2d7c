/** Pure: the events of a journal → the verdict. */
export { addToRecord, type ExperimentRecord, faultEndOf, openRecord } from './experiment-record.ts';
export { judgeExperiment } from './experiment-result.ts';
export { createJudge, type Judge } from './judge.ts';
export { type Outage, visitOutages } from './outage.ts';
export { createRecoveryTracker, type RecoveryState, type RecoveryTracker } from './recovery-tracker.ts';
export type { ExperimentResult, PhaseNumbers, ProbeResult, Reason, RunResult } from './run-result.ts';
export { findMetCondition, type MetCondition } from './stop-condition.ts';
export { assessTrial, type Trial } from './trial.ts';
