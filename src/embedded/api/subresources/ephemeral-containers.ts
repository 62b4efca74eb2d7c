import { ApiError } from '../cluster-api.ts';
import { represent, representationOf } from '../http/representation.ts';
import { sendJson } from '../http/respond.ts';
import type { ResourceCall, ServerContext } from '../http/server-context.ts';

/** Reads as its pod does. @throws ApiError 405 for a write: no kubelet of this cluster starts one (`kubectl debug`) */
export function serveEphemeralContainers({ registry }: ServerContext, call: ResourceCall): void {
  const { resource, target, info, request, response } = call;
  const pod = registry.get(resource, target.namespace, target.name!);
  if (info.verb !== 'get')
    throw new ApiError(
      405,
      'MethodNotAllowed',
      `the embedded cluster does not run ephemeral containers; use kubectl exec, or a kind cluster`,
      { name: target.name, kind: 'pods' },
    );
  sendJson(response, 200, represent(resource, pod, representationOf(request.headers.accept)));
}
