import { podConditions } from './pod-conditions.ts';
import { podPhase } from './pod-phase.ts';
import type { ContainerStatus, Pod, PodStatus } from './restart-policy.ts';

export interface PodObservation {
  readonly initStatuses: readonly ContainerStatus[];
  readonly statuses: readonly ContainerStatus[];
  readonly hostIP: string;
  /** Absent until the pod is attached to the network. */
  readonly podIP?: string;
  /** The pod has its address and its volumes. */
  readonly prepared: boolean;
  /** RFC 3339; when the kubelet took the pod over. */
  readonly startTime: string;
  readonly now: string;
  /** Nothing of the pod will be started again. */
  readonly ending: boolean;
  /** The kubelet gave the pod up (`DeadlineExceeded`, …). */
  readonly failure?: { readonly reason: string; readonly message: string };
}

/** The status of a pod as its kubelet reports it, from what it observes and what others wrote before. */
export function podStatus(pod: Pod, observed: PodObservation): PodStatus {
  const { initStatuses, statuses, hostIP, podIP, failure } = observed;
  const before = pod.status ?? {};
  const finished = before.phase === 'Succeeded' || before.phase === 'Failed';
  const phase = failure
    ? 'Failed'
    : finished
      ? (before.phase as 'Failed')
      : podPhase(pod.spec!, initStatuses, statuses, observed.ending);
  const generation = pod.metadata?.generation;
  return {
    ...before,
    ...(generation === undefined ? {} : { observedGeneration: generation }),
    phase,
    ...(failure ?? {}),
    conditions: podConditions(pod, { phase, initStatuses, statuses, prepared: observed.prepared, now: observed.now }),
    hostIP,
    hostIPs: [{ ip: hostIP }],
    ...(podIP === undefined ? {} : { podIP, podIPs: [{ ip: podIP }] }),
    startTime: before.startTime ?? observed.startTime,
    ...(initStatuses.length > 0 ? { initContainerStatuses: [...initStatuses] } : {}),
    containerStatuses: [...statuses],
  };
}
