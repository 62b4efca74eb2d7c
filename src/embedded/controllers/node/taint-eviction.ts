import type { Controller } from '../context.ts';
import { isTerminating, keyOf, type Node, type Pod, splitKey } from '../objects.ts';
import { timestamp } from '../timestamps.ts';
import { tolerates } from '../tolerations.ts';

/** Deletes pods from nodes with NoExecute taints: at once, or when the time for which they tolerate the taints is over. */
export const taintEvictionController: Controller = context => {
  const { api, informers, now } = context;
  const nodes = informers('nodes');
  const pods = informers('pods');
  const podsOn = pods.indexBy(pod => (pod.spec?.nodeName ? [pod.spec.nodeName] : []));
  const record = context.recorder('taint-eviction-controller');
  /** Since when each pod has stood under taints, by our own clock. */
  const tainted = new Map<string, number>();

  const queue = context.queue('taint eviction', key => {
    const { namespace, name } = splitKey(key);
    const pod = pods.get(namespace, name);
    const node = pod?.spec?.nodeName ? nodes.get(undefined, pod.spec.nodeName) : undefined;
    const toleratedMs = pod && node && !isTerminating(pod) ? tolerationMs(pod, node) : Number.POSITIVE_INFINITY;
    if (!pod || toleratedMs === Number.POSITIVE_INFINITY) {
      if (tainted.delete(key) && pod && !isTerminating(pod)) {
        record(pod, 'Normal', 'TaintManagerEviction', `Cancelling deletion of Pod ${key}`);
      }
      return;
    }
    const sinceMs = tainted.get(key) ?? now();
    tainted.set(key, sinceMs);
    const leftMs = sinceMs + toleratedMs - now();
    if (leftMs > 0) {
      queue.addAfter(key, leftMs);
      return;
    }
    record(pod, 'Normal', 'TaintManagerEviction', `Marking for deletion Pod ${key}`);
    api.mutateStatus('pods', namespace, name, draft => {
      const type = 'DisruptionTarget';
      const others = (draft.status!.conditions ?? []).filter(condition => condition.type !== type);
      const message = 'Taint manager: deleting due to NoExecute taint';
      const lastTransitionTime = timestamp(now());
      const reason = 'DeletionByTaintManager';
      draft.status!.conditions = [...others, { type, status: 'True', reason, message, lastTransitionTime }];
    });
    api.delete('pods', namespace, name, { preconditions: { uid: pod.metadata!.uid } });
    tainted.delete(key);
  });

  nodes.onChange(({ before, after }) => {
    if (!after) return;
    const hadTaints = before && noExecuteTaints(before).length > 0;
    if (!hadTaints && noExecuteTaints(after).length === 0) return;
    for (const pod of podsOn(after.metadata!.name!)) queue.add(keyOf(pod));
  });
  pods.onChange(({ before, after, latest }) => {
    const isBound = after?.spec?.nodeName !== before?.spec?.nodeName;
    const hasOtherTolerations = after?.spec?.tolerations?.length !== before?.spec?.tolerations?.length;
    if (!after || isBound || hasOtherTolerations) queue.add(keyOf(latest));
  });
};

function noExecuteTaints(node: Node) {
  return (node.spec?.taints ?? []).filter(taint => taint.effect === 'NoExecute');
}

/** For how long the pod tolerates all NoExecute taints of the node: 0 when one is not tolerated, infinitely without any. */
function tolerationMs(pod: Pod, node: Node): number {
  const seconds = noExecuteTaints(node).flatMap(taint => {
    const answering = (pod.spec!.tolerations ?? []).filter(toleration => tolerates(toleration, taint));
    if (answering.length === 0) return [0];
    return answering.map(toleration => toleration.tolerationSeconds ?? Number.POSITIVE_INFINITY);
  });
  return Math.max(0, Math.min(Number.POSITIVE_INFINITY, ...seconds)) * 1000;
}
