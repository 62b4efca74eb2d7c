import type { AnyObject } from '../cluster-api.ts';
import { type Registry, timestamp } from '../registry/index.ts';
import { type FieldError, invalid, notSupported, required } from '../status/index.ts';
import { CLEANUP_FINALIZER } from './cleanup.ts';
import { resourcesOfDefinition } from './resources-of-definition.ts';

const SCOPES = ['Cluster', 'Namespaced'];

/** A definition says all that serving needs, and is named after what it defines. */
export function validateDefinition({ metadata, spec = {} }: AnyObject): FieldError[] {
  const { group, scope, names = {}, versions } = spec;
  const isList = Array.isArray(versions) && versions.length > 0;
  const missing = [
    ...(group ? [] : [required('spec.group')]),
    ...(SCOPES.includes(scope) ? [] : [notSupported('spec.scope', scope ?? '', SCOPES)]),
    ...(isList ? [] : [required('spec.versions')]),
    ...['plural', 'singular', 'kind', 'listKind']
      .filter(name => !names[name])
      .map(name => required(`spec.names.${name}`)),
  ];
  if (missing.length > 0) return missing;
  return metadata!.name === `${names.plural}.${group}`
    ? []
    : [invalid('metadata.name', metadata!.name, 'must be spec.names.plural+"."+spec.group')];
}

/** Serves what CustomResourceDefinitions define, says so in their status, and deletes the objects of those that go. */
export function serveDefinitions(registry: Registry): void {
  const resource = registry.resources.byName('customresourcedefinitions.apiextensions.k8s.io')!;
  registry.subscribe(resource, ({ type, object }) => {
    const definitions = registry.list(resource).filter(one => one.metadata!.deletionTimestamp === undefined);
    if (type !== 'DELETED' && object.metadata!.deletionTimestamp !== undefined) cleanUp(registry, object);
    registry.resources.setCustom(definitions.flatMap(resourcesOfDefinition));
    if (type === 'ADDED') establish(registry, object);
  });
}

function establish(registry: Registry, { metadata, spec }: AnyObject): void {
  const resource = registry.resources.byName('customresourcedefinitions.apiextensions.k8s.io')!;
  const condition = (type: string, reason: string, message: string) => ({
    type,
    status: 'True',
    lastTransitionTime: timestamp(registry.now()),
    reason,
    message,
  });
  const status = {
    conditions: [
      condition('NamesAccepted', 'NoConflicts', 'no conflicts found'),
      condition('Established', 'InitialNamesAccepted', 'the initial names have been accepted'),
    ],
    acceptedNames: spec.names,
    storedVersions: storedVersionsOf(spec),
  };
  registry.update(resource, undefined, metadata!.name!, current => ({ ...current, status }), { subresource: 'status' });
}

export function storedVersionsOf(spec: AnyObject): string[] {
  return spec.versions.filter((one: AnyObject) => one.storage).map((one: AnyObject) => one.name);
}

function cleanUp(registry: Registry, definition: AnyObject): void {
  const resource = registry.resources.byName('customresourcedefinitions.apiextensions.k8s.io')!;
  if (!definition.metadata!.finalizers?.includes(CLEANUP_FINALIZER)) return;
  for (const custom of resourcesOfDefinition(definition))
    for (const { metadata } of registry.list(custom)) registry.delete(custom, metadata!.namespace, metadata!.name!);
  registry.update(resource, undefined, definition.metadata!.name!, current => ({
    ...current,
    metadata: {
      ...current.metadata,
      finalizers: current.metadata!.finalizers!.filter(name => name !== CLEANUP_FINALIZER),
    },
  }));
}
