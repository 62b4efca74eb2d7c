import { formatDuration } from '../duration.ts';
import { methodDuration } from '../method-duration.ts';
import { neverFails } from '../range-bounds.ts';
import type { PodActionItem, Scenario, SteadyStateProbe, Tolerance } from '../suite.ts';
import { isFault } from './faults.ts';
import { type Finding, finding } from './finding.ts';

/** Where a bare tolerance stands behind it, it is there to let the fault show in the method; nothing is to show afterwards. */
export function isExcuse(phases: Tolerance['phases']): boolean {
  return !phases.includes('baseline') && !phases.includes('recovery');
}

/** A bound of outages that is longer than the phases it is held in: an app that never answers would not break it. */
export function unreachableOutage(
  { metric, operator, value, expression, phases, at }: Tolerance,
  scenario: Scenario,
): Finding[] {
  const bounds = metric === 'outage' && operator.startsWith('<') && !isExcuse(phases);
  const methodMs = bounds ? longestMethodMs(scenario) : undefined;
  if (methodMs === undefined) return [];
  const { baselineMs, recovery, steadyState } = scenario;
  const longestMs = {
    baseline: Math.max(baselineMs, sampledMs(steadyState)),
    method: methodMs,
    // It is held in each window of the recovery.
    recovery: Math.max(recovery.stableForMs, ...steadyState.map(({ probe }) => probe.everyMs)),
  };
  const mostMs = Math.max(...phases.map(phase => longestMs[phase]));
  if (!neverFails[operator](value, 0, mostMs)) return [];
  const message = `\`${expression}\` cannot fail: it is held in no more than ${formatDuration(mostMs)} at once`;
  return [finding('tolerance-cannot-fail', at, message)];
}

/** undefined: nothing is disturbed, or it depends on how many pods there are. */
function longestMethodMs(scenario: Scenario): number | undefined {
  const { steps, steadyState } = scenario;
  if (!steps.some(step => isFault(step) || step.kind === 'kubectl')) return undefined;
  if (steps.some(step => step.kind === 'podAction' && step.actions.some(isStaggered))) return undefined;
  return Math.max(methodDuration(scenario, () => 1).mostMs, sampledMs(steadyState));
}

function isStaggered(action: PodActionItem): boolean {
  return 'staggerMs' in action && action.staggerMs > 0;
}

/** As long as a phase goes on for the samples that each probe needs, should some of them be late. */
function sampledMs(steadyState: readonly SteadyStateProbe[]): number {
  return 3 * Math.max(0, ...steadyState.map(({ probe, minSamples }) => minSamples * probe.everyMs + probe.timeoutMs));
}
