/** What `$name` stands for in the requests of a group. */
export type Variables = Map<string, string>;

/** Replaces `$name` in every string of `value`. An unknown name stays as it is: it may be meant (`$ref`). */
export function expand<T>(value: T, variables: Variables): T {
  if (typeof value === 'string')
    return value.replace(/\$([A-Za-z]+)/g, (text, name) => variables.get(name) ?? text) as T;
  if (Array.isArray(value)) return value.map(item => expand(item, variables)) as T;
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, expand(field, variables)])) as T;
}

/** The value at a dotted path (`metadata.uid`, `items.0.metadata.name`), undefined when there is none. */
export function valueAt(value: unknown, path: string): unknown {
  return path.split('.').reduce<any>((at, key) => at?.[key], value);
}

/** The values that are normalised to placeholders because they differ from cluster to cluster. */
export const namedValues = (variables: Variables) => ({
  namespace: variables.get('namespace') ?? '',
  node: variables.get('node') ?? '',
});
