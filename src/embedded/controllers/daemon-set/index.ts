import type { Controller, ControllerContext } from '../context.ts';
import { isTaken, provideRevisions, type Revisions, trimRevisions } from '../controller-revisions.ts';
import { type DaemonSet, isTerminating, keyOf, type Node, type Pod, splitKey } from '../objects.ts';
import { claim } from '../owner-references.ts';
import { watchOwnership } from '../ownership-watch.ts';
import { createPod, deletePod } from '../pod-control.ts';
import { availableInMs } from '../pod-state.ts';
import { semanticallyEqual } from '../semantic-equality.ts';
import { daemonPod, nodeNameOf, REVISION_LABEL } from './daemon-pod.ts';
import { mayRunOn } from './node-fit.ts';
import { outdatedPodsToReplace } from './rolling-update.ts';
import { updateStatus } from './status.ts';

/** Keeps one pod of each DaemonSet on every node that fits. */
export const daemonSetController: Controller = context => {
  const daemonSets = context.informers('daemonsets.apps');
  const nodes = context.informers('nodes');
  const record = context.recorder('daemonset-controller');
  const queue = context.queue('daemon set', key => {
    const { namespace, name } = splitKey(key);
    const daemonSet = daemonSets.get(namespace, name);
    if (!daemonSet || isTerminating(daemonSet)) return;
    const revisions = revisionsOf(context, daemonSet);
    const hash = revisions.update.metadata!.labels![REVISION_LABEL]!;
    const pods = claim(context.api, 'pods', context.informers('pods'), daemonSet);
    const byNode = Map.groupBy(pods, nodeNameOf);
    try {
      let changed = false;
      for (const pod of surplusPods(daemonSet, nodes.list(), byNode)) {
        if (pod.status?.phase === 'Failed') {
          const message = `Found failed daemon pod ${keyOf(pod)} on node ${nodeNameOf(pod)}, will try to kill it`;
          record(daemonSet, 'Warning', 'FailedDaemonPod', message);
        }
        deletePod(context.api, record, daemonSet, pod);
        changed = true;
      }
      for (const node of nodes.list()) {
        if (byNode.has(node.metadata!.name!) || !mayRunOn(daemonSet, node).start) continue;
        createPod(context.api, record, daemonSet, daemonPod(daemonSet, node.metadata!.name!, hash));
        changed = true;
      }
      if (!changed && daemonSet.spec!.updateStrategy?.type !== 'OnDelete') {
        for (const pod of outdatedPodsToReplace(daemonSet, nodes.list(), byNode, hash, context.now())) {
          deletePod(context.api, record, daemonSet, pod);
        }
      }
    } finally {
      updateStatus(context, daemonSet, hash);
    }
    const used = new Set(pods.map(pod => pod.metadata!.labels?.[REVISION_LABEL]));
    trimRevisions(context, revisions, daemonSet.spec!.revisionHistoryLimit ?? 10, revision => {
      return used.has(revision.metadata!.labels?.[REVISION_LABEL]);
    });
    const { minReadySeconds = 0 } = daemonSet.spec!;
    const waits = pods.map(pod => availableInMs(pod, minReadySeconds, context.now()) ?? 0).filter(waitMs => waitMs > 0);
    if (waits.length > 0) queue.addAfter(key, Math.min(...waits));
  });
  watchOwnership(daemonSets, context.informers('pods'), queue);
  nodes.onChange(({ before, after }) => {
    if (before && after && semanticallyEqual(placementOf(before), placementOf(after))) return;
    for (const daemonSet of daemonSets.list()) queue.add(keyOf(daemonSet));
  });
};

/** What decides whether a daemon runs on a node. */
function placementOf({ metadata, spec }: Node): unknown {
  return [metadata!.labels, spec?.taints, spec?.unschedulable];
}

/** Failed pods, pods where none may run, and all but the oldest where there are several. */
function surplusPods(daemonSet: DaemonSet, nodes: readonly Node[], byNode: ReadonlyMap<string, readonly Pod[]>): Pod[] {
  return nodes.flatMap(node => {
    const pods = (byNode.get(node.metadata!.name!) ?? []).filter(pod => !isTerminating(pod));
    if (!mayRunOn(daemonSet, node).stay) return pods;
    const [failed, alive] = [pods.filter(isFailed), pods.filter(pod => !isFailed(pod))];
    const byAge = alive.sort((a, b) => (a.metadata!.creationTimestamp! < b.metadata!.creationTimestamp! ? -1 : 1));
    return [...failed, ...byAge.slice(1)];
  });
}

function isFailed(pod: Pod): boolean {
  return pod.status?.phase === 'Failed';
}

function revisionsOf(context: ControllerContext, daemonSet: DaemonSet): Revisions {
  try {
    return provideRevisions(context, daemonSet, REVISION_LABEL);
  } catch (error) {
    if (isTaken(error)) {
      const { namespace, name } = daemonSet.metadata!;
      context.api.mutateStatus('daemonsets.apps', namespace, name!, draft => {
        draft.status!.collisionCount = (draft.status!.collisionCount ?? 0) + 1;
      });
    }
    throw error;
  }
}
