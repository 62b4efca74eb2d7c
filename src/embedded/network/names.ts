import { isIPv4 } from 'node:net';
import type { ServiceEntry, ServiceTable } from './service-table.ts';

/** What the cluster's DNS says: addresses (perhaps none), another name to ask for, or nothing of that name. */
export type NameAnswer =
  | { readonly kind: 'addresses'; readonly addresses: readonly string[] }
  | { readonly kind: 'alias'; readonly name: string }
  /** `known`: the name can only be the cluster's, so nobody else need be asked. */
  | { readonly kind: 'missing'; readonly known: boolean }
  /** A fault keeps the question from being answered. */
  | { readonly kind: 'unreachable' };

export interface ServerRecord {
  readonly name: string;
  readonly port: number;
  readonly priority: number;
  readonly weight: number;
}

const domain = 'cluster.local';

/**
 * Looks `name` up as a pod of `namespace` does: with the search list NAMESPACE.svc.cluster.local, svc.cluster.local,
 * cluster.local, unless it ends in a dot.
 */
export function resolveName(services: ServiceTable, namespace: string, name: string): NameAnswer {
  const asked = name.toLowerCase();
  if (asked.endsWith('.')) return lookUp(services, asked.slice(0, -1)) ?? missing(asked.slice(0, -1));
  for (const suffix of [`.${namespace}.svc.${domain}`, `.svc.${domain}`, `.${domain}`, '']) {
    const answer = lookUp(services, asked + suffix);
    if (answer) return answer;
  }
  return missing(asked);
}

/** SRV records `_port._protocol.service.namespace.svc…`; undefined when there are none. */
export function resolveServers(services: ServiceTable, namespace: string, name: string): ServerRecord[] | undefined {
  const [portLabel, protocolLabel, ...rest] = name.toLowerCase().replace(/\.$/, '').split('.');
  const service =
    findService(services, rest.join('.')) ?? findService(services, `${rest.join('.')}.${namespace}.svc.${domain}`);
  if (!portLabel?.startsWith('_') || !protocolLabel?.startsWith('_') || !service) return undefined;
  const port = service.ports.find(
    one => one.protocol.toLowerCase() === protocolLabel.slice(1) && `_${one.name}` === portLabel,
  );
  if (!port) return undefined;
  const host = `${service.name}.${service.namespace}.svc.${domain}`;
  if (service.clusterIP) return [{ name: host, port: port.port, priority: 0, weight: 100 }];
  return service.records.map(({ address, hostname }) => ({
    name: `${hostname ?? address.replaceAll('.', '-')}.${host}`,
    port: port.endpoints.find(endpoint => endpoint.address === address)?.port ?? port.port,
    priority: 0,
    weight: Math.floor(100 / service.records.length),
  }));
}

function missing(name: string): NameAnswer {
  return { kind: 'missing', known: !name.includes('.') || name.endsWith(`.${domain}`) || name.endsWith('.svc') };
}

/** A name with everything in it: SERVICE.NAMESPACE.svc.…, HOST.SERVICE.NAMESPACE.svc.…, 10-1-2-3.NAMESPACE.pod.… */
function lookUp(services: ServiceTable, name: string): NameAnswer | undefined {
  if (!name.endsWith(`.${domain}`)) return undefined;
  const labels = name.slice(0, -domain.length - 1).split('.');
  if (labels.at(-1) === 'pod') return podAddress(labels);
  const service = findService(services, name);
  if (service) {
    if (service.externalName) return { kind: 'alias', name: service.externalName };
    return {
      kind: 'addresses',
      addresses: service.clusterIP ? [service.clusterIP] : service.records.map(record => record.address),
    };
  }
  const [host, ...rest] = labels;
  const parent = findService(services, `${rest.join('.')}.${domain}`);
  if (!parent || parent.clusterIP) return undefined;
  const addresses = parent.records
    .filter(record => record.hostname === host || record.address.replaceAll('.', '-') === host)
    .map(record => record.address);
  return addresses.length > 0 ? { kind: 'addresses', addresses } : undefined;
}

function findService(services: ServiceTable, name: string): ServiceEntry | undefined {
  const [service, namespace, svc, ...rest] = name.split('.');
  if (!service || !namespace || svc !== 'svc' || rest.join('.') !== domain) return undefined;
  return services.get(namespace, service);
}

function podAddress(labels: readonly string[]): NameAnswer | undefined {
  const address = labels[0]?.replaceAll('-', '.') ?? '';
  return labels.length === 3 && isIPv4(address) ? { kind: 'addresses', addresses: [address] } : undefined;
}
