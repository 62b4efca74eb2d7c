import type { Server } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A server's port on loopback, which can be closed and opened again. */
export interface Listener {
  readonly port: number;
  readonly isOpen: boolean;
  /** Refuses new connections and ends every one there is. Idempotent. */
  close(): Promise<void>;
  /** Listens again, at the same port. Idempotent. Throws an Error when somebody else keeps the port. */
  reopen(): Promise<void>;
}

/** While it was closed, a connection of somebody else may have been given the port: that goes by. */
const takenRetryMs = 100;
const takenRetries = 600;

/** Listens at `host`; port 0: one that is free. */
export async function openListener(server: Server, host: string, wish = 0): Promise<Listener> {
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await listen(server, host, wish);
  const { port } = server.address() as AddressInfo;
  return {
    port,
    get isOpen() {
      return server.listening;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      if (server.listening) await new Promise<void>(resolve => server.close(() => resolve()));
    },
    async reopen() {
      for (let retries = 0; !server.listening; retries++) {
        try {
          await listen(server, host, port);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || retries >= takenRetries) throw error;
          await pause(takenRetryMs);
        }
      }
    },
  };
}

function listen(server: Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
