import { checkTolerance } from '../scenario/check-tolerance.ts';
import { boundsFailures, quantileOf, type ToleranceAssessment } from './assess-phase.ts';
import type { ExperimentRecord } from './experiment-record.ts';
import { formatSpan } from './observed.ts';
import { describeMoment } from './phrases.ts';
import { outcomeCodes, type SampleSeries } from './sample-series.ts';
import { toleratedBlindMs } from './sample-view.ts';

/** From one moment (included) to another (excluded), by the journal's clock. */
interface Span {
  readonly startT: number;
  readonly endT: number;
}

/**
 * Leaves a tolerance untold that would not hold, had the probe seen the spans of the method in which its Service had no
 * endpoint: what a coarse probe did not see was not fine. One that looks as often as every 250 ms is taken at its word; the
 * shortest outage that it can see is in the report.
 */
export function doubtUnseen(found: ToleranceAssessment, record: ExperimentRecord): ToleranceAssessment {
  const { assessment, view, probe } = found;
  if (assessment.holds !== true) return found;
  const { observed } = assessment;
  const unseen = unseenOutages(record, probe.service, view);
  const lostMs = unseen.reduce((ms, { startT, endT }) => ms + endT - startT, 0);
  const [first] = unseen;
  if (!first || holdsBesides(found, observed, lostMs / (view.endT - view.startT))) return found;
  const service = `Service ${probe.service?.namespace}/${probe.service?.name}`;
  const more = ['', ', and once more'][unseen.length - 1] ?? `, and ${unseen.length - 1} times more`;
  const because = `${service} had no endpoint for ${formatSpan(first.endT - first.startT)}, ${describeMoment(record, first.startT, 'method')}${more}, and the probe, every ${formatSpan(probe.everyMs)}, did not look meanwhile`;
  return { ...found, assessment: { holds: null, observed, code: 'too-few-samples', because } };
}

/** Whether a tolerance would hold had a share of all samples failed besides those that were taken. */
function holdsBesides({ tolerance, probe }: ToleranceAssessment, observed: number, share: number): boolean {
  if (tolerance.metric === 'success' || tolerance.metric === 'rate')
    return checkTolerance(tolerance, observed * (1 - share)) === true;
  // Durations are those of successful samples, unless nothing else bounds the failures. (A bound of outages knows the gaps.)
  const q = quantileOf(tolerance.metric);
  return q === undefined || boundsFailures(probe) || q <= 1 - share;
}

function unseenOutages(
  record: ExperimentRecord,
  service: ToleranceAssessment['probe']['service'],
  { series, startT, endT }: ToleranceAssessment['view'],
): Span[] {
  return spansWithoutEndpoint(record, service)
    .map(span => ({ startT: Math.max(span.startT, startT), endT: Math.min(span.endT, endT) }))
    .filter(span => span.endT > span.startT && isUnseen(series, span));
}

function spansWithoutEndpoint(
  { endpointChanges }: ExperimentRecord,
  service: { name: string; namespace: string } | undefined,
) {
  const spans: { startT: number; endT: number }[] = [];
  for (const { namespace, service: name, t, left } of endpointChanges) {
    if (namespace !== service?.namespace || name !== service.name || left === undefined) continue;
    const last = spans.at(-1);
    const isOpen = last?.endT === Number.POSITIVE_INFINITY;
    if (left === 0 && !isOpen) spans.push({ startT: t, endT: Number.POSITIVE_INFINITY });
    else if (left > 0 && isOpen) last.endT = t;
  }
  return spans;
}

/** No sample that says something was scheduled in it, and the two around it are further apart than is tolerated. */
export function isUnseen(series: SampleSeries, { startT, endT }: Span): boolean {
  const [beforeT, afterT] = looksAround(series, startT);
  return afterT >= endT && afterT - beforeT > toleratedBlindMs;
}

/** When the last sample before a moment was scheduled that says something, and the first one since; infinite: there is none. */
export function looksAround(series: SampleSeries, t: number): [beforeT: number, afterT: number] {
  const says = (i: number) => series.outcomes[i]! <= outcomeCodes.fail;
  let before = series.firstAt(t) - 1;
  while (before >= 0 && !says(before)) before--;
  let after = before + 1;
  while (after < series.length && !says(after)) after++;
  return [
    before < 0 ? Number.NEGATIVE_INFINITY : series.times[before]!,
    after < series.length ? series.times[after]! : Number.POSITIVE_INFINITY,
  ];
}
