import { type WebSocket, WebSocketServer } from 'ws';
import { ApiError } from '../cluster-api.ts';
import type { UpgradeCall } from '../http/server-context.ts';

/** What the `channel.k8s.io` protocols carry: the first byte of a message is the channel. */
export interface Channels {
  readonly protocol: string;
  /** Returns false when the client reads too slowly; `onDrain` says when to go on. */
  send(channel: number, data: Buffer): boolean;
  onDrain(listener: () => void): void;
  onMessage(listener: (channel: number, data: Buffer) => void): void;
  onClose(listener: () => void): void;
  close(): void;
}

const FULL_BYTES = 1024 * 1024;
const POLL_MS = 10;

/**
 * kubectl asks again with SPDY when a WebSocket is refused; call this after all that could be wrong with the request
 * itself, so that it is told of that instead.
 * @throws ApiError 400 for any other protocol than WebSocket
 */
export function requireWebSocket({ request }: UpgradeCall): void {
  const { upgrade } = request.headers;
  if (upgrade?.toLowerCase() !== 'websocket')
    throw new ApiError(400, 'BadRequest', `the embedded cluster upgrades connections to WebSocket, not to ${upgrade}`);
}

/**
 * Upgrades a connection to the first of `protocols` that the client offers.
 * @throws ApiError 400 when it offers none of them
 */
export function openChannels(
  call: UpgradeCall,
  protocols: readonly string[],
  opened: (channels: Channels) => void,
): void {
  const offered = String(call.request.headers['sec-websocket-protocol'] ?? '').split(/,\s*/);
  const protocol = protocols.find(one => offered.includes(one));
  if (!protocol)
    throw new ApiError(
      400,
      'BadRequest',
      `unable to upgrade: the client offers ${offered.filter(Boolean).join(', ') || 'no protocol'}, this server speaks ${protocols.join(', ')}`,
    );
  const server = new WebSocketServer({ noServer: true, handleProtocols: () => protocol });
  server.handleUpgrade(call.request, call.socket, call.head, socket => opened(channelsOf(socket, protocol)));
}

function channelsOf(socket: WebSocket, protocol: string): Channels {
  socket.on('error', () => socket.terminate());
  return {
    protocol,
    send(channel, data) {
      if (socket.readyState === socket.OPEN) socket.send(Buffer.concat([Buffer.from([channel]), data]));
      return socket.bufferedAmount < FULL_BYTES;
    },
    onDrain(listener) {
      // ws has no drain event for its own queue.
      const timer = setInterval(() => {
        if (socket.bufferedAmount >= FULL_BYTES && socket.readyState === socket.OPEN) return;
        clearInterval(timer);
        listener();
      }, POLL_MS);
    },
    onMessage(listener) {
      socket.on('message', message => {
        const data = Buffer.isBuffer(message)
          ? message
          : Buffer.concat([message].flat().map(part => Buffer.from(part as ArrayBuffer)));
        if (data.length > 0) listener(data[0]!, data.subarray(1));
      });
    },
    onClose: listener => void socket.once('close', listener),
    close: () => socket.close(1000),
  };
}
