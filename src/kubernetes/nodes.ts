import type { V1Lease, V1Node, V1NodeList, V1Pod, V1PodList } from '@kubernetes/client-node';
import type { ApiConnection } from './access.ts';
import { isNotFound } from './api-failure.ts';
import { readJson } from './connect.ts';

type Api = Pick<ApiConnection, 'send'>;

/** All nodes. Throws ApiFailure. */
export async function listNodes(connection: Api, signal?: AbortSignal): Promise<V1Node[]> {
  const { items } = await readJson<V1NodeList>(connection, { path: '/api/v1/nodes', asking: 'the nodes', signal });
  return items;
}

export async function readNode(connection: Api, node: string, signal?: AbortSignal): Promise<V1Node> {
  return await readJson<V1Node>(connection, { path: nodePath(node), asking: `node ${node}`, signal });
}

/** Pods that are bound to a node. Throws ApiFailure. */
export async function listPodsOnNode(connection: Api, node: string, signal?: AbortSignal): Promise<V1Pod[]> {
  const { items } = await readJson<V1PodList>(connection, {
    path: '/api/v1/pods',
    query: { fieldSelector: `spec.nodeName=${node}` },
    asking: `pods of node ${node}`,
    signal,
  });
  return items;
}

/** When the kubelet of a node last renewed its lease, as the node's own clock wrote it; undefined: it has none. */
export async function readLeaseRenewal(
  connection: Api,
  node: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const path = `/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases/${encodeURIComponent(node)}`;
  try {
    const { spec } = await readJson<V1Lease>(connection, { path, asking: `the lease of node ${node}`, signal });
    return spec?.renewTime === undefined ? undefined : String(spec.renewTime);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Cordons or uncordons a node. Throws ApiFailure. */
export async function setUnschedulable(
  connection: Api,
  node: string,
  unschedulable: boolean,
  signal?: AbortSignal,
): Promise<void> {
  await readJson<unknown>(connection, {
    method: 'PATCH',
    path: nodePath(node),
    contentType: 'application/merge-patch+json',
    body: { spec: { unschedulable: unschedulable || null } },
    asking: `${unschedulable ? 'cordon' : 'uncordon'} node ${node}`,
    signal,
  });
}

/** Does its kubelet say Ready, and does the cluster still believe it? */
export function isReady(node: V1Node | undefined): boolean {
  return node?.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ?? false;
}

function nodePath(node: string): string {
  return `/api/v1/nodes/${encodeURIComponent(node)}`;
}
