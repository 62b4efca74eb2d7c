import type { Deployment } from '../objects.ts';
import { timestamp } from '../timestamps.ts';
import type { Rollout } from './rollout.ts';

export type DeploymentCondition = NonNullable<NonNullable<Deployment['status']>['conditions']>[number];
type Status = 'True' | 'False' | 'Unknown';

/** The API's largest 32-bit number stands for "no deadline". */
const NO_DEADLINE = 2 ** 31 - 1;

export function hasProgressDeadline({ spec }: Deployment): boolean {
  return spec?.progressDeadlineSeconds !== undefined && spec.progressDeadlineSeconds !== NO_DEADLINE;
}

export function conditionOf(deployment: Deployment, type: string): DeploymentCondition | undefined {
  return deployment.status?.conditions?.find(condition => condition.type === type);
}

/**
 * The conditions with this one in place of an earlier one of its type. Same status and reason: the earlier one stays
 * (its lastUpdateTime is what the progress deadline counts from); same status: its transition time stays.
 */
export function withCondition(
  conditions: readonly DeploymentCondition[] | undefined,
  type: string,
  status: Status,
  reason: string,
  message: string,
  nowMs: number,
): DeploymentCondition[] {
  const earlier = conditions?.find(condition => condition.type === type);
  if (earlier?.status === status && earlier.reason === reason) return [...conditions!];
  const lastUpdateTime = timestamp(nowMs);
  const lastTransitionTime = earlier?.status === status ? earlier.lastTransitionTime : lastUpdateTime;
  return [...without(conditions, type), { type, status, reason, message, lastUpdateTime, lastTransitionTime }];
}

export function without(conditions: readonly DeploymentCondition[] | undefined, type: string): DeploymentCondition[] {
  return (conditions ?? []).filter(condition => condition.type !== type);
}

/** Writes one condition of the Deployment at once. */
export function setCondition(rollout: Rollout, type: string, status: Status, reason: string, message: string): void {
  const { api, now } = rollout.context;
  const { namespace, name } = rollout.deployment.metadata!;
  const written = api.mutateStatus('deployments.apps', namespace, name!, draft => {
    draft.status = {
      ...draft.status,
      conditions: withCondition(draft.status?.conditions, type, status, reason, message, now()),
    };
  });
  if (written) rollout.deployment = written;
}

/** A pause stops the progress deadline and a resumption starts it anew; both show in the Progressing condition. */
export function recordPause(rollout: Rollout): void {
  const { deployment } = rollout;
  const progressing = conditionOf(deployment, 'Progressing');
  if (!hasProgressDeadline(deployment) || progressing?.reason === 'ProgressDeadlineExceeded') return;
  const wasPaused = progressing?.reason === 'DeploymentPaused';
  if (deployment.spec!.paused && !wasPaused) {
    setCondition(rollout, 'Progressing', 'Unknown', 'DeploymentPaused', 'Deployment is paused');
  } else if (!deployment.spec!.paused && wasPaused) {
    setCondition(rollout, 'Progressing', 'Unknown', 'DeploymentResumed', 'Deployment is resumed');
  }
}
