import type { ProbeRecord } from '../journal/event.ts';
import { checkTolerance } from '../scenario/check-tolerance.ts';
import type { Tolerance } from '../scenario/suite.ts';
import {
  type Amplification,
  amplificationOf,
  type DelayStage,
  delayStages,
  describeAmplification,
  describePoints,
} from './amplification.ts';
import { type Assessment, explainDoubt } from './assess-tolerance.ts';
import { type ExperimentRecord, phaseOf } from './experiment-record.ts';
import type { Assumption } from './metrics.ts';
import { knownOf, mostlyUnknown, type SampleView, unknownOf, viewBetween } from './sample-view.ts';

/** What amplification is read from: a probe's baseline, and its samples while each delay lasted. */
interface Ground {
  readonly probe: ProbeRecord;
  readonly baseline: SampleView;
  readonly stages: readonly DelayStage[];
}

/** What each injected millisecond cost a probe; undefined where no delay landed or it cannot be told. */
export function readAmplification(record: ExperimentRecord, index: number): Amplification | undefined {
  const ground = groundOf(record, index);
  if (!ground || ground.stages.length === 0 || explainScarcity(ground)) return undefined;
  const found = amplificationOf(ground.baseline, ground.stages, ground.probe.timeoutMs);
  return typeof found === 'string' ? undefined : found;
}

/** Holds a bound of the amplification against the samples that were scheduled while a delay lasted. */
export function assessAmplification(record: ExperimentRecord, index: number, tolerance: Tolerance): Assessment {
  const ground = groundOf(record, index);
  if (!ground || ground.stages.length === 0)
    return { holds: null, observed: null, code: 'no-samples', because: 'no delay landed while the probe sampled' };
  const scarce = explainScarcity(ground);
  if (scarce) return { holds: null, observed: null, ...scarce };
  const { baseline, stages, probe } = ground;
  const read = (assumption: Assumption) => amplificationOf(baseline, stages, probe.timeoutMs, assumption);
  const found = read('left-out');
  if (typeof found === 'string') return { holds: null, observed: null, code: 'too-few-samples', because: found };
  const observed = found.value;
  const meets = (value: number) => checkTolerance(tolerance, value) === true;
  const explanation = `${describeAmplification(found)} (p50 ${describePoints(found.points)})`;
  // A value that is at least so much proves no upper bound, and breaks no lower one.
  const proven = !found.atLeast || meets(observed) === tolerance.operator.startsWith('>');
  if (!proven) {
    const because = `half of the samples ran into their deadline of ${probe.timeoutMs} ms: ${explanation}`;
    return { holds: null, observed, code: 'too-few-samples', because };
  }
  if (!meets(observed)) return { holds: false, observed, explanation };
  const unseen = stages.filter(({ view }) => unknownOf(view.counts) > 0);
  const doubtful = [read('failed'), read('fine')].some(other => typeof other === 'string' || !meets(other.value));
  if (unseen[0] && doubtful) return { holds: null, observed, ...explainDoubt(unseen[0].view.counts) };
  return { holds: true, observed, explanation };
}

function groundOf(record: ExperimentRecord, index: number): Ground | undefined {
  const probe = record.started.steadyState[index];
  const series = record.series[index];
  const baseline = phaseOf(record, 'baseline');
  if (!probe || !series || !baseline) return undefined;
  const endT = phaseOf(record, 'recovery')?.startT ?? record.lastT;
  const undoneT = (id: string) => {
    const event = record.undone.get(id);
    return event?.undone ? event.t : undefined;
  };
  return {
    probe,
    baseline: viewBetween(series, baseline.startT, baseline.endT, probe.everyMs),
    stages: delayStages(record.faults, undoneT, endT, series, probe.everyMs),
  };
}

/** Fewer samples in the baseline, or while a delay lasted, than the probe needs tell nothing, however good. */
function explainScarcity({ probe, baseline, stages }: Ground): ReturnType<typeof explainDoubt> | undefined {
  for (const { delayMs, view } of [{ delayMs: undefined, view: baseline }, ...stages]) {
    if (mostlyUnknown(view.counts)) return explainDoubt(view.counts);
    const known = knownOf(view.counts);
    if (known >= probe.minSamples) continue;
    const where = delayMs === undefined ? 'in the baseline' : `while the delay of ${delayMs} ms lasted`;
    return {
      code: 'too-few-samples',
      because: `${known} samples ${where} are fewer than the ${probe.minSamples} it takes`,
    };
  }
  return undefined;
}
