import type { ExperimentStarted, FaultInjected, JournalEvent, PhaseName } from '../../journal/event.ts';
import { addSample, type ProbeState, startPhaseOf, startProbe } from './probe-state.ts';

/** What a person who watches a run sees, as far as the journal tells. Times are those of the journal. */
export interface LiveState {
  /** What goes on outside of experiments: the last thing that was begun. */
  readonly doing?: { readonly text: string; readonly startT: number };
  /** How many the run wants to make. */
  readonly experiments: number;
  readonly experiment?: LiveExperiment;
}

export interface LiveExperiment {
  readonly started: ExperimentStarted;
  readonly phase?: { readonly name: PhaseName; readonly startT: number };
  readonly probes: readonly ProbeState[];
  readonly stepsEnded: number;
  /** Faults that landed and are not undone, of those that need it. */
  readonly lasting: readonly FaultInjected[];
  /** When the last fault ended: recovery counts from there. */
  readonly faultEndT?: number;
}

export const initialState: LiveState = { experiments: 0 };

/** The state after an event. Pure. */
export function advance(state: LiveState, event: JournalEvent): LiveState {
  switch (event.type) {
    case 'run-started':
    case 'experiments-planned':
      return { ...state, experiments: event.experiments.length };
    case 'message':
      if (event.level !== 'progress') return state;
      return { ...state, doing: { text: event.text, startT: event.t } };
    case 'experiment-started': {
      const probes = event.steadyState.map(startProbe);
      const experiment = { started: event, probes, stepsEnded: 0, lasting: [] };
      return { experiments: state.experiments, experiment };
    }
    case 'experiment-ended':
    case 'run-ended':
      return { experiments: state.experiments };
    default:
      return state.experiment ? { ...state, experiment: advanceExperiment(state.experiment, event) } : state;
  }
}

function advanceExperiment(experiment: LiveExperiment, event: JournalEvent): LiveExperiment {
  switch (event.type) {
    case 's': {
      const probe = experiment.probes[event.p];
      return probe ? { ...experiment, probes: experiment.probes.with(event.p, addSample(probe, event)) } : experiment;
    }
    case 'phase-started':
      return {
        ...experiment,
        phase: { name: event.phase, startT: event.t },
        probes: experiment.probes.map(startPhaseOf),
      };
    case 'phase-ended':
      return { ...experiment, phase: undefined };
    case 'step-ended':
      return { ...experiment, stepsEnded: experiment.stepsEnded + 1 };
    case 'fault-injected':
      if (event.needsUndo) return { ...experiment, lasting: [...experiment.lasting, event] };
      return { ...experiment, faultEndT: Math.max(experiment.faultEndT ?? 0, event.t) };
    case 'fault-undone': {
      if (!event.undone) return experiment;
      const lasting = experiment.lasting.filter(({ id }) => id !== event.id);
      return { ...experiment, lasting, faultEndT: Math.max(experiment.faultEndT ?? 0, event.t) };
    }
    default:
      return experiment;
  }
}
