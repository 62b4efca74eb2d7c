import type { KubeConfig } from '@kubernetes/client-node';
import type { NodeDoor, Vantage } from '../cluster/cluster.ts';

/** A cluster as the engine, the faults and the probes use it: the API, the way around it, the way in. */
export interface KubernetesAccess {
  readonly config: KubeConfig;
  /** Absolute path; for kubectl. */
  readonly kubeconfig: string;
  readonly node: NodeDoor;
  readonly vantage: Vantage;
}
