import { selects } from '../controllers/label-selector.ts';
import { fitsNodeAffinity } from '../controllers/node-affinity.ts';
import { isTerminating, type LabelSelector, type Pod, type PodSpec } from '../controllers/objects.ts';
import { untoleratedTaint } from '../controllers/tolerations.ts';
import { type Filter, reject } from './filters.ts';
import type { NodeInfo } from './node-ledger.ts';

type Constraint = NonNullable<PodSpec['topologySpreadConstraints']>[number];

const MISMATCH = "node(s) didn't match pod topology spread constraints";

/** Rejects nodes whose domain would then hold more than `maxSkew` pods above the emptiest domain. */
export function topologySpreadFilter(pod: Pod, nodes: readonly NodeInfo[]): Filter {
  const hard = (pod.spec!.topologySpreadConstraints ?? []).filter(one => one.whenUnsatisfiable === 'DoNotSchedule');
  if (hard.length === 0) return () => undefined;
  const hasKeys = (info: NodeInfo) => hard.every(one => info.labels[one.topologyKey] !== undefined);
  const checks = hard.map(constraint => {
    const selector = selectorOf(constraint, pod);
    const eligible = nodes.filter(info => hasKeys(info) && isCounted(constraint, pod, info));
    const counts = countByDomain(eligible, constraint.topologyKey, pod, selector);
    const tooFewDomains = counts.size < (constraint.minDomains ?? 1);
    const least = tooFewDomains || counts.size === 0 ? 0 : Math.min(...counts.values());
    const self = selects(selector, pod.metadata!.labels) ? 1 : 0;
    return { constraint, fits: (domain: string) => (counts.get(domain) ?? 0) + self - least <= constraint.maxSkew };
  });
  return info => {
    if (!hasKeys(info)) return reject(false, `${MISMATCH} (missing required label)`);
    const fits = checks.every(({ constraint, fits }) => fits(info.labels[constraint.topologyKey]!));
    return fits ? undefined : reject(true, MISMATCH);
  };
}

/** The constraint's selector, narrowed to the pod's own values of `matchLabelKeys`. */
export function selectorOf({ labelSelector, matchLabelKeys = [] }: Constraint, pod: Pod): LabelSelector | undefined {
  const own = matchLabelKeys.flatMap(key => {
    const value = pod.metadata!.labels?.[key];
    return value === undefined ? [] : [{ key, operator: 'In', values: [value] }];
  });
  if (!labelSelector || own.length === 0) return labelSelector;
  return { ...labelSelector, matchExpressions: [...(labelSelector.matchExpressions ?? []), ...own] };
}

/** Pods of the namespace that the selector fits, by domain; domains of eligible nodes without any count 0. */
export function countByDomain(
  nodes: readonly NodeInfo[],
  topologyKey: string,
  { metadata }: Pod,
  selector: LabelSelector | undefined,
): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { labels, pods } of nodes) {
    const domain = labels[topologyKey];
    if (domain === undefined) continue;
    const matching = pods.filter(
      other =>
        other.metadata!.namespace === metadata!.namespace &&
        !isTerminating(other) &&
        selects(selector, other.metadata!.labels),
    );
    counts.set(domain, (counts.get(domain) ?? 0) + matching.length);
  }
  return counts;
}

function isCounted(constraint: Constraint, { spec }: Pod, { node }: NodeInfo): boolean {
  if (constraint.nodeAffinityPolicy !== 'Ignore' && !fitsNodeAffinity(spec!, node)) return false;
  if (constraint.nodeTaintsPolicy !== 'Honor') return true;
  return !untoleratedTaint(node.spec?.taints, spec!.tolerations, ['NoSchedule', 'NoExecute']);
}
