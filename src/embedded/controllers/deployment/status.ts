import type { Deployment } from '../objects.ts';
import { semanticallyEqual } from '../semantic-equality.ts';
import { epochMsOf, timestamp } from '../timestamps.ts';
import { conditionOf, type DeploymentCondition, hasProgressDeadline, withCondition, without } from './conditions.ts';
import { actualPods, allReplicaSets, availablePods, boundsOf, type Rollout, wishedPods } from './rollout.ts';

type DeploymentStatus = NonNullable<Deployment['status']>;

/** All pods are of the new template, all of them are available and no others are left. */
export function isComplete(
  { spec, status, metadata }: Deployment,
  against: DeploymentStatus | undefined = status,
): boolean {
  const replicas = spec!.replicas ?? 1;
  return (
    (against?.updatedReplicas ?? 0) === replicas &&
    (against?.replicas ?? 0) === replicas &&
    (against?.availableReplicas ?? 0) === replicas &&
    (against?.observedGeneration ?? 0) >= (metadata!.generation ?? 0)
  );
}

/** Writes counts and the Available condition; Progressing stays as it is. */
export function updateStatus(rollout: Rollout): void {
  write(rollout, countPods(rollout));
}

/**
 * Writes counts and conditions, with Progressing by what has moved since the last status.
 * @returns milliseconds until the progress deadline, when it is running
 */
export function updateProgress(rollout: Rollout): number | undefined {
  const { deployment } = rollout;
  const status = countPods(rollout);
  const progressing = conditionOf(deployment, 'Progressing');
  const wasComplete = status.replicas === status.updatedReplicas && progressing?.reason === 'NewReplicaSetAvailable';
  if (!hasProgressDeadline(deployment)) status.conditions = without(status.conditions, 'Progressing');
  else if (!wasComplete) status.conditions = withProgress(rollout, status);
  const failure = replicaFailure(rollout);
  status.conditions = failure
    ? withCondition(
        status.conditions,
        'ReplicaFailure',
        'True',
        failure.reason!,
        failure.message!,
        rollout.context.now(),
      )
    : without(status.conditions, 'ReplicaFailure');
  write(rollout, status);
  return deadlineInMs(rollout, status);
}

function countPods(rollout: Rollout): DeploymentStatus {
  const { deployment, newReplicaSet, context } = rollout;
  const all = allReplicaSets(rollout);
  const availableReplicas = availablePods(all);
  const isAvailable = availableReplicas >= (deployment.spec!.replicas ?? 1) - boundsOf(deployment).maxUnavailable;
  return {
    ...deployment.status,
    observedGeneration: deployment.metadata!.generation,
    replicas: actualPods(all),
    updatedReplicas: newReplicaSet ? actualPods([newReplicaSet]) : 0,
    readyReplicas: all.reduce((sum, one) => sum + (one.status?.readyReplicas ?? 0), 0),
    availableReplicas,
    unavailableReplicas: Math.max(0, wishedPods(all) - availableReplicas),
    conditions: withCondition(
      deployment.status?.conditions,
      'Available',
      isAvailable ? 'True' : 'False',
      isAvailable ? 'MinimumReplicasAvailable' : 'MinimumReplicasUnavailable',
      isAvailable ? 'Deployment has minimum availability.' : 'Deployment does not have minimum availability.',
      context.now(),
    ),
  };
}

function withProgress(rollout: Rollout, status: DeploymentStatus): DeploymentCondition[] {
  const { deployment, newReplicaSet, context } = rollout;
  const nowMs = context.now();
  const subject = newReplicaSet
    ? `ReplicaSet "${newReplicaSet.metadata!.name}"`
    : `Deployment "${deployment.metadata!.name}"`;
  const { conditions } = status;
  if (isComplete(deployment, status)) {
    const message = `${subject} has successfully progressed.`;
    return withCondition(conditions, 'Progressing', 'True', 'NewReplicaSetAvailable', message, nowMs);
  }
  if (hasMoved(deployment.status, status)) {
    const earlier = conditionOf(deployment, 'Progressing');
    const lastUpdateTime = timestamp(nowMs);
    return [
      ...without(conditions, 'Progressing'),
      {
        type: 'Progressing',
        status: 'True',
        reason: 'ReplicaSetUpdated',
        message: `${subject} is progressing.`,
        lastUpdateTime,
        lastTransitionTime: earlier?.status === 'True' ? earlier.lastTransitionTime : lastUpdateTime,
      },
    ];
  }
  if (hasTimedOut(deployment, nowMs)) {
    const message = `${subject} has timed out progressing.`;
    return withCondition(conditions, 'Progressing', 'False', 'ProgressDeadlineExceeded', message, nowMs);
  }
  return conditions ?? [];
}

function hasMoved(before: DeploymentStatus | undefined, after: DeploymentStatus): boolean {
  const old = (status: DeploymentStatus | undefined) => (status?.replicas ?? 0) - (status?.updatedReplicas ?? 0);
  return (
    (after.updatedReplicas ?? 0) > (before?.updatedReplicas ?? 0) ||
    old(after) < old(before) ||
    (after.readyReplicas ?? 0) > (before?.readyReplicas ?? 0) ||
    (after.availableReplicas ?? 0) > (before?.availableReplicas ?? 0)
  );
}

function hasTimedOut(deployment: Deployment, nowMs: number): boolean {
  const progressing = conditionOf(deployment, 'Progressing');
  if (!progressing || progressing.reason === 'NewReplicaSetAvailable') return false;
  if (progressing.reason === 'ProgressDeadlineExceeded') return true;
  return epochMsOf(progressing.lastUpdateTime) + deployment.spec!.progressDeadlineSeconds! * 1000 < nowMs;
}

function deadlineInMs({ deployment, context }: Rollout, status: DeploymentStatus): number | undefined {
  const progressing = status.conditions?.find(condition => condition.type === 'Progressing');
  if (!progressing || !hasProgressDeadline(deployment) || isComplete(deployment, status)) return undefined;
  if (['ProgressDeadlineExceeded', 'NewReplicaSetAvailable'].includes(progressing.reason!)) return undefined;
  const deadlineMs = epochMsOf(progressing.lastUpdateTime) + deployment.spec!.progressDeadlineSeconds! * 1000;
  // Times are in whole seconds, so the deadline is over for certain one second later.
  return Math.max(0, deadlineMs - context.now()) + 1000;
}

function replicaFailure(rollout: Rollout) {
  const newestFirst = allReplicaSets(rollout).reverse();
  return newestFirst
    .flatMap(one => one.status?.conditions ?? [])
    .find(condition => condition.type === 'ReplicaFailure');
}

function write(rollout: Rollout, status: DeploymentStatus): void {
  const { api } = rollout.context;
  if (semanticallyEqual(rollout.deployment.status, status)) return;
  const { namespace, name } = rollout.deployment.metadata!;
  const written = api.mutateStatus('deployments.apps', namespace, name!, draft => {
    draft.status = status;
  });
  if (written) rollout.deployment = written;
}
