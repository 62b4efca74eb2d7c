import type { ControllerContext } from '../context.ts';
import { type DaemonSet, isTerminating } from '../objects.ts';
import { availableInMs, isReady } from '../pod-state.ts';
import { semanticallyEqual } from '../semantic-equality.ts';
import { nodeNameOf, REVISION_LABEL } from './daemon-pod.ts';
import { mayRunOn } from './node-fit.ts';

/** Counts nodes: wanted, served, served although not wanted, ready, available, up to date. */
export function updateStatus({ api, informers, now }: ControllerContext, daemonSet: DaemonSet, hash: string): void {
  const { namespace, name, generation, uid } = daemonSet.metadata!;
  const byNode = Map.groupBy(informers('pods').controlledBy(uid!), nodeNameOf);
  const minReadySeconds = daemonSet.spec!.minReadySeconds ?? 0;
  const counts = { desired: 0, scheduled: 0, misscheduled: 0, ready: 0, available: 0, updated: 0 };
  for (const node of informers('nodes').list()) {
    const pods = (byNode.get(node.metadata!.name!) ?? []).filter(pod => !isTerminating(pod));
    if (!mayRunOn(daemonSet, node).start) {
      if (pods.length > 0) counts.misscheduled++;
      continue;
    }
    counts.desired++;
    const [pod] = pods;
    if (!pod) continue;
    counts.scheduled++;
    if (isReady(pod)) counts.ready++;
    if (availableInMs(pod, minReadySeconds, now()) === 0) counts.available++;
    if (pod.metadata!.labels?.[REVISION_LABEL] === hash) counts.updated++;
  }
  const status: NonNullable<DaemonSet['status']> = {
    ...daemonSet.status,
    observedGeneration: generation,
    desiredNumberScheduled: counts.desired,
    currentNumberScheduled: counts.scheduled,
    numberMisscheduled: counts.misscheduled,
    numberReady: counts.ready,
    updatedNumberScheduled: counts.updated,
    numberAvailable: counts.available,
    numberUnavailable: counts.desired - counts.available,
  };
  if (semanticallyEqual(daemonSet.status, status)) return;
  api.mutateStatus('daemonsets.apps', namespace, name!, draft => {
    draft.status = status;
  });
}
