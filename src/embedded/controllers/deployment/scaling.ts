import type { Deployment, ReplicaSet } from '../objects.ts';
import { epochMsOf } from '../timestamps.ts';
import { DESIRED_REPLICAS, MAX_REPLICAS } from './revision.ts';
import { allReplicaSets, availablePods, boundsOf, type Rollout, scaleReplicaSet, wishedPods } from './rollout.ts';

/** Whether only the wished count changed since the active ReplicaSets were last scaled. */
export function isScalingOnly(rollout: Rollout): boolean {
  const replicas = String(rollout.deployment.spec!.replicas ?? 1);
  return activeOf(rollout).some(({ metadata }) => {
    const desired = metadata!.annotations?.[DESIRED_REPLICAS];
    return desired !== undefined && desired !== replicas;
  });
}

/**
 * Brings the ReplicaSets to a changed count without going on with the update: a single active one takes it all; in the
 * middle of a rolling update each takes its proportion of the change, so that a bad new version does not grow.
 */
export function scaleInProportion(rollout: Rollout): void {
  const { deployment } = rollout;
  const replicas = deployment.spec!.replicas ?? 1;
  const active = activeOf(rollout);
  const only = active.length > 1 ? undefined : (active[0] ?? rollout.newReplicaSet ?? rollout.oldReplicaSets.at(-1));
  if (only) {
    scaleReplicaSet(rollout, only, replicas);
  } else if (rollout.newReplicaSet && isSaturated(deployment, rollout.newReplicaSet)) {
    for (const old of rollout.oldReplicaSets) if (old.spec!.replicas) scaleReplicaSet(rollout, old, 0);
  } else if (deployment.spec!.strategy?.type !== 'Recreate') {
    spread(rollout, active);
  }
}

function spread(rollout: Rollout, active: readonly ReplicaSet[]): void {
  const { deployment } = rollout;
  const replicas = deployment.spec!.replicas ?? 1;
  const allowed = replicas > 0 ? replicas + boundsOf(deployment).maxSurge : 0;
  const toAdd = allowed - wishedPods(active);
  const newestFirst = (a: ReplicaSet, b: ReplicaSet) => createdMs(b) - createdMs(a);
  const bySize = (a: ReplicaSet, b: ReplicaSet) =>
    b.spec!.replicas! - a.spec!.replicas! || (toAdd > 0 ? newestFirst(a, b) : newestFirst(b, a));
  const sorted = [...active].sort(bySize);
  let added = 0;
  const sizes = sorted.map(one => {
    const share = proportionOf(one, deployment, toAdd, added);
    added += share;
    return one.spec!.replicas! + share;
  });
  sizes[0] = Math.max(0, sizes[0]! + toAdd - added);
  sorted.forEach((one, index) => {
    scaleReplicaSet(rollout, one, sizes[index]!);
  });
}

function proportionOf(replicaSet: ReplicaSet, deployment: Deployment, toAdd: number, added: number): number {
  const size = replicaSet.spec!.replicas!;
  if (size === 0 || toAdd === 0 || toAdd === added) return 0;
  const replicas = deployment.spec!.replicas ?? 1;
  const maxBefore = Number(replicaSet.metadata!.annotations?.[MAX_REPLICAS]) || deployment.status?.replicas || size;
  const max = replicas + boundsOf(deployment).maxSurge;
  const fraction = replicas === 0 ? -size : Math.round((size * max) / maxBefore) - size;
  return toAdd > 0 ? Math.min(fraction, toAdd - added) : Math.max(fraction, toAdd - added);
}

/** The new ReplicaSet has all pods and all of them are available. */
function isSaturated(deployment: Deployment, replicaSet: ReplicaSet): boolean {
  const replicas = deployment.spec!.replicas ?? 1;
  const desired = Number(replicaSet.metadata!.annotations?.[DESIRED_REPLICAS]);
  return replicaSet.spec!.replicas === replicas && desired === replicas && availablePods([replicaSet]) === replicas;
}

function activeOf(rollout: Rollout): ReplicaSet[] {
  return allReplicaSets(rollout).filter(one => one.spec!.replicas! > 0);
}

function createdMs(replicaSet: ReplicaSet): number {
  return epochMsOf(replicaSet.metadata?.creationTimestamp);
}
