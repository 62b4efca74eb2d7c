import type { AnyObject } from '../cluster-api.ts';
import { type Field, fieldsOf, type Type } from '../schema/index.ts';

/**
 * An object as it is stored: without nulls and, where its type is known, without what Go leaves out of JSON because it
 * is zero (empty strings, lists and maps, 0, false where a field tells no difference).
 * @param type of the schema (`core.Pod`); undefined: only nulls go
 */
export function normalForm(type: string | undefined, object: AnyObject): AnyObject {
  return struct(object, type) as AnyObject;
}

function struct(value: object, type: string | undefined): object {
  const fields = type === undefined ? undefined : fieldsOf(type);
  const kept: Record<string, unknown> = {};
  for (const [name, inner] of Object.entries(value)) {
    if (inner === null || inner === undefined) continue;
    const field = fields?.get(name);
    const normal = normalValue(inner, field?.type);
    if (!field || field.always || !isZero(normal, field)) kept[name] = normal;
  }
  return kept;
}

function normalValue(value: unknown, type: Type | undefined): unknown {
  if (value instanceof Date) return value.toISOString();
  if (Array.isArray(value)) return value.map(item => normalValue(item, type?.is === 'list' ? type.of : undefined));
  if (typeof value !== 'object' || value === null) return value;
  if (type?.is === 'map')
    return Object.fromEntries(
      Object.entries(value)
        .filter(([, inner]) => inner !== null && inner !== undefined)
        .map(([key, inner]) => [key, normalValue(inner, type.of)]),
    );
  return struct(value, type?.is === 'struct' ? type.name : undefined);
}

function isZero(value: unknown, field: Field): boolean {
  if (Array.isArray(value)) return value.length === 0;
  if (field.type.is === 'map') return Object.keys(value as object).length === 0;
  return !field.pointer && (value === '' || value === 0 || value === false);
}
