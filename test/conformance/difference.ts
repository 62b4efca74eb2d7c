/** Where two answers differ, one line each: `body.spec.replicas: expected 1, got 2`. Empty when they agree. */
export function differences(expected: unknown, got: unknown, path = ''): string[] {
  if (isTree(expected) && isTree(got) && Array.isArray(expected) === Array.isArray(got)) {
    const keys = new Set([...Object.keys(expected), ...Object.keys(got)]);
    return [...keys].flatMap(key => differences(expected[key], got[key], path === '' ? key : `${path}.${key}`));
  }
  return Object.is(expected, got) ? [] : [`${path}: expected ${shown(expected)}, got ${shown(got)}`];
}

const isTree = (value: unknown): value is Record<string, unknown> => value !== null && typeof value === 'object';

const shown = (value: unknown) => (value === undefined ? 'nothing' : JSON.stringify(value));
