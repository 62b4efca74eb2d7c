import type { KubernetesObject } from '@kubernetes/client-node';
import type { ApiConnection } from '../kubernetes/access.ts';
import { ApiFailure } from '../kubernetes/api-failure.ts';
import { readJson } from '../kubernetes/connect.ts';
import { type Landscape, readLandscape } from './landscape.ts';

const collections = [
  { root: '/api/v1', resource: 'services', kind: 'Service' },
  { root: '/apis/apps/v1', resource: 'deployments', kind: 'Deployment' },
  { root: '/apis/apps/v1', resource: 'statefulsets', kind: 'StatefulSet' },
  { root: '/apis/policy/v1', resource: 'poddisruptionbudgets', kind: 'PodDisruptionBudget' },
] as const;

/**
 * Looks at a cluster: everywhere, or where that is not allowed, at the namespace of the context. Budgets that may not be read
 * count as none, as they do in a plan. Throws ApiFailure.
 */
export async function listLandscape(connection: ApiConnection, signal: AbortSignal): Promise<Landscape> {
  const own = connection.config.getContextObject(connection.context)?.namespace ?? 'default';
  const lists = await Promise.all(
    collections.map(async ({ root, resource, kind }) => {
      const list = (scope: string) =>
        readJson<{ items: KubernetesObject[] }>(connection, {
          path: `${root}${scope}/${resource}`,
          asking: resource,
          signal,
        });
      const { items } = await list('')
        .catch((error: unknown) => {
          if (!isForbidden(error)) throw error;
          return list(`/namespaces/${encodeURIComponent(own)}`);
        })
        .catch((error: unknown) => {
          if (kind !== 'PodDisruptionBudget' || !isForbidden(error)) throw error;
          return { items: [] };
        });
      // Items of a list do not say what they are.
      return items.map(item => ({ ...item, kind }));
    }),
  );
  return readLandscape(lists.flat());
}

function isForbidden(error: unknown): boolean {
  return error instanceof ApiFailure && error.status === 403;
}
