import type { ApiConnection } from './access.ts';
import { ApiFailure, isNotFound } from './api-failure.ts';
import { readJson } from './connect.ts';

/**
 * Asks for the eviction of exactly the pod of that UID. `held`: its PodDisruptionBudget does not allow it now (429).
 * Throws ApiFailure when the API server refuses otherwise or does not answer.
 */
export async function evictPod(
  connection: Pick<ApiConnection, 'send'>,
  pod: { readonly namespace: string; readonly name: string; readonly uid: string },
  signal?: AbortSignal,
): Promise<'evicted' | 'gone' | 'held'> {
  const { namespace, name, uid } = pod;
  try {
    await readJson<unknown>(connection, {
      method: 'POST',
      path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods/${encodeURIComponent(name)}/eviction`,
      body: {
        apiVersion: 'policy/v1',
        kind: 'Eviction',
        metadata: { name, namespace },
        deleteOptions: { preconditions: { uid } },
      },
      asking: `evict pod ${namespace}/${name}`,
      signal,
    });
    return 'evicted';
  } catch (error) {
    if (error instanceof ApiFailure && error.status === 429) return 'held';
    // 409: a pod of that name is there, with another UID.
    if (isNotFound(error) || (error instanceof ApiFailure && error.status === 409)) return 'gone';
    throw error;
  }
}
