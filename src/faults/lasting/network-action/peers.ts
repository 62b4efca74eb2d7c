import type { V1EndpointSlice, V1Pod, V1Service } from '@kubernetes/client-node';
import type { ApiConnection } from '../../../kubernetes/access.ts';
import { readJson } from '../../../kubernetes/connect.ts';
import { listPods } from '../../../kubernetes/list-pods.ts';
import type { NetworkActionStep } from '../../../scenario/suite.ts';

/** A TCP port of a Service, with where it leads to. */
export interface ServicePort {
  readonly service: string;
  readonly clusterIP: string;
  readonly port: number;
  readonly endpoints: readonly { readonly address: string; readonly port: number }[];
}

/** The other side of the traffic that a step means, as addresses at this moment. */
export interface Peers {
  /** Of pods; undefined: everybody. */
  readonly pods: readonly string[] | undefined;
  /** The pods themselves, as far as they are known as such. */
  readonly members: readonly V1Pod[];
  /** The ports of Services that lead to peers and to nobody else. */
  readonly services: readonly ServicePort[];
  /** Services that lead to some of the peers and to others as well. */
  readonly divided: readonly string[];
  /** Why there is nobody. */
  readonly empty?: string;
}

/** Looks the peers of a step up. Throws ApiFailure. */
export async function findPeers(step: NetworkActionStep, api: ApiConnection, signal: AbortSignal): Promise<Peers> {
  const services = await listServicePorts(api, signal);
  if (step.peers.kind === 'everybody') return { pods: undefined, members: [], services, divided: [] };
  const pods = new Set<string>();
  const members: V1Pod[] = [];
  const missing: string[] = [];
  if (step.peers.kind === 'pods')
    for (const found of await listPods(api, step.peers.matches, signal)) {
      if (found.missing) missing.push(found.missing);
      members.push(...found.pods);
      for (const { status } of found.pods) if (status?.podIP) pods.add(status.podIP);
    }
  else
    for (const { name, namespace } of step.peers.services) {
      const own = services.filter(({ service }) => service === `${namespace}/${name}`);
      if (own.length === 0) missing.push(`there is no Service ${namespace}/${name} with a cluster address`);
      for (const { endpoints } of own) for (const { address } of endpoints) pods.add(address);
    }
  const isPeer = ({ address }: { readonly address: string }) => pods.has(address);
  const meant = services.filter(({ endpoints }) => endpoints.length > 0 && endpoints.every(isPeer));
  const divided = services.filter(port => !meant.includes(port) && port.endpoints.some(isPeer));
  return {
    pods: [...pods].sort(),
    members,
    services: meant,
    divided: [...new Set(divided.map(({ service }) => service))],
    empty: pods.size === 0 ? ['no peers were found', ...missing].join(': ') : undefined,
  };
}

/** Every TCP port of every Service that has a cluster address (IPv4). Throws ApiFailure. */
export async function listServicePorts(api: Pick<ApiConnection, 'send'>, signal: AbortSignal): Promise<ServicePort[]> {
  const list = async <T>(path: string, asking: string) =>
    (await readJson<{ items: T[] }>(api, { path, asking, signal })).items;
  const [services, slices] = await Promise.all([
    list<V1Service>('/api/v1/services', 'the Services'),
    list<V1EndpointSlice>('/apis/discovery.k8s.io/v1/endpointslices', 'the endpoints of Services'),
  ]);
  return services.flatMap(({ metadata, spec }) => {
    const { clusterIP } = spec ?? {};
    if (!clusterIP || clusterIP === 'None' || clusterIP.includes(':')) return [];
    const own = slices.filter(
      slice =>
        slice.metadata?.namespace === metadata?.namespace &&
        slice.metadata?.labels?.['kubernetes.io/service-name'] === metadata?.name &&
        slice.addressType === 'IPv4',
    );
    return (spec?.ports ?? [])
      .filter(({ protocol = 'TCP' }) => protocol === 'TCP')
      .map(({ name, port }) => ({
        service: `${metadata?.namespace}/${metadata?.name}`,
        clusterIP,
        port,
        endpoints: own.flatMap(slice => endpointsOf(slice, name)),
      }));
  });
}

function endpointsOf({ ports, endpoints }: V1EndpointSlice, name = ''): ServicePort['endpoints'] {
  const port = ports?.find(candidate => (candidate.name ?? '') === name)?.port;
  if (!port) return [];
  return (endpoints ?? []).flatMap(({ addresses }) => addresses.map(address => ({ address, port })));
}
