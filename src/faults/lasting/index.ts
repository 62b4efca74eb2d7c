import type { LastingStep } from '../../scenario/suite.ts';
import { commandAction } from './command-action/index.ts';
import { controlPlaneAction } from './control-plane-action/index.ts';
import { dependencyAction } from './dependency-action/index.ts';
import type { LastingFault } from './lasting-fault.ts';
import { networkAction } from './network-action/index.ts';
import { objectAction } from './object-action/index.ts';
import { processAction } from './process-action/index.ts';
import { stressAction } from './stress-action/index.ts';

export type * from './lasting-fault.ts';

/** Every fault that lasts. */
export const lastingFaults = [
  objectAction,
  commandAction,
  controlPlaneAction,
  processAction,
  stressAction,
  networkAction,
  dependencyAction,
] as const;

/** The fault that carries out a step; undefined for steps that are none. */
export function lastingFaultOf(step: { readonly kind: string }): LastingFault | undefined {
  return lastingFaults.find(fault => fault.kind === step.kind) as LastingFault | undefined;
}

export function isLasting(step: { readonly kind: string }): step is LastingStep {
  return lastingFaultOf(step) !== undefined;
}
