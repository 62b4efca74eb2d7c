import type { Position } from '../errors.ts';
import type { Compat, FailOn, JudgedPhase, ProviderName, RecoveryTolerance, Tolerance } from '../scenario/suite.ts';
import type { InconclusiveCode, StopCode } from './reason-code.ts';
import type { Sample } from './sample.ts';
import type { ClusterEvent, EndpointChanged, PodChanged } from './watch-event.ts';

export * from './reason-code.ts';
export type * from './sample.ts';
export * from './watch-event.ts';

/**
 * The record of a run, one event a line (`journal.ndjson`), and the only input of the judge and of every report.
 * `t` is milliseconds since `run-started` on one monotonic clock; wall time is `startedAt + t`.
 * Keys of `sample` are short because a run may have a million of them.
 */
export type JournalEvent =
  | RunStarted
  | ExperimentsPlanned
  | ClusterReady
  | Message
  | ExperimentStarted
  | PhaseStarted
  | PhaseEnded
  | Sample
  | StepEnded
  | FaultInjected
  | FaultUndone
  | PodChanged
  | EndpointChanged
  | ClusterEvent
  | MethodStopped
  | ResidueFound
  | ExperimentEnded
  | RunEnded;

export const journalVersion = 1;

export interface RunStarted {
  readonly type: 'run-started';
  readonly t: 0;
  readonly journalVersion: typeof journalVersion;
  readonly tool: { readonly name: 'chaos-gate'; readonly version: string };
  /** RFC 3339. */
  readonly startedAt: string;
  readonly seed: number;
  readonly compat: Compat;
  readonly failOn: FailOn;
  /** Whether the run goes on after a scenario that was not upheld. Absent in older journals. */
  readonly exitStrategy?: 'report' | 'fail-fast';
  readonly files: readonly string[];
  /** The other flags that the run was given, as words of a command line. Absent in older journals. */
  readonly flags?: readonly string[];
  /** How many experiments the run wants to make; fewer `experiment-started` than this is `not-run`. */
  readonly experiments: readonly { readonly name: string; readonly at: Position }[];
}

/** The experiments of a run whose cluster had scenarios of its own: all of them, instead of those of `run-started`. */
export interface ExperimentsPlanned {
  readonly type: 'experiments-planned';
  readonly t: number;
  readonly experiments: RunStarted['experiments'];
}

export interface ClusterReady {
  readonly type: 'cluster-ready';
  readonly t: number;
  readonly provider: ProviderName;
  readonly name: string;
  readonly version: string;
  readonly nodes: readonly string[];
  readonly created: boolean;
}

/** Something worth telling a reader: progress, a warning, a note on what was seen. */
export interface Message {
  readonly type: 'message';
  readonly t: number;
  readonly level: 'progress' | 'notice' | 'warning';
  readonly text: string;
}

export interface ExperimentStarted {
  readonly type: 'experiment-started';
  readonly t: number;
  /** Index into `run-started.experiments`. */
  readonly experiment: number;
  readonly name: string;
  readonly at: Position;
  readonly hypothesis?: string;
  readonly steadyState: readonly ProbeRecord[];
  readonly steps: readonly StepRecord[];
  readonly recovery: {
    readonly withinMs: number;
    readonly stableForMs: number;
    /** Bounds on single stages of the recovery. Absent: none. */
    readonly tolerances?: readonly RecoveryTolerance[];
  };
  /** How long baseline and method last at least, for those who watch. Absent in older journals. */
  readonly phaseMs?: { readonly baseline: number; readonly method: number };
  /** Absent: harm to workloads that were not targeted refutes. */
  readonly collateral?: 'refute' | 'ignore';
}

export interface StepRecord {
  readonly kind: string;
  readonly at: Position;
  /** The same for steps that do the same. Absent in older journals. */
  readonly digest?: string;
}

