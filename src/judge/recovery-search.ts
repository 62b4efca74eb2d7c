import type { ProbeRecord } from '../journal/event.ts';
import { assessTolerance, explainDoubt } from './assess-tolerance.ts';
import { isExcused, sampleMeets } from './sample-meets.ts';
import type { SampleSeries } from './sample-series.ts';
import { knownOf, mostlyUnknown, viewBetween } from './sample-view.ts';

/** A probe as the search for the recovery sees it: only the tolerances that are judged there. */
export interface RecoveryProbe {
  readonly probe: ProbeRecord;
  readonly series: SampleSeries;
}

/** A doubt: why it cannot be told whether a window is steady. */
export type Doubt = ReturnType<typeof explainDoubt> & { readonly probe: ProbeRecord };

export type WindowAssessment = { readonly steady: true | false } | { readonly steady: null; readonly doubt: Doubt };

/** The tolerances that a window has to meet; how many samples it holds is a matter of its length, not of the app. */
export function recoveryTolerances(probe: ProbeRecord): ProbeRecord['tolerances'] {
  return probe.tolerances.filter(({ metric, phases }) => phases.includes('recovery') && metric !== 'samples');
}

/** Is every probe within its tolerances on the samples scheduled in a window? */
export function assessWindow(probes: readonly RecoveryProbe[], startT: number, endT: number): WindowAssessment {
  let doubt: Doubt | undefined;
  for (const { probe, series } of probes) {
    const view = viewBetween(series, startT, endT, probe.everyMs);
    for (let i = view.from; i < view.to; i++) if (isExcused(series, i)) return { steady: false };
    if (mostlyUnknown(view.counts)) {
      doubt ??= { probe, ...explainDoubt(view.counts) };
      continue;
    }
    if (knownOf(view.counts) === 0) {
      doubt ??= { probe, code: 'no-samples', because: 'there was no sample' };
      continue;
    }
    for (const tolerance of recoveryTolerances(probe)) {
      const assessment = assessTolerance(tolerance, view);
      if (assessment.holds === false) return { steady: false };
      if (assessment.holds === null) doubt ??= { probe, code: assessment.code, because: assessment.because };
    }
  }
  return doubt ? { steady: null, doubt } : { steady: true };
}

/**
 * Moments, after `fromT` and up to `untilT`, at which the steady state may be back: each sample that is as it should be
 * (or says nothing) and follows one that is not. With the end of the last fault they are all that need a look: a window
 * that begins anywhere else is no better than the one that begins at the last such moment before it.
 */
export function possibleStarts(
  probes: readonly RecoveryProbe[],
  { faultEndT, fromT, untilT }: { faultEndT: number; fromT: number; untilT: number },
): number[] {
  const starts: number[] = [];
  for (const { probe, series } of probes) {
    const tolerances = recoveryTolerances(probe);
    const first = series.firstAt(fromT);
    let before = first > series.firstAt(faultEndT) ? sampleMeets(tolerances, series, first - 1) : true;
    for (let i = first; i < series.length && series.times[i]! <= untilT; i++) {
      const meets = sampleMeets(tolerances, series, i);
      if (meets !== false && before !== true && series.times[i]! > fromT) starts.push(series.times[i]!);
      before = meets;
    }
  }
  return starts.sort((a, b) => a - b);
}
