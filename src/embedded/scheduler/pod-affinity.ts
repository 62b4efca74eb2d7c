import type { Informers } from '../controllers/informer.ts';
import { selects } from '../controllers/label-selector.ts';
import type { Pod, PodSpec } from '../controllers/objects.ts';
import { type Filter, reject } from './filters.ts';
import type { NodeInfo } from './node-ledger.ts';

type PodAffinity = NonNullable<NonNullable<PodSpec['affinity']>['podAffinity']>;
export type PodAffinityTerm = NonNullable<PodAffinity['requiredDuringSchedulingIgnoredDuringExecution']>[number];

/** Rejects nodes by the pod's required affinity and anti-affinity, and by the anti-affinity of the pods that are there. */
export function podAffinityFilter(pod: Pod, nodes: readonly NodeInfo[], informers: Informers): Filter {
  const wanted = requiredTerms(pod, 'podAffinity');
  const avoided = requiredTerms(pod, 'podAntiAffinity');
  const near = wanted.map(term =>
    domainsOf(term, nodes, other => wanted.every(one => matches(one, pod, other, informers))),
  );
  const isFirstOfItsKind =
    near.every(domains => domains.size === 0) && wanted.every(term => matches(term, pod, pod, informers));
  const away = avoided.map(term => domainsOf(term, nodes, other => matches(term, pod, other, informers)));
  const guarded = domainsGuardedAgainst(pod, nodes, informers);
  return ({ labels }) => {
    const isNear = wanted.every((term, index) => {
      const domain = labels[term.topologyKey];
      return domain !== undefined && (isFirstOfItsKind || near[index]!.has(domain));
    });
    if (!isNear) return reject(false, "node(s) didn't match pod affinity rules");
    if (avoided.some((term, index) => away[index]!.has(labels[term.topologyKey] ?? ''))) {
      return reject(true, "node(s) didn't match pod anti-affinity rules");
    }
    const isGuarded = Object.entries(labels).some(([key, domain]) => guarded.has(`${key}=${domain}`));
    return isGuarded ? reject(true, "node(s) didn't satisfy existing pods anti-affinity rules") : undefined;
  };
}

/** Whether the term, written in `owner`, means `other`. */
export function matches(term: PodAffinityTerm, owner: Pod, other: Pod, informers: Informers): boolean {
  return (
    isMeantNamespace(term, owner, other.metadata!.namespace!, informers) &&
    selects(selectorOf(term, owner), other.metadata!.labels)
  );
}

/** Domains of the term's topology key that hold a pod of which `isMeant` is true. */
function domainsOf(
  { topologyKey }: PodAffinityTerm,
  nodes: readonly NodeInfo[],
  isMeant: (pod: Pod) => boolean,
): ReadonlySet<string> {
  const domains = new Set<string>();
  for (const { labels, pods } of nodes) {
    const domain = labels[topologyKey];
    if (domain !== undefined && !domains.has(domain) && pods.some(isMeant)) domains.add(domain);
  }
  return domains;
}

/** `key=domain` where a pod that is there wants no pod like this one. */
function domainsGuardedAgainst(pod: Pod, nodes: readonly NodeInfo[], informers: Informers): ReadonlySet<string> {
  const guarded = new Set<string>();
  for (const { labels, pods } of nodes) {
    for (const other of pods) {
      for (const term of requiredTerms(other, 'podAntiAffinity')) {
        const domain = labels[term.topologyKey];
        if (domain !== undefined && matches(term, other, pod, informers)) guarded.add(`${term.topologyKey}=${domain}`);
      }
    }
  }
  return guarded;
}

function requiredTerms({ spec }: Pod, kind: 'podAffinity' | 'podAntiAffinity'): readonly PodAffinityTerm[] {
  return spec?.affinity?.[kind]?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
}

/** The namespaces that are named or selected; without either the owner's own. */
function isMeantNamespace(term: PodAffinityTerm, owner: Pod, namespace: string, informers: Informers): boolean {
  const { namespaces = [], namespaceSelector } = term;
  if (namespaces.includes(namespace)) return true;
  if (!namespaceSelector) return namespaces.length === 0 && namespace === owner.metadata!.namespace;
  return selects(namespaceSelector, informers('namespaces').get(undefined, namespace)?.metadata?.labels);
}

function selectorOf({ labelSelector, matchLabelKeys = [], mismatchLabelKeys = [] }: PodAffinityTerm, owner: Pod) {
  if (!labelSelector) return undefined;
  const labels = owner.metadata!.labels ?? {};
  const byKey = (keys: readonly string[], operator: string) =>
    keys.filter(key => labels[key] !== undefined).map(key => ({ key, operator, values: [labels[key]!] }));
  const added = [...byKey(matchLabelKeys, 'In'), ...byKey(mismatchLabelKeys, 'NotIn')];
  return { ...labelSelector, matchExpressions: [...(labelSelector.matchExpressions ?? []), ...added] };
}
