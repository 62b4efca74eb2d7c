import type { V1Pod } from '@kubernetes/client-node';
import type { TargetRecord } from '../journal/event.ts';
import type { KubernetesAccess } from '../kubernetes/access.ts';
import type { PodView } from '../kubernetes/pod-view.ts';
import type { PodActionItem } from '../scenario/suite.ts';

/** The actions of a podAction that change something. */
export type FaultSpec = Extract<PodActionItem, { kind: 'kill' | 'killContainer' }>;

/** What a fault may use. */
export interface FaultContext {
  readonly kubernetes: KubernetesAccess;
  /** A live view of the namespaces of all targets, begun before the injection: receipts read what happened from it. */
  readonly pods: PodView;
  /**
   * Asked before each hit but the first ones of a step: why the blast radius does not allow it any more, in a sentence;
   * undefined: it does. `victim` is hit in the place of `first`, one of the pods that were chosen, or is that pod.
   */
  readonly refusal: (victim: V1Pod, first: V1Pod) => Promise<string | undefined>;
  /** Milliseconds on the run's clock. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** How long a second source has to prove that the fault took effect. */
  readonly receiptTimeoutMs: number;
  readonly signal: AbortSignal;
}

/** Proof, by a source other than the call that injected it, that a fault took effect - or what is missing. */
export interface Receipt {
  readonly landed: boolean;
  readonly evidence: string;
  /** What a reader should hear of a fault that is in place, besides. */
  readonly notice?: string;
}

/** A fault done to one target. Its receipt comes later, so that proving never delays the next step. */
export interface Injection {
  readonly target: TargetRecord;
  /** When its effect began: recovery counts from here. */
  readonly t: number;
  readonly receipt: Promise<Receipt>;
  /** Why it was not even sent (permission, target gone), in a clause; its receipt says the same. */
  readonly unsent?: string;
}

/** One kind of fault: `src/faults/KIND.ts`, listed in `index.ts`. */
export interface Fault<Spec extends FaultSpec = FaultSpec> {
  readonly kind: Spec['kind'];
  /**
   * Injects into every pod and resolves when all is sent. A target that could not be hit (permission, gone)
   * is an injection whose receipt says so; it throws only when the run stops.
   */
  inject(spec: Spec, pods: readonly V1Pod[], context: FaultContext): Promise<readonly Injection[]>;
}
