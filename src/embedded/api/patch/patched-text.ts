import { isSameJson } from '../json-equal.ts';
import { fieldsOf, type Type } from '../schema/index.ts';
import { isObject } from './merge-patch.ts';

const ORDER = '$setElementOrder/';

/**
 * What a JSON or merge patch makes of an object, as the server shows it when it refuses the result: whatever the patch
 * touched in the order of its keys, all else in the order of the type's fields.
 */
export function patchedText(model: string | undefined, patched: unknown, current: unknown): string {
  const type: Type | undefined = model === undefined ? undefined : { is: 'struct', name: model };
  const text = JSON.stringify(touched(type, patched, current));
  return text.replace(/[<>&]/g, sign => `\\u00${sign.charCodeAt(0).toString(16)}`);
}

/** What is left of a strategic patch once it is merged: a list that comes with its order is taken out of it on the way. */
export function mergedAway(patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const kept = Object.entries(patch).filter(([key]) => !key.startsWith(ORDER) && !(ORDER + key in patch));
  return Object.fromEntries(kept.map(([key, value]) => [key, mergedAway(value)]));
}

function touched(type: Type | undefined, value: unknown, before: unknown): unknown {
  if (isSameJson(value, before)) return inFieldOrder(type, value);
  if (!isObject(value)) return value;
  const known = isObject(before) ? before : {};
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map(key => [key, touched(typeOfMember(type, key), value[key], known[key])]),
  );
}

function inFieldOrder(type: Type | undefined, value: unknown): unknown {
  if (Array.isArray(value)) return value.map(item => inFieldOrder(type?.is === 'list' ? type.of : undefined, item));
  if (!isObject(value)) return value;
  const declared = type?.is === 'struct' ? [...(fieldsOf(type.name)?.keys() ?? [])] : [];
  const names = [
    ...declared.filter(name => name in value),
    ...Object.keys(value)
      .filter(key => !declared.includes(key))
      .sort(),
  ];
  return Object.fromEntries(names.map(name => [name, inFieldOrder(typeOfMember(type, name), value[name])]));
}

function typeOfMember(type: Type | undefined, name: string): Type | undefined {
  if (type?.is === 'map') return type.of;
  return type?.is === 'struct' ? fieldsOf(type.name)?.get(name)?.type : undefined;
}
