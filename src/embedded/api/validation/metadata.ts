import type { AnyObject } from '../cluster-api.ts';
import { isSameJson } from '../json-equal.ts';
import type { Resource } from '../resources/index.ts';
import { type FieldError, forbidden, IMMUTABLE, invalid, required, tooLong } from '../status/index.ts';
import {
  isDns1035Label,
  isDnsLabel,
  isDnsSubdomain,
  isLabelValue,
  isPathSegment,
  isQualifiedName,
  type NameRule,
} from './names.ts';

const ANNOTATIONS_LIMIT_BYTES = 256 * 1024;
const STANDARD_FINALIZERS = [
  'orphan',
  'foregroundDeletion',
  'kubernetes',
  'customresourcecleanup.apiextensions.k8s.io',
];

/** Rules of names by kind; the others take a DNS subdomain. */
const NAME_RULES: Readonly<Record<string, NameRule>> = {
  Namespace: withoutDots(isDnsLabel),
  Service: isDns1035Label,
  Role: isPathSegment,
  RoleBinding: isPathSegment,
  ClusterRole: isPathSegment,
  ClusterRoleBinding: isPathSegment,
};

function withoutDots(rule: NameRule): NameRule {
  return name => (name.includes('.') ? ['must not contain dots'] : rule(name));
}

export function validateMetadata(resource: Resource, { metadata = {} }: AnyObject): FieldError[] {
  const rule = NAME_RULES[resource.kind] ?? isDnsSubdomain;
  const { generateName, name } = metadata;
  return [
    ...(generateName
      ? rule(withoutTail(generateName)).map(detail => invalid('metadata.generateName', generateName, detail))
      : []),
    ...(name
      ? rule(name).map(detail => invalid('metadata.name', name, detail))
      : [required('metadata.name', 'name or generateName is required')]),
    ...validateLabels(metadata.labels, 'metadata.labels'),
    ...validateAnnotations(metadata.annotations, 'metadata.annotations'),
    ...validateOwners(metadata.ownerReferences ?? []),
    ...validateFinalizers(metadata.finalizers ?? []),
  ];
}

/** What follows a generated name is letters and digits, so it may end in a dash. */
function withoutTail(prefix: string): string {
  return prefix.endsWith('-') && prefix.length > 1 ? `${prefix.slice(0, -1)}a` : prefix;
}

export function validateMetadataUpdate(
  { metadata = {} }: AnyObject,
  { metadata: before = {} }: AnyObject,
): FieldError[] {
  const known = before.finalizers ?? [];
  const added = (metadata.finalizers ?? []).filter(name => !known.includes(name)).sort();
  const late = before.deletionTimestamp !== undefined && added.length > 0;
  return [
    ...(late
      ? [
          forbidden(
            'metadata.finalizers',
            `no new finalizers can be added if the object is being deleted, found new finalizers []string{${added.map(name => JSON.stringify(name)).join(', ')}}`,
          ),
        ]
      : []),
    ...validateLabels(metadata.labels, 'metadata.labels'),
    ...validateAnnotations(metadata.annotations, 'metadata.annotations'),
    ...validateOwners(metadata.ownerReferences ?? []),
    ...(isSameJson(metadata.finalizers, before.finalizers) ? [] : validateFinalizers(metadata.finalizers ?? [])),
  ];
}

export function validateLabels(labels: Readonly<Record<string, string>> | undefined, field: string): FieldError[] {
  return Object.entries(labels ?? {}).flatMap(([key, value]) => [
    ...isQualifiedName(key).map(detail => invalid(field, key, detail)),
    ...isLabelValue(value).map(detail => invalid(field, value, detail)),
  ]);
}

function validateAnnotations(annotations: Readonly<Record<string, string>> | undefined, field: string): FieldError[] {
  const entries = Object.entries(annotations ?? {});
  const bytes = entries.reduce((sum, [key, value]) => sum + Buffer.byteLength(key) + Buffer.byteLength(value), 0);
  return [
    ...entries.flatMap(([key]) => isQualifiedName(key.toLowerCase()).map(detail => invalid(field, key, detail))),
    ...(bytes > ANNOTATIONS_LIMIT_BYTES ? [tooLong(field, ANNOTATIONS_LIMIT_BYTES)] : []),
  ];
}

function validateOwners(owners: readonly AnyObject[]): FieldError[] {
  const field = 'metadata.ownerReferences';
  const controllers = owners.filter(owner => owner.controller);
  const empty = owners.flatMap(owner =>
    (['apiVersion', 'kind', 'name', 'uid'] as const)
      .filter(name => !owner[name])
      .map(name =>
        invalid(
          `${field}.${name}`,
          owner[name] ?? '',
          name === 'apiVersion' ? 'version must not be empty' : 'must not be empty',
        ),
      ),
  );
  if (controllers.length < 2) return empty;
  const [first, second] = controllers.map(owner => `${owner.kind}/${owner.name}`);
  const detail = `Only one reference can have Controller set to true. Found "true" in references for ${first} and ${second}`;
  return [...empty, invalid(field, owners, detail)];
}

function validateFinalizers(finalizers: readonly string[]): FieldError[] {
  return finalizers.flatMap((name, index) => {
    const field = `metadata.finalizers[${index}]`;
    const shape = isQualifiedName(name).map(detail => invalid(field, name, detail));
    if (shape.length > 0 || name.includes('/') || STANDARD_FINALIZERS.includes(name)) return shape;
    return [invalid(field, name, 'name is neither a standard finalizer name nor is it fully qualified')];
  });
}

/** The field must be what it was. */
export function validateUnchanged(next: unknown, before: unknown, field: string): FieldError[] {
  return isSameJson(next, before) ? [] : [invalid(field, next, IMMUTABLE)];
}
