import type { NodeActionItem, PodActionItem, Retries, Scenario, Step } from '../scenario/suite.ts';
import type { StepPlan } from './step-plan.ts';

/** How long an experiment takes: when all goes at once, and when everything is waited for to its limit. */
export interface DurationBounds {
  readonly leastMs: number;
  readonly mostMs: number;
}

/** The baseline may be sampled again, when the gate itself was starved. */
const baselineAttempts = 3;
/** How long a second source has to prove a fault, and a kubectl command to end. */
const receiptMs = 20_000;
const kubectlMs = 60_000;

/** Bounds of the whole experiment, from what is written; what the cluster needs to undo a fault is not in it. Pure. */
export function expectDuration(scenario: Scenario, steps: readonly StepPlan[]): DurationBounds {
  const { steadyState, recovery } = scenario;
  const method = methodBounds(scenario, steps);
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

/** Steps one after another; faults that last go on beside them, and the method waits for their ends. */
function methodBounds({ steps, methodMs }: Scenario, plans: readonly StepPlan[]): DurationBounds {
  let [leastMs, mostMs] = [0, 0];
  let [leastEndMs, mostEndMs] = [methodMs, methodMs];
  for (const [index, step] of steps.entries()) {
    const targets = Math.max(1, plans[index]?.pods?.chosen.length ?? 1);
    const bounds = stepBounds(step, targets);
    leastMs += bounds.leastMs;
    mostMs += bounds.mostMs;
    const lastsMs = 'durationMs' in step ? (step.durationMs ?? 0) : 0;
    leastEndMs = Math.max(leastEndMs, leastMs + lastsMs);
    mostEndMs = Math.max(mostEndMs, mostMs + lastsMs);
  }
  return { leastMs: leastEndMs, mostMs: mostEndMs };
}

function stepBounds(step: Step, targets: number): DurationBounds {
  switch (step.kind) {
    case 'wait':
      return { leastMs: step.ms, mostMs: step.ms };
    case 'podAction':
    case 'nodeAction':
      return withRetries(sum(step.actions.map(action => actionBounds(action, targets))), step.retries);
    case 'probeHTTP':
      return { leastMs: 0, mostMs: step.count * (step.retries ?? 3) * (step.probe.timeoutMs + step.delayMs) };
    case 'kubectl':
      return { leastMs: 0, mostMs: kubectlMs };
    case 'clone':
      return { leastMs: 0, mostMs: step.readyWithinMs + receiptMs };
    default:
      return { leastMs: 0, mostMs: receiptMs };
  }
}

function actionBounds(action: PodActionItem | NodeActionItem, targets: number): DurationBounds {
  switch (action.kind) {
    case 'wait':
      return { leastMs: action.ms, mostMs: action.ms };
    case 'checkPodCount':
    case 'checkPodState':
      return { leastMs: 0, mostMs: 0 };
    case 'kill':
    case 'killContainer': {
      const leastMs = (action.times - 1) * action.intervalMs + (targets - 1) * action.staggerMs;
      return { leastMs, mostMs: leastMs + action.times * receiptMs };
    }
    case 'drain':
      return { leastMs: 0, mostMs: action.timeoutMs + receiptMs };
    default:
      return { leastMs: 0, mostMs: receiptMs };
  }
}

function withRetries(attempt: DurationBounds, retries: Retries | undefined): DurationBounds {
  if (!retries) return attempt;
  if (retries.kind === 'retriesTimeout') return { ...attempt, mostMs: retries.timeoutMs + attempt.mostMs };
  return { ...attempt, mostMs: retries.count * attempt.mostMs + (retries.count - 1) * retries.sleepMs };
}

function sum(bounds: readonly DurationBounds[]): DurationBounds {
  return {
    leastMs: bounds.reduce((ms, { leastMs }) => ms + leastMs, 0),
    mostMs: bounds.reduce((ms, { mostMs }) => ms + mostMs, 0),
  };
}
