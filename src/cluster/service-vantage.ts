import { randomBytes } from 'node:crypto';
import type { V1Node, V1NodeList, V1Service } from '@kubernetes/client-node';
import { InfrastructureFailure } from '../errors.ts';
import type { ApiConnection } from '../kubernetes/access.ts';
import { isNotFound } from '../kubernetes/api-failure.ts';
import { awaitAnswer } from '../kubernetes/await-answer.ts';
import { readJson } from '../kubernetes/connect.ts';
import { partOfGate } from '../kubernetes/gate-label.ts';
import { type FoundService, readService } from '../kubernetes/read-service.ts';
import type { ServiceTarget } from '../scenario/suite.ts';
import type { ServiceAddress, Vantage } from './cluster.ts';
import { openServiceProxy } from './service-proxy.ts';
import { awaitEndpoints, followSelector } from './service-twin.ts';
import { awaitConnection, type ConnectionAnswer, canConnect } from './tcp-reach.ts';

/** Whose it is, where several runs may share a cluster. */
export const runLabel = 'chaos-gate.io/run';

/** kube-proxy has programmed a new Service by then, if it ever does. */
const programmedMs = 3_000;
const reachableMs = 1_500;
const kubeletPort = 10250;
/** So long an API server that was a target may be away when the twin is removed. */
const awayMs = 30_000;

/**
 * The way to a Service of a real cluster: a twin of it with a NodePort, at a node's own address, which passes kube-proxy as
 * users do; where this machine cannot reach the nodes, the API server's service proxy.
 */
export function openServiceVantage(connection: ApiConnection, run?: string): Vantage {
  return {
    async openService(target, signal) {
      const found = await readService(connection, target, signal);
      const node = await findReachableNode(connection, signal);
      const hasSelector = Object.keys(found.service.spec?.selector ?? {}).length > 0;
      if (node && hasSelector) return await openTwin(connection, target, found, { node, run }, signal);
      return await openServiceProxy(connection, target);
    },
  };
}

/** Removes the twins that a crashed run left behind in a cluster that outlives it; without a run, those of all runs. Returns how many. */
export async function removeTwins(connection: ApiConnection, run?: string, signal?: AbortSignal): Promise<number> {
  const labels = { ...partOfGate, ...(run !== undefined && { [runLabel]: run }) };
  const { items } = await readJson<{ items: V1Service[] }>(connection, {
    path: '/api/v1/services',
    query: {
      labelSelector: Object.entries(labels)
        .map(([key, value]) => `${key}=${value}`)
        .join(','),
    },
    asking: "the gate's own Services",
    signal,
  });
  for (const { metadata } of items)
    await deleteService(connection, metadata?.namespace ?? '', metadata?.name ?? '', signal);
  return items.length;
}

interface ReachableNode {
  readonly name: string;
  readonly address: string;
}

async function openTwin(
  connection: ApiConnection,
  target: ServiceTarget,
  { service, port }: FoundService,
  { node, run }: { readonly node: ReachableNode; readonly run?: string },
  signal: AbortSignal,
): Promise<ServiceAddress> {
  const { selector, publishNotReadyAddresses, sessionAffinity, sessionAffinityConfig } = service.spec ?? {};
  const twin = await readJson<V1Service>(connection, {
    method: 'POST',
    path: `/api/v1/namespaces/${encodeURIComponent(target.namespace)}/services`,
    asking: `a NodePort twin of Service ${target.namespace}/${target.name}`,
    body: {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: twinName(target), labels: { ...partOfGate, ...(run !== undefined && { [runLabel]: run }) } },
      spec: {
        type: 'NodePort',
        selector,
        publishNotReadyAddresses,
        sessionAffinity,
        sessionAffinityConfig,
        ports: [{ port: port.port, targetPort: port.targetPort, protocol: port.protocol }],
      },
    },
    signal,
  });
  const name = twin.metadata?.name ?? '';
  const nodePort = twin.spec?.ports?.[0]?.nodePort ?? 0;
  const remove = (): Promise<void> =>
    awaitAnswer(connection, () => deleteService(connection, target.namespace, name), awayMs);
  try {
    await awaitEndpoints(connection, target, name, signal);
    await awaitConnection(node.address, nodePort, programmedMs, signal);
  } catch (error) {
    await remove();
    throw error;
  }
  const following = followSelector(connection, target, name, selector ?? {});
  return {
    host: node.address,
    port: nodePort,
    description: `NodePort twin of Service ${target.namespace}/${target.name} on node ${node.name}`,
    // The kubelet's port answers as long as the node does, whatever the app does.
    check: async abort => answered(await canConnect(node.address, kubeletPort, abort)),
    async [Symbol.asyncDispose]() {
      try {
        await following[Symbol.asyncDispose]();
      } finally {
        await remove();
      }
    },
  };
}

/** A control plane first: it is the last node that a scenario stops. */
async function findReachableNode(connection: ApiConnection, signal: AbortSignal): Promise<ReachableNode | undefined> {
  const { items } = await readJson<V1NodeList>(connection, {
    path: '/api/v1/nodes',
    asking: "the nodes' addresses",
    signal,
  });
  for (const node of items.toSorted((a, b) => rank(a) - rank(b))) {
    const address = node.status?.addresses?.find(({ type }) => type === 'InternalIP')?.address;
    if (!address) continue;
    const abort = AbortSignal.any([signal, AbortSignal.timeout(reachableMs)]);
    if (answered(await canConnect(address, kubeletPort, abort))) return { name: node.metadata?.name ?? '', address };
    signal.throwIfAborted();
    // Nodes of one cluster are in one network: where the first is out of reach, so are the others.
    return undefined;
  }
  throw new InfrastructureFailure('the cluster has no node with an address');
}

function rank(node: V1Node): number {
  return 'node-role.kubernetes.io/control-plane' in (node.metadata?.labels ?? {}) ? 0 : 1;
}

function answered(answer: ConnectionAnswer): boolean {
  return answer !== 'silent';
}

function twinName(target: ServiceTarget): string {
  return `chaos-gate-${target.name.slice(0, 40)}-${randomBytes(3).toString('hex')}`;
}

async function deleteService(
  connection: ApiConnection,
  namespace: string,
  name: string,
  signal?: AbortSignal,
): Promise<void> {
  try {
    await readJson<unknown>(connection, {
      method: 'DELETE',
      path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/services/${encodeURIComponent(name)}`,
      asking: `delete Service ${namespace}/${name}`,
      signal,
    });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}
