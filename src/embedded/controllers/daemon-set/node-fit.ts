import { fitsNodeAffinity } from '../node-affinity.ts';
import type { DaemonSet, Node } from '../objects.ts';
import { untoleratedTaint } from '../tolerations.ts';
import { daemonTolerations } from './daemon-pod.ts';

/** Whether a new pod of the DaemonSet may start on the node, and whether one that is there may stay. */
export function mayRunOn(daemonSet: DaemonSet, node: Node): { readonly start: boolean; readonly stay: boolean } {
  const template = daemonSet.spec!.template.spec!;
  const isNamed = !template.nodeName || template.nodeName === node.metadata!.name;
  if (!isNamed || !fitsNodeAffinity(template, node)) return { start: false, stay: false };
  const tolerations = daemonTolerations(daemonSet);
  const taints = node.spec?.taints;
  return {
    start: !untoleratedTaint(taints, tolerations, ['NoSchedule', 'NoExecute']),
    stay: !untoleratedTaint(taints, tolerations, ['NoExecute']),
  };
}
