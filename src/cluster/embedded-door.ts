import { InfrastructureFailure } from '../errors.ts';
import type { ApiConnection } from '../kubernetes/access.ts';
import { readJson } from '../kubernetes/connect.ts';
import type {
  ContainerProcessState,
  ContainerReference,
  ContainerUsage,
  MachineState,
  NodeDoor,
  NodeOperation,
} from './cluster.ts';

/** Routes that the embedded cluster serves beside the Kubernetes API, under the same certificate and token. */
const root = '/chaos-gate/v1';

/** The node door of the embedded cluster: its kubelets signal their containers' processes. */
export function openEmbeddedDoor(connection: Pick<ApiConnection, 'send'>): NodeDoor {
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
    controlService: refuse,
    serviceProcess: refuse,
    execute: refuse,
  };
}

const carried: ReadonlySet<NodeOperation> = new Set(['stop', 'pause']);
const notThere =
  'the nodes of the embedded cluster are no machines: they can be stopped, paused and started, but have no services and no commands; use kind';

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
  const id = container.containerId.replace(/^[^:]+:\/\//, '');
  return `${nodePath(container.node)}/containers/${encodeURIComponent(id)}`;
}

function nodePath(node: string): string {
  return `${root}/nodes/${encodeURIComponent(node)}`;
}
