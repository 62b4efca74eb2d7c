import type { Doubt, WindowAssessment } from './recovery-search.ts';

/** Judges the samples scheduled from one moment (included) to another (excluded). */
export type AssessWindow = (startT: number, endT: number) => WindowAssessment;

/** Since when the steady state lasts, as far as the search has come. */
export interface SteadyStretch {
  readonly sinceT: number | undefined;
  /** Why it is not certain that it lasts. */
  readonly doubt: Doubt | undefined;
  /** Looks at the next moment at which something may have changed. */
  take(startT: number, assess: AssessWindow): void;
}

/**
 * A stretch begins with a window that is accepted, and lasts until a window inside it is not: an app that was back for
 * a moment and then fell over again has not recovered. The windows on either side of each change are the worst ones.
 */
export function followStretch(spanMs: number, accepts: (window: WindowAssessment) => boolean): SteadyStretch {
  let sinceT: number | undefined;
  let doubt: Doubt | undefined;
  const steady = (window: WindowAssessment) => {
    if (!accepts(window)) {
      sinceT = undefined;
      doubt = undefined;
      return false;
    }
    if (window.steady === null) doubt ??= window.doubt;
    return true;
  };
  return {
    get sinceT() {
      return sinceT;
    },
    get doubt() {
      return doubt;
    },
    take(startT, assess) {
      // What lies less than a window behind was in the window that began the stretch.
      if (sinceT !== undefined && startT - spanMs > sinceT) steady(assess(startT - spanMs, startT));
      if (steady(assess(startT, startT + spanMs))) sinceT ??= startT;
    },
  };
}
