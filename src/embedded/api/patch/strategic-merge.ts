import { ApiError } from '../cluster-api.ts';
import { isSameJson } from '../json-equal.ts';
import { type Field, fieldsOf, type Type } from '../schema/index.ts';
import { badRequest } from '../status/index.ts';
import { isObject } from './merge-patch.ts';
import { mergeObjectList, mergeScalarList } from './strategic-merge-list.ts';

const DIRECTIVE = '$patch';
const RETAIN_KEYS = '$retainKeys';
const ORDER = '$setElementOrder/';
const DELETE_SCALARS = '$deleteFromPrimitiveList/';

/**
 * A strategic merge patch: as a merge patch, but lists merge item by item where the type says so, and directives
 * (`$patch`, `$retainKeys`, `$setElementOrder/…`, `$deleteFromPrimitiveList/…`) say what a merge cannot.
 * @param type of the schema (`apps.Deployment`); undefined inside of maps
 */
export function strategicMerge(
  target: Record<string, any>,
  patch: Record<string, any>,
  type: string | undefined,
): Record<string, any> {
  const { [DIRECTIVE]: directive, [RETAIN_KEYS]: retained, ...changes } = patch;
  if (directive === 'replace') return cleaned(changes);
  if (directive === 'delete') return {};
  if (directive !== undefined && directive !== 'merge')
    throw badRequest(`unknown patch type: ${directive} in map: ${JSON.stringify(patch)}`);
  const fields = type === undefined ? undefined : fieldsOf(type);
  const merged = retained === undefined ? { ...target } : keepKeys(target, changes, retained);
  for (const [key, change] of Object.entries(changes)) {
    if (key.startsWith(ORDER)) continue;
    if (key.startsWith(DELETE_SCALARS)) {
      const name = key.slice(DELETE_SCALARS.length);
      merged[name] = (merged[name] ?? []).filter(
        (item: unknown) => !change.some((gone: unknown) => isSameJson(gone, item)),
      );
      continue;
    }
    if (change === null) delete merged[key];
    else merged[key] = mergeField(merged[key], change, fields?.get(key), changes[ORDER + key]);
  }
  for (const [key, order] of Object.entries(changes))
    if (key.startsWith(ORDER) && changes[key.slice(ORDER.length)] === undefined)
      reorder(merged, key.slice(ORDER.length), order, fields);
  return merged;
}

/** A list whose order alone is said. */
function reorder(
  merged: Record<string, any>,
  name: string,
  order: readonly unknown[],
  fields: ReadonlyMap<string, Field> | undefined,
): void {
  if (Array.isArray(merged[name])) merged[name] = mergeField(merged[name], [], fields?.get(name), order);
}

function mergeField(
  current: unknown,
  change: unknown,
  field: Field | undefined,
  order: readonly unknown[] | undefined,
): unknown {
  if (isObject(change)) return strategicMerge(isObject(current) ? current : {}, change, structOf(field?.type));
  if (!Array.isArray(change)) return change;
  if (!field?.merge) return change.map(item => (isObject(item) ? cleaned(item) : item));
  const list = Array.isArray(current) ? current : [];
  if (field.mergeKey === undefined) return mergeScalarList(list, change, order);
  const itemType = field.type.is === 'list' ? structOf(field.type.of) : undefined;
  return mergeObjectList(list, change, { key: field.mergeKey, order, merge: (a, b) => strategicMerge(a, b, itemType) });
}

function structOf(type: Type | undefined): string | undefined {
  return type?.is === 'struct' ? type.name : undefined;
}

function keepKeys(target: Record<string, any>, changes: Record<string, any>, retained: unknown): Record<string, any> {
  const keys = Array.isArray(retained) ? retained : [];
  const stray = Object.keys(changes).find(key => !key.startsWith('$') && changes[key] !== null && !keys.includes(key));
  if (!Array.isArray(retained) || stray !== undefined)
    throw new ApiError(422, 'Invalid', 'the server rejected our request due to an error in our request', {});
  return Object.fromEntries(Object.entries(target).filter(([key]) => keys.includes(key)));
}

/** What a patch adds: without its directives and without the nulls that removed nothing. */
function cleaned(value: Record<string, any>): Record<string, any> {
  const entries = Object.entries(value).filter(([key, inner]) => inner !== null && !key.startsWith('$'));
  return Object.fromEntries(entries.map(([key, inner]) => [key, isObject(inner) ? cleaned(inner) : inner]));
}
