import type { V1OwnerReference, V1Pod } from '@kubernetes/client-node';

/**
 * Whose pod it is: `Deployment/web`, `StatefulSet/db`; a pod that nobody owns is its own, `Pod/web`. A Deployment owns its
 * pods by way of a ReplicaSet, whose name is the Deployment's and the pods' `pod-template-hash`
 * (https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label).
 */
export function workloadOf(pod: V1Pod): string {
  const { metadata } = pod;
  const owner = controllerOf(pod);
  if (!owner) return `Pod/${metadata?.name ?? ''}`;
  const hash = metadata?.labels?.['pod-template-hash'];
  if (owner.kind === 'ReplicaSet' && hash && owner.name.endsWith(`-${hash}`))
    return `Deployment/${owner.name.slice(0, -hash.length - 1)}`;
  return `${owner.kind}/${owner.name}`;
}

/** What makes another in its place; undefined: nobody does. */
export function controllerOf({ metadata }: V1Pod): V1OwnerReference | undefined {
  return metadata?.ownerReferences?.find(({ controller }) => controller);
}

/** With its namespace: `shop/Deployment/web`. */
export function qualifiedWorkloadOf(pod: V1Pod): string {
  return `${pod.metadata?.namespace ?? ''}/${workloadOf(pod)}`;
}
