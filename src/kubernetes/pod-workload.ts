import type { V1Pod } from '@kubernetes/client-node';

/**
 * Whose pod it is: `Deployment/web`, `StatefulSet/db`; a pod that nobody owns is its own, `Pod/web`. A Deployment owns its
 * pods by way of a ReplicaSet, whose name is the Deployment's and the pods' `pod-template-hash`
 * (https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label).
 */
export function workloadOf({ metadata }: V1Pod): string {
  const owner = metadata?.ownerReferences?.find(reference => reference.controller);
  if (!owner) return `Pod/${metadata?.name ?? ''}`;
  const hash = metadata?.labels?.['pod-template-hash'];
  if (owner.kind === 'ReplicaSet' && hash && owner.name.endsWith(`-${hash}`))
    return `Deployment/${owner.name.slice(0, -hash.length - 1)}`;
  return `${owner.kind}/${owner.name}`;
}

/** With its namespace: `shop/Deployment/web`. */
export function qualifiedWorkloadOf(pod: V1Pod): string {
  return `${pod.metadata?.namespace ?? ''}/${workloadOf(pod)}`;
}
