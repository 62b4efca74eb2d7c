import { ApiError } from '../api/cluster-api.ts';
import type { Controller, ControllerContext } from './context.ts';
import type { EventRecorder } from './event-recorder.ts';
import { isTerminating, type Pod, type ReplicaSet, splitKey } from './objects.ts';
import { claim, controllerOf } from './owner-references.ts';
import { watchOwnership } from './ownership-watch.ts';
import { createPod, deletePod } from './pod-control.ts';
import { sortForDeletion } from './pod-deletion-order.ts';
import { availableInMs, isActive, isReady } from './pod-state.ts';
import { podFromTemplate } from './pod-template.ts';
import { semanticallyEqual } from './semantic-equality.ts';
import { timestamp } from './timestamps.ts';

/** Pods that one reconcile creates or deletes at most, so that one large ReplicaSet cannot starve the others. */
const BURST = 500;

/** Keeps as many pods as each ReplicaSet wishes for. */
export const replicaSetController: Controller = context => {
  const replicaSets = context.informers('replicasets.apps');
  const pods = context.informers('pods');
  const record = context.recorder('replicaset-controller');
  const queue = context.queue('replica set', key => {
    const { namespace, name } = splitKey(key);
    const replicaSet = replicaSets.get(namespace, name);
    if (!replicaSet) return;
    const claimed = claim(context.api, 'pods', pods, replicaSet, pod => isActive(pod as Pod)).filter(isActive);
    let failure: ApiError | undefined;
    let current: Pod[] = claimed;
    if (!isTerminating(replicaSet)) {
      try {
        current = adjustCount(context, record, replicaSet, claimed);
      } catch (error) {
        if (!(error instanceof ApiError)) throw error;
        failure = error;
      }
    }
    const soonestMs = updateStatus(context, replicaSet, current, failure);
    if (failure) throw failure;
    if (soonestMs !== undefined) queue.addAfter(key, soonestMs);
  });
  watchOwnership(replicaSets, pods, queue);
};

/** Creates what is missing and deletes what is too much; the pods that remain wished for (new ones are not ready yet). */
function adjustCount(context: ControllerContext, record: EventRecorder, replicaSet: ReplicaSet, pods: Pod[]): Pod[] {
  const missing = (replicaSet.spec?.replicas ?? 1) - pods.length;
  if (missing >= 0) {
    const created: Pod[] = [];
    for (let count = Math.min(missing, BURST); count > 0; count--) {
      const pod = podFromTemplate(replicaSet.spec!.template!, replicaSet);
      created.push(createPod(context.api, record, replicaSet, pod));
    }
    return [...pods, ...created];
  }
  const companions = companionsOnNode(context, replicaSet);
  const doomed = sortForDeletion(pods, companions, context.now()).slice(0, Math.min(-missing, BURST));
  for (const pod of doomed) deletePod(context.api, record, replicaSet, pod);
  return pods.filter(pod => !doomed.includes(pod));
}

/** Counts the active pods by node, of this ReplicaSet and of those with the same controller (the same Deployment). */
function companionsOnNode({ informers }: ControllerContext, replicaSet: ReplicaSet): (pod: Pod) => number {
  const owner = controllerOf(replicaSet);
  const related = owner ? informers('replicasets.apps').controlledBy(owner.uid) : [replicaSet];
  const counts = new Map<string, number>();
  for (const { metadata } of related) {
    for (const pod of informers('pods').controlledBy(metadata!.uid!)) {
      const node = pod.spec?.nodeName;
      if (node && isActive(pod)) counts.set(node, (counts.get(node) ?? 0) + 1);
    }
  }
  return pod => counts.get(pod.spec?.nodeName ?? '') ?? 0;
}

/** Writes the counts; milliseconds until the next pod becomes available, where minReadySeconds makes one wait. */
function updateStatus(
  { api, now, informers }: ControllerContext,
  replicaSet: ReplicaSet,
  pods: readonly Pod[],
  failure: ApiError | undefined,
): number | undefined {
  const { namespace, name, generation } = replicaSet.metadata!;
  const { minReadySeconds = 0, template } = replicaSet.spec!;
  const templateLabels = Object.entries(template?.metadata?.labels ?? {});
  const waits = pods.map(pod => availableInMs(pod, minReadySeconds, now()));
  const before = replicaSet.status;
  const others = (before?.conditions ?? []).filter(condition => condition.type !== 'ReplicaFailure');
  const failed = before?.conditions?.find(condition => condition.type === 'ReplicaFailure');
  const status: NonNullable<ReplicaSet['status']> = {
    ...before,
    replicas: pods.length,
    fullyLabeledReplicas: pods.filter(pod => templateLabels.every(([k, v]) => pod.metadata!.labels?.[k] === v)).length,
    readyReplicas: pods.filter(isReady).length,
    availableReplicas: waits.filter(waitMs => waitMs === 0).length,
    observedGeneration: generation,
    conditions: failure
      ? [...others, failed ?? failureCondition(failure, pods.length < (replicaSet.spec?.replicas ?? 1), now())]
      : others,
  };
  const current = informers('replicasets.apps').get(namespace, name!);
  if (current && !semanticallyEqual(before, status)) {
    api.mutateStatus('replicasets.apps', namespace, name!, draft => {
      draft.status = status;
    });
  }
  const pending = waits.filter(waitMs => waitMs !== undefined && waitMs > 0) as number[];
  return pending.length > 0 ? Math.min(...pending) : undefined;
}

function failureCondition(failure: ApiError, creating: boolean, nowMs: number) {
  return {
    type: 'ReplicaFailure',
    status: 'True',
    reason: creating ? 'FailedCreate' : 'FailedDelete',
    message: failure.message,
    lastTransitionTime: timestamp(nowMs),
  };
}
