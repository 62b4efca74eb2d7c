/** One thing that is wrong with one field, in the words and types that the API server uses. */
export interface FieldError {
  readonly field: string;
  readonly type: keyof typeof TITLES;
  readonly body: string;
}

const TITLES = {
  FieldValueRequired: 'Required value',
  FieldValueInvalid: 'Invalid value',
  FieldValueTypeInvalid: 'Invalid value',
  FieldValueNotSupported: 'Unsupported value',
  FieldValueDuplicate: 'Duplicate value',
  FieldValueForbidden: 'Forbidden',
  FieldValueNotFound: 'Not found',
  FieldValueTooLong: 'Too long',
  FieldValueTooMany: 'Too many',
} as const;

export const IMMUTABLE = 'field is immutable';

export function required(field: string, detail = ''): FieldError {
  return fieldError('FieldValueRequired', field, '', detail);
}

export function invalid(field: string, value: unknown, detail: string): FieldError {
  return fieldError('FieldValueInvalid', field, shown(value), detail);
}

/** @param value the name of the type that was found */
export function wrongType(field: string, value: string, detail: string): FieldError {
  return fieldError('FieldValueTypeInvalid', field, shown(value), detail);
}

export function forbidden(field: string, detail: string): FieldError {
  return fieldError('FieldValueForbidden', field, '', detail);
}

export function duplicate(field: string, value: unknown): FieldError {
  return fieldError('FieldValueDuplicate', field, shown(value), '');
}

export function notFound(field: string, value: unknown): FieldError {
  return fieldError('FieldValueNotFound', field, shown(value), '');
}

export function tooLong(field: string, limit: number): FieldError {
  return fieldError('FieldValueTooLong', field, '', `may not be more than ${limit} bytes`);
}

/** @param supported in the order in which the server lists them, which is not always that of their names */
export function notSupported(field: string, value: unknown, supported: readonly string[]): FieldError {
  const names = supported.map(name => JSON.stringify(name));
  return fieldError('FieldValueNotSupported', field, shown(value), `supported values: ${names.join(', ')}`);
}

function fieldError(type: FieldError['type'], field: string, value: string, detail: string): FieldError {
  return { field, type, body: [TITLES[type], value, detail].filter(Boolean).join(': ') };
}

/** Strings quoted, numbers and truth values plain, everything else as JSON (apimachinery, field/errors.go ErrorBody). */
function shown(value: unknown): string {
  return value === undefined
    ? 'null'
    : JSON.stringify(value, (_key, inner) => (isStringMap(inner) ? inOrder(inner) : inner));
}

/** Go writes maps in the order of their keys, structs in that of their fields. */
function isStringMap(value: unknown): value is Record<string, string> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return Object.values(value).every(inner => typeof inner === 'string');
}

function inOrder(map: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(map).sort(([a], [b]) => (a < b ? -1 : 1)));
}
