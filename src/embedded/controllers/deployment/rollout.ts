import type { ControllerContext } from '../context.ts';
import type { EventRecorder } from '../event-recorder.ts';
import type { Deployment, ReplicaSet } from '../objects.ts';
import { rollingUpdateBounds } from '../replica-bounds.ts';
import { DESIRED_REPLICAS, MAX_REPLICAS } from './revision.ts';

/** One reconcile's view of a Deployment; every write puts the object that came back into its place. */
export interface Rollout {
  readonly context: ControllerContext;
  readonly record: EventRecorder;
  deployment: Deployment;
  /** The one whose template is the Deployment's; absent until it is created. */
  newReplicaSet?: ReplicaSet;
  /** The others, oldest first. */
  oldReplicaSets: ReplicaSet[];
}

export function allReplicaSets({ newReplicaSet, oldReplicaSets }: Rollout): ReplicaSet[] {
  return newReplicaSet ? [...oldReplicaSets, newReplicaSet] : [...oldReplicaSets];
}

/** Pods that the ReplicaSets wish for together. */
export function wishedPods(replicaSets: readonly ReplicaSet[]): number {
  return replicaSets.reduce((sum, one) => sum + (one.spec?.replicas ?? 0), 0);
}

export function availablePods(replicaSets: readonly ReplicaSet[]): number {
  return replicaSets.reduce((sum, one) => sum + (one.status?.availableReplicas ?? 0), 0);
}

/** Pods that exist. */
export function actualPods(replicaSets: readonly ReplicaSet[]): number {
  return replicaSets.reduce((sum, one) => sum + (one.status?.replicas ?? 0), 0);
}

/** Whole pods above and below the wished count that an update may go. */
export function boundsOf({ spec }: Deployment): { readonly maxSurge: number; readonly maxUnavailable: number } {
  const replicas = spec!.replicas ?? 1;
  if (spec!.strategy?.type === 'Recreate') return { maxSurge: 0, maxUnavailable: 0 };
  const { maxSurge, maxUnavailable } = rollingUpdateBounds(spec!.strategy?.rollingUpdate, replicas);
  return { maxSurge, maxUnavailable: Math.min(maxUnavailable, replicas) };
}

/** Sets a ReplicaSet's count and notes on it what the Deployment wished; whether the count changed. */
export function scaleReplicaSet(rollout: Rollout, replicaSet: ReplicaSet, replicas: number): boolean {
  const { namespace, name } = replicaSet.metadata!;
  const from = replicaSet.spec?.replicas ?? 0;
  const scaled = rollout.context.api.mutate('replicasets.apps', namespace, name!, draft => {
    draft.spec!.replicas = replicas;
    draft.metadata!.annotations = { ...draft.metadata!.annotations, ...replicaAnnotations(rollout.deployment) };
  });
  if (!scaled) return false;
  replace(rollout, scaled);
  if (from === replicas) return false;
  const direction = from < replicas ? 'up' : 'down';
  const message = `Scaled ${direction} replica set ${name} from ${from} to ${replicas}`;
  rollout.record(rollout.deployment, 'Normal', 'ScalingReplicaSet', message);
  return true;
}

/** Puts the latest state of a ReplicaSet into the view. */
export function replace(rollout: Rollout, replicaSet: ReplicaSet): void {
  const { uid } = replicaSet.metadata!;
  if (rollout.newReplicaSet?.metadata?.uid === uid) rollout.newReplicaSet = replicaSet;
  rollout.oldReplicaSets = rollout.oldReplicaSets.map(one => (one.metadata!.uid === uid ? replicaSet : one));
}

/** What the Deployment wished when the ReplicaSet was last scaled: the base of proportional scaling. */
export function replicaAnnotations(deployment: Deployment): Record<string, string> {
  const replicas = deployment.spec!.replicas ?? 1;
  return {
    [DESIRED_REPLICAS]: String(replicas),
    [MAX_REPLICAS]: String(replicas + boundsOf(deployment).maxSurge),
  };
}
