import type { ReplicaSet } from '../objects.ts';
import { newReplicaCount, provideNewReplicaSet } from './new-replica-set.ts';
import { trimHistory } from './revision-history.ts';
import { allReplicaSets, availablePods, boundsOf, type Rollout, scaleReplicaSet, wishedPods } from './rollout.ts';
import { isComplete } from './status.ts';

/** One step of a rolling update: more of the new pods, or fewer of the old, as far as surge and unavailability allow. */
export function rollForward(rollout: Rollout): void {
  provideNewReplicaSet(rollout, { create: true });
  if (growNew(rollout) || shrinkOld(rollout)) return;
  if (isComplete(rollout.deployment)) trimHistory(rollout);
}

function growNew(rollout: Rollout): boolean {
  const { deployment, newReplicaSet } = rollout;
  const replicas = deployment.spec!.replicas ?? 1;
  if (!newReplicaSet || newReplicaSet.spec!.replicas === replicas) return false;
  const wish = newReplicaSet.spec!.replicas! > replicas ? replicas : newReplicaCount(rollout);
  return wish !== newReplicaSet.spec!.replicas && scaleReplicaSet(rollout, newReplicaSet, wish);
}

function shrinkOld(rollout: Rollout): boolean {
  const { deployment, newReplicaSet } = rollout;
  if (wishedPods(rollout.oldReplicaSets) === 0) return false;
  const minAvailable = (deployment.spec!.replicas ?? 1) - boundsOf(deployment).maxUnavailable;
  const newUnavailable = newReplicaSet ? newReplicaSet.spec!.replicas! - availablePods([newReplicaSet]) : 0;
  const removable = wishedPods(allReplicaSets(rollout)) - minAvailable - newUnavailable;
  if (removable <= 0) return false;
  const removedUnhealthy = removeUnhealthy(rollout, removable);
  const removedHealthy = removeHealthy(rollout, minAvailable);
  return removedUnhealthy || removedHealthy;
}

/** Old pods that do not serve anyway go first, so that they cannot block the update. */
function removeUnhealthy(rollout: Rollout, limit: number): boolean {
  let left = limit;
  for (const old of rollout.oldReplicaSets) {
    const unhealthy = old.spec!.replicas! - availablePods([old]);
    const count = Math.min(left, unhealthy);
    if (old.spec!.replicas === 0 || count <= 0) continue;
    scaleReplicaSet(rollout, old, old.spec!.replicas! - count);
    left -= count;
  }
  return left < limit;
}

function removeHealthy(rollout: Rollout, minAvailable: number): boolean {
  let removable = lastingPods(allReplicaSets(rollout)) - minAvailable;
  let removed = false;
  for (const old of rollout.oldReplicaSets) {
    const count = Math.min(removable, old.spec!.replicas!);
    if (count <= 0) continue;
    removed = scaleReplicaSet(rollout, old, old.spec!.replicas! - count) || removed;
    removable -= count;
  }
  return removed;
}

/** Available pods that stay: a ReplicaSet that was scaled down just now may still report those that are about to go. */
function lastingPods(replicaSets: readonly ReplicaSet[]): number {
  return replicaSets.reduce((sum, one) => sum + Math.min(availablePods([one]), one.spec!.replicas!), 0);
}
