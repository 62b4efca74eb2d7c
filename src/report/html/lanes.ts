import { formatMs, formatSpan } from '../../judge/observed.ts';
import type { ExperimentResult } from '../../judge/run-result.ts';
import type { ExperimentDigest } from '../digest.ts';
import { describeHappening, type Happening, isGrave } from '../happenings.ts';
import { shorten, visible } from '../markup.ts';
import type { LaneData, Mark } from './page-data.ts';

/** What a lane is drawn of; no marks where it has nothing to show. */
type Lane = (experiment: ExperimentResult, digest: ExperimentDigest) => LaneData;

/** The visible list of lanes above the probes, from top to bottom. A new one is one line here. */
const lanes: readonly Lane[] = [phases, faults, pods, clusterEvents, recovery, recoveryStages];

/** The lanes of an experiment that have something to show. */
export function lanesOf(experiment: ExperimentResult, digest: ExperimentDigest): LaneData[] {
  return lanes.map(lane => lane(experiment, digest)).filter(({ marks }) => marks.length > 0);
}

function phases(_experiment: ExperimentResult, digest: ExperimentDigest): LaneData {
  const marks = digest.phases.map(({ name, startT, endT }): Mark => {
    const text = `${name}: ${formatMs(endT - startT)}, from ${formatSpan(startT)} to ${formatSpan(endT)}`;
    return { startT, endT, label: name, text, tone: 'phase' };
  });
  return { name: 'Phases', marks };
}

function faults(_experiment: ExperimentResult, digest: ExperimentDigest): LaneData {
  const marks = digest.faults.map(({ fault, startT, endT }): Mark => {
    const { kind, targets, receipt } = fault;
    const names = targets.map(({ namespace, name }) => (namespace ? `${namespace}/${name}` : name)).join(', ');
    const until = endT === undefined ? '' : ` until ${formatSpan(endT)}`;
    const state = receipt.landed ? '' : 'not proven: ';
    return {
      startT,
      ...(endT !== undefined && { endT }),
      label: tell(kind, 60),
      text: tell(`${kind} of ${shorten(names, 300)} at ${formatSpan(startT)}${until}: ${state}${receipt.evidence}`),
      tone: 'fault',
      through: true,
    };
  });
  return { name: 'Faults', marks };
}

function pods(_experiment: ExperimentResult, { happenings }: ExperimentDigest): LaneData {
  const found = happenings.filter(({ event }) => event.type !== 'cluster-event');
  return { name: 'Pods', marks: found.map(markHappening) };
}

function clusterEvents(_experiment: ExperimentResult, { happenings }: ExperimentDigest): LaneData {
  const found = happenings.filter(({ event }) => event.type === 'cluster-event');
  return { name: 'Events', marks: found.map(markHappening) };
}

function markHappening({ t, event }: Happening): Mark {
  const isBack = event.type !== 'cluster-event' && ['ready', 'added'].includes(event.change);
  const tone = isGrave(event) ? 'bad' : isBack ? 'good' : 'plain';
  return { startT: t, label: '', text: tell(`${formatSpan(t)}: ${describeHappening(event)}`, 300), tone };
}

/** The stages that the recovery went through, from the injection of the last fault that landed on pods. */
function recoveryStages({ recovery: found }: ExperimentResult, digest: ExperimentDigest): LaneData {
  const landed = digest.faults.filter(
    ({ fault }) => fault.receipt.landed && fault.targets.some(({ kind }) => kind === 'Pod' || kind === 'Container'),
  );
  const from = Math.max(...landed.map(({ startT }) => startT));
  const stages = landed.length === 0 ? [] : Object.entries(found?.split ?? {});
  const marks = stages.flatMap(([stage, ms]): Mark[] =>
    ms === null
      ? []
      : [{ startT: from + ms, label: '', text: `${stage}: ${formatMs(ms)} after the injection`, tone: 'plain' }],
  );
  return { name: 'Stages', marks };
}

/** From the end of the last fault to the steady state, or to the limit that passed without it. */
function recovery(experiment: ExperimentResult, digest: ExperimentDigest): LaneData {
  const { recovery: found } = experiment;
  const start = digest.phases.findLast(({ name }) => name === 'recovery');
  if (!found || !start) return { name: 'Recovery', marks: [] };
  const ends = digest.faults.filter(({ fault }) => fault.receipt.landed).map(({ startT, endT }) => endT ?? startT);
  const startT = ends.length > 0 ? Math.max(...ends) : start.startT;
  const { observedMs, limitMs, stableForMs } = found;
  const limit = `limit ${formatMs(limitMs)}, stable for ${formatMs(stableForMs)}`;
  const mark: Mark =
    observedMs === null
      ? { startT, endT: digest.endT, label: 'not seen', text: `recovery was not seen (${limit})`, tone: 'bad' }
      : {
          startT,
          endT: startT + observedMs,
          label: formatMs(observedMs),
          text: `recovered ${formatMs(observedMs)} after the last fault (${limit})`,
          tone: observedMs > limitMs ? 'bad' : 'good',
        };
  return { name: 'Recovery', marks: [mark] };
}

function tell(text: string, length = 600): string {
  return shorten(visible(text), length);
}
