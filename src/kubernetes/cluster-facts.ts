import type { V1NodeList, V1SelfSubjectAccessReview, VersionInfo } from '@kubernetes/client-node';
import type { ApiConnection } from './access.ts';
import { readJson } from './connect.ts';

/** The API server's version, `v1.34.4`. Throws ApiFailure. */
export async function readServerVersion(connection: ApiConnection, signal?: AbortSignal): Promise<string> {
  const { gitVersion } = await readJson<VersionInfo>(connection, {
    path: '/version',
    asking: "the cluster's version",
    signal,
  });
  return gitVersion;
}

/** Names of all nodes, sorted. Throws ApiFailure. */
export async function listNodeNames(connection: ApiConnection, signal?: AbortSignal): Promise<string[]> {
  const { items } = await readJson<V1NodeList>(connection, {
    path: '/api/v1/nodes',
    asking: "the cluster's nodes",
    signal,
  });
  return items.map(node => node.metadata?.name ?? '').sort();
}

/** Something that a user may do: with objects, or with a path of the API server that names none. */
export type Permission = ResourcePermission | PathPermission;

/** `{ verb: 'get', path: '/metrics' }`; a path that ends with `*` means all that begin so. */
export interface PathPermission {
  readonly verb: string;
  readonly path: string;
}

/** `{ verb: 'delete', resource: 'pods', namespace: 'shop' }`; without a namespace: in all. */
export interface ResourcePermission {
  readonly verb: string;
  readonly resource: string;
  readonly subresource?: string;
  readonly group?: string;
  readonly namespace?: string;
}

/** Asks the API server which of these permissions the kubeconfig's user lacks. Throws ApiFailure. */
export async function listMissingPermissions(
  connection: ApiConnection,
  permissions: readonly Permission[],
  signal?: AbortSignal,
): Promise<Permission[]> {
  const allowed = await Promise.all(permissions.map(permission => isAllowed(connection, permission, signal)));
  return permissions.filter((_, index) => !allowed[index]);
}

/** `delete pods in namespace shop`, `create deployments.apps in all namespaces`. */
export function formatPermission(permission: Permission): string {
  if ('path' in permission) return `${permission.verb} ${permission.path}`;
  const resource = [permission.resource, permission.group].filter(Boolean).join('.');
  const what = permission.subresource ? `${resource}/${permission.subresource}` : resource;
  return `${permission.verb} ${what} in ${permission.namespace ? `namespace ${permission.namespace}` : 'all namespaces'}`;
}

async function isAllowed(connection: ApiConnection, permission: Permission, signal?: AbortSignal): Promise<boolean> {
  const review = await readJson<V1SelfSubjectAccessReview>(connection, {
    method: 'POST',
    path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
    asking: `may I ${formatPermission(permission)}`,
    body: {
      apiVersion: 'authorization.k8s.io/v1',
      kind: 'SelfSubjectAccessReview',
      spec: 'path' in permission ? { nonResourceAttributes: permission } : { resourceAttributes: permission },
    },
    signal,
  });
  return review.status?.allowed === true;
}
