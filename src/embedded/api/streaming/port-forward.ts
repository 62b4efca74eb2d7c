import type { Duplex } from 'node:stream';
import { ApiError } from '../cluster-api.ts';
import type { ServerContext, UpgradeCall } from '../http/server-context.ts';
import { badRequest } from '../status/index.ts';
import { runtimeOf } from '../subresources/runtime.ts';
import { type Channels, openChannels, requireWebSocket } from './channels.ts';

/**
 * Forwards ports of a pod over a WebSocket: for each port a channel of data and one of errors, both opened by the port's
 * number in two bytes. kubectl speaks another protocol here (SPDY inside of a WebSocket), and is told so.
 */
export function servePortForward(context: ServerContext, call: UpgradeCall): void {
  const { target, info, resource, request } = call;
  if (String(request.headers['sec-websocket-protocol']).includes('SPDY'))
    throw new ApiError(
      400,
      'BadRequest',
      'the embedded cluster does not speak the SPDY protocol of kubectl port-forward: use the Service or pod address, which this machine reaches directly, or the API proxy (kubectl get --raw .../proxy/)',
    );
  context.registry.get(resource, target.namespace, target.name!);
  const ports = info.query
    .getAll('ports')
    .flatMap(text => text.split(','))
    .map(Number);
  if (ports.length === 0 || ports.some(port => !(port > 0 && port < 65536)))
    throw badRequest('query parameter "ports" must hold port numbers');
  const runtime = runtimeOf(context);
  requireWebSocket(call);
  openChannels(call, ['v4.channel.k8s.io'], channels => {
    const pod = { namespace: target.namespace!, name: target.name! };
    const forwards = ports.map((port, index) => forward(() => runtime.connect(pod, port), { port, index, channels }));
    channels.onMessage((channel, data) => {
      if (channel % 2 === 0) forwards[channel / 2]?.write(data);
    });
    channels.onClose(() => {
      for (const one of forwards) one.destroy();
    });
  });
}

interface Forward {
  write(data: Buffer): void;
  destroy(): void;
}

function forward(
  connect: () => Promise<Duplex>,
  { port, index, channels }: { readonly port: number; readonly index: number; readonly channels: Channels },
): Forward {
  const [dataChannel, errorChannel] = [index * 2, index * 2 + 1] as const;
  const opening = Buffer.alloc(2);
  opening.writeUInt16LE(port);
  channels.send(dataChannel, opening);
  channels.send(errorChannel, opening);
  const fail = (error: Error) => {
    channels.send(errorChannel, Buffer.from(`error forwarding port ${port}: ${error.message}`));
    channels.close();
  };
  const connection = connect();
  connection.then(stream => {
    stream.on('error', fail);
    stream.once('close', () => channels.close());
    stream.on('data', (data: Buffer) => {
      if (channels.send(dataChannel, data)) return;
      stream.pause();
      channels.onDrain(() => stream.resume());
    });
  }, fail);
  const withStream = (use: (stream: Duplex) => void) => void connection.then(use, () => undefined);
  return {
    write: data => withStream(stream => stream.write(data)),
    destroy: () => withStream(stream => stream.destroy()),
  };
}
