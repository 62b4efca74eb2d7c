/** The parts of the control plane that the embedded cluster has; etcd is none: the API server keeps its objects in memory. */
export const componentNames = ['apiserver', 'scheduler', 'controller-manager', 'coredns', 'kube-proxy'] as const;
export type ComponentName = (typeof componentNames)[number];

/** A part of the control plane that can be stopped and started again. */
export interface Component {
  /** Whether somebody who asked after its health would be answered. */
  readonly running: boolean;
  /** Called only while it runs. */
  stop(): void | Promise<void>;
  /** Called only while it does not run. */
  start(): void | Promise<void>;
}
