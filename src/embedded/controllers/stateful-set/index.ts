import type { Controller, ControllerContext } from '../context.ts';
import { isTaken, provideRevisions, type Revisions, trimRevisions } from '../controller-revisions.ts';
import { isTerminating, type StatefulSet, splitKey } from '../objects.ts';
import { claim } from '../owner-references.ts';
import { watchOwnership } from '../ownership-watch.ts';
import { availableInMs } from '../pod-state.ts';
import { ordinalOf, REVISION_LABEL } from './identity.ts';
import { advance } from './ordered-update.ts';
import { updateStatus } from './status.ts';

/** Keeps the numbered pods of each StatefulSet, one after another unless it says Parallel. */
export const statefulSetController: Controller = context => {
  const statefulSets = context.informers('statefulsets.apps');
  const record = context.recorder('statefulset-controller');
  const queue = context.queue('stateful set', key => {
    const { namespace, name } = splitKey(key);
    const statefulSet = statefulSets.get(namespace, name);
    if (!statefulSet || isTerminating(statefulSet)) return;
    if (statefulSet.spec!.volumeClaimTemplates?.length) {
      const message = `create Pod ${name}-0 in StatefulSet ${name} failed error: the embedded cluster has no persistent volumes (volumeClaimTemplates): use emptyDir, or run this on kind`;
      record(statefulSet, 'Warning', 'FailedCreate', message);
      return;
    }
    const revisions = revisionsOf(context, statefulSet);
    const isMember = (pod: { metadata?: { name?: string } }) =>
      ordinalOf(statefulSet, pod.metadata!.name!) !== undefined;
    const pods = claim(context.api, 'pods', context.informers('pods'), statefulSet, isMember).filter(isMember);
    const currentName = statefulSet.status?.currentRevision;
    const current = revisions.all.find(revision => revision.metadata!.name === currentName) ?? revisions.update;
    try {
      advance({ context, record, statefulSet, pods, current, update: revisions.update });
    } finally {
      updateStatus(context, statefulSet, current, revisions.update);
    }
    const named = new Set(pods.map(pod => pod.metadata!.labels?.[REVISION_LABEL]));
    trimRevisions(context, revisions, statefulSet.spec!.revisionHistoryLimit ?? 10, revision => {
      return revision === current || named.has(revision.metadata!.name);
    });
    const { minReadySeconds = 0 } = statefulSet.spec!;
    const waits = pods.map(pod => availableInMs(pod, minReadySeconds, context.now()) ?? 0).filter(waitMs => waitMs > 0);
    if (waits.length > 0) queue.addAfter(key, Math.min(...waits));
  });
  watchOwnership(statefulSets, context.informers('pods'), queue);
};

function revisionsOf(context: ControllerContext, statefulSet: StatefulSet): Revisions {
  try {
    return provideRevisions(context, statefulSet, 'controller.kubernetes.io/hash');
  } catch (error) {
    if (isTaken(error)) {
      const { namespace, name } = statefulSet.metadata!;
      context.api.mutateStatus('statefulsets.apps', namespace, name!, draft => {
        draft.status!.collisionCount = (draft.status!.collisionCount ?? 0) + 1;
      });
    }
    throw error;
  }
}
