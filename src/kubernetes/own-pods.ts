import type { KubernetesObject, V1LabelSelector, V1Pod, V1PodSpec } from '@kubernetes/client-node';
import { formatLabelSelector, labelsMatch, parseLabelSelector } from '../scenario/pods/label-selector.ts';

/**
 * The pods of a workload that say how its present version fares: found by its selector, not on their way out, and made
 * of the images that its template names now (a broken version that is being replaced must not count). Pure.
 */
export function ownPods(workload: KubernetesObject, pods: readonly V1Pod[]): V1Pod[] {
  const { kind, metadata } = workload;
  const inNamespace = pods.filter(
    pod => pod.metadata?.namespace === metadata?.namespace && !pod.metadata?.deletionTimestamp,
  );
  if (kind === 'Pod') return inNamespace.filter(pod => pod.metadata?.name === metadata?.name);
  const { selector, template } =
    (workload as { spec?: { selector?: V1LabelSelector; template?: { spec?: V1PodSpec } } }).spec ?? {};
  const requirements = parseLabelSelector(formatLabelSelector(selector ?? {}));
  if (!requirements || requirements.length === 0) return [];
  const images = imagesOf(template?.spec);
  return inNamespace.filter(
    pod => labelsMatch(pod.metadata?.labels ?? {}, requirements) && imagesOf(pod.spec) === images,
  );
}

function imagesOf(spec: V1PodSpec | undefined): string {
  return JSON.stringify((spec?.containers ?? []).map(({ name, image }) => [name, image]));
}
