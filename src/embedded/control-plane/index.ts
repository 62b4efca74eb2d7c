/** The control plane of the embedded cluster, as something that can be stopped in parts. */
export { type ControlPlane, createControlPlane } from './control-plane.ts';
export { startLeader } from './leader.ts';
