import { type AnyObject, ApiError } from '../cluster-api.ts';
import { type Resource, resourceName } from '../resources/index.ts';
import type { FieldError } from './field-error.ts';

/** The server's failures in its words (apimachinery, api/errors/errors.go). */

type Named = Pick<Resource, 'group' | 'plural'>;

export function notFoundError(resource: Named, name: string): ApiError {
  return about(resource, name, 404, 'NotFound', `${resourceName(resource)} "${name}" not found`);
}

/** @param present what is there already */
export function alreadyExists(resource: Named, { metadata }: AnyObject): ApiError {
  const name = metadata!.name!;
  const state = metadata!.deletionTimestamp === undefined ? '' : 'object is being deleted: ';
  return about(resource, name, 409, 'AlreadyExists', `${state}${resourceName(resource)} "${name}" already exists`);
}

export function conflict(resource: Named, name: string, why: string): ApiError {
  const message = `Operation cannot be fulfilled on ${resourceName(resource)} "${name}": ${why}`;
  return about(resource, name, 409, 'Conflict', message);
}

export const MODIFIED = 'the object has been modified; please apply your changes to the latest version and try again';

export function forbiddenError(resource: Named, name: string, why: string, causes?: readonly object[]): ApiError {
  const subject = name ? `${resourceName(resource)} "${name}"` : resourceName(resource);
  return about(resource, name, 403, 'Forbidden', `${subject} is forbidden: ${why}`, causes ? { causes } : {});
}

export function methodNotSupported(resource: Named, action: string): ApiError {
  const message = `${action} is not supported on resources of kind "${resourceName(resource)}"`;
  return about(resource, '', 405, 'MethodNotAllowed', message);
}

/** @param errors what is wrong, field by field; at least one */
export function invalidObject(resource: Resource, name: string, errors: readonly FieldError[]): ApiError {
  return invalidKind(resource, name, errors);
}

export function invalidKind(
  kind: { readonly group: string; readonly kind: string },
  name: string,
  errors: readonly FieldError[],
): ApiError {
  const lines = [...new Set(errors.map(error => `${error.field}: ${error.body}`))];
  const qualified = kind.group ? `${kind.kind}.${kind.group}` : kind.kind;
  const list = lines.length === 1 ? lines[0] : `[${lines.join(', ')}]`;
  return new ApiError(422, 'Invalid', `${qualified} "${name}" is invalid: ${list}`, {
    ...(name ? { name } : {}),
    ...(kind.group ? { group: kind.group } : {}),
    ...(kind.kind ? { kind: kind.kind } : {}),
    causes: errors.map(({ type, body, field }) => ({ reason: type, message: body, field })),
  });
}

export function badRequest(message: string): ApiError {
  return new ApiError(400, 'BadRequest', message);
}

export function expired(message: string): ApiError {
  return new ApiError(410, 'Expired', message);
}

export function tooManyRequests(message: string, causes: readonly object[]): ApiError {
  return new ApiError(429, 'TooManyRequests', message, { causes });
}

export function internalError(message: string): ApiError {
  return new ApiError(500, 'InternalError', `Internal error occurred: ${message}`, { causes: [{ message }] });
}

/** What the server says for a path that it does not serve. */
export function pathNotFound(): ApiError {
  return new ApiError(404, 'NotFound', 'the server could not find the requested resource', {});
}

function about(
  resource: Named,
  name: string,
  code: number,
  reason: string,
  message: string,
  more: Record<string, unknown> = {},
): ApiError {
  return new ApiError(code, reason, message, {
    ...(name ? { name } : {}),
    ...(resource.group ? { group: resource.group } : {}),
    kind: resource.plural,
    ...more,
  });
}
