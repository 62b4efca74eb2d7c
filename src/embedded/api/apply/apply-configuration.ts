import { type AnyObject, ApiError } from '../cluster-api.ts';
import { decodeObject } from '../decode/index.ts';
import type { ResourcePath } from '../http/request-info.ts';
import type { WriteParameters } from '../http/write-parameters.ts';
import { isSameJson } from '../json-equal.ts';
import type { Patched } from '../patch/index.ts';
import { type Registry, timestamp, type UpdateOptions } from '../registry/index.ts';
import { apiVersionOf, type Resource } from '../resources/index.ts';
import { badRequest, invalidKind, required } from '../status/index.ts';
import { conflictError, findConflicts, setOfConflicts } from './conflicts.ts';
import { difference, type FieldSet, isEmpty, union } from './field-set.ts';
import { type ManagedFields, managedFieldsOf, ownable, setManagedFields } from './managed-fields.ts';
import { mergeApplied, withoutMembers } from './merge.ts';
import { setOf } from './sets-of-values.ts';
import { type Shape, shapeOf } from './typed-fields.ts';

/** @throws ApiError 422 when the request does not say who applies */
export function checkApplyParameters(_target: ResourcePath, { manager, isManagerNamed }: WriteParameters): void {
  if (manager && isManagerNamed) return;
  throw invalidKind({ group: 'meta.k8s.io', kind: 'PatchOptions' }, '', [
    required('fieldManager', 'is required for apply patch'),
  ]);
}

/**
 * Server-side apply: the manager owns exactly the fields that it applies; what it no longer applies and nobody else owns goes.
 * @throws ApiError 409 when others own fields with other values and `force` is not set
 */
export function applyConfiguration(
  registry: Registry,
  resource: Resource,
  target: ResourcePath,
  given: AnyObject,
  parameters: WriteParameters,
): Patched {
  if (given.metadata?.managedFields) throw badRequest('metadata.managedFields must be nil');
  if (given.metadata?.name && given.metadata.name !== target.name)
    throw badRequest(
      `the name of the object (${given.metadata.name}) does not match the name on the URL (${target.name})`,
    );
  if (!given.apiVersion || !given.kind)
    throw badRequest(`invalid object type: ${given.apiVersion ?? '/'}, Kind=${given.kind ?? ''}`);
  const { object: applied, unknown } = decodeObject(resource, given, 'Ignore');
  if (resource.model && unknown.length > 0) throw undeclared(resource, given, unknown[0]!);
  const { subresource } = target;
  const value = ownable(resource, applied, subresource)!;
  const shape = shapeOf(resource.model);
  const own: ManagedFields = {
    manager: parameters.manager!.name,
    operation: 'Apply',
    apiVersion: apiVersionOf(resource),
    time: timestamp(registry.now()),
    fieldsType: 'FieldsV1',
    fieldsV1: setOf(value, shape, false),
    ...(subresource ? { subresource } : {}),
  };
  const current = registry.find(resource, target.namespace, target.name!);
  if (!current && !subresource) {
    const named = { ...applied, metadata: { ...applied.metadata, name: target.name } };
    const ownership = () => [own as unknown as AnyObject];
    const object = registry.create(resource, target.namespace, named, { ...parameters, ownership } as UpdateOptions);
    return { object, created: true, warnings: [] };
  }
  const isOwn = (entry: ManagedFields) =>
    entry.manager === own.manager && entry.operation === 'Apply' && entry.subresource === subresource;
  const change = (live: AnyObject): AnyObject => {
    const entries = ownersBefore(live, ownable(resource, live, subresource), shape, own.apiVersion, own.time!);
    const before = entries.find(isOwn);
    const others = entries.filter(entry => !isOwn(entry));
    const conflicts = findConflicts({ value, set: own.fieldsV1 }, live, others, shape);
    if (conflicts.length > 0 && !parameters.force) throw conflictError(conflicts);
    const lost = setOfConflicts(conflicts);
    const kept = others
      .map(entry => ({ ...entry, fieldsV1: difference(entry.fieldsV1, lost) }))
      .filter(entry => !isEmpty(entry.fieldsV1));
    const owned = unionOf([own.fieldsV1, ...kept.map(entry => entry.fieldsV1)]);
    const abandoned = difference(before?.fieldsV1 ?? {}, owned);
    const merged = mergeApplied(structuredClone(live), value, shape);
    const result = (isEmpty(abandoned) ? merged : withoutMembers(merged, abandoned, owned, shape)) as AnyObject;
    if (applied.metadata?.resourceVersion) result.metadata!.resourceVersion = applied.metadata.resourceVersion;
    // An apply that changes nothing leaves the manager's time as it was, and a new manager without one.
    const isNoop = isSameJson(ownable(resource, result, subresource), ownable(resource, live, subresource));
    const { time, ...untimed } = own;
    const since = isNoop ? before?.time : time;
    setManagedFields(result, [...kept, since === undefined ? untimed : { ...own, time: since }]);
    return result;
  };
  const object = registry.update(resource, target.namespace, target.name!, change, {
    dryRun: parameters.dryRun,
    subresource: subresource as UpdateOptions['subresource'],
    ownership: (_before, after) => managedFieldsOf(after) as unknown as AnyObject[],
  });
  return { object, created: false, warnings: [] };
}

function undeclared(resource: Resource, { metadata }: AnyObject, field: string): ApiError {
  const kind = `${resource.group}/${resource.version}, Kind=${resource.kind}`;
  return new ApiError(
    500,
    '',
    `failed to create typed patch object (${metadata?.namespace ?? ''}/${metadata?.name ?? ''}; ${kind}): .${field}: field not declared in schema`,
  );
}

/** Fields of an object that nobody manages yet are owned by this, so that a first apply does not take them. */
const BEFORE_FIRST_APPLY = 'before-first-apply';

function ownersBefore(
  live: AnyObject,
  value: AnyObject | undefined,
  shape: Shape,
  apiVersion: string,
  time: string,
): ManagedFields[] {
  const entries = managedFieldsOf(live);
  if (entries.length > 0 || !value) return entries;
  return [
    {
      manager: BEFORE_FIRST_APPLY,
      operation: 'Update',
      apiVersion,
      time,
      fieldsType: 'FieldsV1',
      fieldsV1: setOf(value, shape, true),
    },
  ];
}

function unionOf(sets: readonly FieldSet[]): FieldSet {
  return sets.reduce((all, set) => union(all, set), {});
}
