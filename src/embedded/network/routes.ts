import type { AddressSpace } from './address-space.ts';
import { admit } from './admission.ts';
import type { EndpointChoice } from './endpoint-choice.ts';
import type { PodTable } from './pods.ts';
import type { ConnectAnswer } from './protocol.ts';
import type { RuleTable } from './rules.ts';
import type { Endpoint, ServicePort, ServiceTable } from './service-table.ts';

/** Where connections go: what kube-proxy and the wires between the nodes decide together. */
export interface Routes {
  /** One attempt of `client` (a visible address) to connect to a pod, a Service or anything else. */
  connect(client: string, address: string, port: number): ConnectAnswer;
  /** The same for a connection that came in on a port of a Service or of a node. */
  connectToService(client: string, port: ServicePort): ConnectAnswer;
}

export interface RouteSources {
  readonly addresses: AddressSpace;
  readonly pods: PodTable;
  readonly services: ServiceTable;
  readonly rules: RuleTable;
  readonly choose: EndpointChoice;
  readonly random: () => number;
  readonly apiServer: () => { readonly host: string; readonly port: number } | undefined;
}

const apiService = { namespace: 'default', name: 'kubernetes' };

export function createRoutes(sources: RouteSources): Routes {
  const { addresses, pods, services, rules, choose, random, apiServer } = sources;

  const toEndpoint = (client: string, { address, port }: Endpoint): ConnectAnswer => {
    const admission = admit({ client, server: address, port }, rules, random);
    if (admission.verdict === 'lost') return { verdict: 'lost', address, port };
    if (admission.verdict === 'refuse') return admission;
    const pod = pods.byAddress(address);
    const open = pod?.ports.get(`TCP ${port}`);
    if (pod && (!open || open.local)) return { verdict: 'refuse' };
    return { verdict: 'go', address, port: open?.entrance?.port ?? port, delayMs: admission.delayMs };
  };

  const toService = (client: string, port: ServicePort): ConnectAnswer => {
    const server = port.service === `${apiService.namespace}/${apiService.name}` ? apiServer() : undefined;
    if (server) return { verdict: 'go', address: server.host, port: server.port, delayMs: 0 };
    const endpoint = choose(port, client);
    return endpoint ? toEndpoint(client, endpoint) : { verdict: 'refuse' };
  };

  return {
    connect(client, address, port) {
      if (address.startsWith(addresses.servicePrefix)) {
        const target = services.at(address)?.ports.find(one => one.protocol === 'TCP' && one.port === port);
        return target ? toService(client, target) : { verdict: 'refuse' };
      }
      const own = pods.byHidden(address);
      if (own) {
        const open = own.ports.get(`TCP ${port}`);
        return open ? { verdict: 'go', address, port: open.hiddenPort, delayMs: 0 } : { verdict: 'refuse' };
      }
      return toEndpoint(client, { address, port });
    },
    connectToService: toService,
  };
}
