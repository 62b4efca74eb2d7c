import { once } from 'node:events';
import * as http from 'node:http';
import * as https from 'node:https';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream/promises';
import { InfrastructureFailure } from '../errors.ts';
import type { ApiConnection } from '../kubernetes/access.ts';
import type { ServiceTarget } from '../scenario/suite.ts';
import type { ServiceAddress } from './cluster.ts';

/**
 * A Service through the API server's service proxy, as a local port: it passes the Service's endpoints but not kube-proxy, adds
 * about 14 ms, and goes with the API server. Works wherever the API does.
 */
export async function openServiceProxy(connection: ApiConnection, target: ServiceTarget): Promise<ServiceAddress> {
  const label = `${target.namespace}/${target.name}`;
  if (target.protocol === 'https')
    throw new InfrastructureFailure(
      `Service ${label} speaks https, and this machine reaches no node of the cluster: it can only be probed from where nodes are reachable`,
    );
  const root = `/api/v1/namespaces/${encodeURIComponent(target.namespace)}/services/${encodeURIComponent(target.name)}:${target.port}/proxy`;
  const server = http.createServer((incoming, outgoing) => {
    const gone = new AbortController();
    outgoing.once('close', () => gone.abort());
    forward(connection, root, incoming, outgoing, gone.signal).catch(() => {
      // The client sees a connection that ends without an answer, as it would see a dead way.
      outgoing.destroy();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    host: '127.0.0.1',
    port: (server.address() as AddressInfo).port,
    description: `Service ${label} through the API server's service proxy (endpoints, not kube-proxy)`,
    async check(signal) {
      const { status } = await connection.send({ path: '/readyz', asking: 'the API server', signal });
      return status === 200;
    },
    async [Symbol.asyncDispose]() {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Hands one request on with the API server's credentials, and its answer back, both as they come. */
async function forward(
  connection: ApiConnection,
  root: string,
  incoming: http.IncomingMessage,
  outgoing: http.ServerResponse,
  signal: AbortSignal,
): Promise<void> {
  const credentials: https.RequestOptions = {};
  await connection.config.applyToHTTPSOptions(credentials);
  const server = connection.config.getCurrentCluster()?.server ?? '';
  const { host: _host, authorization: _authorization, ...headers } = incoming.headers;
  const request = (server.startsWith('https:') ? https : http).request(`${server}${root}${incoming.url ?? '/'}`, {
    ...credentials,
    method: incoming.method,
    headers: { ...headers, ...credentials.headers },
    signal,
  });
  const answer = new Promise<http.IncomingMessage>((resolve, reject) => {
    request.once('response', resolve);
    request.once('error', reject);
  });
  await Promise.all([pipeline(incoming, request), answer]);
  const { statusCode = 502, headers: answered } = await answer;
  outgoing.writeHead(statusCode, answered);
  await pipeline(await answer, outgoing);
}
