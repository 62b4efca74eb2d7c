import type { KubernetesObject } from '@kubernetes/client-node';

type Fields = Readonly<Record<string, unknown>>;

/**
 * The number at a dotted path (`status.readyReplicas`; `[0]` or `.0` for lists). What is absent is 0, because the API leaves
 * zeros out; what is there and no number is `not-a-number`.
 */
export function readNumberAt(object: unknown, path: string): number | 'not-a-number' {
  let current: unknown = object;
  for (const key of path.replace(/\[(\d+)\]/g, '.$1').split('.')) {
    if (current === undefined || current === null) return 0;
    if (typeof current !== 'object') return 'not-a-number';
    current = (current as Fields)[key];
  }
  if (current === undefined || current === null) return 0;
  const value = typeof current === 'string' && current.trim() !== '' ? Number(current) : current;
  return typeof value === 'number' && Number.isFinite(value) ? value : 'not-a-number';
}

/**
 * Is an object ready, as `kubectl get` shows it? Pods and nodes by their Ready condition; workloads when they have reported
 * on their newest generation and as many replicas as wished are ready; Jobs when they are complete.
 */
export function isReady(object: KubernetesObject): boolean {
  const { spec = {}, status = {} } = object as { spec?: Fields; status?: Fields };
  const conditions = (status.conditions ?? []) as readonly { readonly type: string; readonly status: string }[];
  const holds = (type: string): boolean =>
    conditions.some(condition => condition.type === type && condition.status === 'True');
  if (typeof status.desiredNumberScheduled === 'number')
    return isCurrent(object, status) && status.numberReady === status.desiredNumberScheduled;
  if (typeof spec.replicas === 'number')
    return isCurrent(object, status) && Number(status.readyReplicas ?? 0) >= spec.replicas;
  return holds('Ready') || holds('Complete');
}

function isCurrent(object: KubernetesObject, status: Fields): boolean {
  return Number(status.observedGeneration ?? 0) >= Number(object.metadata?.generation ?? 0);
}
