import type { JsonObject } from '../json-object.ts';
import { declaredFields, type Field, type Type } from '../schema/index.ts';

const known = new WeakMap<object, JsonObject>();

/**
 * A stored object as the server sends it: with what Go writes even when it is zero (empty structs, times that are not
 * set as null). Made once for each version of an object.
 * @param type of the schema (`core.Pod`); undefined: as it is stored
 */
export function wireForm(type: string | undefined, object: JsonObject): JsonObject {
  if (type === undefined) return object;
  const made = known.get(object) ?? struct(type, object);
  known.set(object, made);
  return made;
}

function struct(type: string, value: JsonObject): JsonObject {
  const written: JsonObject = { ...value };
  for (const field of declaredFields(type) ?? []) {
    if (field.inline) Object.assign(written, struct(structName(field.type)!, written));
    else write(written, field);
  }
  return written;
}

function write(written: JsonObject, field: Field): void {
  const { name, type, pointer, always } = field;
  const value = written[name];
  const isEmptyList = always && Array.isArray(value) && value.length === 0;
  if (value !== undefined && value !== null && !isEmptyList) {
    written[name] = wireValue(type, value);
    return;
  }
  if (type.is === 'struct' && !pointer) written[name] = struct(type.name, {});
  else if (isTime(type) && !pointer && !field.omitZero) written[name] = null;
  else if (always) written[name] = pointer || type.is !== 'scalar' ? null : zeroOf(type);
}

function wireValue(type: Type, value: unknown): unknown {
  const name = structName(type);
  if (name !== undefined) return struct(name, value as JsonObject);
  if (type.is === 'list' && Array.isArray(value) && structName(type.of))
    return value.map(item => wireValue(type.of, item));
  if (type.is === 'map' && structName(type.of))
    return Object.fromEntries(
      Object.entries(value as JsonObject).map(([key, inner]) => [key, wireValue(type.of, inner)]),
    );
  return value;
}

function structName(type: Type): string | undefined {
  return type.is === 'struct' ? type.name : undefined;
}

function isTime(type: Type): boolean {
  return type.is === 'scalar' && (type.scalar === 'Time' || type.scalar === 'MicroTime');
}

function zeroOf(type: Type & { is: 'scalar' }): unknown {
  if (type.scalar === 'bool') return false;
  return type.scalar === 'string' || type.scalar === 'Quantity' ? '' : type.scalar === 'RawExtension' ? null : 0;
}
