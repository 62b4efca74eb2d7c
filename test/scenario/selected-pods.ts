import type { PodRecord } from '../../src/scenario/pod-selection.ts';
import type { PodMatch } from '../../src/scenario/suite.ts';

export const at = { file: 'f.yml', line: 1, column: 1 };
export const monday = new Date(2026, 10, 23, 12, 0, 0);

/** A pod as selection sees it; its UID is its namespace and name. */
export function pod(
  name: string,
  details: { namespace?: string; labels?: Record<string, string>; phase?: string } = {},
): PodRecord {
  const { namespace = 'shop', labels = {}, phase = 'Running' } = details;
  return { metadata: { uid: `${namespace}/${name}`, name, namespace, labels }, status: { phase } };
}

export const names = (pods: readonly PodRecord[]) => pods.map(({ metadata }) => metadata?.name);
export const inNamespace = (namespace: string): PodMatch => ({ kind: 'namespace', at, namespace });
export const withLabels = (selector: string, namespace = 'shop'): PodMatch => ({
  kind: 'labels',
  at,
  selector,
  namespace,
});
