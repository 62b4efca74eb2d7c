import type { Tolerance } from './suite.ts';

/** Closer than this two numbers are equal: shares come out of divisions. */
const epsilon = 1e-9;

/**
 * Whether what was observed meets a tolerance; null when it cannot be told, because nothing was observed.
 * A metric without samples is never met and never refuted.
 */
export function checkTolerance(
  tolerance: Pick<Tolerance, 'operator' | 'value'>,
  observed: number | null | undefined,
): boolean | null {
  if (observed === null || observed === undefined || Number.isNaN(observed)) return null;
  const equal = Math.abs(observed - tolerance.value) <= epsilon;
  switch (tolerance.operator) {
    case '>=':
      return observed > tolerance.value || equal;
    case '>':
      return observed > tolerance.value && !equal;
    case '<=':
      return observed < tolerance.value || equal;
    case '<':
      return observed < tolerance.value && !equal;
    case '==':
      return equal;
  }
}
