import type { AnyObject } from '../cluster-api.ts';
import { ageOf } from './age.ts';
import { labelsText, selectorText } from './selector-text.ts';
import { AGE, column, NAME, NONE, type Printer, wide } from './table.ts';

const SHOWN = 3;

/** Services and what stands behind them. */
export const NETWORK_PRINTERS: Readonly<Record<string, Printer>> = {
  Service: {
    columns: [
      NAME,
      column('Type'),
      column('Cluster-IP'),
      column('External-IP'),
      column('Port(s)'),
      AGE,
      wide('Selector'),
    ],
    cells: ({ metadata, spec, status }, now) => [
      metadata!.name!,
      spec.type,
      spec.clusterIP || NONE,
      externalAddress(spec, status),
      (spec.ports ?? []).map(portText).join(',') || NONE,
      ageOf(metadata!.creationTimestamp, now),
      labelsText(spec.selector),
    ],
  },
  Endpoints: {
    columns: [NAME, column('Endpoints'), AGE],
    cells: ({ metadata, subsets }, now) => [
      metadata!.name!,
      endpointsText(subsets ?? []),
      ageOf(metadata!.creationTimestamp, now),
    ],
  },
  EndpointSlice: {
    columns: [NAME, column('AddressType'), column('Ports'), column('Endpoints'), AGE],
    cells: ({ metadata, addressType, ports, endpoints }, now) => [
      metadata!.name!,
      addressType,
      withMore(
        (ports ?? []).map((port: AnyObject) => String(port.port ?? port.name ?? '*')),
        '<unset>',
      ),
      withMore(
        (endpoints ?? []).flatMap((one: AnyObject) => one.addresses ?? []),
        '<unset>',
      ),
      ageOf(metadata!.creationTimestamp, now),
    ],
  },
  Ingress: {
    columns: [NAME, column('Class'), column('Hosts'), column('Address'), column('Ports'), AGE],
    cells: ({ metadata, spec = {} }, now) => [
      metadata!.name!,
      spec.ingressClassName ?? NONE,
      withMore(
        (spec.rules ?? []).map((rule: AnyObject) => rule.host || '*'),
        '*',
      ),
      '',
      spec.tls ? '80, 443' : '80',
      ageOf(metadata!.creationTimestamp, now),
    ],
  },
  NetworkPolicy: {
    columns: [NAME, column('Pod-Selector'), AGE],
    cells: ({ metadata, spec }, now) => [
      metadata!.name!,
      selectorText(spec?.podSelector),
      ageOf(metadata!.creationTimestamp, now),
    ],
  },
};

function externalAddress(spec: AnyObject, status: AnyObject | undefined): string {
  const own: string[] = spec.externalIPs ?? [];
  if (spec.type === 'ExternalName') return spec.externalName;
  if (spec.type !== 'LoadBalancer') return own.join(',') || NONE;
  const balancers = (status?.loadBalancer?.ingress ?? []).map((one: AnyObject) => one.ip ?? one.hostname);
  return [...balancers, ...own].join(',') || '<pending>';
}

function portText({ port, nodePort, protocol }: AnyObject): string {
  return nodePort ? `${port}:${nodePort}/${protocol}` : `${port}/${protocol}`;
}

function endpointsText(subsets: readonly AnyObject[]): string {
  const all = subsets.flatMap(subset => {
    const addresses: AnyObject[] = subset.addresses ?? [];
    if (!subset.ports?.length) return addresses.map(address => address.ip as string);
    return subset.ports.flatMap((port: AnyObject) => addresses.map(address => `${address.ip}:${port.port}`));
  });
  return withMore(all, NONE);
}

function withMore(list: readonly string[], none: string): string {
  if (list.length === 0) return none;
  const shown = list.slice(0, SHOWN).join(',');
  return list.length > SHOWN ? `${shown} + ${list.length - SHOWN} more...` : shown;
}
