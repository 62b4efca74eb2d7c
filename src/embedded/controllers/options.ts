/** What the controllers must be told. */
export interface ControllerOptions {
  /** Milliseconds since the epoch. */
  readonly now: () => number;
  /** PEM text that every namespace gets as the ConfigMap `kube-root-ca.crt`. */
  readonly certificateAuthority: string;
  readonly timings?: Partial<ControllerTimings>;
  /** Told of every failure that is a bug and not an answer of the API server. Default: a line on standard error. */
  readonly onError?: (error: unknown, where: string) => void;
}

/** Deadlines in milliseconds, settable so that tests need not wait. */
export interface ControllerTimings {
  /** A node whose lease was not renewed for so long is Unknown (kube-controller-manager's node-monitor-grace-period). */
  readonly nodeLeaseMs: number;
  /** Pods of a node that does not exist are removed after so long. */
  readonly absentNodeMs: number;
  /** An eviction that was admitted, but whose pod does not leave, stops counting after so long. */
  readonly disruptedPodMs: number;
  /** Wait before the replacement of a Job's failed pod, doubled with each failure up to the maximum. */
  readonly jobBackoffMs: number;
  readonly jobBackoffMaxMs: number;
  /** An event that is not repeated is removed after so long. */
  readonly eventLifetimeMs: number;
  /** Wait before a reconcile that the API server answered with an error is tried again, doubled up to the maximum. */
  readonly retryBaseMs: number;
  readonly retryMaxMs: number;
}

/** kube-controller-manager's own values, the node lease apart (40 s, as Kubernetes had it up to 1.31; 50 s since). */
export const DEFAULT_TIMINGS: ControllerTimings = {
  nodeLeaseMs: 40_000,
  absentNodeMs: 40_000,
  disruptedPodMs: 120_000,
  jobBackoffMs: 10_000,
  jobBackoffMaxMs: 600_000,
  eventLifetimeMs: 3_600_000,
  retryBaseMs: 5,
  retryMaxMs: 1_000_000,
};
