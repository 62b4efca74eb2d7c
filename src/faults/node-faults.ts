import { cordonNode } from './cordon-node.ts';
import { drainNode } from './drain-node.ts';
import { executeOnNode } from './execute-on-node.ts';
import { limitNode } from './limit-node.ts';
import type { NodeFault, NodeFaultSpec } from './node-fault.ts';
import { pauseNode } from './pause-node.ts';
import { restartKubelet, restartRuntime } from './restart-service.ts';
import { startNode } from './start-node.ts';
import { stopKubelet } from './stop-kubelet.ts';
import { stopNode } from './stop-node.ts';

/** Every fault on nodes there is. */
export const nodeFaults = [
  stopNode,
  startNode,
  pauseNode,
  restartKubelet,
  stopKubelet,
  restartRuntime,
  executeOnNode,
  cordonNode,
  drainNode,
  limitNode,
] as const;

/** The fault that carries out an action on nodes. */
export function nodeFaultOf<Spec extends NodeFaultSpec>(spec: Spec): NodeFault<Spec> {
  return nodeFaults.find(fault => fault.kind === spec.kind) as unknown as NodeFault<Spec>;
}
