import type { V1Node } from '@kubernetes/client-node';
import type { NodeOperation } from '../cluster/cluster.ts';
import type { KubernetesAccess } from '../kubernetes/access.ts';
import type { NodeView } from '../kubernetes/node-view.ts';
import type { NodeActionItem } from '../scenario/suite.ts';
import type { LimitMachine, NodeUndo } from '../undo/operation.ts';
import type { Receipt } from './fault.ts';

/** The actions of a nodeAction that change something. */
export type NodeFaultSpec = Exclude<NodeActionItem, { kind: 'wait' }>;
export type NodeFaultSpecOf<Kind extends NodeFaultSpec['kind']> = Extract<NodeFaultSpec, { kind: Kind }>;

/** What a fault on a node may use. */
export interface NodeFaultContext {
  readonly kubernetes: KubernetesAccess;
  /** A live view of the nodes and their leases, begun before the injection. */
  readonly nodes: NodeView;
  /** Milliseconds on the run's clock. */
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  /** How long a second source has to prove that the fault took effect. */
  readonly receiptTimeoutMs: number;
  /** The method lasts until then anyway (on the run's clock): a receipt may go on looking for more, at no cost. */
  readonly methodEndsT: number;
  /** The scenario allows faults on pods that nobody would make again. */
  readonly barePods: boolean;
  readonly signal: AbortSignal;
}

/** A fault done to one node. Its receipt comes later, so that proving never delays the next step. */
export interface NodeInjection {
  readonly t: number;
  readonly receipt: Promise<Receipt>;
  /** Why the step failed although the gate did what it was asked to: a command's exit code. */
  readonly failure?: string;
}

/** One kind of fault on nodes, listed in `node-faults.ts`. */
export interface NodeFault<Spec extends NodeFaultSpec = NodeFaultSpec> {
  readonly kind: Spec['kind'];
  /** What the node door has to be able to do; undefined: the API does it. */
  readonly needs?: NodeOperation;
  /** What puts it back; written ahead. undefined: nothing has to be. It may look at the node, and changes nothing. */
  undo(
    spec: Spec,
    node: V1Node,
    context: NodeFaultContext,
  ): NodeUndo | undefined | Promise<NodeUndo | LimitMachine | undefined>;
  /** Resolves when it is done to the node. Throws InfrastructureFailure when it could not be: then nothing is proven. */
  inject(spec: Spec, node: V1Node, context: NodeFaultContext): Promise<NodeInjection>;
}

export function nameOf(node: V1Node): string {
  return node.metadata?.name ?? '';
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}
