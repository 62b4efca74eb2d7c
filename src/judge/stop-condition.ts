import type { SteadyStateProbe, StopCondition } from '../scenario/suite.ts';
import { assessTolerance } from './assess-tolerance.ts';
import type { ExperimentRecord } from './experiment-record.ts';
import { formatObserved } from './observed.ts';
import { knownOf, viewBetween } from './sample-view.ts';

/** Harm is what the samples of the last seconds say. */
const windowMs = 3_000;

/** A condition that was met, by which probe, and what was seen. */
export interface MetCondition {
  readonly probe: SteadyStateProbe;
  readonly condition: StopCondition;
  readonly observed: string;
}

/** The first condition that is met for sure, on at least the probe's least number of samples. Pure. */
export function findMetCondition(
  record: ExperimentRecord,
  steadyState: readonly SteadyStateProbe[],
  fromT: number,
  nowT: number,
): MetCondition | undefined {
  for (const [index, probe] of steadyState.entries()) {
    const series = record.series[index];
    if (!probe.stopWhen || !series) continue;
    const view = viewBetween(series, Math.max(fromT, nowT - windowMs), nowT, probe.probe.everyMs);
    if (knownOf(view.counts) < probe.minSamples) continue;
    for (const condition of probe.stopWhen) {
      const assessment = assessTolerance({ ...condition, phases: [] }, view);
      if (assessment.holds) return { probe, condition, observed: formatObserved(assessment.observed, condition.unit) };
    }
  }
  return undefined;
}
