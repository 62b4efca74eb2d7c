import { metricsOfProbe } from '../tolerance-metrics.ts';

/** Keys of the language that this version reads but does not run yet; they are no typos, and never ignored. */
const notCarried: Readonly<Record<string, string>> = {
  probeBrowser: 'chaos-gate',
};

/** Says that a key is known but not carried yet; undefined for every other key. */
export function notCarriedProblem(key: string): string | undefined {
  const origin = Object.hasOwn(notCarried, key) ? notCarried[key] : undefined;
  return origin && `found \`${key}\` of ${origin}'s language, which is not carried yet by this version`;
}

/** Says where a probe belongs that stands among the keys of a step; undefined for every other key. */
export function misplacedProbeProblem(key: string, path: readonly PropertyKey[]): string | undefined {
  if (!Object.hasOwn(metricsOfProbe, key) || !path.includes('steps')) return undefined;
  return `found \`${key}\` as a step, expected it as a probe of \`steadyState:\`, with a tolerance; as a step there is \`probeHTTP\``;
}
