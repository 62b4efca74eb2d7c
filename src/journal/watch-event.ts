/** What became of a pod in the namespaces that an experiment touches, as the API's watch told it. */
export interface PodChanged {
  readonly type: 'pod-changed';
  readonly t: number;
  readonly experiment: number;
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** Whose pod it is: `Deployment/web`; a bare pod is its own: `Pod/web`. */
  readonly workload: string;
  readonly change: PodChange;
  /** The workload is one that the faults were aimed at. */
  readonly targeted: boolean;
}
export const podChanges = [
  'created',
  'scheduled',
  'started',
  'ready',
  'not-ready',
  'restarted',
  'failed',
  'terminating',
  'gone',
] as const;
export type PodChange = (typeof podChanges)[number];

/** A pod began or ceased to receive what is sent to a Service. */
export interface EndpointChanged {
  readonly type: 'endpoint-changed';
  readonly t: number;
  readonly experiment: number;
  readonly namespace: string;
  readonly service: string;
  /** Of the pod. */
  readonly uid: string;
  readonly name: string;
  readonly change: 'added' | 'removed';
  /** How many endpoints the Service has behind it. Absent in older journals. */
  readonly left?: number;
}

/** An Event object of the cluster: what it says about itself. */
export interface ClusterEvent {
  readonly type: 'cluster-event';
  readonly t: number;
  readonly experiment: number;
  /** `Pod shop/web-1`. */
  readonly object: string;
  readonly reason: string;
  readonly message: string;
  readonly warning: boolean;
}
