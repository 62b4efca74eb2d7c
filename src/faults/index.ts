import type { Fault, FaultSpec } from './fault.ts';
import { killContainer } from './kill-container.ts';
import { killPod } from './kill-pod.ts';

export type { Fault, FaultContext, FaultSpec, Injection, Receipt } from './fault.ts';
export * from './lasting/index.ts';
export type { NodeFaultContext, NodeFaultSpec, NodeInjection } from './node-fault.ts';
export { nodeFaultOf, nodeFaults } from './node-faults.ts';

/** Every fault there is. */
export const faults = [killPod, killContainer] as const;

export function isFault(action: { readonly kind: string }): action is FaultSpec {
  return faults.some(fault => fault.kind === action.kind);
}

/** The fault that carries out an action. */
export function faultOf<Spec extends FaultSpec>(spec: Spec): Fault<Spec> {
  return faults.find(fault => fault.kind === spec.kind) as unknown as Fault<Spec>;
}
