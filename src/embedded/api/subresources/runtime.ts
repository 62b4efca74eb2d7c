import type { NodeRuntime } from '../../kubelet/node-runtime.ts';
import { ApiError } from '../cluster-api.ts';
import type { ServerContext } from '../http/server-context.ts';

/** @throws ApiError 503 when this server runs without nodes */
export function runtimeOf({ runtime }: Pick<ServerContext, 'runtime'>): NodeRuntime {
  if (runtime) return runtime;
  throw new ApiError(503, 'ServiceUnavailable', 'this API server runs without nodes: no containers can be reached');
}
