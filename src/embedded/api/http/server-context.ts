import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { NodeRuntime } from '../../kubelet/node-runtime.ts';
import type { ClusterNetwork } from '../../network/cluster-network.ts';
import type { ServiceAccountTokens, User } from '../auth/index.ts';
import type { Registry } from '../registry/index.ts';
import type { Resource } from '../resources/index.ts';
import type { RequestInfo, ResourcePath } from './request-info.ts';

/** What the server answers from. Without a runtime, what needs one (logs, exec, proxies) is refused in one sentence. */
export interface ServerContext {
  readonly registry: Registry;
  readonly runtime?: NodeRuntime;
  readonly network?: Pick<ClusterNetwork, 'connect' | 'rules'>;
  readonly tokens: ServiceAccountTokens;
  readonly extraRoutes: readonly ExtraRoute[];
}

/** Paths beside Kubernetes' own; only the administrator may use them. */
export interface ExtraRoute {
  /** Begins with a slash and ends without one: `/chaos-gate/v1`. */
  readonly prefix: string;
  /** @param path what follows the prefix. Failures are thrown (ApiError). */
  handle(request: IncomingMessage, response: ServerResponse, path: string): Promise<void>;
}

/** One request on its way through the server. */
export interface Call {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly info: RequestInfo;
  readonly user: User;
}

/** A call about a resource that is served. */
export interface ResourceCall extends Call {
  readonly resource: Resource;
  readonly target: ResourcePath;
}

/** A call that wants the connection itself: exec, attach, port-forward, proxied upgrades. */
export interface UpgradeCall extends Omit<ResourceCall, 'response'> {
  readonly socket: Duplex;
  readonly head: Buffer;
}
