import type { V1Pod } from '@kubernetes/client-node';
import type { ApiConnection } from './access.ts';
import { watchObjects } from './watch-objects.ts';

/** `listed` holds every pod of the scope and replaces what was known; the others are one pod each, as they come. */
export type PodEvent =
  | { readonly type: 'listed'; readonly pods: readonly V1Pod[] }
  | { readonly type: 'added' | 'modified' | 'deleted'; readonly pod: V1Pod };

/**
 * Follows the pods of a namespace (`*` or empty: of all), by label selector, until the signal aborts. Pods are the API's
 * JSON: times are RFC 3339 strings. Rejects and recovers as `watchObjects` says.
 */
export async function watchPods(
  connection: ApiConnection,
  scope: { readonly namespace: string; readonly labelSelector?: string },
  signal: AbortSignal,
  listener: (event: PodEvent) => void,
  onInterruption?: (why: string) => void,
): Promise<void> {
  const { namespace, labelSelector } = scope;
  const everywhere = namespace === '' || namespace === '*';
  const target = {
    path: everywhere ? '/api/v1/pods' : `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`,
    labelSelector,
    asking: `pods of ${everywhere ? 'all namespaces' : `namespace ${namespace}`}`,
  };
  await watchObjects<V1Pod>(
    connection,
    target,
    signal,
    event =>
      listener(
        event.type === 'listed' ? { type: 'listed', pods: event.objects } : { type: event.type, pod: event.object },
      ),
    onInterruption,
  );
}
