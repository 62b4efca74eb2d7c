import type { ApiConnection } from './access.ts';
import { ApiFailure, isNotFound } from './api-failure.ts';
import { readJson } from './connect.ts';

/**
 * Deletes exactly the pod of that UID: another pod of the same name is left alone. `gone`: there was no such pod any more.
 * `gracePeriodSeconds` absent: the pod's own; 0: the API forgets it at once, its process lives for the kubelet's least grace.
 * Throws ApiFailure when the API server refuses or does not answer.
 */
export async function deletePod(
  connection: Pick<ApiConnection, 'send'>,
  pod: {
    readonly namespace: string;
    readonly name: string;
    readonly uid: string;
    readonly gracePeriodSeconds?: number;
  },
  signal?: AbortSignal,
): Promise<'deleted' | 'gone'> {
  try {
    await readJson<unknown>(connection, {
      method: 'DELETE',
      path: `/api/v1/namespaces/${encodeURIComponent(pod.namespace)}/pods/${encodeURIComponent(pod.name)}`,
      body: {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        gracePeriodSeconds: pod.gracePeriodSeconds,
        preconditions: { uid: pod.uid },
      },
      asking: `delete pod ${pod.namespace}/${pod.name}`,
      signal,
    });
    return 'deleted';
  } catch (error) {
    // 409: a pod of that name is there, with another UID.
    if (isNotFound(error) || (error instanceof ApiFailure && error.status === 409)) return 'gone';
    throw error;
  }
}
