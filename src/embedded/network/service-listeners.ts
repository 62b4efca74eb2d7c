import type { Socket } from 'node:net';
import { createEntranceListener, type EntranceListener } from './entrance-listener.ts';
import type { Entrance, RuleTable } from './rules.ts';
import type { ServiceEntry, ServicePort } from './service-table.ts';

/** The ports of Services as they are reached from outside of containers: cluster addresses and node ports. */
export interface ServiceListeners {
  update(key: string, entry: ServiceEntry | undefined): void;
  /** A node joined: it has every node port from now on. */
  addNode(address: string): void;
  applyRules(): void;
  close(): void;
}

interface ListeningPort {
  port: ServicePort;
  readonly listener: EntranceListener;
}

/**
 * A port without endpoints refuses, as kube-proxy has it. `onConnection` gets each connection with the Service's port as it is now.
 * `alwaysOpen` says which Services need no endpoints (the API server's own).
 */
export function createServiceListeners(
  rules: RuleTable,
  onConnection: (port: ServicePort, socket: Socket) => void,
  alwaysOpen: (key: string) => boolean,
  onProblem: (text: string) => void,
): ServiceListeners {
  const entries = new Map<string, ServiceEntry>();
  /** By Service, then by address and port. */
  const listening = new Map<string, Map<string, ListeningPort>>();
  const nodes: string[] = [];

  const show = (one: ListeningPort): void => {
    one.listener
      .show(alwaysOpen(one.port.service) ? 'accept' : entranceOf(one.port, rules))
      .catch(error => onProblem(`Service ${one.port.service}, port ${one.port.port}: ${error.message}`));
  };

  const update = (key: string, entry: ServiceEntry | undefined): void => {
    const open = listening.get(key) ?? new Map<string, ListeningPort>();
    const wanted = new Set<string>();
    for (const { address, number, port } of entry ? visiblePorts(entry, nodes) : []) {
      const place = `${address}:${number}`;
      wanted.add(place);
      const known = open.get(place);
      if (known) known.port = port;
      else {
        const created: ListeningPort = {
          port,
          listener: createEntranceListener(address, number, socket => onConnection(created.port, socket)),
        };
        open.set(place, created);
      }
      show(open.get(place)!);
    }
    for (const [place, { listener }] of open)
      if (!wanted.has(place)) {
        listener.close();
        open.delete(place);
      }
    if (open.size > 0) listening.set(key, open);
    else listening.delete(key);
    if (entry) entries.set(key, entry);
    else entries.delete(key);
  };

  return {
    update,
    addNode(address) {
      nodes.push(address);
      for (const [key, entry] of entries) update(key, entry);
    },
    applyRules() {
      for (const open of listening.values()) for (const one of open.values()) show(one);
    },
    close() {
      for (const key of [...listening.keys()]) update(key, undefined);
    },
  };
}

function visiblePorts(
  entry: ServiceEntry,
  nodes: readonly string[],
): { address: string; number: number; port: ServicePort }[] {
  return entry.ports
    .filter(port => port.protocol === 'TCP')
    .flatMap(port => [
      ...(entry.clusterIP ? [{ address: entry.clusterIP, number: port.port, port }] : []),
      ...(port.nodePort ? nodes.map(address => ({ address, number: port.nodePort!, port })) : []),
    ]);
}

/** Where every endpoint looks alike to strangers, so does the Service. */
function entranceOf(port: ServicePort, rules: RuleTable): Entrance {
  if (port.endpoints.length === 0) return 'refuse';
  const entrances = new Set(port.endpoints.map(({ address, port: number }) => rules.entrance(address, number)));
  return entrances.size === 1 ? [...entrances][0]! : 'accept';
}
