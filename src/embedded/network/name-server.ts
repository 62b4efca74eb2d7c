import type { ClusterApi } from '../api/cluster-api.ts';
import type { NetworkProgram } from './cluster-network.ts';
import { losesNames } from './name-faults.ts';
import { type NameAnswer, resolveName, resolveServers, type ServerRecord } from './names.ts';
import type { RuleTable } from './rules.ts';
import { followServices } from './service-table.ts';

/** Answers pods' lookups. It follows Services by itself, and goes on without what makes connections to them. */
export interface NameServer extends NetworkProgram {
  lookUp(client: Client, name: string): Promise<NameAnswer>;
  /** undefined: there are no such records, or a fault keeps the question from being answered. */
  findServers(client: Client, name: string): Promise<ServerRecord[] | undefined>;
  close(): void;
}

interface Client {
  readonly podIP: string;
  readonly namespace: string;
}

export function startNameServer(api: ClusterApi, rules: RuleTable): NameServer {
  const services = followServices(api, () => {});
  let running = true;
  const isHeard = async ({ podIP }: Client): Promise<boolean> => !(await losesNames(rules, podIP)) && running;
  return {
    async lookUp(client, name) {
      return (await isHeard(client)) ? resolveName(services, client.namespace, name) : { kind: 'unreachable' };
    },
    async findServers(client, name) {
      return (await isHeard(client)) ? resolveServers(services, client.namespace, name) : undefined;
    },
    get running() {
      return running;
    },
    stop() {
      running = false;
    },
    start() {
      running = true;
    },
    close: services.close,
  };
}
