import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** An address where a connection attempt hangs, as it does when a firewall drops its packets. */
export interface BlackHole {
  close(): void;
}

/** With this backlog Linux completes two connections and from then on ignores every SYN. */
const backlog = 1;
const fillers = backlog + 1;

/**
 * Opens a listening socket that nobody accepts from and fills its queue: the kernel then drops the SYNs of everybody
 * else, and answers their repetitions once the hole is closed and somebody listens again.
 * Node accepts from every listener it holds, so the socket is handed to a `cat`, which never looks at it and
 * ends when its standard input does, at the latest with this process.
 */
export async function openBlackHole(host: string, port: number): Promise<BlackHole> {
  const server = createServer();
  server.listen({ host, port, backlog, reusePort: true });
  await once(server, 'listening');
  const handle = (server as unknown as { _handle: { fd: number } })._handle;
  const keeper = spawn('cat', [], { stdio: ['pipe', 'ignore', 'ignore', handle.fd] });
  // Ours goes before the event loop could accept from it; the copy in `cat` keeps the port open.
  server.close();
  keeper.on('error', () => fill.forEach(destroy));
  keeper.stdin?.on('error', () => {});
  keeper.unref();
  const fill = Array.from({ length: fillers }, () => connect({ host, port }));
  for (const socket of fill) {
    socket.on('error', () => {});
    socket.unref();
  }
  return {
    close() {
      fill.forEach(destroy);
      keeper.kill('SIGKILL');
    },
  };
}

function destroy(socket: Socket): void {
  socket.destroy();
}
