import type { V1LabelSelector } from '@kubernetes/client-node';

/**
 * A workload's selector as the API's `labelSelector` parameter has it: `app=web,tier in (a,b),!canary`.
 * An empty selector gives the empty string, which matches every pod of the namespace, as it does in Kubernetes.
 */
export function formatLabelSelector(selector: V1LabelSelector): string {
  const equal = Object.entries(selector.matchLabels ?? {}).map(([key, value]) => `${key}=${value}`);
  const expressions = (selector.matchExpressions ?? []).map(({ key, operator, values = [] }) => {
    switch (operator) {
      case 'In':
        return `${key} in (${values.join(',')})`;
      case 'NotIn':
        return `${key} notin (${values.join(',')})`;
      case 'Exists':
        return key;
      case 'DoesNotExist':
        return `!${key}`;
      default:
        throw new Error(`a label selector has the operator "${operator}", which Kubernetes does not know`);
    }
  });
  return [...equal, ...expressions].join(',');
}
