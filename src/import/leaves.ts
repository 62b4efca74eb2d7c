/** Where a value stands in a file: keys of maps, places in lists. */
export type Path = readonly (string | number)[];

/** Longer values are named part by part. */
const longestValue = 160;

/** The largest parts of which nothing was read. */
export function unreadParts(
  read: ReadonlySet<string>,
  value: unknown,
  path: Path,
): { readonly path: Path; readonly value: unknown }[] {
  if (value === undefined) return [];
  const leaves = leavesOf(value, path);
  const left = leaves.filter(leaf => !read.has(pathKey(leaf)));
  if (left.length === 0) return [];
  const isLeaf = leaves.length === 1 && leaves[0]?.length === path.length;
  if (isLeaf || (left.length === leaves.length && path.length > 0 && JSON.stringify(value).length <= longestValue))
    return [{ path, value }];
  return Object.entries(value as object).flatMap(([key, entry]) =>
    unreadParts(read, entry, [...path, Array.isArray(value) ? Number(key) : key]),
  );
}

/** Paths of the values that hold no others. */
export function leavesOf(value: unknown, path: Path): Path[] {
  if (value === undefined) return [];
  const entries = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  if (entries.length === 0) return [path];
  return entries.flatMap(([key, entry]) => leavesOf(entry, [...path, Array.isArray(value) ? Number(key) : key]));
}

/** A path as the key of a set. */
export const pathKey = (path: Path): string => JSON.stringify(path);

/** `spec.selector.namespaces[0]`; keys that are no words in quotes. */
export function formatPath(path: Path): string {
  return path
    .map((part, index) => {
      if (typeof part === 'number') return `[${part}]`;
      return /^[\w-]+$/.test(part) ? `${index > 0 ? '.' : ''}${part}` : `[${JSON.stringify(part)}]`;
    })
    .join('');
}
