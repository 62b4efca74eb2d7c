import type { ToleranceAssessment } from './assess-phase.ts';
import type { ExperimentRecord } from './experiment-record.ts';
import { formatObserved } from './observed.ts';
import { describeMoment, plural } from './phrases.ts';
import { sampleMeets } from './sample-meets.ts';
import { outcomeCodes } from './sample-series.ts';
import { knownOf, type SampleView } from './sample-view.ts';

/** `"shop answers" had success 97.2% in the method, not success >= 99%: 7 of 250 samples failed, the first …` */
export function describeUnmet(
  record: ExperimentRecord,
  { probe, tolerance, phase, view, assessment }: ToleranceAssessment,
): string {
  const found = `${tolerance.metric} ${formatObserved(assessment.observed, tolerance.unit)}`;
  const head = `"${probe.name}" had ${found} in the ${phase}, wanted ${tolerance.expression}`;
  if (assessment.holds === false && assessment.explanation) return `${head}: ${assessment.explanation}`;
  const first = firstUnmet(view, sample => sampleMeets([tolerance], view.series, sample) === false);
  const since = first === undefined ? '' : `, first ${describeMoment(record, view.series.times[first]!, phase)}`;
  const { fail } = view.counts;
  const failures = fail === 0 ? '' : `; ${fail} of ${plural(knownOf(view.counts), 'sample')} failed${mostOften(view)}`;
  return `${head}${since}${failures}`;
}

/** `"shop answers" cannot tell success >= 99% in the method: the gate was starved for 12 of 250 samples` */
export function describeUntold({ probe, tolerance, phase, view, assessment }: ToleranceAssessment): string {
  const because = assessment.holds === null ? assessment.because : 'nothing was seen';
  return `"${probe.name}" cannot tell ${tolerance.expression} in the ${phase}: ${because}${mostOften(view, 'silent')}`;
}

function firstUnmet(view: SampleView, isUnmet: (index: number) => boolean): number | undefined {
  for (let i = view.from; i < view.to; i++) if (isUnmet(i)) return i;
  return undefined;
}

/** ` (most often: connect ECONNREFUSED)`: what the failed, or the silent, samples say most. */
function mostOften({ series, from, to }: SampleView, which: 'failed' | 'silent' = 'failed'): string {
  const counts = new Map<number, number>();
  for (let i = from; i < to; i++) {
    const outcome = series.outcomes[i]!;
    const wanted = which === 'failed' ? outcome === outcomeCodes.fail : outcome > outcomeCodes.fail;
    if (wanted && series.whys[i]! >= 0) counts.set(series.whys[i]!, (counts.get(series.whys[i]!) ?? 0) + 1);
  }
  const most = [...counts].reduce((a, b) => (b[1] > a[1] ? b : a), [-1, 0] as [number, number]);
  return most[1] === 0 ? '' : ` (${counts.size > 1 ? 'most often: ' : ''}${series.causes.textOf(most[0])})`;
}
