import type { Position } from '../errors.ts';
import type { PhaseName, ReasonCode, TargetRecord } from '../journal/event.ts';
import type { Compat, JudgedPhase, ProviderName } from '../scenario/suite.ts';
import type { Verdict } from '../verdict.ts';
import type { Amplification } from './amplification.ts';
import type { RecoverySplit } from './recovery-split.ts';

/** `verdict.json`, schema version 1: what the judge makes of a journal. Strangers' scripts read it. */
export interface RunResult {
  readonly schemaVersion: 1;
  readonly tool: { readonly name: 'chaos-gate'; readonly version: string };
  readonly verdict: Verdict;
  readonly exitCode: number;
  /** One sentence. */
  readonly reason: string;
  readonly startedAt: string;
  readonly durationMs: number;
  readonly seed: number;
  readonly compat: Compat;
  readonly files: readonly string[];
  /** The other flags of the run, as words of a command line. */
  readonly flags: readonly string[];
  readonly cluster?: {
    readonly provider: ProviderName;
    readonly name: string;
    readonly version: string;
    readonly nodes: readonly string[];
    readonly created: boolean;
  };
  readonly experiments: readonly ExperimentResult[];
}

export interface ExperimentResult {
  readonly name: string;
  readonly hypothesis?: string;
  readonly file: string;
  readonly line: number;
  readonly verdict: Verdict;
  readonly reason: string;
  readonly reasons: readonly Reason[];
  readonly phases: readonly { readonly name: PhaseName; readonly startedAt: string; readonly durationMs: number }[];
  readonly steps: readonly {
    readonly index: number;
    readonly kind: string;
    readonly line: number;
    readonly status: 'done' | 'failed' | 'skipped' | 'interrupted';
    readonly message: string;
  }[];
  readonly steadyState: readonly ProbeResult[];
  readonly faults: readonly {
    readonly step: number;
    readonly kind: string;
    readonly targets: readonly TargetRecord[];
    readonly receipt: { readonly landed: boolean; readonly evidence: string };
    readonly undone: boolean;
  }[];
  readonly recovery?: {
    readonly observedMs: number | null;
    readonly limitMs: number;
    readonly stableForMs: number;
    /** Milliseconds from the injection to each stage, the worst target's; null: not seen. */
    readonly split?: RecoverySplit;
  };
  readonly residue: readonly { readonly object: string; readonly difference: string }[];
}

export interface Reason extends Partial<Position> {
  readonly code: ReasonCode;
  readonly message: string;
}

export interface ProbeResult {
  readonly name: string;
  readonly kind: string;
  readonly verdict: Verdict;
  readonly vantage?: string;
  readonly phases: Readonly<Partial<Record<JudgedPhase, PhaseNumbers>>>;
  readonly tolerances: readonly {
    readonly expression: string;
    readonly phase: JudgedPhase;
    /** As a reader wants it: `97.2%`, `312 ms`; `no samples` when there were none. */
    readonly observed: string;
    /** null: cannot be told. */
    readonly holds: boolean | null;
    readonly line: number;
  }[];
  /** What each injected millisecond of delay cost; absent where no delay landed, or where it cannot be told. */
  readonly amplification?: Amplification;
}

/** Numbers of one probe in one phase; the ones that its kind does not have are absent, null: no successful sample. */
export interface PhaseNumbers {
  readonly samples: number;
  readonly failed: number;
  /** Samples that say nothing about the app: probe broken, gate starved, data stale. */
  readonly unknown: number;
  readonly success: number | null;
  readonly p50Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  readonly maxMs: number | null;
  readonly longestOutageMs: number;
  readonly shortestVisibleOutageMs: number;
  readonly edges?: number | null;
  readonly nodes?: number | null;
  readonly value?: { readonly min: number; readonly max: number } | null;
}
