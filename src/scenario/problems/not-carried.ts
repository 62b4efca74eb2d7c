/** Keys of the language that this version reads but does not run yet; they are no typos, and never ignored. */
const notCarried: Readonly<Record<string, string>> = {
  probeDNS: 'chaos-gate',
  probePrometheus: 'chaos-gate',
  probeBrowser: 'chaos-gate',
};

/** Says that a key is known but not carried yet; undefined for every other key. */
export function notCarriedProblem(key: string): string | undefined {
  const origin = Object.hasOwn(notCarried, key) ? notCarried[key] : undefined;
  return origin && `found \`${key}\` of ${origin}'s language, which is not carried yet by this version`;
}
