import type { JournalEvent, PhaseName } from '../journal/event.ts';
import {
  addToRecord,
  assessTrial,
  type ExperimentRecord,
  faultEndOf,
  findMetCondition,
  judgeExperiment,
  type MetCondition,
  openRecord,
} from '../judge/index.ts';
import type { SteadyStateProbe } from '../scenario/suite.ts';
import type { Verdict } from '../verdict.ts';
import type { ExperimentContext } from './context.ts';

/**
 * An experiment while it runs: records its events, and keeps what the judge keeps of them, so that what the engine
 * decides on the way (baseline met, recovered) is decided by the code that reads the journal afterwards.
 */
export interface LiveExperiment {
  readonly record: (event: JournalEvent) => void;
  /** Runs a phase and records its start and end, however it ends. */
  inPhase<T>(phase: PhaseName, job: () => Promise<T>): Promise<T>;
  baselineMet(): boolean;
  /** The baseline was not met only because the gate could not look: nothing speaks against looking again. */
  baselineStarved(): boolean;
  /** Nothing that may still be sampled changes whether the steady state came back in time. */
  recoveryDecided(): boolean;
  /** The first of the conditions that the samples since `fromT` meet, with what was seen. */
  metStopCondition(steadyState: readonly SteadyStateProbe[], fromT: number): MetCondition | undefined;
  /** What the judge makes of the experiment, once it has ended. */
  verdict(): Verdict;
}

export function recordLive(context: ExperimentContext): LiveExperiment {
  const { clock, experiment, started } = context;
  let kept: ExperimentRecord | undefined;
  const record = (event: JournalEvent) => {
    context.record(event);
    if (event.type === 'experiment-started') kept = openRecord(event);
    else if (kept && event.type !== 'message') addToRecord(kept, event);
  };
  const of = (): ExperimentRecord => {
    if (!kept) throw new Error('the experiment has not started');
    return kept;
  };
  return {
    record,
    async inPhase(phase, job) {
      record({ type: 'phase-started', t: clock.now(), experiment, phase });
      try {
        return await job();
      } finally {
        record({ type: 'phase-ended', t: clock.now(), experiment, phase });
      }
    },
    baselineMet: () => assessTrial(started, of()).baselineMet,
    baselineStarved: () =>
      assessTrial(started, of())
        .assessments.filter(({ phase, assessment }) => phase === 'baseline' && assessment.holds !== true)
        .every(({ assessment }) => assessment.holds === null && assessment.code === 'gate-overloaded'),
    recoveryDecided() {
      const faultEndT = faultEndOf(of());
      if (faultEndT !== undefined) of().tracker.faultEnded(faultEndT);
      return of().tracker.state(clock.now()).decided;
    },
    metStopCondition: (steadyState, fromT) => findMetCondition(of(), steadyState, fromT, clock.now()),
    verdict: () => judgeExperiment(started, of()).verdict,
  };
}
