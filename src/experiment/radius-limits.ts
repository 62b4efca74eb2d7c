import type { V1Pod } from '@kubernetes/client-node';
import { controllerOf, qualifiedWorkloadOf } from '../kubernetes/pod-workload.ts';
import { atLeast, atMost, type Limit } from '../scenario/limit.ts';
import type { Surroundings } from './surroundings.ts';

/** By UID. */
export type Pods = ReadonlyMap<string, V1Pod>;
type Workloads = Surroundings['workloads'];

/** Why these would be more pods of one workload than `perOwner` allows; undefined: they are not. Pure, as all of these. */
export function findOwnerExcess(pods: Pods, perOwner: Limit | undefined, workloads: Workloads): string | undefined {
  if (!perOwner) return undefined;
  for (const [workload, { length }] of Map.groupBy(pods.values(), qualifiedWorkloadOf)) {
    const all = workloads.get(workload)?.pods ?? length;
    const most = atMost(perOwner, all);
    if (length > most)
      return `the faults would hit ${length} of ${all} pods of ${workload}, the blast radius allows ${most} of one owner`;
  }
  return undefined;
}

/** Why too few ready pods of some workload would be left beside these. `sizes`: what a share is of. */
export function findShortage(
  pods: Pods,
  minAvailable: Limit | undefined,
  workloads: Workloads,
  sizes = workloads,
): string | undefined {
  if (!minAvailable) return undefined;
  for (const [workload, { length }] of Map.groupBy(pods.values(), qualifiedWorkloadOf)) {
    const least = atLeast(minAvailable, sizes.get(workload)?.pods ?? length);
    const ready = [...(workloads.get(workload)?.ready ?? [])];
    const left = ready.filter(uid => !pods.has(uid)).length;
    if (left < least)
      return `the faults would leave ${left} of ${ready.length} ready pods of ${workload} alone, the blast radius wants ${least} available`;
  }
  return undefined;
}

/** Why a PodDisruptionBudget would not allow these. As for an eviction: one that is not ready may go while the others are enough. */
export function findBudgetExcess(pods: Pods, budgets: Surroundings['budgets']): string | undefined {
  for (const { name, covered, healthy, desired } of budgets) {
    const disrupted = [...pods.keys()].filter(uid => covered.has(uid));
    const spare = Math.max(0, healthy.size - desired);
    const isShort = disrupted.length > 0 && healthy.size < desired;
    if (isShort || disrupted.filter(uid => healthy.has(uid)).length > spare)
      return `the faults would hit ${disrupted.length} pods of PodDisruptionBudget ${name}, which allows ${spare}; \`blastRadius: { overrideBudgets: true }\` goes beyond it`;
  }
  return undefined;
}

/** Which of these nobody would make again. */
export function findBarePod(pods: readonly V1Pod[]): string | undefined {
  const bare = pods.find(pod => !controllerOf(pod));
  if (!bare) return undefined;
  return `pod ${nameOf(bare)} has no owner that would replace it; \`blastRadius: { barePods: true }\` allows it`;
}

export function nameOf({ metadata }: V1Pod): string {
  return `${metadata?.namespace ?? ''}/${metadata?.name ?? ''}`;
}
