import type { Endpoint, ServicePort } from './service-table.ts';

/** Picks an endpoint for one new connection of `client`; undefined when there is none. */
export type EndpointChoice = (port: ServicePort, client: string) => Endpoint | undefined;

/** Each connection goes to a random endpoint, as kube-proxy does, unless the Service keeps clients where they were. */
export function createEndpointChoice(random: () => number): EndpointChoice {
  const kept = new Map<string, { endpoint: Endpoint; untilMs: number }>();
  return (port, client) => {
    const { endpoints, affinityMs } = port;
    if (affinityMs === undefined) return endpoints[Math.floor(random() * endpoints.length)];
    const key = `${port.service} ${port.protocol} ${port.port} ${client}`;
    const last = kept.get(key);
    const still =
      last && last.untilMs > performance.now()
        ? endpoints.find(one => one.address === last.endpoint.address && one.port === last.endpoint.port)
        : undefined;
    const endpoint = still ?? endpoints[Math.floor(random() * endpoints.length)];
    if (endpoint) kept.set(key, { endpoint, untilMs: performance.now() + affinityMs });
    else kept.delete(key);
    return endpoint;
  };
}
