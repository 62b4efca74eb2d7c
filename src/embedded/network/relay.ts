import type { Socket } from 'node:net';
import { type Connection, joinSockets } from './connection.ts';
import { connectFrom } from './outgoing.ts';
import type { ConnectAnswer } from './protocol.ts';
import { synRetransmissionMs, synRetries } from './retransmission.ts';
import type { RuleTable } from './rules.ts';

/** Where an accepted connection leads: the real socket address, and the visible one that rules know. */
export interface Destination {
  readonly host: string;
  readonly port: number;
  readonly server: string;
  readonly serverPort: number;
}

/** Carries accepted connections on to where they belong. */
export interface Relay {
  /** `client` is the visible address that rules know, `source` the one that the server is to see. */
  carry(socket: Socket, client: string, source: string | undefined, destination: Destination): Promise<void>;
  applyRules(): void;
  /** Breaks the connections of an address. */
  breakAll(address?: string): void;
}

export function createRelay(rules: RuleTable, random: () => number): Relay {
  const connections = new Set<Connection>();
  return {
    async carry(socket, client, source, { host, port, server, serverPort }) {
      const onEarlyError = (): void => {};
      socket.on('error', onEarlyError);
      try {
        const wishedPort = socket.remotePort;
        const upstream = await connectFrom(source, host, port, wishedPort === undefined ? {} : { wishedPort });
        if (socket.destroyed) return void upstream.resetAndDestroy();
        const ends = { client, server, port: serverPort };
        connections.add(joinSockets(socket, upstream, ends, rules, random, one => connections.delete(one)));
      } catch {
        // The server's port is closed: for a connection that is open already that is a reset.
        socket.resetAndDestroy();
      }
    },
    applyRules() {
      for (const connection of connections) connection.applyRules();
    },
    breakAll(address) {
      for (const connection of connections)
        if (address === undefined || connection.ends.client === address || connection.ends.server === address)
          connection.reset();
    },
  };
}

/**
 * Attempts a connection as TCP does: a lost SYN is sent again after 1, 2, 4 … s. `attempt` is asked first for the
 * address itself, then for the endpoint that was chosen. Rejects with the reason of `signal`, made only when there is
 * something to wait for.
 */
export async function arrive(
  attempt: (again?: { address: string; port: number }) => ConnectAnswer,
  signal: () => AbortSignal,
): Promise<Extract<ConnectAnswer, { verdict: 'go' }> | 'refuse' | 'timeout'> {
  let answer = attempt();
  for (let sent = 0; answer.verdict === 'lost'; sent++) {
    if (sent > synRetries) return 'timeout';
    await pause(synRetransmissionMs(sent), signal());
    answer = attempt(answer);
  }
  if (answer.verdict === 'refuse') return 'refuse';
  if (answer.delayMs > 0) await pause(answer.delayMs, signal());
  return answer;
}

function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason);
    const onAbort = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', onAbort);
      resolve();
    }, durationMs);
    signal.addEventListener('abort', onAbort, { once: true });
  });
}
