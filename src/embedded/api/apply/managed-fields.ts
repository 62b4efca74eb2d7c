import type { AnyObject } from '../cluster-api.ts';
import type { FieldManager } from '../registry/index.ts';
import type { Resource } from '../resources/index.ts';
import { difference, type FieldSet, isEmpty, union } from './field-set.ts';
import { splitReplicas } from './scale-ownership.ts';
import { compare } from './sets-of-values.ts';
import { shapeOf } from './typed-fields.ts';

/** One entry of `metadata.managedFields`. */
export interface ManagedFields {
  readonly manager: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly time?: string;
  readonly fieldsType: 'FieldsV1';
  readonly fieldsV1: FieldSet;
  readonly subresource?: string;
}

/** Nobody owns these: the server sets them. */
const UNOWNED_METADATA = [
  'name',
  'namespace',
  'uid',
  'resourceVersion',
  'generation',
  'creationTimestamp',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'selfLink',
  'managedFields',
];

/** The part of an object whose fields somebody can own. */
export function ownable(
  resource: Resource,
  object: AnyObject | undefined,
  subresource?: string,
): AnyObject | undefined {
  if (!object) return undefined;
  const { kind: _kind, apiVersion: _version, metadata = {}, ...rest } = object;
  const kept = Object.entries(metadata).filter(([name]) => !UNOWNED_METADATA.includes(name));
  if (subresource === 'status') return { status: object.status };
  const { status: _status, ...spec } = rest;
  const body = resource.separateStatus ? spec : rest;
  return { ...(kept.length > 0 ? { metadata: Object.fromEntries(kept) as AnyObject['metadata'] } : {}), ...body };
}

export function managedFieldsOf(object: AnyObject | undefined): ManagedFields[] {
  return ((object?.metadata?.managedFields ?? []) as unknown as ManagedFields[]).filter(
    entry => entry.manager !== undefined,
  );
}

/** Records an update in the object's `managedFields`, in place: its manager owns what it changed, others lose that. */
export function trackUpdate(
  resource: Resource,
  before: AnyObject | undefined,
  after: AnyObject,
  { name, subresource }: FieldManager,
  time: string,
): void {
  const shape = shapeOf(resource.model);
  const { changed, removed } = compare(
    ownable(resource, before, subresource) ?? {},
    ownable(resource, after, subresource) ?? {},
    shape,
  );
  const present = managedFieldsOf(after);
  const entries = subresource === 'scale' ? splitReplicas(present) : present;
  if (isEmpty(changed) && isEmpty(removed)) {
    setManagedFields(after, entries);
    return;
  }
  const isOwn = (entry: ManagedFields) =>
    entry.manager === name && entry.operation === 'Update' && entry.subresource === subresource;
  const own = entries.filter(isOwn);
  const owned = own.reduce<FieldSet>((all, { fieldsV1 }) => union(all, fieldsV1), {});
  const fields = difference(union(owned, changed), removed);
  const others = entries
    .filter(entry => !isOwn(entry))
    .map(entry => ({ ...entry, fieldsV1: difference(difference(entry.fieldsV1, changed), removed) }))
    .filter(entry => !isEmpty(entry.fieldsV1));
  const entry: ManagedFields = {
    manager: name,
    operation: 'Update',
    apiVersion: after.apiVersion!,
    // Who only took something away has not become the owner of anything.
    time: isEmpty(changed) ? own[0]?.time : time,
    fieldsType: 'FieldsV1',
    fieldsV1: fields,
    ...(subresource ? { subresource } : {}),
  };
  setManagedFields(after, isEmpty(fields) ? others : [...others, entry]);
}

export function setManagedFields(object: AnyObject, entries: readonly ManagedFields[]): void {
  const { managedFields: _before, ...metadata } = object.metadata!;
  object.metadata = entries.length > 0 ? { ...metadata, managedFields: [...entries] as never } : metadata;
}
