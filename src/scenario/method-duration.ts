import type { NodeActionItem, PodActionItem, Retries, Scenario, Step } from './suite.ts';

/** How long something takes: when all goes at once, and when everything is waited for to its limit. */
export interface DurationBounds {
  readonly leastMs: number;
  readonly mostMs: number;
}

/** How long a second source has to prove a fault, and a kubectl command to end. */
const receiptMs = 20_000;
const kubectlMs = 60_000;

/**
 * How long the steps take by what is written, and `method.for`: one after another, faults that last go on beside them, and
 * the method waits for their ends. `targetsOf` says how many pods a step hits. Pure.
 */
export function methodDuration(
  { steps, methodMs }: Pick<Scenario, 'steps' | 'methodMs'>,
  targetsOf: (index: number) => number,
): DurationBounds {
  let [leastMs, mostMs] = [0, 0];
  let [leastEndMs, mostEndMs] = [methodMs, methodMs];
  for (const [index, step] of steps.entries()) {
    const bounds = stepBounds(step, Math.max(1, targetsOf(index)));
    leastMs += bounds.leastMs;
    mostMs += bounds.mostMs;
    const lastsMs = lengthOf(step);
    leastEndMs = Math.max(leastEndMs, leastMs + lastsMs);
    mostEndMs = Math.max(mostEndMs, mostMs + lastsMs);
  }
  return { leastMs: leastEndMs, mostMs: mostEndMs };
}

/** How long the fault of a step lasts by what is written. */
function lengthOf(step: Step): number {
  if (step.kind === 'nodeAction')
    return Math.max(0, ...step.actions.map(action => (action.kind === 'limits' ? (action.durationMs ?? 0) : 0)));
  return 'durationMs' in step ? (step.durationMs ?? 0) : 0;
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
