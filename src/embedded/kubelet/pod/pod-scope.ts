import type { PodNetwork } from '../../network/cluster-network.ts';
import type { NodeContext } from '../context.ts';
import type { Freezer } from '../freezer.ts';
import type { PodVolumes } from '../volumes/pod-volumes.ts';
import type { Pod } from './restart-policy.ts';

/** What the containers of one pod share. */
export interface PodScope {
  readonly node: NodeContext;
  /** The pod as the API server has it now. */
  readonly pod: () => Pod;
  readonly network: PodNetwork;
  readonly volumes: PodVolumes;
  /** The pod's folder on this node. */
  readonly directory: string;
  /** While the node is paused, nothing may be probed, started or reported. */
  readonly freezer: Freezer;
}
