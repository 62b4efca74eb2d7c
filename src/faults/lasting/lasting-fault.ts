import type { V1Node, V1Pod } from '@kubernetes/client-node';
import type { ProcessIdentity } from '../../command/index.ts';
import type { TargetRecord } from '../../journal/event.ts';
import type { KubernetesAccess } from '../../kubernetes/access.ts';
import type { LastingStep } from '../../scenario/suite.ts';
import type { UndoOperation } from '../../undo/operation.ts';
import type { Receipt } from '../fault.ts';

/** What a step would disturb on the cluster as it is now; it counts against the blast radius. */
export interface Targets {
  readonly pods: readonly V1Pod[];
  readonly nodes: readonly V1Node[];
  /** Pods that nobody chose and that have to leave these nodes for good. Absent: none. */
  readonly evicted?: readonly V1Pod[];
  /** The pods among which these were chosen: a share of the blast radius counts from them. Absent: `pods`. */
  readonly matched?: readonly V1Pod[];
  /** Namespaces where it changes something, besides those of the pods: they are compared before and after. */
  readonly namespaces?: readonly string[];
  /** Why nothing can be hit: then the step is inconclusive (`no-target`). */
  readonly empty?: string;
}

/** What a lasting fault may use before it is injected. */
export interface PreflightContext {
  readonly kubernetes: KubernetesAccess;
  readonly signal: AbortSignal;
}

export interface LastingFaultContext extends PreflightContext {
  /** Milliseconds on the run's clock. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** How long a second source has to prove that the fault took effect. */
  readonly receiptTimeoutMs: number;
}

/**
 * A kind of fault that lasts: `src/faults/lasting/KIND.ts`, listed in `index.ts`.
 *
 *   affects / matches ─▶ refusal (before the baseline) ─▶ prepare ─▶ undo written ─▶ inject ─▶ prove … ─▶ undo
 */
export interface LastingFault<Step extends LastingStep = LastingStep> {
  readonly kind: Step['kind'];
  /** What it would disturb, for steps that choose no pods by `matches`. Throws ApiFailure. */
  affects?(step: Step, context: PreflightContext): Promise<Targets>;
  /** Why this cluster or machine cannot do it, and what would do, in a sentence; undefined when it can. Changes nothing. */
  refusal(step: Step, targets: Targets, context: PreflightContext): Promise<string | undefined>;
  /**
   * What it might leave behind where the API does not show it, by what it is (`iptables of pod shop/web-1`): read before
   * the first injection and after the recovery, and compared. What is gone (a pod that was replaced) is left out.
   */
  readState?(step: Step, targets: Targets, context: PreflightContext): Promise<ReadonlyMap<string, string>>;
  /** Its pieces are no parts of one fault: each lasts for the step's duration and is taken back before the next begins. */
  readonly oneAfterAnother?: true;
  /** What has to be done, piece by piece. Reads, changes nothing: the undo of each piece is on disk before its injection. */
  prepare(step: Step, targets: Targets, context: LastingFaultContext): Promise<readonly PreparedFault[]>;
}

/** One piece of a lasting fault: what takes it back is known before it is done. */
export interface PreparedFault {
  readonly targets: readonly TargetRecord[];
  /** undefined: nothing has to be put back. */
  readonly undo?: { readonly description: string; readonly operation: UndoOperation; readonly holds?: string };
  /** For the journal's `fault-injected`. */
  readonly mechanism?: string;
  readonly parameters?: Readonly<Record<string, number>>;
  /**
   * Throws InfrastructureFailure when it could not be done: then nothing is proven, and the undo runs all the same. `began` hears
   * of a process of this machine that goes on with it even when the gate is gone: the undo ends that first.
   */
  inject(began?: (process: ProcessIdentity) => void): Promise<void>;
  /** When its effect began, on the run's clock, where that was long after `inject` was called; asked when it has ended. */
  readonly effectT?: () => number | undefined;
  /**
   * Proof by a source other than the injection. Called when it is in place; `over` aborts when the fault is about to be
   * taken back: from then on only what was seen until there counts.
   */
  prove(over: AbortSignal): Promise<Receipt>;
}
