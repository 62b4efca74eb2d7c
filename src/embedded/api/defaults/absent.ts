/** Sets the fields of `target` that are absent. */
export function defaultTo(target: Record<string, any>, values: Readonly<Record<string, unknown>>): void {
  for (const [key, value] of Object.entries(values)) target[key] ??= structuredClone(value);
}
