import type { KubernetesObject, V1LabelSelector, V1Pod } from '@kubernetes/client-node';
import { formatLabelSelector } from '../scenario/pods/label-selector.ts';
import type { ApiConnection } from './access.ts';
import { listPodsByLabels } from './list-pods.ts';

/**
 * The pods that a workload, a Service or a NetworkPolicy of this namespace selects now: whatever is done to it is done to
 * them. None for an object that selects none. Throws ApiFailure.
 */
export async function listSelectedPods(
  object: KubernetesObject,
  namespace: string,
  api: Pick<ApiConnection, 'send'>,
  signal: AbortSignal,
): Promise<V1Pod[]> {
  const selector = podSelectorOf(object);
  if (!selector) return [];
  const labels = formatLabelSelector(selector);
  // A selector without requirements means every pod in a NetworkPolicy, and none elsewhere.
  if (labels === '' && object.kind !== 'NetworkPolicy') return [];
  return await listPodsByLabels(api, namespace, labels, signal);
}

/** A Service's selector is a plain map of labels, a workload's has requirements. */
function podSelectorOf(object: KubernetesObject): V1LabelSelector | undefined {
  const { kind, spec } = object as { kind?: string; spec?: { podSelector?: V1LabelSelector; selector?: unknown } };
  if (kind === 'NetworkPolicy') return spec?.podSelector ?? {};
  const selector = spec?.selector;
  if (selector === null || typeof selector !== 'object') return undefined;
  const isRequirements = Object.values(selector).some(value => typeof value === 'object');
  return isRequirements ? (selector as V1LabelSelector) : { matchLabels: selector as Record<string, string> };
}
