/**
 * Jest runs tests in a realm of their own, and Node's structuredClone returns objects of the outer one, which
 * `isDeepStrictEqual` of the API's registry takes for different: every write would count as a change of the spec.
 * In a real process there is one realm.
 */
globalThis.structuredClone = (<T>(value: T): T =>
  value === undefined ? value : JSON.parse(JSON.stringify(value))) as typeof structuredClone;
