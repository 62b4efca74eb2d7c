import type { LastingStepOf } from './lasting-step.ts';

export const controlPlaneComponents = [
  'apiserver',
  'scheduler',
  'controller-manager',
  'etcd',
  'coredns',
  'kube-proxy',
] as const;
export type ControlPlaneComponent = (typeof controlPlaneComponents)[number];

/** Stops or slows a part of the cluster itself. */
export interface ControlPlaneActionStep extends LastingStepOf<'controlPlaneAction'> {
  readonly component: ControlPlaneComponent;
  readonly fault:
    | { readonly kind: 'stop' }
    /** Leaves it this share of one processor. */
    | { readonly kind: 'slow'; readonly cpu: number };
}
