import type { V1ContainerStatus, V1Pod } from '@kubernetes/client-node';

/** What keeps a pod from being ready. */
export interface PodTrouble {
  /** It will not go away by waiting. */
  readonly certain: boolean;
  /** One clause: `its image shop:dev cannot be pulled (not found)`. */
  readonly reason: string;
  /** Whose log may tell more; `previous`: of the run before this one. */
  readonly container?: string;
  readonly previous?: boolean;
}

/** A pod that nothing could be found for is given this long before that counts as certain. */
export const unschedulableMs = 10_000;

/** Waiting reasons of the kubelet that do not go away by themselves. */
const certainReasons: Readonly<Record<string, string>> = {
  ErrImagePull: 'cannot be pulled',
  ImagePullBackOff: 'cannot be pulled',
  ErrImageNeverPull: 'is not on the node, and may not be pulled',
  InvalidImageName: 'has no valid name',
  ImageInspectError: 'cannot be read',
};

/** At this restart a container that crashes has crashed three times: no start-up race any more. */
const crashesThatCount = 2;

/** What is wrong with a pod, the worst first; undefined: it only needs time. Pure; `now` is wall time in ms. */
export function findPodTrouble(pod: V1Pod, now: number): PodTrouble | undefined {
  const statuses = [...(pod.status?.initContainerStatuses ?? []), ...(pod.status?.containerStatuses ?? [])];
  const troubles = statuses.map(containerTrouble).filter(trouble => trouble !== undefined);
  return troubles.find(trouble => trouble.certain) ?? scheduling(pod, now) ?? troubles[0];
}

function containerTrouble(status: V1ContainerStatus): PodTrouble | undefined {
  const { name, image, restartCount, state, lastState } = status;
  const waiting = state?.waiting;
  const imageTrouble = certainReasons[waiting?.reason ?? ''];
  if (waiting && imageTrouble)
    return {
      certain: true,
      reason: `image ${image} ${imageTrouble} (${firstLine(waiting.message ?? waiting.reason)})`,
    };
  if (waiting?.reason === 'CreateContainerConfigError' || waiting?.reason === 'CreateContainerError')
    return { certain: true, reason: `container ${name} cannot be made (${firstLine(waiting.message)})` };
  const ended = state?.terminated ?? lastState?.terminated;
  if (ended && ended.exitCode !== 0) {
    const how = ended.reason === 'OOMKilled' ? 'it ran out of memory' : `exit code ${ended.exitCode}`;
    const certain = waiting?.reason === 'CrashLoopBackOff' && restartCount >= crashesThatCount;
    const often = restartCount > 0 ? `, ${restartCount} restart${restartCount > 1 ? 's' : ''}` : '';
    const previous = state?.terminated === undefined;
    return { certain, reason: `container ${name} crashes (${how}${often})`, container: name, previous };
  }
  if (state?.running && !status.ready)
    return { certain: false, reason: `container ${name} runs but is not ready`, container: name };
  return undefined;
}

function scheduling(pod: V1Pod, now: number): PodTrouble | undefined {
  const condition = pod.status?.conditions?.find(each => each.type === 'PodScheduled');
  if (condition?.status !== 'False' || condition.reason !== 'Unschedulable') return undefined;
  const since = Date.parse(String(condition.lastTransitionTime ?? pod.metadata?.creationTimestamp));
  return { certain: now - since >= unschedulableMs, reason: `no node takes it (${firstLine(condition.message)})` };
}

function firstLine(text: string | undefined): string {
  return text?.trim().split('\n')[0] || 'no reason given';
}
