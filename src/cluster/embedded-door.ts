import type { ApiConnection } from '../kubernetes/access.ts';
import { readJson } from '../kubernetes/connect.ts';
import type { ContainerProcessState, ContainerReference, NodeDoor } from './cluster.ts';

/** Routes that the embedded cluster serves beside the Kubernetes API, under the same certificate and token. */
const root = '/chaos-gate/v1';

/** The node door of the embedded cluster: its kubelets signal their containers' processes. */
export function openEmbeddedDoor(connection: Pick<ApiConnection, 'send'>): NodeDoor {
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
  };
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
  const id = container.containerId.replace(/^[^:]+:\/\//, '');
  return `${root}/nodes/${encodeURIComponent(container.node)}/containers/${encodeURIComponent(id)}`;
}
