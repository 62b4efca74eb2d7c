import { ApiError, type ClusterApi } from '../api/cluster-api.ts';
import type { ContainerWorker } from './container/container-worker.ts';
import type { Kubelet } from './kubelet.ts';
import type { ContainerName } from './node-runtime.ts';
import type { PodWorker } from './pod/pod-worker.ts';
import type { Pod } from './pod/restart-policy.ts';

/** A container as a request names it. `worker` is absent while its kubelet has not begun with it. */
export interface FoundContainer {
  readonly pod: Pod;
  readonly name: string;
  readonly worker: ContainerWorker | undefined;
}

const DEFAULT_CONTAINER = 'kubectl.kubernetes.io/default-container';

/** Throws an ApiError in the API server's words when there is no such pod or container, or it is not clear which is meant. */
export function findContainer(
  api: ClusterApi,
  kubelets: ReadonlyMap<string, Kubelet>,
  { namespace, pod: podName, container }: ContainerName,
): FoundContainer {
  const pod = findPod(api, namespace, podName);
  const name = container ?? defaultContainer(pod);
  const all = [...(pod.spec?.initContainers ?? []), ...pod.spec!.containers];
  if (!all.some(one => one.name === name))
    throw new ApiError(400, 'BadRequest', `container ${name} is not valid for pod ${podName}`);
  const worker = findPodWorker(kubelets, pod)?.workers.find(one => one.container.name === name);
  return { pod, name, worker };
}

export function findPod(api: ClusterApi, namespace: string, name: string): Pod {
  const pod = api.get('pods', namespace, name);
  if (!pod) throw new ApiError(404, 'NotFound', `pods "${name}" not found`, { name, kind: 'pods' });
  return pod;
}

export function findPodWorker(kubelets: ReadonlyMap<string, Kubelet>, pod: Pod): PodWorker | undefined {
  const kubelet = kubelets.get(pod.spec?.nodeName ?? '');
  return kubelet?.workers.find(worker => worker.pod.metadata!.uid === pod.metadata!.uid);
}

function defaultContainer(pod: Pod): string {
  const { containers, initContainers = [] } = pod.spec!;
  const annotated = pod.metadata?.annotations?.[DEFAULT_CONTAINER];
  if (annotated) return annotated;
  if (containers.length === 1) return containers[0]!.name;
  const list = (names: readonly { name: string }[]) => `[${names.map(({ name }) => name).join(' ')}]`;
  const alternative = initContainers.length > 0 ? ` or one of the init containers: ${list(initContainers)}` : '';
  throw new ApiError(
    400,
    'BadRequest',
    `a container name must be specified for pod ${pod.metadata!.name}, choose one of: ${list(containers)}${alternative}`,
  );
}
