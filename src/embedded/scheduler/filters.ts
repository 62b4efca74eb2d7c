import type { Informers } from '../controllers/informer.ts';
import { fitsNodeAffinity } from '../controllers/node-affinity.ts';
import type { Pod } from '../controllers/objects.ts';
import { tolerates, untoleratedTaint } from '../controllers/tolerations.ts';
import type { NodeInfo } from './node-ledger.ts';
import { podAffinityFilter } from './pod-affinity.ts';
import { requestsOf } from './resources.ts';
import { topologySpreadFilter } from './topology-spread.ts';

/** Why a node is out of the question. */
export interface Rejection {
  /** In the scheduler's words; a node can lack several resources at once. */
  readonly reasons: readonly string[];
  /** Whether the removal of other pods could help. */
  readonly helpedByPreemption: boolean;
}

/** Decides for one pod, node by node; undefined: nothing to object. */
export type Filter = (info: NodeInfo) => Rejection | undefined;

/** Prepares the filter for one pod and the nodes of this moment. */
export type FilterPlugin = (pod: Pod, nodes: readonly NodeInfo[], informers: Informers) => Filter;

const CORDONED = { key: 'node.kubernetes.io/unschedulable', effect: 'NoSchedule' };

/** In the order in which kube-scheduler runs them: a node is rejected by the first that objects. */
export const FILTERS: readonly FilterPlugin[] = [
  unschedulableFilter,
  nodeNameFilter,
  taintFilter,
  nodeAffinityFilter,
  hostPortFilter,
  resourceFilter,
  topologySpreadFilter,
  podAffinityFilter,
];

export function reject(helpedByPreemption: boolean, ...reasons: string[]): Rejection {
  return { reasons, helpedByPreemption };
}

function unschedulableFilter(pod: Pod): Filter {
  const toleratesCordon = (pod.spec!.tolerations ?? []).some(toleration => tolerates(toleration, CORDONED));
  return ({ node }) =>
    node.spec?.unschedulable && !toleratesCordon ? reject(false, 'node(s) were unschedulable') : undefined;
}

function nodeNameFilter({ spec }: Pod): Filter {
  return ({ name }) =>
    spec!.nodeName && spec!.nodeName !== name
      ? reject(false, "node(s) didn't match the requested node name")
      : undefined;
}

function taintFilter({ spec }: Pod): Filter {
  return ({ node }) => {
    const taint = untoleratedTaint(node.spec?.taints, spec!.tolerations, ['NoSchedule', 'NoExecute']);
    return taint && reject(false, `node(s) had untolerated taint {${taint.key}: ${taint.value ?? ''}}`);
  };
}

function nodeAffinityFilter({ spec }: Pod): Filter {
  return ({ node }) =>
    fitsNodeAffinity(spec!, node) ? undefined : reject(false, "node(s) didn't match Pod's node affinity/selector");
}

function hostPortFilter(pod: Pod): Filter {
  const wanted = hostPortsOf(pod);
  if (wanted.length === 0) return () => undefined;
  return ({ pods }) => {
    const taken = new Set(pods.flatMap(hostPortsOf));
    return wanted.some(port => taken.has(port))
      ? reject(true, "node(s) didn't have free ports for the requested pod ports")
      : undefined;
  };
}

function hostPortsOf({ spec }: Pod): string[] {
  return spec!.containers
    .flatMap(container => container.ports ?? [])
    .filter(port => port.hostPort)
    .map(port => `${port.protocol ?? 'TCP'}/${port.hostPort}`);
}

function resourceFilter(pod: Pod): Filter {
  const requests = [...requestsOf(pod)].filter(([, amount]) => amount > 0);
  return ({ allocatable, requested, pods }) => {
    const reasons: string[] = [];
    let couldFit = true;
    if ((pods.length + 1) * 1000 > (allocatable.get('pods') ?? 0)) reasons.push('Too many pods');
    for (const [name, amount] of requests) {
      const capacity = allocatable.get(name) ?? 0;
      if ((requested.get(name) ?? 0) + amount <= capacity) continue;
      reasons.push(`Insufficient ${name}`);
      couldFit &&= amount <= capacity;
    }
    return reasons.length > 0 ? reject(couldFit, ...reasons) : undefined;
  };
}
