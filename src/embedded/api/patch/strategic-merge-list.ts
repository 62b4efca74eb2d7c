import { ApiError } from '../cluster-api.ts';
import { isSameJson } from '../json-equal.ts';
import { interleave } from './element-order.ts';
import { isObject } from './merge-patch.ts';

interface ObjectListMerge {
  /** Items with the same value here are the same item. */
  readonly key: string;
  readonly order: readonly unknown[] | undefined;
  merge(current: Record<string, any>, change: Record<string, any>): Record<string, any>;
}

/** Merges lists of objects: items of the same key merge, `$patch: delete` removes, `$patch: replace` drops all others. */
export function mergeObjectList(
  current: readonly any[],
  changes: readonly any[],
  { key, order, merge }: ObjectListMerge,
): any[] {
  if (changes.some(change => change?.$patch === 'replace'))
    return changes.filter(change => change.$patch !== 'replace').map(change => merge({}, change));
  const result: any[] = [...current];
  for (const change of changes) {
    if (!isObject(change) || change[key] === undefined) throw missingKey(change, key);
    const at = result.findIndex(item => item?.[key] === change[key]);
    if (change.$patch === 'delete') {
      if (at >= 0) result.splice(at, 1);
    } else if (at >= 0) result[at] = merge(result[at], change);
    else result.push(merge({}, change));
  }
  const named = order ?? changes.filter(change => change.$patch !== 'delete');
  const keys = named.map(item => (item as Record<string, unknown>)[key]);
  return inOrder(
    result,
    item => keys.indexOf(item[key]),
    item => current.findIndex(one => one[key] === item[key]),
  );
}

/** Merges lists of scalars as sets. */
export function mergeScalarList(
  current: readonly unknown[],
  changes: readonly unknown[],
  order: readonly unknown[] | undefined,
): unknown[] {
  const added = changes.filter(change => !current.some(item => isSameJson(item, change)));
  const result = [...current, ...added];
  const named = order ?? changes;
  return inOrder(
    result,
    item => named.indexOf(item),
    item => current.indexOf(item),
  );
}

function inOrder<T>(items: readonly T[], wanted: (item: T) => number, before: (item: T) => number): T[] {
  const named = items.filter(item => wanted(item) >= 0).sort((a, b) => wanted(a) - wanted(b));
  return interleave(
    named,
    items.filter(item => wanted(item) < 0),
    before,
  );
}

function missingKey(item: unknown, key: string): ApiError {
  const shown = isObject(item)
    ? `map[${Object.entries(item)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, value]) => `${name}:${isObject(value) ? 'map[]' : value}`)
        .join(' ')}]`
    : String(item);
  return new ApiError(500, '', `map: ${shown} does not contain declared merge key: ${key}`);
}
