import type { CommandActionStep } from './command-action.ts';
import type { ControlPlaneActionStep } from './control-plane-action.ts';
import type { DependencyActionStep } from './dependency-action.ts';
import type { NetworkActionStep } from './network-action.ts';
import type { ObjectActionStep } from './object-action.ts';
import type { ProcessActionStep } from './process-action.ts';
import type { StressActionStep } from './stress-action.ts';

export type { CommandActionStep } from './command-action.ts';
export {
  type ControlPlaneActionStep,
  type ControlPlaneComponent,
  controlPlaneComponents,
} from './control-plane-action.ts';
export type * from './dependency-action.ts';
export type { LastingStepOf, PodChoice } from './lasting-step.ts';
export type * from './network-action.ts';
export type { ObjectActionStep, ObjectChange } from './object-action.ts';
export type * from './process-action.ts';
export type * from './stress-action.ts';

/** Every step whose fault lasts; `src/faults/lasting` has a fault for each. */
export type LastingStep =
  | CommandActionStep
  | ControlPlaneActionStep
  | DependencyActionStep
  | NetworkActionStep
  | ObjectActionStep
  | ProcessActionStep
  | StressActionStep;
