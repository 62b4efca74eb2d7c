import type { Informers } from '../controllers/informer.ts';
import { selects } from '../controllers/label-selector.ts';
import { fitsTerm } from '../controllers/node-affinity.ts';
import type { LabelSelector, Pod } from '../controllers/objects.ts';
import { controllerOf } from '../controllers/owner-references.ts';
import { tolerates } from '../controllers/tolerations.ts';
import type { NodeInfo } from './node-ledger.ts';
import { matches } from './pod-affinity.ts';
import { rankedRequestsOf } from './resources.ts';
import { countByDomain, selectorOf } from './topology-spread.ts';

/** Rates the nodes that passed the filters, 0 to 100 each, by position. */
type ScorePlugin = (pod: Pod, nodes: readonly NodeInfo[], informers: Informers) => readonly number[];

/** kube-scheduler's default plugins and weights, image locality apart (every node has the same images). */
const SCORES: readonly (readonly [weight: number, ScorePlugin])[] = [
  [3, fewestDislikedTaints],
  [2, preferredNodes],
  [2, evenSpread],
  [2, preferredNeighbours],
  [1, leastAllocated],
  [1, balancedAllocation],
];

const LARGEST = 100;

/** The best of the nodes; of equals the one with fewer pods, then the first by name. */
export function bestNode(pod: Pod, nodes: readonly NodeInfo[], informers: Informers): NodeInfo {
  const totals = nodes.map(() => 0);
  for (const [weight, plugin] of nodes.length > 1 ? SCORES : []) {
    plugin(pod, nodes, informers).forEach((score, index) => {
      totals[index]! += weight * Math.floor(score);
    });
  }
  const ranked = nodes.map((info, index) => ({ info, total: totals[index]! }));
  ranked.sort(
    (a, b) => b.total - a.total || a.info.pods.length - b.info.pods.length || (a.info.name < b.info.name ? -1 : 1),
  );
  return ranked[0]!.info;
}

function fewestDislikedTaints({ spec }: Pod, nodes: readonly NodeInfo[]): number[] {
  const disliked = nodes.map(
    ({ node }) =>
      (node.spec?.taints ?? []).filter(
        taint => taint.effect === 'PreferNoSchedule' && !(spec!.tolerations ?? []).some(one => tolerates(one, taint)),
      ).length,
  );
  return share(disliked).map(score => LARGEST - score);
}

function preferredNodes({ spec }: Pod, nodes: readonly NodeInfo[]): number[] {
  const terms = spec!.affinity?.nodeAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? [];
  return share(
    nodes.map(({ node }) =>
      terms.reduce((sum, { preference, weight }) => sum + (fitsTerm(preference, node) ? weight : 0), 0),
    ),
  );
}

/** The pod's own soft constraints, or by default an even spread of the pods of its workload over hosts and zones. */
function evenSpread(pod: Pod, nodes: readonly NodeInfo[], informers: Informers): number[] {
  const own = pod.spec!.topologySpreadConstraints ?? [];
  const selector = own.length === 0 ? workloadSelector(pod, informers) : undefined;
  const soft =
    own.length > 0
      ? own
          .filter(one => one.whenUnsatisfiable === 'ScheduleAnyway')
          .map(one => ({ topologyKey: one.topologyKey, maxSkew: one.maxSkew, selector: selectorOf(one, pod) }))
      : [
          { topologyKey: 'kubernetes.io/hostname', maxSkew: 3, selector },
          { topologyKey: 'topology.kubernetes.io/zone', maxSkew: 5, selector },
        ];
  const crowding = nodes.map(() => 0);
  for (const { topologyKey, maxSkew, selector } of soft) {
    if (!selector) continue;
    const counts = countByDomain(nodes, topologyKey, pod, selector);
    const weight = Math.log(counts.size + 2);
    nodes.forEach(({ labels }, index) => {
      const domain = labels[topologyKey];
      if (domain !== undefined) crowding[index]! += counts.get(domain)! * weight + (maxSkew - 1);
    });
  }
  const [least, most] = [Math.min(...crowding), Math.max(...crowding)];
  return crowding.map(score => (most === 0 ? LARGEST : (LARGEST * (most + least - score)) / most));
}

