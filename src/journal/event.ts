import type { Position } from '../errors.ts';
import type { Compat, FailOn, JudgedPhase, ProviderName, Tolerance } from '../scenario/suite.ts';

/**
 * The record of a run, one event a line (`journal.ndjson`), and the only input of the judge and of every report.
 * `t` is milliseconds since `run-started` on one monotonic clock; wall time is `startedAt + t`.
 * Keys of `sample` are short because a run may have a million of them.
 */
export type JournalEvent =
  | RunStarted
  | ClusterReady
  | Message
  | ExperimentStarted
  | PhaseStarted
  | PhaseEnded
  | Sample
  | StepEnded
  | FaultInjected
  | FaultUndone
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
  readonly files: readonly string[];
  /** How many experiments the run wants to make; fewer `experiment-started` than this is `not-run`. */
  readonly experiments: readonly { readonly name: string; readonly at: Position }[];
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
  readonly steps: readonly { readonly kind: string; readonly at: Position }[];
  readonly recovery: { readonly withinMs: number; readonly stableForMs: number };
}

export interface ProbeRecord {
  readonly name: string;
  readonly kind: string;
  readonly at: Position;
  readonly everyMs: number;
  readonly timeoutMs: number;
  readonly minSamples: number;
  readonly tolerances: readonly Tolerance[];
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

/**
 * One look. `t` is the moment it was scheduled for; latency counts from there (open loop).
 * `r` says what came of it:
 * - `ok` / `fail`: the app answered as expected / did not;
 * - `broken`: the probe itself could not look (vantage, tool, permission) - says nothing about the app;
 * - `late`: the gate was starved and sent it late by more than the probe's interval - says nothing either;
 * - `stale`: what was measured is older than the moment of interest - says nothing either.
 */
export interface Sample {
  readonly type: 's';
  readonly t: number;
  /** Experiment, and index into its `steadyState`. */
  readonly e: number;
  readonly p: number;
  readonly r: 'ok' | 'fail' | 'broken' | 'late' | 'stale';
  /** Milliseconds from the scheduled moment to the end of the answer. */
  readonly ms: number;
  /** Why it is not ok, one sentence; the same texts repeat, so files compress well. */
  readonly why?: string;
  /** probeKubernetes, probeCommand: the number that was read. */
  readonly v?: number;
  /** probeGoldpinger: expected edges, edges alive, live nodes, response times of live edges in ms, dead edges by name. */
  readonly mesh?: {
    readonly expected: number;
    readonly alive: number;
    readonly nodes: number;
    readonly ms: readonly number[];
    readonly dead?: readonly string[];
    readonly excused?: number;
  };
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
}

export interface FaultUndone {
  readonly type: 'fault-undone';
  readonly t: number;
  readonly experiment: number;
  readonly id: string;
  readonly undone: boolean;
  readonly message?: string;
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

/** Why an experiment or a run ended before its time. */
export type StopCode = InconclusiveCode | 'interrupted' | 'blast-radius-exceeded' | 'infrastructure';

export const inconclusiveCodes = [
  'baseline-not-met',
  'no-target',
  'too-few-targets',
  'no-samples',
  'too-few-samples',
  'stale-data',
  'probe-broken',
  'fault-not-proven',
  'fault-unsupported',
  'not-run',
  'gate-overloaded',
  'empty-action',
] as const;
export type InconclusiveCode = (typeof inconclusiveCodes)[number];
export type RefutedCode = 'tolerance-not-met' | 'step-failed' | 'not-recovered' | 'collateral-damage';
export type OtherCode = 'residue' | 'interrupted' | 'blast-radius-exceeded' | 'infrastructure';
export type ReasonCode = InconclusiveCode | RefutedCode | OtherCode;
