import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';
import type { FromNetwork, ToNetwork } from './protocol.ts';

/** The channel to one process of a container. */
export interface ControlChannel {
  send(message: FromNetwork): void;
  close(): void;
}

/** What happens on a channel after its token was recognised. */
export interface ControlHandler {
  readonly onMessage: (message: ToNetwork) => void;
  /** The process ended, or closed its channel. */
  readonly onClose: () => void;
}

/** Listens at `path`; `admit` says who a token belongs to, or undefined: then the channel is closed. */
export async function openControlServer(
  path: string,
  admit: (token: string, channel: ControlChannel) => ControlHandler | undefined,
): Promise<AsyncDisposable> {
  const sockets = new Set<Socket>();
  const server = createServer(socket => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    serve(socket, admit);
  });
  server.listen(path);
  await once(server, 'listening');
  return {
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

function serve(socket: Socket, admit: Parameters<typeof openControlServer>[1]): void {
  let handler: ControlHandler | undefined;
  const channel: ControlChannel = {
    send: message => void socket.write(`${JSON.stringify(message)}\n`),
    close: () => void socket.destroy(),
  };
  const lines = createInterface({ input: socket });
  lines.on('line', line => {
    const message = readMessage(line);
    if (!message) socket.destroy();
    else if (handler) handler.onMessage(message);
    else if (message.kind === 'hello') {
      handler = admit(message.token, channel);
      if (!handler) socket.destroy();
    } else socket.destroy();
  });
  // A process that was killed resets its channel; the close that follows is what counts.
  socket.on('error', () => {});
  lines.on('error', () => {});
  socket.on('close', () => handler?.onClose());
}

function readMessage(line: string): ToNetwork | undefined {
  try {
    return JSON.parse(line);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
