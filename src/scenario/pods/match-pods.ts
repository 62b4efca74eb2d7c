import type { PodMatch } from '../suite.ts';
import { labelsMatch, parseLabelSelector } from './label-selector.ts';
import { namespaceMatches } from './namespace-pattern.ts';
import { byNamespaceAndName, type PodRecord } from './pod.ts';
import { isSealEnabled } from './seal-labels.ts';

/** The label selector of a Deployment, as text; undefined when there is none of that name. */
export type DeploymentSelector = (namespace: string, name: string) => string | undefined;

/**
 * The union of what the matches find, each pod once (by UID), sorted by namespace and name so that the same seed
 * chooses the same pods.
 */
export function matchPods<Pod extends PodRecord>(
  pods: readonly Pod[],
  matches: readonly PodMatch[],
  deploymentSelector: DeploymentSelector = () => undefined,
): Pod[] {
  const selects = matches.map(match => selectorOf(match, deploymentSelector));
  const found = new Map<string, Pod>();
  for (const pod of pods) if (selects.some(select => select(pod))) found.set(pod.metadata?.uid ?? '', pod);
  return [...found.values()].sort(byNamespaceAndName);
}

function selectorOf(match: PodMatch, deploymentSelector: DeploymentSelector): (pod: PodRecord) => boolean {
  const inNamespace = (pod: PodRecord) => namespaceMatches(pod.metadata?.namespace ?? '', match.namespace);
  if (match.kind === 'namespace') return inNamespace;
  if (match.kind === 'sealLabels') return pod => inNamespace(pod) && isSealEnabled(pod);
  return pod => {
    if (!inNamespace(pod)) return false;
    const selector =
      match.kind === 'labels' ? match.selector : deploymentSelector(pod.metadata?.namespace ?? '', match.name);
    const requirements = selector === undefined ? undefined : parseLabelSelector(selector);
    return requirements !== undefined && labelsMatch(pod.metadata?.labels ?? {}, requirements);
  };
}
