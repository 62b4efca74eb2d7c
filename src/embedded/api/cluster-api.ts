import type {
  V1ClusterRole,
  V1ClusterRoleBinding,
  V1ConfigMap,
  V1CronJob,
  V1DaemonSet,
  V1Deployment,
  V1EndpointSlice,
  V1Endpoints,
  V1Job,
  V1Lease,
  V1LimitRange,
  V1Namespace,
  V1NetworkPolicy,
  V1Node,
  V1PersistentVolume,
  V1PersistentVolumeClaim,
  V1Pod,
  V1PodDisruptionBudget,
  V1PriorityClass,
  V1ReplicaSet,
  V1ResourceQuota,
  V1Role,
  V1RoleBinding,
  V1Secret,
  V1Service,
  V1ServiceAccount,
  V1StatefulSet,
  V1StorageClass,
} from '@kubernetes/client-node';

/** An object as it travels: JSON, times as RFC 3339 strings, Kubernetes' own field names. Frozen once stored. */
export type Wire<T> = T extends Date
  ? string
  : T extends readonly (infer Item)[]
    ? Wire<Item>[]
    : T extends object
      ? { [Key in keyof T]: Wire<T[Key]> }
      : T;

/** Resources by plural and group, as `kubectl api-resources` names them, with the shape of their objects. */
export interface ResourceTypes {
  namespaces: Wire<V1Namespace>;
  nodes: Wire<V1Node>;
  pods: Wire<V1Pod>;
  services: Wire<V1Service>;
  endpoints: Wire<V1Endpoints>;
  configmaps: Wire<V1ConfigMap>;
  secrets: Wire<V1Secret>;
  serviceaccounts: Wire<V1ServiceAccount>;
  events: EventObject;
  persistentvolumes: Wire<V1PersistentVolume>;
  persistentvolumeclaims: Wire<V1PersistentVolumeClaim>;
  resourcequotas: Wire<V1ResourceQuota>;
  limitranges: Wire<V1LimitRange>;
  'deployments.apps': Wire<V1Deployment>;
  'replicasets.apps': Wire<V1ReplicaSet>;
  'statefulsets.apps': Wire<V1StatefulSet>;
  'daemonsets.apps': Wire<V1DaemonSet>;
  'controllerrevisions.apps': AnyObject;
  'jobs.batch': Wire<V1Job>;
  'cronjobs.batch': Wire<V1CronJob>;
  'endpointslices.discovery.k8s.io': Wire<V1EndpointSlice>;
  'poddisruptionbudgets.policy': Wire<V1PodDisruptionBudget>;
  'leases.coordination.k8s.io': Wire<V1Lease>;
  'networkpolicies.networking.k8s.io': Wire<V1NetworkPolicy>;
  'storageclasses.storage.k8s.io': Wire<V1StorageClass>;
  'priorityclasses.scheduling.k8s.io': Wire<V1PriorityClass>;
  'roles.rbac.authorization.k8s.io': Wire<V1Role>;
  'rolebindings.rbac.authorization.k8s.io': Wire<V1RoleBinding>;
  'clusterroles.rbac.authorization.k8s.io': Wire<V1ClusterRole>;
  'clusterrolebindings.rbac.authorization.k8s.io': Wire<V1ClusterRoleBinding>;
  'customresourcedefinitions.apiextensions.k8s.io': AnyObject;
}
export type ResourceName = keyof ResourceTypes;

/** An object of a kind that the types do not know. */
export type AnyObject = {
  apiVersion?: string;
  kind?: string;
  metadata?: Wire<V1Namespace>['metadata'];
  [field: string]: any;
};
export type EventObject = AnyObject;

export type WatchEvent<T> = { readonly type: 'ADDED' | 'MODIFIED' | 'DELETED'; readonly object: T };

export interface ListOptions {
  readonly namespace?: string;
  /** As in `kubectl get -l`. */
  readonly labelSelector?: string;
  /** As in `kubectl get --field-selector`. */
  readonly fieldSelector?: string;
}

export interface DeleteOptions {
  readonly gracePeriodSeconds?: number;
  readonly propagationPolicy?: 'Background' | 'Foreground' | 'Orphan';
  readonly preconditions?: { readonly uid?: string; readonly resourceVersion?: string };
}

/**
 * The API server as controllers, scheduler and kubelets in the same process use it: the same defaults, validation,
 * admission and versions as over HTTPS, without the wire. Synchronous, because the store is memory.
 * Objects handed out are frozen; change a copy (`mutate` hands one out). Every failing call throws an ApiError.
 */
export interface ClusterApi {
  get<R extends ResourceName>(resource: R, namespace: string | undefined, name: string): ResourceTypes[R] | undefined;
  list<R extends ResourceName>(resource: R, options?: ListOptions): readonly ResourceTypes[R][];
  create<R extends ResourceName>(resource: R, object: ResourceTypes[R]): ResourceTypes[R];
  /** Changes spec and metadata; `change` gets a deep copy. undefined when the object is gone. No change, no new version. */
  mutate<R extends ResourceName>(
    resource: R,
    namespace: string | undefined,
    name: string,
    change: (draft: ResourceTypes[R]) => void,
  ): ResourceTypes[R] | undefined;
  /** The same for the status subresource: spec changes in `change` are dropped. */
  mutateStatus<R extends ResourceName>(
    resource: R,
    namespace: string | undefined,
    name: string,
    change: (draft: ResourceTypes[R]) => void,
  ): ResourceTypes[R] | undefined;
  /** Not found is not an error: returns false. A pod with a grace period gets a deletionTimestamp; the kubelet finishes it. */
  delete(resource: ResourceName, namespace: string | undefined, name: string, options?: DeleteOptions): boolean;
  /**
   * Calls `listener` for every object there is (ADDED), then for every change, in order, each on a microtask of its own,
   * never inside the call that made the change. Returns the function that ends the watch.
   */
  watch<R extends ResourceName>(resource: R, listener: (event: WatchEvent<ResourceTypes[R]>) => void): () => void;
}

/** An answer of the API server that is not a success, with its `Status` object. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: number;
  readonly reason: string;
  readonly details: Readonly<Record<string, unknown>> | undefined;
  constructor(code: number, reason: string, message: string, details?: Record<string, unknown>) {
    super(message);
    this.code = code;
    this.reason = reason;
    this.details = details;
  }
}
