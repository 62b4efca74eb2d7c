import type { AnyObject } from '../cluster-api.ts';
import { prune } from '../custom-resources/index.ts';
import type { FieldValidation } from '../http/write-parameters.ts';
import { apiVersionOf, isBuiltInKind, type Resource } from '../resources/index.ts';
import { badRequest } from '../status/index.ts';
import { decodeStruct, type Findings } from './decode-struct.ts';
import { jsonMismatch, type MismatchText } from './mismatch.ts';

export { type MismatchText, mapMismatch } from './mismatch.ts';

export interface Decoded {
  /** Only fields that its type knows, each of its type. */
  readonly object: AnyObject;
  readonly warnings: readonly string[];
  /** Paths of the fields that were dropped because the type has not got them. */
  readonly unknown: readonly string[];
}

/**
 * Reads what a client sent as an object of a resource's kind, as the server's decoder does.
 * @param duplicates paths of the fields that it gives twice
 * @param mismatchText how the decoder words a value of a wrong type
 * @throws ApiError 400 for another kind, for a value of a wrong type and, with `Strict`, for a field that the kind has not
 */
export function decodeObject(
  resource: Resource,
  given: AnyObject,
  fieldValidation: FieldValidation,
  duplicates: readonly string[] = [],
  mismatchText?: MismatchText,
): Decoded {
  const apiVersion = apiVersionOf(resource);
  const sent = { apiVersion: given.apiVersion || apiVersion, kind: given.kind || resource.kind };
  if (resource.model && !isBuiltInKind(sent.apiVersion, sent.kind))
    throw badRequest(
      `${sent.kind} in version "${resource.version}" cannot be handled as a ${resource.kind}: no kind "${sent.kind}" is registered for version "${sent.apiVersion}" in scheme "pkg/runtime/scheme.go:110"`,
    );
  if (given.apiVersion && given.apiVersion !== apiVersion)
    throw badRequest(
      `the API version in the data (${given.apiVersion}) does not match the expected API version (${apiVersion})`,
    );
  if (given.kind && given.kind !== resource.kind)
    throw badRequest(
      `${given.kind} in version "${resource.version}" cannot be handled as a ${resource.kind}: converting (${resource.version}.${given.kind}) to (${resource.group.split('.')[0] || 'core'}.${resource.kind}): unknown conversion`,
    );
  if (resource.custom) return decodeCustom(resource, given, fieldValidation);
  if (!resource.model) return { object: given, warnings: [], unknown: [] };
  return decodeAs(
    resource.model,
    { kind: resource.kind, version: resource.version },
    given,
    fieldValidation,
    duplicates,
    mismatchText,
  );
}

function decodeCustom(resource: Resource, given: AnyObject, fieldValidation: FieldValidation): Decoded {
  const object = structuredClone(given);
  const paths = prune(object, resource.custom!.schema);
  const unknown = paths.map(path => `unknown field "${path}"`);
  if (fieldValidation === 'Strict' && unknown.length > 0)
    throw badRequest(
      `${resource.kind} in version "${resource.version}" cannot be handled as a ${resource.kind}: strict decoding error: ${unknown.join(', ')}`,
    );
  return { object, warnings: fieldValidation === 'Warn' ? unknown : [], unknown: paths };
}

/** The same for what is no stored object: options, reviews, bindings. */
export function decodeAs(
  type: string,
  { kind, version }: { readonly kind: string; readonly version: string },
  given: AnyObject,
  fieldValidation: FieldValidation,
  duplicates: readonly string[] = [],
  mismatchText: MismatchText = jsonMismatch,
): Decoded {
  const findings: Findings = { unknown: [], wrong: [], mismatchText };
  const object = decodeStruct(type, given, [], findings) as AnyObject;
  const refused = `${kind} in version "${version}" cannot be handled as a ${kind}: `;
  if (findings.wrong.length > 0) throw badRequest(refused + findings.wrong[0]);
  const unknown = [
    ...duplicates.map(path => `duplicate field "${path}"`),
    ...findings.unknown.map(path => `unknown field "${path}"`),
  ];
  if (fieldValidation === 'Strict' && unknown.length > 0)
    throw badRequest(`${refused}strict decoding error: ${unknown.join(', ')}`);
  return { object, warnings: fieldValidation === 'Warn' ? unknown : [], unknown: findings.unknown };
}
