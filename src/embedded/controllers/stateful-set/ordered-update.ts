import { ApiError } from '../../api/cluster-api.ts';
import type { ControllerContext } from '../context.ts';
import type { EventRecorder } from '../event-recorder.ts';
import { type ControllerRevision, isTerminating, type Pod, type StatefulSet } from '../objects.ts';
import { availableInMs, isFinished, isReady } from '../pod-state.ts';
import { ordinalOf, podOfOrdinal, REVISION_LABEL } from './identity.ts';

export interface StatefulRollout {
  readonly context: ControllerContext;
  readonly record: EventRecorder;
  readonly statefulSet: StatefulSet;
  readonly pods: readonly Pod[];
  /** The revision of the pods below the partition. */
  readonly current: ControllerRevision;
  readonly update: ControllerRevision;
}

/**
 * The next step: create what is missing in ascending order, remove what is too much in descending order, then replace
 * outdated pods in descending order. OrderedReady waits after each step until the pod is available (or gone).
 */
export function advance(rollout: StatefulRollout): void {
  const { statefulSet, pods } = rollout;
  const first = statefulSet.spec!.ordinals?.start ?? 0;
  const end = first + (statefulSet.spec!.replicas ?? 1);
  const isParallel = statefulSet.spec!.podManagementPolicy === 'Parallel';
  const byOrdinal = new Map(pods.map(pod => [ordinalOf(statefulSet, pod.metadata!.name!)!, pod]));
  const ordinals = [...byOrdinal.keys()].sort((a, b) => a - b);
  const condemned = ordinals.filter(ordinal => ordinal < first || ordinal >= end).reverse();

  for (let ordinal = first; ordinal < end; ordinal++) {
    if (!fill(rollout, byOrdinal.get(ordinal), ordinal, isParallel) && !isParallel) return;
  }
  const firstUnhealthy = ordinals.find(ordinal => !isHealthy(byOrdinal.get(ordinal)!));
  for (const ordinal of condemned) {
    const pod = byOrdinal.get(ordinal)!;
    const mustWait = isTerminating(pod) || (!isAvailable(rollout, pod) && ordinal !== firstUnhealthy);
    if (mustWait && !isParallel) return;
    if (!isTerminating(pod)) deleteMember(rollout, pod);
    if (!isParallel) return;
  }
  if (statefulSet.spec!.updateStrategy?.type === 'OnDelete') return;
  const partition = statefulSet.spec!.updateStrategy?.rollingUpdate?.partition ?? 0;
  for (let ordinal = end - 1; ordinal >= first + partition; ordinal--) {
    const pod = byOrdinal.get(ordinal);
    const isOutdated = pod && pod.metadata!.labels?.[REVISION_LABEL] !== rollout.update.metadata!.name;
    if (isOutdated && !isTerminating(pod)) {
      deleteMember(rollout, pod);
      return;
    }
    if (!pod || !isHealthy(pod)) return;
  }
}

/** Whether the pod of an ordinal is there and available, so that the next may follow. */
function fill(rollout: StatefulRollout, pod: Pod | undefined, ordinal: number, isParallel: boolean): boolean {
  if (!pod) {
    createMember(rollout, ordinal);
    return false;
  }
  if (isFinished(pod) && !isTerminating(pod)) {
    const { namespace, name } = rollout.statefulSet.metadata!;
    const message = `StatefulSet ${namespace}/${name} is recreating ${pod.status!.phase} Pod ${pod.metadata!.name}`;
    rollout.record(rollout.statefulSet, 'Warning', `Recreating${pod.status!.phase}Pod`, message);
    deleteMember(rollout, pod);
    return false;
  }
  return isParallel || (!isTerminating(pod) && isAvailable(rollout, pod));
}

function createMember(rollout: StatefulRollout, ordinal: number): void {
  const { statefulSet, current, update } = rollout;
  const first = statefulSet.spec!.ordinals?.start ?? 0;
  const { type, rollingUpdate } = statefulSet.spec!.updateStrategy ?? {};
  const kept = rollingUpdate ? (rollingUpdate.partition ?? 0) : (statefulSet.status?.currentReplicas ?? 0);
  const revision = type === 'RollingUpdate' && ordinal < first + kept ? current : update;
  const pod = podOfOrdinal(statefulSet, revision, ordinal);
  tell(rollout, 'create', 'Create', pod, () => rollout.context.api.create('pods', pod));
}

function deleteMember(rollout: StatefulRollout, pod: Pod): void {
  const { namespace, name, uid } = pod.metadata!;
  const remove = () => rollout.context.api.delete('pods', namespace, name!, { preconditions: { uid } });
  tell(rollout, 'delete', 'Delete', pod, remove);
}

function tell(rollout: StatefulRollout, verb: string, reason: string, pod: Pod, act: () => unknown): void {
  const { record, statefulSet } = rollout;
  const what = `${verb} Pod ${pod.metadata!.name} in StatefulSet ${statefulSet.metadata!.name}`;
  try {
    act();
    record(statefulSet, 'Normal', `Successful${reason}`, `${what} successful`);
  } catch (error) {
    if (error instanceof ApiError)
      record(statefulSet, 'Warning', `Failed${reason}`, `${what} failed error: ${error.message}`);
    throw error;
  }
}

function isHealthy(pod: Pod): boolean {
  return pod.status?.phase === 'Running' && isReady(pod) && !isTerminating(pod);
}

function isAvailable({ statefulSet, context }: StatefulRollout, pod: Pod): boolean {
  return isHealthy(pod) && availableInMs(pod, statefulSet.spec!.minReadySeconds ?? 0, context.now()) === 0;
}
