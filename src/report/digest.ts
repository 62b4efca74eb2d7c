import type { ExperimentStarted, FaultInjected, JournalEvent, PhaseName } from '../journal/event.ts';
import { reduceToColumns, type SampleColumns } from './column-reduction.ts';
import { gatherHappenings, type Happening } from './happenings.ts';
import { gatherDistribution, type LatencyDistribution } from './latency-distribution.ts';
import { gatherMeshHistory, type MeshFrame } from './mesh-history.ts';

/** What a picture of an experiment needs: little, whatever the number of samples. Times count from its start. */
export interface ExperimentDigest {
  readonly startedT: number;
  readonly endT: number;
  readonly phases: readonly { readonly name: PhaseName; readonly startT: number; readonly endT: number }[];
  /** `endT` is absent for a fault that is over when it has landed. */
  readonly faults: readonly { readonly fault: FaultInjected; readonly startT: number; readonly endT?: number }[];
  /** One for each probe of the steady state. */
  readonly columns: readonly SampleColumns[];
  readonly distributions: readonly LatencyDistribution[];
  readonly happenings: readonly Happening[];
  /** How many more there were. */
  readonly happeningsLeft: number;
  /** Goldpinger's mesh over time; empty for other probes. */
  readonly meshes: readonly (readonly MeshFrame[])[];
}

/** Gathers a digest while the journal is read. */
export interface DigestBuilder {
  add(event: JournalEvent): void;
  digest(): ExperimentDigest;
}

export function buildDigest(started: ExperimentStarted): DigestBuilder {
  const columns = started.steadyState.map(reduceToColumns);
  const distributions = started.steadyState.map(gatherDistribution);
  const meshes = started.steadyState.map(gatherMeshHistory);
  const happenings = gatherHappenings();
  const phases: { name: PhaseName; startT: number; endT: number }[] = [];
  const faults: { fault: FaultInjected; startT: number; endT?: number }[] = [];
  let endT = 0;
  return {
    add(event) {
      const t = event.t - started.t;
      endT = Math.max(endT, t);
      switch (event.type) {
        case 's':
          columns[event.p]?.add(t, event);
          distributions[event.p]?.add(phases.findLast(({ startT }) => startT <= t)?.name, event);
          meshes[event.p]?.add(t, event);
          return;
        case 'phase-started':
          phases.push({ name: event.phase, startT: t, endT: Number.POSITIVE_INFINITY });
          for (const distribution of distributions) distribution.begin(event.phase);
          return;
        case 'phase-ended': {
          const phase = phases.findLast(({ name }) => name === event.phase);
          if (phase) phase.endT = t;
          return;
        }
        case 'fault-injected':
          faults.push({ fault: event, startT: t, ...(event.needsUndo && { endT: Number.POSITIVE_INFINITY }) });
          return;
        case 'fault-undone': {
          const undone = faults.find(({ fault }) => fault.id === event.id);
          if (undone && event.undone) undone.endT = t;
          return;
        }
        default:
          happenings.add(t, event);
      }
    },
    digest() {
      const cut = <T extends { endT?: number }>(span: T): T =>
        span.endT === undefined ? span : { ...span, endT: Math.min(span.endT, endT) };
      return {
        startedT: started.t,
        endT,
        phases: phases.map(cut),
        faults: faults.map(cut),
        columns,
        distributions,
        happenings: happenings.all,
        happeningsLeft: happenings.left,
        meshes: meshes.map(({ frames }) => frames),
      };
    },
  };
}
