import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import { type AddressInfo, createServer as createTcpServer, type Socket } from 'node:net';
import type { ServiceAddress } from '../../src/cluster/cluster.ts';
import { ServiceMissing } from '../../src/kubernetes/read-service.ts';
import type { ProbeContext } from '../../src/probes/index.ts';
import type { HttpProbe } from '../../src/scenario/suite.ts';

export interface Listening extends AsyncDisposable {
  readonly port: number;
  /** Connections accepted so far. */
  readonly connections: () => number;
  readonly close: () => Promise<void>;
}

/** A real HTTP server on a free port. */
export async function serveHttp(listener: RequestListener): Promise<Listening> {
  return await listen(createServer(listener));
}

/** A real TCP server that does with each connection what it is told. */
export async function serveTcp(onConnection: (socket: Socket) => void): Promise<Listening> {
  return await listen(createTcpServer(onConnection) as Server);
}

async function listen(server: Server): Promise<Listening> {
  let connections = 0;
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.on('error', () => {});
    socket.once('close', () => sockets.delete(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = async (): Promise<void> => {
    if (!server.listening) return;
    server.close();
    for (const socket of sockets) socket.destroy();
    await once(server, 'close');
  };
  const { port } = server.address() as AddressInfo;
  return { port, connections: () => connections, close, [Symbol.asyncDispose]: close };
}

/** A port on which nothing listens. */
export async function closedPort(): Promise<number> {
  const server = await serveTcp(() => {});
  await server.close();
  return server.port;
}

/** A context whose vantage leads to a local port, or knows no such Service. */
export function contextTo(address: Partial<ServiceAddress> | undefined): ProbeContext {
  const openService = async (): Promise<ServiceAddress> => {
    if (!address) throw new ServiceMissing('there is no Service shop/web');
    return {
      host: '127.0.0.1',
      port: 0,
      description: 'a local port',
      [Symbol.asyncDispose]: async () => {},
      ...address,
    };
  };
  return {
    kubernetes: { vantage: { openService } } as unknown as ProbeContext['kubernetes'],
    targeted: () => new Set(),
    inMethod: () => false,
  };
}

/** The least that a probeHTTP may say, with changes. */
export function httpSpec(changes: Partial<HttpProbe>): HttpProbe {
  return {
    kind: 'probeHTTP',
    everyMs: 50,
    timeoutMs: 1000,
    target: { service: { name: 'web', namespace: 'shop', port: 80, protocol: 'http' } },
    endpoint: '/',
    method: 'get',
    headers: [],
    code: 200,
    insecure: false,
    keepAlive: false,
    ...changes,
  };
}
