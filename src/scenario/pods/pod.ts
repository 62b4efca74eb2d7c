export { prefixPattern } from '../selection-filters.ts';

/**
 * What the selection reads of a pod, in the shape of the Kubernetes API, so that what a client lists fits as it is.
 * Facts: kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1.
 */
export interface PodRecord {
  readonly metadata?: {
    readonly uid?: string;
    readonly name?: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly deletionTimestamp?: unknown;
  };
  readonly status?: {
    readonly phase?: string;
    readonly containerStatuses?: readonly ContainerRecord[];
    readonly initContainerStatuses?: readonly ContainerRecord[];
  };
}

interface ContainerRecord {
  readonly state?: { readonly waiting?: { readonly reason?: string } };
}

/** Reasons that every pod passes through on its way up; they say no more than the phase. */
const startingUp = new Set(['ContainerCreating', 'PodInitializing']);

/**
 * The state of a pod in one word, for `checkPodState` and the `state` property: `Terminating`, else what its containers
 * wait for (`CrashLoopBackOff`, `ImagePullBackOff`, joined by commas), else its phase. PowerfulSeal shows a reason only
 * where every container waits; here one that crashes is not hidden by one that runs.
 */
export function podState(pod: PodRecord): string {
  if (pod.metadata?.deletionTimestamp) return 'Terminating';
  const containers = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
  const reasons = containers
    .flatMap(({ state }) => state?.waiting?.reason ?? [])
    .filter(reason => !startingUp.has(reason));
  return reasons.length > 0 ? [...new Set(reasons)].join(',') : (pod.status?.phase ?? 'Unknown');
}

/** The order of pods before anything is chosen: by namespace, name, UID; by code point, because it decides who is hit. */
export function byNamespaceAndName(a: PodRecord, b: PodRecord): number {
  return (
    compare(a.metadata?.namespace, b.metadata?.namespace) ||
    compare(a.metadata?.name, b.metadata?.name) ||
    compare(a.metadata?.uid, b.metadata?.uid)
  );
}

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
