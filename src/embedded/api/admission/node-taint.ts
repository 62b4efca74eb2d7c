import type { AnyObject } from '../cluster-api.ts';

const NOT_READY = 'node.kubernetes.io/not-ready';

/** A new node takes no pods before its conditions have been seen (admission plugin TaintNodesByCondition). */
export function admitNode(node: AnyObject): void {
  const taints: AnyObject[] = node.spec?.taints ?? [];
  if (taints.some(({ key, effect }) => key === NOT_READY && effect === 'NoSchedule')) return;
  node.spec = { ...node.spec, taints: [...taints, { effect: 'NoSchedule', key: NOT_READY }] };
}