/** What the workload's controller and the Services select of this pod, together. */
function workloadSelector(pod: Pod, informers: Informers): LabelSelector | undefined {
  const { namespace, labels } = pod.metadata!;
  const matchLabels: Record<string, string> = {};
  for (const { spec } of informers('services').inNamespace(namespace!)) {
    const selector = Object.keys(spec?.selector ?? {}).length > 0 ? { matchLabels: spec!.selector! } : undefined;
    if (selects(selector, labels)) Object.assign(matchLabels, spec!.selector);
  }
  const uid = controllerOf(pod)?.uid ?? '';
  const owner = informers('replicasets.apps').byUid(uid) ?? informers('statefulsets.apps').byUid(uid);
  const owned = owner?.spec?.selector;
  if (!owned && Object.keys(matchLabels).length === 0) return undefined;
  return { matchLabels: { ...matchLabels, ...owned?.matchLabels }, matchExpressions: owned?.matchExpressions };
}

function preferredNeighbours(pod: Pod, nodes: readonly NodeInfo[], informers: Informers): number[] {
  const { podAffinity, podAntiAffinity } = pod.spec!.affinity ?? {};
  const wishes = [
    ...(podAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(wish => ({ ...wish, sign: 1 })),
    ...(podAntiAffinity?.preferredDuringSchedulingIgnoredDuringExecution ?? []).map(wish => ({ ...wish, sign: -1 })),
  ];
  const scores = nodes.map(() => 0);
  for (const { podAffinityTerm: term, weight, sign } of wishes) {
    const byDomain = new Map<string, number>();
    for (const { labels, pods } of nodes) {
      const domain = labels[term.topologyKey];
      if (domain === undefined) continue;
      const count = pods.filter(other => matches(term, pod, other, informers)).length;
      byDomain.set(domain, (byDomain.get(domain) ?? 0) + count);
    }
    nodes.forEach(({ labels }, index) => {
      scores[index]! += sign * weight * (byDomain.get(labels[term.topologyKey] ?? '') ?? 0);
    });
  }
  const [least, most] = [Math.min(...scores), Math.max(...scores)];
  return scores.map(score => (most > least ? (LARGEST * (score - least)) / (most - least) : 0));
}

function leastAllocated(pod: Pod, nodes: readonly NodeInfo[]): number[] {
  return nodes.map(info => {
    const free = usedShares(pod, info).map(used => Math.max(0, 1 - used));
    return free.length > 0 ? (LARGEST * free.reduce((a, b) => a + b)) / free.length : 0;
  });
}

/** CPU and memory used to the same share is best; the deviation counts against the node. */
function balancedAllocation(pod: Pod, nodes: readonly NodeInfo[]): number[] {
  return nodes.map(info => {
    const [cpu = 0, memory = cpu] = usedShares(pod, info).map(used => Math.min(1, used));
    return LARGEST * (1 - Math.abs(cpu - memory) / 2);
  });
}

function usedShares(pod: Pod, { allocatable, rankedRequests }: NodeInfo): number[] {
  const requests = rankedRequestsOf(pod);
  return ['cpu', 'memory'].flatMap(name => {
    const capacity = allocatable.get(name) ?? 0;
    return capacity > 0 ? [((rankedRequests.get(name) ?? 0) + (requests.get(name) ?? 0)) / capacity] : [];
  });
}

/** Each as a share of the largest, 0 to 100. */
function share(scores: readonly number[]): number[] {
  const most = Math.max(...scores);
  return scores.map(score => (most === 0 ? 0 : (LARGEST * score) / most));
}
