import type { FaultInjected, ProbeRecord } from '../../journal/event.ts';
import { canFail } from '../../scenario/range-bounds.ts';
import type { JudgedPhase } from '../../scenario/suite.ts';
import { explainDoubt } from '../assess-tolerance.ts';
import type { ExperimentRecord } from '../experiment-record.ts';
import { formatSpan } from '../observed.ts';
import { describeFault } from '../phrases.ts';
import { reasonAt } from '../reason.ts';
import type { Reason } from '../run-result.ts';
import type { SampleSeries } from '../sample-series.ts';
import { unknownOf, viewBetween } from '../sample-view.ts';
import type { Trial } from '../trial.ts';
import { isUnseen, looksAround } from '../unseen-outage.ts';

interface Watcher {
  readonly probe: ProbeRecord;
  readonly series: SampleSeries;
}

/** A fault and how long it lasted, by the journal's clock. */
interface Lasted {
  readonly fault: FaultInjected;
  readonly startT: number;
  readonly endT: number;
}

/**
 * Somebody looked while each fault that was taken back lasted: what it did when nobody looked cannot be told. (One that
 * needs no undo is looked for in the recovery.) Where the method is asked nothing that could fail, nobody has to look.
 */
export function everyFaultWasWatched({ record }: Trial): Reason[] {
  const { started, ended, series } = record;
  if (!ended || ended.stopped) return [];
  const watchers = started.steadyState
    .map((probe, index): Watcher => ({ probe, series: series[index]! }))
    .filter(({ probe }) => asks(probe, 'method'))
    .sort((a, b) => a.probe.everyMs - b.probe.everyMs);
  const [fastest] = watchers;
  if (!fastest) return [];
  const unwatched = lastingFaults(record).filter(span => watchers.every(watcher => isUnseen(watcher.series, span)));
  return [...Map.groupBy(unwatched, ({ fault }) => fault.step)].map(([step, [first, ...others]]) => {
    const { code, because } = explainUnwatched(fastest, first!);
    const { fault, startT, endT } = first!;
    const span = `from ${formatSpan(startT)} to ${formatSpan(endT)} of the run`;
    const more = others.length === 0 ? '' : `, nor while ${others.length} more of the step did`;
    const message = `nobody looked while the ${describeFault(fault)} lasted, ${span}${more}: ${because}`;
    return reasonAt(started.steps[step]?.at ?? started.at, code, message);
  });
}

/** Faults that landed and were taken back, less those during which a step of the method looked. */
function lastingFaults({ faults, undone, steps }: ExperimentRecord): Lasted[] {
  const looks = steps.filter(({ kind }) => kind === 'probeHTTP').map(({ startedT }) => startedT);
  return faults.flatMap(fault => {
    const end = undone.get(fault.id);
    if (!fault.receipt.landed || !fault.needsUndo || !end?.undone) return [];
    const span = { fault, startT: fault.t, endT: end.t };
    return looks.some(t => t >= span.startT && t < span.endT) ? [] : [span];
  });
}

function explainUnwatched({ probe, series }: Watcher, { startT, endT }: Lasted): ReturnType<typeof explainDoubt> {
  const { counts } = viewBetween(series, startT, endT, probe.everyMs);
  if (unknownOf(counts) > 0) {
    const { code, because } = explainDoubt(counts);
    return { code, because: `of "${probe.name}" ${because}` };
  }
  const [beforeT, afterT] = looksAround(series, startT);
  const looks = [
    ...(Number.isFinite(beforeT) ? [`${formatSpan(startT - beforeT)} before it`] : []),
    ...(Number.isFinite(afterT) ? [`${formatSpan(afterT - endT)} after it`] : []),
  ];
  const when = looks.length === 0 ? 'never looked' : `looked ${looks.join(' and ')}`;
  return { code: 'too-few-samples', because: `"${probe.name}", every ${formatSpan(probe.everyMs)}, ${when}` };
}

/**
 * Something that was asked of the method or the recovery could have gone wrong: tolerances that hold whatever the app
 * does are no evidence.
 */
export function somethingCouldFail({ record: { started, ended } }: Trial): Reason[] {
  if (!ended || ended.stopped || (started.recovery.tolerances ?? []).length > 0) return [];
  const isAsked = (probe: ProbeRecord) => asks(probe, 'method') || asks(probe, 'recovery') || probe.stopWhen;
  const tolerances = started.steadyState.flatMap(probe => probe.tolerances);
  const [first] = tolerances;
  if (!first || started.steadyState.some(isAsked)) return [];
  const expressions = [...new Set(tolerances.map(({ expression }) => expression))].join(', ');
  const message = `nothing could fail: whatever the app does, it meets ${expressions}`;
  return [reasonAt(first.at, 'no-samples', message)];
}

/** Whether a probe has a tolerance that the app could fail to meet in a phase. */
function asks({ tolerances, leastValue }: ProbeRecord, phase: JudgedPhase): boolean {
  return tolerances.some(tolerance => tolerance.phases.includes(phase) && canFail(tolerance, leastValue));
}
