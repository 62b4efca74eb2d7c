import type { ProbeRecord } from '../journal/event.ts';
import type { JudgedPhase, Tolerance } from '../scenario/suite.ts';
import { type Assessment, assessTolerance, explainDoubt, explainSilence } from './assess-tolerance.ts';
import { knownOf, mostlyUnknown, type SampleView, unknownOf } from './sample-view.ts';

/** One tolerance of one probe, held against the samples of one phase. */
export interface ToleranceAssessment {
  readonly probe: ProbeRecord;
  readonly tolerance: Tolerance;
  readonly phase: JudgedPhase;
  readonly view: SampleView;
  readonly assessment: Assessment;
}

/**
 * Every tolerance of a probe that is judged in a phase. Fewer samples than the probe needs tell nothing, however good;
 * nor do those of a phase of which more than half went unseen, however bad: what starved the gate may have slowed the app.
 */
export function assessPhase(probe: ProbeRecord, phase: JudgedPhase, view: SampleView): ToleranceAssessment[] {
  const scarce = explainScarcity(probe, view);
  return probe.tolerances
    .filter(tolerance => tolerance.phases.includes(phase))
    .map(tolerance => {
      const assessment = assessTolerance(tolerance, view);
      return {
        probe,
        tolerance,
        phase,
        view,
        assessment: scarce
          ? { ...assessment, holds: null, ...scarce }
          : withFailures(assessment, tolerance, probe, view),
      };
    });
}

const quantiles: Readonly<Partial<Record<Tolerance['metric'], number>>> = {
  p50: 0.5,
  p90: 0.9,
  p95: 0.95,
  p99: 0.99,
  max: 1,
  mean: 1,
};
const failureMetrics: ReadonlySet<Tolerance['metric']> = new Set(['success', 'outage', 'rate']);

/** The quantile that a metric of durations reads: nothing slower is in it; undefined for other metrics. */
export function quantileOf(metric: Tolerance['metric']): number | undefined {
  return quantiles[metric];
}

/** Whether some tolerance of a probe says how many samples may fail, or for how long. */
export function boundsFailures({ tolerances }: Pick<ProbeRecord, 'tolerances'>): boolean {
  return tolerances.some(({ metric }) => failureMetrics.has(metric));
}

/**
 * Durations are those of successful samples. Where nothing else bounds the failures and there are so many that the
 * quantile of all requests is a failed one, a fast quantile of the rest would be green for an app that is down.
 */
function withFailures(assessment: Assessment, tolerance: Tolerance, probe: ProbeRecord, view: SampleView): Assessment {
  const q = quantileOf(tolerance.metric);
  const { ok, fail } = view.counts;
  if (q === undefined || fail === 0 || !assessment.holds || view.series.mesh) return assessment;
  if (boundsFailures(probe) || Math.ceil(q * (ok + fail)) <= ok) return assessment;
  const because = `${fail} of ${ok + fail} samples failed and have no duration; bound them, with success >= 99% for instance`;
  return { holds: null, observed: assessment.observed, code: 'too-few-samples', because };
}

function explainScarcity(
  { minSamples }: ProbeRecord,
  { counts }: SampleView,
): ReturnType<typeof explainDoubt> | undefined {
  const known = knownOf(counts);
  if (known === 0) return explainSilence(counts);
  if (mostlyUnknown(counts)) return explainDoubt(counts);
  if (known >= minSamples) return undefined;
  if (known + unknownOf(counts) >= minSamples) return explainDoubt(counts);
  return { code: 'too-few-samples', because: `${known} samples are fewer than the ${minSamples} it takes` };
}
