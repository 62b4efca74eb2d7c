import type { V1EndpointSlice } from '@kubernetes/client-node';
import type { ApiConnection } from './access.ts';
import { readJson } from './connect.ts';

/** How many endpoints of Services on a node are ready, so that traffic goes there. Throws ApiFailure. */
export async function countReadyEndpoints(
  connection: Pick<ApiConnection, 'send'>,
  node: string,
  signal?: AbortSignal,
): Promise<number> {
  const { items } = await readJson<{ items: V1EndpointSlice[] }>(connection, {
    path: '/apis/discovery.k8s.io/v1/endpointslices',
    asking: 'the endpoints of all Services',
    signal,
  });
  return items
    .flatMap(({ endpoints }) => endpoints ?? [])
    .filter(({ nodeName, conditions }) => nodeName === node && conditions?.ready !== false).length;
}
