import type { V1Pod } from '@kubernetes/client-node';
import type { KubernetesAccess } from '../kubernetes/access.ts';
import type { Scenario } from '../scenario/suite.ts';
import { guardRadius, type RadiusGuard } from './blast-radius.ts';
import { faultSteps, type Selection, selectTargets } from './targets.ts';

/** What a scenario would hit on the cluster as it is now. */
export interface FaultPlan {
  readonly steps: readonly { readonly index: number; readonly selection: Selection }[];
  /** All pods that the scenario's matches find, once each. */
  readonly matched: readonly V1Pod[];
  /** How many pods the faults would hit. */
  readonly used: number;
  /** A fresh guard, for the injections themselves. */
  readonly guard: RadiusGuard;
}

/**
 * Resolves every fault of a scenario against the live cluster, injects nothing.
 * Throws BlastRadiusExceeded when the whole of it would go beyond what the scenario allows.
 */
export async function planFaults(
  scenario: Scenario,
  kubernetes: KubernetesAccess,
  seed: { readonly seed: number; readonly run: number },
  signal: AbortSignal,
): Promise<FaultPlan> {
  const steps = [];
  const matched = new Map<string, V1Pod>();
  for (const { step, index } of faultSteps(scenario)) {
    const selection = await selectTargets(
      step,
      kubernetes,
      { ...seed, scenario: scenario.name, step: index, attempt: 0 },
      signal,
    );
    for (const pod of selection.matched) matched.set(pod.metadata?.uid ?? '', pod);
    steps.push({ index, selection });
  }
  const planned = guardRadius(scenario, matched.size);
  for (const { selection } of steps) planned.claim(selection.chosen);
  return { steps, matched: [...matched.values()], used: planned.used, guard: guardRadius(scenario, matched.size) };
}
