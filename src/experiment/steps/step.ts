import type { V1Pod } from '@kubernetes/client-node';
import type { InconclusiveCode, StepEnded } from '../../journal/event.ts';
import type { Harm } from '../blast-radius.ts';
import type { ExperimentContext } from '../context.ts';
import type { NodePods } from '../node-pods.ts';

/** What came of a step, for its `step-ended` event. */
export type StepOutcome = Pick<StepEnded, 'status' | 'message' | 'inconclusive'>;

/** What steps share while an experiment runs. */
export interface StepContext extends ExperimentContext {
  readonly index: number;
  /**
   * Counts pods as hit, as the cluster is now. Rejects with BlastRadiusExceeded before a fault would go beyond what the
   * scenario allows, with ApiFailure when nobody says how the cluster is.
   */
  readonly claim: (pods: readonly V1Pod[], harm?: Harm) => Promise<void>;
  /** Checks anew what a step hits in the place of pods that it has claimed. Rejects as `claim` does. */
  readonly claimAgain: (pods: readonly V1Pod[], harm: Harm) => Promise<void>;
  /** The same for nodes; the pods on them count as disturbed, not as hit. */
  readonly claimNodes: (nodes: readonly string[], pods: NodePods) => Promise<void>;
  /** Before anything else is changed: in these namespaces, or in none. Throws BlastRadiusExceeded. */
  readonly claimNamespaces: (namespaces: readonly string[]) => void;
  /** Until when, on the run's clock, the method lasts whatever the receipts say: its least length, and the pauses to come. */
  readonly methodEndsT: () => number;
  /** Hands in a receipt that is still awaited: the method does not end before it, and fails with it. */
  readonly awaitReceipt: (receipt: Promise<void>) => void;
  readonly nextFaultId: () => string;
  /** Undoes a fault whose duration is over. */
  readonly expire: (faultId: string) => Promise<void>;
}

export const done = (message: string): StepOutcome => ({ status: 'done', message });
export const failed = (message: string): StepOutcome => ({ status: 'failed', message });
/** Nothing can be concluded from the step; PowerfulSeal would have called it `status`, and `compat: legacy` does. */
export const inconclusive = (
  code: InconclusiveCode,
  message: string,
  status: 'done' | 'failed' = 'done',
): StepOutcome => ({ status, message, inconclusive: code });
