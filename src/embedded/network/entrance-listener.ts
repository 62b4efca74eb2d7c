import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';
import { type BlackHole, openBlackHole } from './black-hole.ts';
import type { Entrance } from './rules.ts';

/** A visible address and port whose look to strangers can change: it accepts, refuses or lets attempts hang. */
export interface EntranceListener {
  /** Where it really listens: another port where only root may listen on the wished one. */
  readonly port: number;
  /** Resolves when strangers see it so; the last call wins. Rejects when the port is taken by somebody else. */
  show(entrance: Entrance): Promise<void>;
  close(): void;
}

/** Ports below `net.ipv4.ip_unprivileged_port_start` are served here instead when this process may not have them. */
export function unprivilegedPort(port: number): number {
  return port + 10_000;
}

const listenBacklog = 511;

/** Starts out refusing. */
export function createEntranceListener(
  address: string,
  wishedPort: number,
  onConnection: (socket: Socket) => void,
): EntranceListener {
  let port = wishedPort;
  let wanted: Entrance = 'refuse';
  let shown: Entrance = 'refuse';
  let server: Server | undefined;
  let hole: BlackHole | undefined;
  let changing: Promise<void> | undefined;
  let closed = false;

  const accept = async (): Promise<Server> => {
    try {
      return await listen(address, port, onConnection);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EACCES' || port !== wishedPort) throw error;
      port = unprivilegedPort(wishedPort);
      return listen(address, port, onConnection);
    }
  };

  // The new socket opens before the old one closes (SO_REUSEPORT), so that nobody sees a moment of refusal.
  const change = async (entrance: Entrance): Promise<void> => {
    const oldServer = server;
    const oldHole = hole;
    const newServer = entrance === 'accept' ? await accept() : undefined;
    const newHole = entrance === 'hang' ? await openBlackHole(address, port) : undefined;
    server = newServer;
    hole = newHole;
    oldServer?.close();
    oldHole?.close();
    shown = entrance;
  };

  const settle = async (): Promise<void> => {
    try {
      while (shown !== wanted) await change(wanted);
    } finally {
      changing = undefined;
    }
  };

  return {
    get port() {
      return port;
    },
    show(entrance) {
      wanted = closed ? 'refuse' : entrance;
      if (shown === wanted && !changing) return Promise.resolve();
      changing ??= settle();
      return changing;
    },
    close() {
      closed = true;
      wanted = 'refuse';
      if (changing) return;
      shown = 'refuse';
      server?.close();
      hole?.close();
      server = undefined;
      hole = undefined;
    },
  };
}

async function listen(host: string, port: number, onConnection: (socket: Socket) => void): Promise<Server> {
  const server = createServer({ allowHalfOpen: true, noDelay: true }, onConnection);
  server.listen({ host, port, backlog: listenBacklog, reusePort: true });
  await once(server, 'listening');
  return server;
}
