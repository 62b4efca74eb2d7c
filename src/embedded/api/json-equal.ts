/**
 * Whether two JSON values are the same; the order of keys does not count, a key without a value counts as absent.
 * (`isDeepStrictEqual` of node:util also compares prototypes, which differ between realms.)
 */
export function isSameJson(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item, index) => isSameJson(item, b[index]));
  }
  const left = a as Record<string, unknown>;
  const right = b as Record<string, unknown>;
  const keys = Object.keys(left).filter(key => left[key] !== undefined);
  const others = Object.keys(right).filter(key => right[key] !== undefined);
  return (
    keys.length === others.length && keys.every(key => right[key] !== undefined && isSameJson(left[key], right[key]))
  );
}
