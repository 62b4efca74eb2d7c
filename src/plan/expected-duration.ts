import { type DurationBounds, methodDuration } from '../scenario/method-duration.ts';
import type { Scenario } from '../scenario/suite.ts';
import type { StepPlan } from './step-plan.ts';

export type { DurationBounds } from '../scenario/method-duration.ts';

/** The baseline may be sampled again, when the gate itself was starved. */
const baselineAttempts = 3;

/** Bounds of the whole experiment, from what is written; what the cluster needs to undo a fault is not in it. Pure. */
export function expectDuration(scenario: Scenario, steps: readonly StepPlan[]): DurationBounds {
  const { steadyState, recovery } = scenario;
  const method = methodDuration(scenario, index => steps[index]?.pods?.chosen.length ?? 1);
  if (steadyState.length === 0) return method;
  // A phase goes on until each probe has the samples that it needs.
  const sampledMs = Math.max(...steadyState.map(({ probe, minSamples }) => probe.everyMs * minSamples));
  const baselineMs = Math.max(scenario.baselineMs, sampledMs);
  return {
    leastMs: baselineMs + Math.max(method.leastMs, sampledMs) + recovery.stableForMs,
    mostMs:
      baselineMs * baselineAttempts + Math.max(method.mostMs, sampledMs) + recovery.withinMs + recovery.stableForMs,
  };
}
