/** Says what and where an object is, and how it fares: no part of what it is asked to be. */
const notAsked: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata', 'status']);

/** What an object is asked to be, its metadata aside: `spec`, `data`, `rules`, whatever its kind has. Pure. */
export function fieldsOf(object: Readonly<Record<string, unknown>>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !notAsked.has(key)));
}
