import type { ControllerContext } from '../context.ts';
import { type ControllerRevision, isTerminating, type StatefulSet } from '../objects.ts';
import { availableInMs, isReady } from '../pod-state.ts';
import { semanticallyEqual } from '../semantic-equality.ts';
import { ordinalOf, REVISION_LABEL } from './identity.ts';

/** Counts the pods as they are now; a rolling update is complete when all are of the update revision and ready. */
export function updateStatus(
  { api, informers, now }: ControllerContext,
  statefulSet: StatefulSet,
  current: ControllerRevision,
  update: ControllerRevision,
): void {
  const { namespace, name, generation, uid } = statefulSet.metadata!;
  const { updateStrategy, minReadySeconds = 0, replicas: wished = 1 } = statefulSet.spec!;
  const pods = informers('pods')
    .controlledBy(uid!)
    .filter(pod => ordinalOf(statefulSet, pod.metadata!.name!) !== undefined);
  const running = pods.filter(pod => pod.status?.phase === 'Running' && isReady(pod));
  const ofRevision = (revision: ControllerRevision) =>
    pods.filter(pod => !isTerminating(pod) && pod.metadata!.labels?.[REVISION_LABEL] === revision.metadata!.name)
      .length;
  const readyReplicas = running.length;
  const updatedReplicas = ofRevision(update);
  const isDone =
    updateStrategy?.type !== 'OnDelete' &&
    updatedReplicas === pods.length &&
    readyReplicas === pods.length &&
    pods.length === wished;
  const status: NonNullable<StatefulSet['status']> = {
    ...statefulSet.status,
    observedGeneration: generation,
    replicas: pods.length,
    readyReplicas,
    availableReplicas: running.filter(pod => availableInMs(pod, minReadySeconds, now()) === 0).length,
    currentReplicas: isDone ? updatedReplicas : ofRevision(current),
    updatedReplicas,
    currentRevision: (isDone ? update : current).metadata!.name,
    updateRevision: update.metadata!.name,
    collisionCount: statefulSet.status?.collisionCount ?? 0,
  };
  if (semanticallyEqual(statefulSet.status, status)) return;
  api.mutateStatus('statefulsets.apps', namespace, name!, draft => {
    draft.status = status;
  });
}
