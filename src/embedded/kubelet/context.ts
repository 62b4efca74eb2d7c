import type { ClusterApi } from '../api/cluster-api.ts';
import type { ApiOutage } from '../api-outage.ts';
import type { EventRecorder } from '../controllers/event-recorder.ts';
import type { ClusterNetwork } from '../network/cluster-network.ts';
import type { ImageStore } from './image-store.ts';
import type { Reaper } from './reaper.ts';
import type { Relist } from './relist.ts';
import type { StartGate } from './start-gate.ts';

/** What every kubelet needs of the cluster it belongs to. */
export interface KubeletContext {
  readonly api: ClusterApi;
  /** What kubelets would say to the API server waits until it is over. */
  readonly outage: ApiOutage;
  readonly network: ClusterNetwork;
  readonly images: ImageStore;
  readonly credentials: ServiceAccountCredentials;
  readonly reaper: Reaper;
  /** Lets few containers start at once, so that none of them starves. */
  readonly startGate: StartGate;
  /** Everything that kubelets write lives below. Absolute. */
  readonly directory: string;
  /** How often leases are renewed. */
  readonly leaseRenewalMs: number;
  /** Told of every failure that is a bug and not an answer of the API server. */
  readonly onError: (error: unknown, where: string) => void;
}

/** What the kubelet of one node works with. */
export interface NodeContext extends KubeletContext {
  readonly node: string;
  readonly nodeAddress: string;
  readonly record: EventRecorder;
  readonly relist: Relist;
}

/** What pods get at /var/run/secrets/kubernetes.io/serviceaccount. */
export interface ServiceAccountCredentials {
  /** A bearer token of the API server for a pod's service account. */
  issueToken(account: TokenRequest): string;
}

export interface TokenRequest {
  readonly namespace: string;
  readonly serviceAccount: string;
  readonly audience?: string;
  readonly expirationSeconds: number;
  readonly pod: { readonly name: string; readonly uid: string };
}
