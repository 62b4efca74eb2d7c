import type { Pod } from '../controllers/objects.ts';
import type { Rejection } from './filters.ts';
import type { NodeInfo } from './node-ledger.ts';

/** What the plugin for dynamic resources says of a pod that claims none. */
const NO_CLAIMS = 'no new claims to deallocate';

/** How many nodes were rejected and why, in kube-scheduler's words: `0/3 nodes are available: 3 Insufficient cpu. …`. */
export function unschedulableMessage(pod: Pod, nodes: readonly NodeInfo[], rejections: readonly Rejection[]): string {
  if (nodes.length === 0) return 'no nodes available to schedule pods';
  const counts = new Map<string, number>();
  for (const reason of rejections.flatMap(({ reasons }) => reasons)) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  const summary = [...counts].map(([reason, count]) => `${count} ${reason}`).sort();
  const opening = `0/${nodes.length} nodes are available:`;
  return `${opening} ${summary.join(', ')}. ${NO_CLAIMS}, preemption: ${preemptionMessage(pod, nodes, rejections, opening)}`;
}

/** This scheduler never preempts; it says so where kube-scheduler would have found somebody to evict. */
function preemptionMessage(
  pod: Pod,
  nodes: readonly NodeInfo[],
  rejections: readonly Rejection[],
  opening: string,
): string {
  const priority = pod.spec!.priority ?? 0;
  const hasVictims = nodes.some(
    ({ pods }, index) =>
      rejections[index]!.helpedByPreemption && pods.some(one => (one.spec!.priority ?? 0) < priority),
  );
  if (hasVictims) return 'not supported by the embedded cluster.';
  const helped = rejections.filter(({ helpedByPreemption }) => helpedByPreemption).length;
  const parts = [
    ...(helped > 0 ? [`${helped} No preemption victims found for incoming pod`] : []),
    ...(helped < nodes.length ? [`${nodes.length - helped} Preemption is not helpful for scheduling`] : []),
  ];
  return `${opening} ${parts.sort().join(', ')}.`;
}

/** Why preemption is out of the question where the pod itself lacks something. */
export function notHelpful(nodes: number): string {
  return `${NO_CLAIMS}, preemption: 0/${nodes} nodes are available: ${nodes} Preemption is not helpful for scheduling.`;
}
