import { InvalidInput } from '../errors.ts';
import type {
  ClusterEvent,
  EndpointChanged,
  ExperimentEnded,
  ExperimentStarted,
  FaultInjected,
  FaultUndone,
  JournalEvent,
  MethodStopped,
  PhaseName,
  PodChanged,
  ResidueFound,
  StepEnded,
} from '../journal/event.ts';
import { createRecoveryTracker, type RecoveryTracker } from './recovery-tracker.ts';
import { createSampleSeries, type SampleSeries } from './sample-series.ts';

/** What the journal holds of one experiment, gathered while it is read. */
export interface ExperimentRecord {
  readonly started: ExperimentStarted;
  /** One per probe of the steady state. */
  readonly series: readonly SampleSeries[];
  readonly tracker: RecoveryTracker;
  readonly phases: PhaseSpan[];
  readonly steps: StepEnded[];
  readonly faults: FaultInjected[];
  /** The last word on each fault, by its id. */
  readonly undone: Map<string, FaultUndone>;
  readonly residue: ResidueFound[];
  readonly podChanges: PodChanged[];
  readonly endpointChanges: EndpointChanged[];
  readonly clusterEvents: ClusterEvent[];
  readonly stops: MethodStopped[];
  ended?: ExperimentEnded;
  /** The latest moment of which the journal tells anything. */
  lastT: number;
}

export interface PhaseSpan {
  readonly name: PhaseName;
  readonly startT: number;
  /** Infinity until it has ended. */
  endT: number;
}

export function openRecord(started: ExperimentStarted): ExperimentRecord {
  const series = started.steadyState.map(createSampleSeries);
  const tracker = createRecoveryTracker({ ...started, series });
  return {
    started,
    series,
    tracker,
    phases: [],
    steps: [],
    faults: [],
    undone: new Map(),
    residue: [],
    podChanges: [],
    endpointChanges: [],
    clusterEvents: [],
    stops: [],
    lastT: started.t,
  };
}

/** Adds one event of the experiment. Throws InvalidInput for one that does not fit what came before. */
export function addToRecord(record: ExperimentRecord, event: JournalEvent): void {
  record.lastT = Math.max(record.lastT, event.t);
  switch (event.type) {
    case 's': {
      const series = record.series[event.p];
      if (!series)
        throw new InvalidInput(misfit(record, `a sample of probe ${event.p + 1}, of ${record.series.length}`));
      series.add(event);
      return;
    }
    case 'phase-started':
      record.phases.push({ name: event.phase, startT: event.t, endT: Number.POSITIVE_INFINITY });
      if (event.phase === 'recovery') record.tracker.recoveryBegan(event.t);
      return;
    case 'phase-ended': {
      const phase = record.phases.findLast(({ name }) => name === event.phase);
      if (!phase) throw new InvalidInput(misfit(record, `the end of the phase ${event.phase}, which never began`));
      if (event.t < phase.startT)
        throw new InvalidInput(misfit(record, `the end of the phase ${event.phase}, before its beginning`));
      phase.endT = event.t;
      return;
    }
    case 'step-ended':
      record.steps.push(event);
      return;
    case 'fault-injected':
      record.faults.push(event);
      return;
    case 'fault-undone':
      record.undone.set(event.id, event);
      return;
    case 'pod-changed':
      record.podChanges.push(event);
      return;
    case 'endpoint-changed':
      record.endpointChanges.push(event);
      return;
    case 'cluster-event':
      record.clusterEvents.push(event);
      return;
    case 'method-stopped':
      record.stops.push(event);
      return;
    case 'residue':
      record.residue.push(event);
      return;
    case 'experiment-ended':
      record.ended = event;
      return;
    default:
      throw new InvalidInput(misfit(record, `an event "${event.type}"`));
  }
}

export function phaseOf(record: ExperimentRecord, name: PhaseName): PhaseSpan | undefined {
  return record.phases.findLast(phase => phase.name === name);
}

/**
 * When the last fault ended: a fault that needs undo when it was undone, any other when it took effect. One that nobody
 * undid, and what was no fault, ends when the recovery begins. undefined: no such moment yet.
 */
export function faultEndOf(record: ExperimentRecord): number | undefined {
  const recoveryT = phaseOf(record, 'recovery')?.startT;
  const landed = record.faults.filter(({ receipt }) => receipt.landed);
  const undone = [...record.undone.values()].filter(event => event.undone);
  const ends = [...landed.filter(({ needsUndo }) => !needsUndo), ...undone].map(({ t }) => t);
  const pending = landed.some(({ id, needsUndo }) => needsUndo && !record.undone.get(id)?.undone);
  if (!pending && ends.length > 0) return Math.max(...ends);
  return recoveryT;
}

function misfit({ started }: ExperimentRecord, found: string): string {
  return `the journal does not fit together: found ${found}, in the experiment "${started.name}"`;
}
