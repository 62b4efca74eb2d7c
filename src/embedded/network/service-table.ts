import type { ClusterApi, ResourceTypes } from '../api/cluster-api.ts';
import type { NetworkProgram } from './cluster-network.ts';

/** Where one connection to a Service may go. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
}

export type Protocol = 'TCP' | 'UDP';

/** One port of a Service with the endpoints that take its connections now. */
export interface ServicePort {
  readonly service: string;
  readonly name: string;
  readonly protocol: Protocol;
  readonly port: number;
  readonly nodePort: number | undefined;
  readonly endpoints: readonly Endpoint[];
  /** Clients of one address stay with one endpoint for so long. */
  readonly affinityMs: number | undefined;
}

/** A Service as the network sees it. */
export interface ServiceEntry {
  readonly namespace: string;
  readonly name: string;
  /** undefined: headless or an external name. */
  readonly clusterIP: string | undefined;
  readonly externalName: string | undefined;
  readonly ports: readonly ServicePort[];
  /** For names: what a headless Service answers. */
  readonly records: readonly { readonly address: string; readonly hostname: string | undefined }[];
}

/** Stopped it stays as it is, whatever changes; started again it takes up all of that at once. */
export interface ServiceTable extends NetworkProgram {
  get(namespace: string, name: string): ServiceEntry | undefined;
  at(clusterIP: string): ServiceEntry | undefined;
  close(): void;
}

type Service = ResourceTypes['services'];
type Slice = ResourceTypes['endpointslices.discovery.k8s.io'];

/** Follows Services and EndpointSlices; `onChange` gets each Service that changed (its key `namespace/name`, and its entry unless it is gone). */
export function followServices(
  api: ClusterApi,
  onChange: (key: string, entry: ServiceEntry | undefined) => void,
): ServiceTable {
  const services = new Map<string, Service>();
  const slices = new Map<string, Map<string, Slice>>();
  const entries = new Map<string, ServiceEntry>();
  const byAddress = new Map<string, ServiceEntry>();

  /** Which have changed since the table was stopped; undefined: it is not. */
  let changed: Set<string> | undefined;

  const update = (key: string): void => {
    if (changed) return void changed.add(key);
    const old = entries.get(key);
    if (old?.clusterIP && byAddress.get(old.clusterIP) === old) byAddress.delete(old.clusterIP);
    const service = services.get(key);
    if (!service) entries.delete(key);
    else {
      const entry = readEntry(service, [...(slices.get(key)?.values() ?? [])]);
      entries.set(key, entry);
      if (entry.clusterIP) byAddress.set(entry.clusterIP, entry);
    }
    if (old || service) onChange(key, entries.get(key));
  };

  const stops = [
    api.watch('services', ({ type, object }) => {
      const key = `${object.metadata?.namespace}/${object.metadata?.name}`;
      if (type === 'DELETED') services.delete(key);
      else services.set(key, object);
      update(key);
    }),
    api.watch('endpointslices.discovery.k8s.io', ({ type, object }) => {
      const service = object.metadata?.labels?.['kubernetes.io/service-name'];
      if (!service) return;
      const key = `${object.metadata?.namespace}/${service}`;
      const own = slices.get(key) ?? new Map<string, Slice>();
      slices.set(key, own);
      if (type === 'DELETED') own.delete(object.metadata?.name ?? '');
      else own.set(object.metadata?.name ?? '', object);
      if (own.size === 0) slices.delete(key);
      update(key);
    }),
  ];

  return {
    get: (namespace, name) => entries.get(`${namespace}/${name}`),
    at: clusterIP => byAddress.get(clusterIP),
    get running() {
      return changed === undefined;
    },
    stop() {
      changed ??= new Set();
    },
    start() {
      const due = changed ?? [];
      changed = undefined;
      for (const key of due) update(key);
    },
    close() {
      for (const stop of stops) stop();
    },
  };
}

function readEntry(service: Service, slices: readonly Slice[]): ServiceEntry {
  const spec = service.spec ?? {};
  const key = `${service.metadata?.namespace}/${service.metadata?.name}`;
  const affinitySeconds = spec.sessionAffinityConfig?.clientIP?.timeoutSeconds ?? 10_800;
  return {
    namespace: service.metadata?.namespace ?? '',
    name: service.metadata?.name ?? '',
    clusterIP: spec.clusterIP && spec.clusterIP !== 'None' && spec.type !== 'ExternalName' ? spec.clusterIP : undefined,
    externalName: spec.type === 'ExternalName' ? spec.externalName : undefined,
    ports: (spec.ports ?? []).map(port => ({
      service: key,
      name: port.name ?? '',
      protocol: port.protocol === 'UDP' ? 'UDP' : 'TCP',
      port: port.port,
      nodePort: port.nodePort,
      endpoints: usableEndpoints(slices, port.name ?? '', port.protocol ?? 'TCP'),
      affinityMs: spec.sessionAffinity === 'ClientIP' ? affinitySeconds * 1000 : undefined,
    })),
    records: slices.flatMap(slice =>
      (slice.endpoints ?? [])
        .filter(endpoint => endpoint.conditions?.ready !== false)
        .flatMap(endpoint => endpoint.addresses.map(address => ({ address, hostname: endpoint.hostname }))),
    ),
  };
}

/** The ready ones; without any, those that are terminating but still serve, as kube-proxy does (KEP-1669). */
function usableEndpoints(slices: readonly Slice[], portName: string, protocol: string): Endpoint[] {
  const at = (wanted: 'ready' | 'servingTerminating'): Endpoint[] =>
    slices.flatMap(slice => {
      const port = slice.ports?.find(
        one => (one.name ?? '') === portName && (one.protocol ?? 'TCP') === protocol,
      )?.port;
      if (port === undefined) return [];
      return (slice.endpoints ?? [])
        .filter(({ conditions }) =>
          wanted === 'ready'
            ? conditions?.ready !== false
            : conditions?.serving !== false && conditions?.terminating === true,
        )
        .flatMap(endpoint => endpoint.addresses.map(address => ({ address, port })));
    });
  const ready = at('ready');
  return ready.length > 0 ? ready : at('servingTerminating');
}
