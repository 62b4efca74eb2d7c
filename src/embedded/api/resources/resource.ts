import type { JsonObject } from '../json-object.ts';

/** One kind of object that the server serves, with all that discovery, routing and the registry must know of it. */
export interface Resource {
  /** '' for the core group. */
  readonly group: string;
  readonly version: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly shortNames: readonly string[];
  readonly namespaced: boolean;
  readonly verbs: readonly string[];
  readonly categories: readonly string[];
  readonly subresources: readonly Subresource[];
  /** `status` is written through its own subresource only. */
  readonly separateStatus: boolean;
  /** metadata.generation counts changes of the spec. */
  readonly countsGenerations: boolean;
  /** Its type in `schema/` (`core.Pod`); absent: any fields. */
  readonly model?: string;
  /** Of a CustomResourceDefinition: its OpenAPI v3 schema and its columns. */
  readonly custom?: { readonly schema: JsonObject; readonly columns: readonly JsonObject[] };
  /** Served under a second group too (events). The other name's objects are stored here. */
  readonly storedAs?: string;
}

export interface Subresource {
  readonly name: string;
  readonly kind: string;
  readonly group?: string;
  readonly version?: string;
  readonly verbs: readonly string[];
}

/** `pods`, `deployments.apps`: how `kubectl api-resources` names it and where its objects are stored. */
export function resourceName(resource: Pick<Resource, 'group' | 'plural'>): string {
  return resource.group ? `${resource.plural}.${resource.group}` : resource.plural;
}

/** Where its objects are stored: its own name unless another resource holds them. */
export function storageName(resource: Resource): string {
  return resource.storedAs ?? resourceName(resource);
}

/** `v1`, `apps/v1`. */
export function apiVersionOf(resource: Pick<Resource, 'group' | 'version'>): string {
  return resource.group ? `${resource.group}/${resource.version}` : resource.version;
}

export const ALL_VERBS: readonly string[] = [
  'create',
  'delete',
  'deletecollection',
  'get',
  'list',
  'patch',
  'update',
  'watch',
];
