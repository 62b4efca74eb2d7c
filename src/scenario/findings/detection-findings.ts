import { formatDuration } from '../duration.ts';
import { measurementMs } from '../lasting/network-measurement.ts';
import { canFail, leastValueOf } from '../range-bounds.ts';
import type { PodActionItem, Scenario, SteadyStateProbe, Step } from '../suite.ts';
import { detectionFloorMs } from './detection.ts';
import { isLasting } from './faults.ts';
import { type Finding, finding } from './finding.ts';

/**
 * Pods that were killed are missed for 0.3 s on the embedded cluster, and for 0.6 to 1.1 s on a kind cluster
 * (a request every 50 ms, pods with a readiness probe every second).
 */
const killOutageMs = 500;

/** Probes, or sentinels, that are too slow for what they are asked about, or for the fault that they are to watch. */
export function detectionFindings({ steadyState, steps }: Scenario): Finding[] {
  return [
    ...steadyState.flatMap(slowForItsTolerance),
    ...steps.flatMap(step => [...unseenFault(step, steadyState), ...unmeasuredFault(step)]),
    ...unseenKill(steps, steadyState),
  ];
}

function slowForItsTolerance({ name, probe, tolerances }: SteadyStateProbe): Finding[] {
  const floorMs = detectionFloorMs(probe);
  return tolerances.flatMap(({ metric, operator, value, expression, at }) => {
    const bounds = metric === 'outage' && operator.startsWith('<') && value > 0;
    if (!bounds || floorMs <= value) return [];
    const message = `\`${expression}\`: "${name}" could not have seen an outage shorter than ${seconds(floorMs)}`;
    return [finding('outage-unseen', at, message)];
  });
}

/**
 * A fault that is over before the fastest probe is sure to have looked: where none did, the judge concludes nothing. Probes
 * that ask nothing of the method do not count.
 */
function unseenFault(step: Step, steadyState: readonly SteadyStateProbe[]): Finding[] {
  const lastsMs = isLasting(step) ? step.durationMs : undefined;
  const watching = steadyState.filter(({ probe, tolerances }) =>
    tolerances.some(each => each.phases.includes('method') && canFail(each, leastValueOf(probe))),
  );
  const floorMs = Math.min(...watching.map(({ probe }) => detectionFloorMs(probe)));
  if (lastsMs === undefined || watching.length === 0 || floorMs <= lastsMs) return [];
  const message = `the fault lasts ${formatDuration(lastsMs)}, and no probe could have seen an outage shorter than ${seconds(floorMs)}`;
  return [finding('outage-unseen', step.at, message)];
}

/**
 * One of all kills of a scenario is enough to say that nobody would see what they do. A mesh is not asked about the pods that
 * are killed: their edges are excused.
 */
function unseenKill(steps: readonly Step[], steadyState: readonly SteadyStateProbe[]): Finding[] {
  const kill = steps.flatMap(step => (step.kind === 'podAction' ? step.actions.filter(endsProcesses) : [])).at(0);
  const probes = steadyState.flatMap(({ probe }) => (probe.kind === 'probeGoldpinger' ? [] : [probe]));
  const floorMs = Math.min(...probes.map(detectionFloorMs));
  if (!kill || probes.length === 0 || floorMs <= killOutageMs) return [];
  const message = `pods that are killed may be back within ${seconds(killOutageMs)}, and no probe could have seen an outage shorter than ${seconds(floorMs)}; \`every: 50ms\` would`;
  return [finding('outage-unseen', kill.at, message)];
}

function endsProcesses(action: PodActionItem): boolean {
  return action.kind === 'kill' || (action.kind === 'killContainer' && ['SIGKILL', 'SIGTERM'].includes(action.signal));
}

/** A network fault that is over before its sentinel has measured it is never proven. */
function unmeasuredFault(step: Step): Finding[] {
  if (step.kind !== 'networkAction' || step.durationMs === undefined) return [];
  const neededMs = measurementMs(step);
  if (neededMs <= step.durationMs) return [];
  const message = `the fault lasts ${formatDuration(step.durationMs)}, and the sentinel that proves it needs ${seconds(neededMs)} at least: it is never proven`;
  return [finding('fault-not-measured', step.at, message)];
}

/** `2.5 s`, `50 ms`. */
function seconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${Math.round(ms) / 1000} s`;
}
