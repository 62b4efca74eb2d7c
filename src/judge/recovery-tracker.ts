import type { ProbeRecord, Sample } from '../journal/event.ts';
import { assessWindow, type Doubt, possibleStarts, recoveryTolerances } from './recovery-search.ts';
import { createSampleSeries, type SampleSeries } from './sample-series.ts';
import { type AssessWindow, followStretch } from './steady-stretch.ts';

/**
 * Looks for the recovery: since when, at or after the end of the last fault, every probe is within its tolerances and
 * stays there: in each window of `stableFor` (or of the slowest probe's interval, if that is longer) up to one that lies
 * in the recovery phase. An app that is still up when the method ends, and goes down later in it, has not recovered.
 * The engine asks it while samples come in, the judge asks it about the journal: the same code, so the same answer.
 */
export interface RecoveryTracker {
  /** A sample of this experiment, of any phase; in any order. */
  add(sample: Sample): void;
  /** A fault ended; the search begins at the end of the last one. */
  faultEnded(t: number): void;
  /** The recovery phase began: method and undo are over. */
  recoveryBegan(t: number): void;
  /** What is certain at `nowT`: samples that may still be under way are waited for. */
  state(nowT: number): RecoveryState;
  /** What is known when no sample will come any more; observation ended at `endT`. */
  finish(endT: number): RecoveryState;
}

export interface RecoveryState {
  /** Nothing that may still come changes whether it recovered in time. */
  readonly decided: boolean;
  /** Since when it is steady, whatever the silent samples would have said. */
  readonly recoveredAtT?: number;
  /** Since when it may be steady, and why that cannot be told. */
  readonly perhapsAtT?: number;
  readonly doubt?: Doubt;
}

/** How much longer than its deadline a sample may take to be recorded. */
const settleGraceMs = 1000;
/** Two samples further apart than this many intervals have something between them that has yet to settle. */
const contiguous = 1.5;

export function createRecoveryTracker(options: {
  readonly steadyState: readonly ProbeRecord[];
  readonly recovery: { readonly withinMs: number; readonly stableForMs: number };
  /** One per probe, where the samples are kept already. */
  readonly series?: readonly SampleSeries[];
}): RecoveryTracker {
  const { steadyState, recovery } = options;
  const series = options.series ?? steadyState.map(createSampleSeries);
  const probes = steadyState
    .map((probe, index) => ({ probe, series: series[index]!, settledT: Number.NEGATIVE_INFINITY }))
    .filter(({ probe }) => recoveryTolerances(probe).length > 0);
  const spanMs = windowMs(steadyState, recovery.stableForMs);
  let faultEndT: number | undefined;
  let recoveryT: number | undefined;
  const beginSearch = () => ({
    scannedT: faultEndT ?? 0,
    /** Moments still to be looked at. */
    starts: [faultEndT, recoveryT].filter(t => t !== undefined).sort((a, b) => a - b),
    /** The moment looked at last. */
    takenT: Number.NEGATIVE_INFINITY,
    certain: followStretch(spanMs, ({ steady }) => steady === true),
    possible: followStretch(spanMs, ({ steady }) => steady !== false),
  });
  let search = beginSearch();

  /** Up to when every sample that will ever be is here. */
  const settle = (certainT: (probe: ProbeRecord) => number) => {
    for (const entry of probes) {
      const { times, length } = entry.series;
      // The walk along the schedule sets out before the fault ended: of its first sample there it cannot be known that it is the first.
      const setOutT = length > 0 && times[0]! <= (faultEndT ?? 0) ? times[0]! : Number.NEGATIVE_INFINITY;
      entry.settledT = Math.max(entry.settledT, setOutT, certainT(entry.probe));
      for (let i = entry.series.firstAt(entry.settledT); i < length; i++) {
        if (times[i]! - entry.settledT > contiguous * entry.probe.everyMs) break;
        entry.settledT = times[i]!;
      }
    }
    return Math.min(...probes.map(({ settledT }) => settledT));
  };
  const found = () => recoveryT !== undefined && search.takenT >= recoveryT && search.certain.sinceT !== undefined;
  const take = (assess: AssessWindow) => {
    search.takenT = search.starts.shift()!;
    search.certain.take(search.takenT, assess);
    search.possible.take(search.takenT, assess);
  };
  const advance = (settledT: number) => {
    if (faultEndT === undefined || found()) return;
    if (settledT > search.scannedT) {
      const between = { faultEndT, fromT: search.scannedT, untilT: settledT };
      search.starts = [...search.starts, ...possibleStarts(probes, between)].sort((a, b) => a - b);
      search.scannedT = settledT;
    }
    while (!found() && search.starts[0]! + spanMs <= settledT)
      take((startT, endT) => assessWindow(probes, startT, endT));
  };
  const answer = (settledT: number): RecoveryState => {
    const limitT = (faultEndT ?? Number.POSITIVE_INFINITY) + recovery.withinMs;
    const tooLate =
      settledT > limitT && search.takenT >= (recoveryT ?? Number.POSITIVE_INFINITY) && !(search.starts[0]! <= limitT);
    return {
      decided: probes.length === 0 || found() || tooLate,
      recoveredAtT: found() ? search.certain.sinceT : undefined,
      perhapsAtT: search.possible.sinceT,
      doubt: search.possible.doubt,
    };
  };

  return {
    add: sample => series[sample.p]?.add(sample),
    faultEnded(t) {
      if (faultEndT !== undefined && t <= faultEndT) return;
      faultEndT = t;
      search = beginSearch();
    },
    recoveryBegan(t) {
      recoveryT = t;
      search = beginSearch();
    },
    state(nowT) {
      const settledT = settle(({ timeoutMs }) => nowT - timeoutMs - settleGraceMs);
      advance(settledT);
      return answer(settledT);
    },
    finish(endT) {
      advance(endT);
      // Windows that were under way when observation ended might have become steady ones.
      const assess: AssessWindow = (startT, untilT) => {
        const window = assessWindow(probes, startT, Math.min(untilT, endT));
        if (untilT <= endT || window.steady === false) return window;
        const because = `it was watched for ${Math.round(endT - startT)} of the ${spanMs} ms it has to be stable`;
        return { steady: null, doubt: { probe: probes[0]!.probe, code: 'too-few-samples', because } };
      };
      while (!found() && probes.length > 0 && search.starts.length > 0) take(assess);
      return { ...answer(endT), decided: true };
    },
  };
}

/** How long the steady state has to last to count as back: long enough for every probe to look at least once. */
export function windowMs(steadyState: readonly ProbeRecord[], stableForMs: number): number {
  return Math.max(stableForMs, ...steadyState.map(({ everyMs }) => everyMs));
}
