import type { ResourceTypes } from '../api/cluster-api.ts';

/** The kinds that controllers work on, as they travel (times are RFC 3339 strings). */
export type Pod = ResourceTypes['pods'];
export type Node = ResourceTypes['nodes'];
export type Service = ResourceTypes['services'];
export type Endpoints = ResourceTypes['endpoints'];
export type EndpointSlice = ResourceTypes['endpointslices.discovery.k8s.io'];
export type Namespace = ResourceTypes['namespaces'];
export type Deployment = ResourceTypes['deployments.apps'];
export type ReplicaSet = ResourceTypes['replicasets.apps'];
export type StatefulSet = ResourceTypes['statefulsets.apps'];
export type DaemonSet = ResourceTypes['daemonsets.apps'];
export type ControllerRevision = ResourceTypes['controllerrevisions.apps'];
export type Job = ResourceTypes['jobs.batch'];
export type PodDisruptionBudget = ResourceTypes['poddisruptionbudgets.policy'];
export type Lease = ResourceTypes['leases.coordination.k8s.io'];

export type ObjectMeta = NonNullable<Pod['metadata']>;
export type OwnerReference = NonNullable<ObjectMeta['ownerReferences']>[number];
export type PodTemplate = Deployment['spec'] extends infer Spec | undefined
  ? Spec extends { template: infer Template }
    ? Template
    : never
  : never;
export type PodSpec = NonNullable<Pod['spec']>;
export type LabelSelector = NonNullable<Deployment['spec']>['selector'];
export type Toleration = NonNullable<PodSpec['tolerations']>[number];
export type Taint = NonNullable<NonNullable<Node['spec']>['taints']>[number];

/** What every object has. */
export interface Identified {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: ObjectMeta;
}

/** `namespace/name`, or the name alone for what belongs to no namespace: the key that work queues carry. */
export function keyOf(object: Identified): string {
  const { namespace, name } = object.metadata!;
  return namespace ? `${namespace}/${name}` : name!;
}

/** The reverse of `keyOf`. */
export function splitKey(key: string): { readonly namespace: string | undefined; readonly name: string } {
  const slash = key.indexOf('/');
  return slash < 0
    ? { namespace: undefined, name: key }
    : { namespace: key.slice(0, slash), name: key.slice(slash + 1) };
}

/** Marked for deletion, and waiting for its grace period or its finalizers. */
export function isTerminating(object: Identified): boolean {
  return object.metadata?.deletionTimestamp !== undefined;
}
