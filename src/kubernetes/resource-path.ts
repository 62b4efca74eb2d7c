import { InvalidInput } from '../errors.ts';
import type { ApiConnection } from './access.ts';
import { isNotFound } from './api-failure.ts';
import { readJson } from './connect.ts';

/** A kind of object as the API serves it. */
export interface ApiResource {
  /** `v1`, `apps/v1`. */
  readonly groupVersion: string;
  /** Plural: `deployments`. */
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

interface ResourceList {
  readonly resources: readonly {
    readonly name: string;
    readonly singularName: string;
    readonly kind: string;
    readonly namespaced: boolean;
    readonly shortNames?: readonly string[];
  }[];
}

/** The path of a collection, or of one object in it. */
export function resourcePath(resource: ApiResource, namespace: string | undefined, name?: string): string {
  const root = resource.groupVersion.includes('/') ? `/apis/${resource.groupVersion}` : `/api/${resource.groupVersion}`;
  const scope = resource.namespaced && namespace ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${root}${scope}/${resource.name}${name === undefined ? '' : `/${encodeURIComponent(name)}`}`;
}

/**
 * Finds the resource of an `apiVersion` and `kind`; undefined when the API server does not serve it (yet).
 * Throws ApiFailure.
 */
export async function findResourceOfKind(
  connection: Pick<ApiConnection, 'send'>,
  groupVersion: string,
  kind: string,
  signal?: AbortSignal,
): Promise<ApiResource | undefined> {
  const list = await readResourceList(connection, groupVersion, signal);
  const found = list?.resources.find(candidate => candidate.kind === kind && !candidate.name.includes('/'));
  return found && { groupVersion, name: found.name, kind, namespaced: found.namespaced };
}

/**
 * Finds a resource as kubectl users name it: `deployments`, `deployment`, `deploy`, `deployments.apps`.
 * Throws InvalidInput when the API server serves nothing of that name, ApiFailure when it does not say.
 */
export async function findResourceByName(
  connection: Pick<ApiConnection, 'send'>,
  wanted: string,
  signal?: AbortSignal,
): Promise<ApiResource> {
  const [name = '', ...group] = wanted.toLowerCase().split('.');
  for (const groupVersion of await listGroupVersions(connection, group.join('.'), signal)) {
    const list = await readResourceList(connection, groupVersion, signal);
    const found = list?.resources.find(
      candidate =>
        !candidate.name.includes('/') &&
        [
          candidate.name,
          candidate.singularName,
          candidate.kind.toLowerCase(),
          ...(candidate.shortNames ?? []),
        ].includes(name),
    );
    if (found) return { groupVersion, name: found.name, kind: found.kind, namespaced: found.namespaced };
  }
  throw new InvalidInput(`the cluster has no resource "${wanted}"; expected one of kubectl api-resources`);
}

/** Preferred versions, the core group first. */
async function listGroupVersions(
  connection: Pick<ApiConnection, 'send'>,
  group: string,
  signal?: AbortSignal,
): Promise<string[]> {
  const { groups } = await readJson<{
    groups: readonly { readonly name: string; readonly preferredVersion: { readonly groupVersion: string } }[];
  }>(connection, { path: '/apis', asking: "the cluster's API groups", signal });
  const named = groups
    .filter(candidate => group === '' || candidate.name === group)
    .map(candidate => candidate.preferredVersion.groupVersion);
  return group === '' ? ['v1', ...named] : named;
}

async function readResourceList(
  connection: Pick<ApiConnection, 'send'>,
  groupVersion: string,
  signal?: AbortSignal,
): Promise<ResourceList | undefined> {
  try {
    return await readJson<ResourceList>(connection, {
      path: groupVersion.includes('/') ? `/apis/${groupVersion}` : `/api/${groupVersion}`,
      asking: `the resources of ${groupVersion}`,
      signal,
    });
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}
