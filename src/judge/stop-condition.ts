import type { SteadyStateProbe, StopCondition } from '../scenario/suite.ts';
import { assessTolerance } from './assess-tolerance.ts';
import type { ExperimentRecord } from './experiment-record.ts';
import { formatObserved } from './observed.ts';
import { outcomeCodes, type SampleSeries } from './sample-series.ts';
import { knownOf, viewBetween } from './sample-view.ts';

/** Harm is what the samples of the last seconds say. */
const windowMs = 3_000;

/** A condition that was met, by which probe, and what was seen. */
export interface MetCondition {
  readonly probe: SteadyStateProbe;
  readonly condition: StopCondition;
  readonly observed: string;
}

/**
 * The first condition that is met for sure, on at least the probe's least number of samples: where three seconds do not hold
 * so many, on the last ones. An outage that has to be longer than that is looked for in so much more. Pure.
 */
export function findMetCondition(
  record: ExperimentRecord,
  steadyState: readonly SteadyStateProbe[],
  fromT: number,
  nowT: number,
): MetCondition | undefined {
  for (const [index, probe] of steadyState.entries()) {
    const series = record.series[index];
    if (!probe.stopWhen || !series) continue;
    const enoughT = sinceOfLast(probe.minSamples, series, nowT);
    for (const condition of probe.stopWhen) {
      const lastMs = windowMs + (condition.metric === 'outage' ? condition.value : 0);
      const startT = Math.max(fromT, Math.min(enoughT, nowT - lastMs));
      const view = viewBetween(series, startT, nowT, probe.probe.everyMs);
      if (knownOf(view.counts) < probe.minSamples) continue;
      const assessment = assessTolerance({ ...condition, phases: [] }, view);
      if (assessment.holds) return { probe, condition, observed: formatObserved(assessment.observed, condition.unit) };
    }
  }
  return undefined;
}

/** Since when the last `count` samples before `nowT` were scheduled that say something; -Infinity: there are fewer. */
function sinceOfLast(count: number, { times, outcomes, firstAt }: SampleSeries, nowT: number): number {
  let left = count;
  for (let i = firstAt(nowT) - 1; i >= 0; i--) if (outcomes[i]! <= outcomeCodes.fail && --left <= 0) return times[i]!;
  return Number.NEGATIVE_INFINITY;
}
