import { ApiError } from '../api/cluster-api.ts';
import { attachTo } from './attach.ts';
import { RUNTIME } from './container/container-status.ts';
import type { ContainerWorker } from './container/container-worker.ts';
import { isStopped, usageOf } from './container/process-tree.ts';
import { type FoundContainer, findContainer, findPod, findPodWorker } from './container-lookup.ts';
import type { KubeletContext } from './context.ts';
import { type Kubelet, startKubelet } from './kubelet.ts';
import { readLog } from './log/log-reader.ts';
import type { NodeDescription } from './node/node-object.ts';
import type { NodeRuntime } from './node-runtime.ts';

/** Starts a kubelet for each node; disposing ends every container at once. */
export function startKubelets(
  context: KubeletContext,
  nodes: readonly Omit<NodeDescription, 'address'>[],
): NodeRuntime & AsyncDisposable {
  const { api, network } = context;
  const kubelets = new Map(nodes.map(node => [node.name, startKubelet(context, node)]));
  const find = (name: Parameters<typeof findContainer>[2]) => {
    const found = findContainer(api, kubelets, name);
    const kubelet = kubelets.get(found.pod.spec?.nodeName ?? '');
    if (kubelet?.state === 'running' && kubelet.run === undefined)
      throw new ApiError(
        500,
        'InternalError',
        `dial tcp ${network.nodeAddress(kubelet.node)}:10250: connect: connection refused`,
      );
    return found;
  };

  return {
    logs(name, options) {
      const found = find(name);
      const log = options.previous ? found.worker?.previousLog : found.worker?.log;
      if (log) return readLog(log, options);
      if (options.previous)
        throw new ApiError(
          400,
          'BadRequest',
          `previous terminated container "${found.name}" in pod "${name.pod}" not found`,
        );
      const reason = found.worker?.status.state?.waiting?.reason ?? 'ContainerCreating';
      throw new ApiError(
        400,
        'BadRequest',
        `container "${found.name}" in pod "${name.pod}" is waiting to start: ${reason}`,
      );
    },
    exec(name, command, options) {
      const running = runningContainer(find(name));
      try {
        return running.exec(command, options);
      } catch (error) {
        throw new ApiError(500, 'InternalError', `OCI runtime exec failed: ${(error as Error).message}`);
      }
    },
    attach: (name, options) => attachTo(runningContainer(find(name)), options),
    async connect({ namespace, name }, port) {
      const pod = findPod(api, namespace, name);
      const podIP = findPodWorker(kubelets, pod)?.podIP;
      if (!podIP || pod.status?.phase !== 'Running')
        throw new ApiError(400, 'BadRequest', `pod is not running. Current status=${pod.status?.phase}`);
      return network.connect(pod.spec!.nodeName!, podIP, port);
    },
    signal(node, containerId, signal) {
      const running = findById(kubelets.get(node), containerId)?.running;
      if (!running) return 'gone';
      const sent = running.process.signal(signal);
      if (sent && (signal === 'SIGKILL' || signal === 'SIGSTOP' || signal === 'SIGCONT'))
        running.process.signalAll(signal);
      return sent ? 'sent' : 'gone';
    },
    process(node, containerId) {
      const running = findById(kubelets.get(node), containerId)?.running;
      if (!running) return { state: 'ended' };
      const { pid } = running.process;
      return { state: 'running', pid, stopped: isStopped(pid) };
    },
    usage(node, containerId) {
      const running = findById(kubelets.get(node), containerId)?.running;
      return running && usageOf(running.process.pid);
    },
    stopNode: (node, how) => kubeletOf(node).stop(how),
    startNode: node => kubeletOf(node).start(),
    nodeState: node => kubeletOf(node).state,
    controlKubelet: (node, verb) => kubeletOf(node).control(verb),
    kubeletRun: node => kubeletOf(node).run,
    async [Symbol.asyncDispose]() {
      await Promise.all([...kubelets.values()].map(kubelet => kubelet[Symbol.asyncDispose]()));
    },
  };

  function kubeletOf(node: string): Kubelet {
    const kubelet = kubelets.get(node);
    if (!kubelet) throw new ApiError(404, 'NotFound', `nodes "${node}" not found`, { name: node, kind: 'nodes' });
    return kubelet;
  }
}

function runningContainer({ pod, name, worker }: FoundContainer) {
  const phase = pod.status?.phase;
  if (phase === 'Succeeded' || phase === 'Failed')
    throw new ApiError(400, 'BadRequest', `cannot exec into a container in a completed pod; current phase is ${phase}`);
  if (worker?.running) return worker.running;
  throw new ApiError(500, 'InternalError', `unable to upgrade connection: container not found ("${name}")`);
}

/** @param containerId with or without the runtime's name before it */
function findById(kubelet: Kubelet | undefined, containerId: string): ContainerWorker | undefined {
  const id = containerId.replace(`${RUNTIME}://`, '');
  return kubelet?.workers.flatMap(({ workers }) => [...workers]).find(({ running }) => running?.id === id);
}
