import type { Peers } from './peers.ts';

/** Traffic between a pod and some addresses, on some server ports. Absent: any. */
export interface TrafficFilter {
  readonly addresses?: readonly string[];
  readonly ports?: readonly number[];
}

/** A step's `port` as pods have it: it may have been given as the Service before them has it. Pure. */
export function podPorts(port: number | undefined, { services }: Peers): readonly number[] | undefined {
  if (port === undefined) return undefined;
  const behind = services.filter(service => service.port === port).flatMap(({ endpoints }) => endpoints);
  return [...new Set([port, ...behind.map(endpoint => endpoint.port)])].sort((a, b) => a - b);
}

/** The traffic as a network sees it that knows pods only: the embedded cluster's. `own`: the pod's own address. Pure. */
export function betweenPods(peers: Peers, port: number | undefined, own: string): TrafficFilter[] {
  return [defined({ addresses: peers.pods?.filter(address => address !== own), ports: podPorts(port, peers) })];
}

/** The traffic as a pod's network namespace sees it: towards a Service it bears the Service's address and port. Pure. */
export function seenByPod(peers: Peers, port: number | undefined, own: string): TrafficFilter[] {
  const direct = betweenPods(peers, port, own);
  const ports = podPorts(port, peers);
  if (!peers.pods && !ports) return direct;
  const meant = peers.services.filter(
    service => !ports || service.port === port || service.endpoints.some(endpoint => ports.includes(endpoint.port)),
  );
  const byPort = new Map<number | undefined, Set<string>>();
  for (const { clusterIP, port: servicePort } of meant) {
    const key = ports && servicePort;
    byPort.set(key, (byPort.get(key) ?? new Set()).add(clusterIP));
  }
  const viaServices = [...byPort].map(([servicePort, addresses]) =>
    defined({ addresses: [...addresses].sort(), ports: servicePort === undefined ? undefined : [servicePort] }),
  );
  return [...direct, ...viaServices].filter(({ addresses }) => addresses === undefined || addresses.length > 0);
}

function defined({ addresses, ports }: { addresses?: readonly string[]; ports?: readonly number[] }): TrafficFilter {
  return { ...(addresses && { addresses }), ...(ports && { ports }) };
}
