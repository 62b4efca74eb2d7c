/** Asserts the exit code of a program that ended. All that it said is in the failure's text. */
export function expectCode<T extends { readonly code: number | null }>(ended: T, expected: number): void {
  const { code, ...rest } = ended;
  if (code === expected) return;
  const said = Object.values(rest).filter(each => typeof each === 'string');
  throw new Error([`expected exit ${expected}, found ${code}`, ...said].join('\n'));
}
