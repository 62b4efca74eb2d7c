const yes = /^(?:yes|Yes|YES|on|On|ON)$/;
const no = /^(?:no|No|NO|off|Off|OFF)$/;

/** What stands for true and false in YAML 1.1 besides them (yaml.org/type/bool.html; PyYAML leaves `y` and `n` out). */
export const flagWordPattern = `${yes.source}|${no.source}`;

/** What such a word means; undefined of anything else. */
export function flagOf(value: unknown): boolean | undefined {
  if (typeof value !== 'string') return undefined;
  if (yes.test(value)) return true;
  return no.test(value) ? false : undefined;
}
