import type { KubeConfig } from '@kubernetes/client-node';
import type { NodeDoor, Vantage } from '../cluster/cluster.ts';

/** A cluster's API server, authenticated: all that most of `src/kubernetes` needs. Made by `connect`. */
export interface ApiConnection {
  readonly config: KubeConfig;
  /** Absolute path; for kubectl. */
  readonly kubeconfig: string;
  /** The context of that file which is meant; for kubectl. */
  readonly context: string;
  /** Sends one request and reads the whole answer, whatever its status. Throws ApiFailure when there is none. */
  send(request: ApiRequest): Promise<ApiResponse>;
}

/** A cluster as the engine, the faults and the probes use it: the API, the way around it, the way in. */
export interface KubernetesAccess extends ApiConnection {
  readonly node: NodeDoor;
  readonly vantage: Vantage;
}

export interface ApiRequest {
  /** Default GET. */
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** From the root: `/api/v1/namespaces/shop/pods`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  /** Sent as JSON. */
  readonly body?: unknown;
  /** Sent as it is, in place of `body`: what a pod's own server is asked through the API server. */
  readonly text?: string;
  /** Default `application/json`. */
  readonly contentType?: string;
  /** Besides the client's own. */
  readonly headers?: Readonly<Record<string, string>>;
  /** What is asked, for messages: `pods of namespace shop`. Default: method and path. */
  readonly asking?: string;
  readonly signal?: AbortSignal;
  /** Until the whole answer is here. Default 30 s. */
  readonly timeoutMs?: number;
}

export interface ApiResponse {
  readonly status: number;
  readonly body: string;
}
