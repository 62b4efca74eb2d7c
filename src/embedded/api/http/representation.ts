import { type AnyObject, ApiError } from '../cluster-api.ts';
import type { JsonObject } from '../json-object.ts';
import type { Resource } from '../resources/index.ts';
import { tableOf } from '../tables/index.ts';
import { partialMetadata } from './partial-metadata.ts';
import { wireForm } from './wire-form.ts';

export type Representation = 'object' | 'table' | 'metadata';

const MADE = [
  'application/json',
  'application/yaml',
  'application/vnd.kubernetes.protobuf',
  'application/json;stream=watch',
  'application/vnd.kubernetes.protobuf;stream=watch',
];

/** @throws ApiError 406 when the client accepts nothing that this server makes (it makes JSON) */
export function checkAccept(accept = '*/*'): void {
  if (accept === '' || accept.split(',').some(type => /^\s*(application\/(json|\*)|\*\/\*)/.test(type))) return;
  throw new ApiError(406, 'NotAcceptable', `406: Not Acceptable\n\nAvailable representations: ${MADE.join(', ')}`, {});
}

/** What the client accepts first of what this server can make. */
export function representationOf(accept = ''): Representation {
  for (const type of accept.split(',')) {
    if (type.includes('as=Table')) return 'table';
    if (type.includes('as=PartialObjectMetadata')) return 'metadata';
    if (type.trim().startsWith('application/json') || type.trim().startsWith('*/*')) return 'object';
  }
  return 'object';
}

export type IncludeObject = 'Metadata' | 'Object' | 'None';

/** One object as the client wants it. */
export function represent(
  resource: Resource,
  object: JsonObject,
  representation: Representation,
  include: IncludeObject = 'Metadata',
  now = new Date(),
): JsonObject {
  if (representation === 'table')
    return tableOf(resource, [object], { resourceVersion: object.metadata?.resourceVersion }, include, now);
  if (representation === 'metadata') return partialMetadata(object);
  return wireForm(resource.model, object);
}

/** A list of objects as the client wants it. */
export function representList(
  resource: Resource,
  objects: readonly AnyObject[],
  metadata: JsonObject,
  representation: Representation,
  include: IncludeObject = 'Metadata',
  now = new Date(),
): JsonObject {
  if (representation === 'table') return tableOf(resource, objects, metadata, include, now);
  if (representation === 'metadata')
    return {
      kind: 'PartialObjectMetadataList',
      apiVersion: 'meta.k8s.io/v1',
      metadata,
      items: objects.map(partialMetadata),
    };
  const apiVersion = resource.group ? `${resource.group}/${resource.version}` : resource.version;
  return {
    kind: `${resource.kind}List`,
    apiVersion,
    metadata: resource.custom ? { continue: '', ...metadata } : metadata,
    items: resource.model ? objects.map(object => withoutType(wireForm(resource.model, object))) : objects,
  };
}

/** The server leaves kind and apiVersion out of the items of a typed list. */
function withoutType({ kind: _kind, apiVersion: _version, ...rest }: JsonObject): JsonObject {
  return rest;
}
