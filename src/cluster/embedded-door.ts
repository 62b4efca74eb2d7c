import { KubeConfig } from '@kubernetes/client-node';
import { InfrastructureFailure } from '../errors.ts';
import type { ApiConnection } from '../kubernetes/access.ts';
import { openChannel, readJson } from '../kubernetes/connect.ts';
import { runtimeIdOf } from '../kubernetes/container-id.ts';
import type { ControlPlaneComponent } from '../scenario/suite.ts';
import type {
  ContainerProcessState,
  ContainerReference,
  ContainerUsage,
  MachineState,
  NodeComponent,
  NodeDoor,
  NodeOperation,
} from './cluster.ts';

/** Routes that the embedded cluster serves beside the Kubernetes API, under the same certificate and token. */
const root = '/chaos-gate/v1';
/** Where it serves them at its API server's port, whether that one answers or not. */
const doorHost = '127.0.0.2';

/** The node door of the embedded cluster: it reaches the machines below the cluster, not by way of its API server. */
export function openEmbeddedDoor({ config }: Pick<ApiConnection, 'config'>): NodeDoor {
  const connection = openChannel(atDoor(config));
  const toNode = async (node: string, verb: 'stop' | 'start', body: object, signal: AbortSignal): Promise<void> => {
    const asking = `${verb} node ${node}`;
    await readJson<unknown>(connection, { method: 'POST', path: `${nodePath(node)}/${verb}`, body, asking, signal });
  };
  const refuse = async (): Promise<never> => {
    throw new InfrastructureFailure(notThere);
  };
  return {
    async signalContainer(container, name, signal) {
      const { result } = await readJson<{ result: 'sent' | 'gone' }>(connection, {
        method: 'POST',
        path: `${containerPath(container)}/signal`,
        body: { signal: name },
        asking: `${name} to container ${container.containerId} on node ${container.node}`,
        signal,
      });
      return result;
    },
    async containerState(container, signal) {
      return await readJson<ContainerProcessState>(connection, {
        path: containerPath(container),
        asking: `the process of container ${container.containerId} on node ${container.node}`,
        signal,
      });
    },
    async containerUsage(container, signal) {
      const { usage } = await readJson<{ usage?: ContainerUsage }>(connection, {
        path: `${containerPath(container)}/usage`,
        asking: `what container ${container.containerId} on node ${container.node} uses`,
        signal,
      });
      return usage;
    },
    refusal: operation => (carried.has(operation) ? undefined : notThere),
    stopNode: (node, _how, signal) => toNode(node, 'stop', { how: 'kill' }, signal),
    pauseNode: (node, signal) => toNode(node, 'stop', { how: 'pause' }, signal),
    startNode: (node, signal) => toNode(node, 'start', {}, signal),
    async machineState(node, signal) {
      const asking = `the state of node ${node}`;
      return (await readJson<{ state: MachineState }>(connection, { path: nodePath(node), asking, signal })).state;
    },
    async controlService(node, service, verb, signal) {
      if (service !== 'kubelet') return await refuse();
      const path = `${nodePath(node)}/kubelet/${verb}`;
      await readJson<unknown>(connection, { method: 'POST', path, asking: `${verb} the kubelet of ${node}`, signal });
    },
    async serviceProcess(node, service, signal) {
      if (service !== 'kubelet') return await refuse();
      const path = `${nodePath(node)}/kubelet`;
      const { run } = await readJson<{ run?: number }>(connection, { path, asking: `the kubelet of ${node}`, signal });
      return run === undefined ? undefined : `run ${run}`;
    },
    components,
    async componentRefusal({ component }, verb) {
      if (verb === 'slow') return noProcessorOfItsOwn;
      return components.has(component) ? undefined : notApart[component];
    },
    async stopComponent({ backAfterMs, ...component }, signal) {
      await readJson<unknown>(connection, {
        method: 'POST',
        path: `${componentPath(component)}/stop`,
        body: { backAfterMs },
        asking: `stop ${component.component} of ${component.node}`,
        signal,
      });
    },
    async startComponent(component, signal) {
      const { result } = await readJson<{ result: 'started' | 'running' }>(connection, {
        method: 'POST',
        path: `${componentPath(component)}/start`,
        asking: `start ${component.component} of ${component.node}`,
        signal,
      });
      return result;
    },
    async componentHealth(component, signal) {
      const { running } = await readJson<{ running: boolean }>(connection, {
        path: componentPath(component),
        asking: `whether ${component.component} of ${component.node} runs`,
        signal,
      });
      return running ? 'well' : 'silent';
    },
    limitMachine: refuse,
    execute: refuse,
  };
}

const carried: ReadonlySet<NodeOperation> = new Set(['stop', 'pause', 'kubelet']);
const notThere =
  'the nodes of the embedded cluster are no machines: they and their kubelets can be stopped and started, but they have no container runtime and no commands; use kind';
const noProcessorOfItsOwn =
  'the components of the embedded cluster share one process, and have no processor time of their own that could be taken from them; use kind';
const components: NodeDoor['components'] = new Map<ControlPlaneComponent, string>([
  ['apiserver', 'its port is closed, and nobody in the cluster reaches it'],
  ['scheduler', 'it stands still'],
  ['controller-manager', 'its controllers stand still'],
  ['coredns', 'lookups are not answered'],
  ['kube-proxy', 'Services stay as they are'],
]);
const notApart: Partial<Readonly<Record<ControlPlaneComponent, string>>> = {
  etcd: 'the API server of the embedded cluster keeps its objects in its own memory: there is no etcd to stop; use kind',
};

/** The same configuration, for the address at which the door answers. */
function atDoor(config: KubeConfig): KubeConfig {
  const current = config.getCurrentCluster();
  const door = new URL(current?.server ?? '');
  door.hostname = doorHost;
  const opened = new KubeConfig();
  opened.loadFromOptions({
    clusters: config.clusters.map(each => (each.name === current?.name ? { ...each, server: door.href } : each)),
    users: config.users,
    contexts: config.contexts,
    currentContext: config.currentContext,
  });
  return opened;
}

/** Tells the embedded cluster about an image; `build` is the folder of the Dockerfile that it reads. */
export async function registerImage(
  connection: Pick<ApiConnection, 'send'>,
  image: { readonly image: string; readonly build?: string },
  signal: AbortSignal,
): Promise<void> {
  await readJson<unknown>(connection, {
    method: 'POST',
    path: `${root}/images`,
    body: image,
    asking: `image ${image.image}`,
    signal,
    timeoutMs: 120_000,
  });
}

function containerPath(container: ContainerReference): string {
  return `${nodePath(container.node)}/containers/${encodeURIComponent(runtimeIdOf(container))}`;
}

function componentPath({ node, component }: NodeComponent): string {
  return `${nodePath(node)}/components/${component}`;
}

function nodePath(node: string): string {
  return `${root}/nodes/${encodeURIComponent(node)}`;
}