export interface ProbeRecord {
  readonly name: string;
  readonly kind: string;
  readonly at: Position;
  readonly everyMs: number;
  readonly timeoutMs: number;
  readonly minSamples: number;
  readonly tolerances: readonly Tolerance[];
  /** The Service that it asks. Absent: it asks none, or the journal is an older one. */
  readonly service?: { readonly namespace: string; readonly name: string };
  /** Its value is how many objects there are. */
  readonly countsObjects?: true;
  /** The same for probes that ask the same. Absent in older journals. */
  readonly digest?: string;
  /** Its value is a count, of ready objects for instance: never less. Absent: it may be any number, or the journal is an older one. */
  readonly leastValue?: 0;
  /** Its stop conditions, as they are written. Absent: it has none, or the journal is an older one. */
  readonly stopWhen?: readonly string[];
  /** How the probe reaches its target (`cluster address, directly`), with the overhead it measured, if any. */
  readonly vantage?: string;
}

export type PhaseName = JudgedPhase | 'undo';

export interface PhaseStarted {
  readonly type: 'phase-started';
  readonly t: number;
  readonly experiment: number;
  readonly phase: PhaseName;
}
export interface PhaseEnded {
  readonly type: 'phase-ended';
  readonly t: number;
  readonly experiment: number;
  readonly phase: PhaseName;
}

export interface StepEnded {
  readonly type: 'step-ended';
  readonly t: number;
  readonly startedT: number;
  readonly experiment: number;
  readonly index: number;
  readonly kind: string;
  readonly at: Position;
  readonly status: 'done' | 'failed' | 'skipped' | 'interrupted';
  readonly message: string;
  /** Why a step that did not do what was asked leaves the experiment inconclusive (strict) - absent when it did. */
  readonly inconclusive?: InconclusiveCode;
}

export interface TargetRecord {
  readonly kind: 'Pod' | 'Node' | 'Container' | 'Object';
  readonly namespace?: string;
  readonly name: string;
  readonly uid?: string;
  readonly node?: string;
  readonly container?: string;
}

/** A fault with its receipt: `landed` only when a second source proved that it took effect. */
export interface FaultInjected {
  readonly type: 'fault-injected';
  /** When its effect began; recovery of a fault that needs no undo counts from here. */
  readonly t: number;
  readonly experiment: number;
  readonly step: number;
  /** Unique in the run; the undo journal uses the same. */
  readonly id: string;
  readonly kind: string;
  readonly targets: readonly TargetRecord[];
  readonly receipt: { readonly landed: boolean; readonly evidence: string };
  readonly needsUndo: boolean;
  /** How it was done, where there is more than one way: `iptables`, `the embedded network`. */
  readonly mechanism?: string;
  /** What was asked for, in numbers: `{ delayMs: 100 }`. */
  readonly parameters?: Readonly<Record<string, number>>;
}

export interface FaultUndone {
  readonly type: 'fault-undone';
  readonly t: number;
  readonly experiment: number;
  readonly id: string;
  readonly undone: boolean;
  readonly message?: string;
}

/** A `stopWhen` of the steady state was met: no further step is run, everything is undone. */
export interface MethodStopped {
  readonly type: 'method-stopped';
  readonly t: number;
  readonly experiment: number;
  readonly at: Position;
  /** The probe's name. */
  readonly probe: string;
  readonly expression: string;
  readonly observed: string;
}

export interface ResidueFound {
  readonly type: 'residue';
  readonly t: number;
  readonly experiment: number;
  readonly object: string;
  readonly difference: string;
}

export interface ExperimentEnded {
  readonly type: 'experiment-ended';
  readonly t: number;
  readonly experiment: number;
  /** Set when it did not come to its end. */
  readonly stopped?: { readonly code: StopCode; readonly message: string; readonly at?: Position };
}

export interface RunEnded {
  readonly type: 'run-ended';
  readonly t: number;
  readonly stopped?: { readonly code: StopCode; readonly message: string };
}
