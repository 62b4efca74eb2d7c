import type { KubernetesObject } from '@kubernetes/client-node';

/** How far a workload has come. */
export type WorkloadStatus =
  | { readonly state: 'ready' }
  /** One clause: `2 of 3 replicas are ready`. */
  | { readonly state: 'progressing'; readonly progress: string }
  /** It will not come to be; one clause. */
  | { readonly state: 'failed'; readonly reason: string };

/** Kinds that a deployment waits for, with the path of their collections. */
export const workloadResources: Readonly<Record<string, { readonly root: string; readonly resource: string }>> = {
  Deployment: { root: '/apis/apps/v1', resource: 'deployments' },
  StatefulSet: { root: '/apis/apps/v1', resource: 'statefulsets' },
  DaemonSet: { root: '/apis/apps/v1', resource: 'daemonsets' },
  Job: { root: '/apis/batch/v1', resource: 'jobs' },
  Pod: { root: '/api/v1', resource: 'pods' },
};

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
  readonly message?: string;
}

type Numbers = Readonly<Record<string, number | undefined>>;
type Workload = KubernetesObject & {
  readonly spec?: Numbers & { readonly suspend?: boolean };
  readonly status?: Numbers & { readonly conditions?: readonly Condition[]; readonly phase?: string };
};

/** Reads a workload's own status as `kubectl rollout status` does. Pure; the object is the API's JSON. */
export function workloadStatus(object: KubernetesObject): WorkloadStatus {
  const { kind, metadata, spec = {}, status = {} } = object as Workload;
  const conditions = (status as Workload['status'])?.conditions ?? [];
  const holding = (type: string): Condition | undefined =>
    conditions.find(condition => condition.type === type && condition.status === 'True');

  if (kind === 'Pod') {
    const { phase } = status as { phase?: string };
    if (holding('Ready') || phase === 'Succeeded') return { state: 'ready' };
    return phase === 'Failed'
      ? { state: 'failed', reason: 'it failed' }
      : { state: 'progressing', progress: 'it is not ready' };
  }
  if (kind === 'Job') {
    const failed = holding('Failed');
    if (failed)
      return { state: 'failed', reason: `it failed (${failed.message ?? failed.reason ?? 'no reason given'})` };
    if (holding('Complete') || (spec as { suspend?: boolean }).suspend) return { state: 'ready' };
    return {
      state: 'progressing',
      progress: `${status.succeeded ?? 0} of ${spec.completions ?? 1} completions are done`,
    };
  }

  if ((status.observedGeneration ?? 0) < (metadata?.generation ?? 1))
    return { state: 'progressing', progress: 'its controller has not looked at it yet' };
  const failure = holding('ReplicaFailure');
  const refusal = failure?.message ?? failure?.reason;
  if (refusal !== undefined && !isPassingRefusal(refusal))
    return { state: 'failed', reason: `its pods cannot be made: ${refusal}` };
  if (kind === 'DaemonSet') {
    const wanted = status.desiredNumberScheduled ?? 0;
    return compare(wanted, status.updatedNumberScheduled ?? 0, status.numberReady ?? 0, wanted, 'pods');
  }
  const wanted = spec.replicas ?? 1;
  return compare(wanted, status.updatedReplicas ?? 0, status.readyReplicas ?? 0, status.replicas ?? 0, 'replicas');
}

/** In a namespace made a moment ago pods are refused until its default service account is there. */
export function isPassingRefusal(message: string): boolean {
  return /error looking up service account/i.test(message);
}

function compare(wanted: number, updated: number, ready: number, existing: number, what: string): WorkloadStatus {
  if (updated < wanted) return { state: 'progressing', progress: `${updated} of ${wanted} ${what} are up to date` };
  if (ready < wanted) return { state: 'progressing', progress: `${ready} of ${wanted} ${what} are ready` };
  if (existing > wanted)
    return { state: 'progressing', progress: `${existing - wanted} old ${what} still have to end` };
  return { state: 'ready' };
}
