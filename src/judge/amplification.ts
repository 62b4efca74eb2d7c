import type { FaultInjected } from '../journal/event.ts';
import { type Assumption, readMetric } from './metrics.ts';
import { outcomeCodes, type SampleSeries } from './sample-series.ts';
import { knownOf, type SampleView, viewBetween } from './sample-view.ts';
import { fitLine } from './statistics.ts';

/** One injected delay, and what a probe took while it lasted. */
export interface DelayStage {
  readonly delayMs: number;
  readonly view: SampleView;
  /** Several delays lasted at once then: what each costs cannot be told apart. */
  readonly overlaps: boolean;
}

/** What each injected millisecond cost a probe. */
export interface Amplification {
  /** (p50 under the fault - p50 of the baseline) / delay; of several delays the slope of the p50s by least squares. */
  readonly value: number;
  /** Half of the samples or more ran into their deadline: it is at least this. */
  readonly atLeast: boolean;
  /** R² of the line; absent for one delay. */
  readonly fit?: number;
  readonly points: readonly { readonly delayMs: number; readonly p50Ms: number }[];
}

/** A line that explains less than this share of what the medians differ by: they do not grow with the delay. */
const worstFit = 0.9;
/** Medians that lie off the line by less than this share of the longest delay are on it, however little they differ. */
const negligible = 0.05;
/** A sample that failed this close to its deadline was not answered: it would have taken longer than that. */
const deadlineShare = 0.9;

/**
 * The delays of an experiment that landed, by step and length, with a probe's samples that were scheduled while each lasted.
 * One that was not undone lasted until `endT`.
 */
export function delayStages(
  faults: readonly FaultInjected[],
  undoneT: (id: string) => number | undefined,
  endT: number,
  series: SampleSeries,
  everyMs: number,
): DelayStage[] {
  const stages = new Map<string, { delayMs: number; startT: number; endT: number }>();
  for (const { id, t, step, receipt, parameters } of faults) {
    const delayMs = parameters?.delayMs;
    if (!receipt.landed || delayMs === undefined) continue;
    const key = `${step} ${delayMs}`;
    const known = stages.get(key);
    const until = Math.min(undoneT(id) ?? endT, endT);
    // Pieces of one fault: only while all of them last is it the whole.
    const startT = Math.max(t, known?.startT ?? t);
    stages.set(key, { delayMs, startT, endT: Math.min(until, known?.endT ?? until) });
  }
  const spans = [...stages.values()].sort((a, b) => a.startT - b.startT);
  return spans.map((span, index) => ({
    delayMs: span.delayMs,
    view: viewBetween(series, span.startT, Math.max(span.startT, span.endT), everyMs),
    overlaps: spans.some((other, i) => i !== index && other.startT < span.endT && span.startT < other.endT),
  }));
}

/** A sentence says why it cannot be told. `assumption`: what the samples under the fault that say nothing are taken for. */
export function amplificationOf(
  baseline: SampleView,
  stages: readonly DelayStage[],
  timeoutMs: number,
  assumption: Assumption = 'left-out',
): Amplification | string {
  if (stages.length === 0) return 'no delay landed';
  if (stages.some(({ overlaps }) => overlaps)) return 'several delays lasted at once';
  const quiet = medianOf(baseline, timeoutMs, 'left-out');
  if (!quiet || quiet.atLeast) return 'the baseline has no p50';
  const points: { delayMs: number; p50Ms: number; atLeast: boolean }[] = [];
  for (const { delayMs, view } of stages) {
    const median = medianOf(view, timeoutMs, assumption);
    if (!median)
      return `at a delay of ${delayMs} ms half of the samples failed before their deadline, so there is no p50`;
    points.push({ delayMs, ...median });
  }
  const [only, ...others] = points;
  const atLeast = points.some(point => point.atLeast);
  const shown = (list: readonly { delayMs: number; p50Ms: number }[]) =>
    list.map(({ delayMs, p50Ms }) => ({ delayMs, p50Ms }));
  if (only && others.length === 0) {
    if (only.delayMs === 0) return 'the only delay was one of 0 ms';
    const value = (only.p50Ms - quiet.p50Ms) / only.delayMs;
    return { value, atLeast, points: shown([{ delayMs: 0, ...quiet }, ...points]) };
  }
  const withQuiet = points.some(({ delayMs }) => delayMs === 0) ? points : [{ delayMs: 0, ...quiet }, ...points];
  const line = fitLine(withQuiet.map(({ delayMs, p50Ms }) => [delayMs, p50Ms] as const));
  if (!line) return 'every delay had the same length';
  const longestMs = Math.max(...withQuiet.map(({ delayMs }) => delayMs));
  if (line.fit < worstFit && line.largestResidual > negligible * longestMs)
    return `the p50s do not grow with the delay in a line (R² ${line.fit.toFixed(2)}): ${describePoints(withQuiet)}`;
  return { value: line.slope, atLeast, fit: line.fit, points: shown(withQuiet) };
}

/** `3 ms at 0 ms, 274 ms at 10 ms`. */
export function describePoints(points: Amplification['points']): string {
  return points.map(({ delayMs, p50Ms }) => `${Number(p50Ms.toFixed(1))} ms at ${delayMs} ms`).join(', ');
}

/** `each injected millisecond costs 4.6`, `each injected millisecond costs at least 18`. */
export function describeAmplification({ value, atLeast }: Pick<Amplification, 'value' | 'atLeast'>): string {
  return `each injected millisecond costs ${atLeast ? 'at least ' : ''}${Number(value.toFixed(1))}`;
}

/** The p50 of all samples; one that ran into its deadline took at least that long. undefined: it lies among those that failed otherwise. */
function medianOf(
  view: SampleView,
  timeoutMs: number,
  assumption: Assumption,
): { p50Ms: number; atLeast: boolean } | undefined {
  const { series, from, to, counts } = view;
  let timedOut = 0;
  for (let i = from; i < to; i++)
    if (series.outcomes[i] === outcomeCodes.fail && series.durations[i]! >= deadlineShare * timeoutMs) timedOut++;
  if (timedOut > 0 && 2 * timedOut >= knownOf(counts)) return { p50Ms: timeoutMs, atLeast: true };
  if (2 * counts.fail >= knownOf(counts)) return undefined;
  const p50Ms = readMetric({ metric: 'p50', operator: '<=', value: 0 }, view, assumption);
  return p50Ms === null ? undefined : { p50Ms, atLeast: false };
}
