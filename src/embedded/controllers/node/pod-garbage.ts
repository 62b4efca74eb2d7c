import type { Controller } from '../context.ts';
import { isTerminating, keyOf, splitKey } from '../objects.ts';
import { isFinished } from '../pod-state.ts';
import { timestamp } from '../timestamps.ts';

/** Removes pods that no kubelet will ever finish: those of nodes that are gone, and deleted ones that never got a node. */
export const podGarbageController: Controller = context => {
  const { api, informers, now, timings } = context;
  const nodes = informers('nodes');
  const pods = informers('pods');
  const podsOn = pods.indexBy(pod => (pod.spec?.nodeName ? [pod.spec.nodeName] : []));
  /** Since when a pod's node has been missing. */
  const missingSince = new Map<string, number>();

  const queue = context.queue('pod garbage', key => {
    const { namespace, name } = splitKey(key);
    const pod = pods.get(namespace, name);
    const nodeName = pod?.spec?.nodeName;
    if (!pod || (nodeName && nodes.get(undefined, nodeName))) {
      missingSince.delete(key);
      return;
    }
    if (!nodeName) {
      if (isTerminating(pod)) api.delete('pods', namespace, name, { gracePeriodSeconds: 0 });
      return;
    }
    const sinceMs = missingSince.get(key) ?? now();
    missingSince.set(key, sinceMs);
    const leftMs = sinceMs + timings.absentNodeMs - now();
    if (leftMs > 0) {
      queue.addAfter(key, leftMs);
      return;
    }
    if (!isFinished(pod)) {
      api.mutateStatus('pods', namespace, name, draft => {
        const type = 'DisruptionTarget';
        const others = (draft.status!.conditions ?? []).filter(condition => condition.type !== type);
        const message = 'PodGC: node no longer exists';
        const lastTransitionTime = timestamp(now());
        const condition = { type, status: 'True', reason: 'DeletionByPodGC', message, lastTransitionTime };
        draft.status = { ...draft.status, phase: 'Failed', conditions: [...others, condition] };
      });
    }
    missingSince.delete(key);
    api.delete('pods', namespace, name, { gracePeriodSeconds: 0, preconditions: { uid: pod.metadata!.uid } });
  });

  pods.onChange(({ latest }) => queue.add(keyOf(latest)));
  nodes.onChange(({ before, after }) => {
    if (before && after) return;
    for (const pod of podsOn((after ?? before)!.metadata!.name!)) queue.add(keyOf(pod));
  });
};
