/**
 * Brings two ordered groups of a list's items together: those that a patch names, in its order, and those that only the
 * server has, each before the first named item that it stood before.
 * @param before position of an item in the list as it was; -1 for a new one
 */
export function interleave<T>(named: readonly T[], serverOnly: readonly T[], before: (item: T) => number): T[] {
  const result: T[] = [];
  let next = 0;
  for (const item of named) {
    const position = before(item);
    while (position >= 0 && next < serverOnly.length && before(serverOnly[next]!) < position)
      result.push(serverOnly[next++]!);
    result.push(item);
  }
  return [...result, ...serverOnly.slice(next)];
}
