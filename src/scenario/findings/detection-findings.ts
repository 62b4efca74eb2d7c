import { formatDuration } from '../duration.ts';
import type { Scenario, SteadyStateProbe, Step } from '../suite.ts';
import { detectionFloorMs } from './detection.ts';
import { isLasting } from './faults.ts';
import { type Finding, finding } from './finding.ts';

/** Probes that are too slow for the outage that they are asked about, or for the fault that they are to watch. */
export function detectionFindings({ steadyState, steps }: Scenario): Finding[] {
  return [...steadyState.flatMap(slowForItsTolerance), ...steps.flatMap(step => unseenFault(step, steadyState))];
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

/** A fault that is over before the fastest probe is sure to have looked. */
function unseenFault(step: Step, steadyState: readonly SteadyStateProbe[]): Finding[] {
  const lastsMs = isLasting(step) ? step.durationMs : undefined;
  if (lastsMs === undefined || steadyState.length === 0) return [];
  const floorMs = Math.min(...steadyState.map(({ probe }) => detectionFloorMs(probe)));
  if (floorMs <= lastsMs) return [];
  const message = `the fault lasts ${formatDuration(lastsMs)}, and no probe could have seen an outage shorter than ${seconds(floorMs)}`;
  return [finding('outage-unseen', step.at, message)];
}

/** `2.5 s`, `50 ms`. */
function seconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${Math.round(ms) / 1000} s`;
}
