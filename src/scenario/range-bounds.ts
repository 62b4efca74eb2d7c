import type { Operator, ProbeSpec, Tolerance } from './suite.ts';

type OfRange = Readonly<Record<Operator, (value: number, least: number, most: number) => boolean>>;

/** Whether everything between `least` and `most` meets a bound. */
export const neverFails: OfRange = {
  '>=': (value, least) => value <= least,
  '>': (value, least) => value < least,
  '<=': (value, _, most) => value >= most,
  '<': (value, _, most) => value > most,
  '==': () => false,
};

/** Whether nothing between `least` and `most` meets a bound. */
export const neverHolds: OfRange = {
  '>=': (value, _, most) => value > most,
  '>': (value, _, most) => value >= most,
  '<=': (value, least) => value < least,
  '<': (value, least) => value <= least,
  '==': (value, least, most) => value < least || value > most,
};

/** What a metric can be, whatever the app does; `leastValue` is what the probe's value is at least, if anything. */
export function rangeOf(
  { metric, unit }: Pick<Tolerance, 'metric' | 'unit'>,
  leastValue: number | undefined,
): { readonly least: number; readonly most: number } {
  const least = metric === 'amplification' ? undefined : metric === 'value' ? leastValue : 0;
  return { least: least ?? Number.NEGATIVE_INFINITY, most: unit === 'share' ? 1 : Number.POSITIVE_INFINITY };
}

/** Whether an app could do anything that a tolerance does not allow. (How many samples there are is no matter of the app.) */
export function canFail(tolerance: Tolerance, leastValue: number | undefined): boolean {
  const { least, most } = rangeOf(tolerance, leastValue);
  return tolerance.metric !== 'samples' && !neverFails[tolerance.operator](tolerance.value, least, most);
}

/** What the value of a probe is at least: 0 where it counts objects. (One that is looked for by its name may be missing, which no value meets.) */
export function leastValueOf(probe: ProbeSpec): 0 | undefined {
  const counts = probe.kind === 'probeKubernetes' && ['count', 'ready'].includes(probe.value);
  return counts && probe.name === undefined ? 0 : undefined;
}
