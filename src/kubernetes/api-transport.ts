import * as http from 'node:http';
import * as https from 'node:https';
import type { KubeConfig } from '@kubernetes/client-node';
import type { ApiRequest, ApiResponse } from './access.ts';

export type Transport = (request: ApiRequest, signal: AbortSignal) => Promise<ApiResponse>;

/**
 * A way to an API server that keeps its connections (client-node 2.0 makes an undici agent, and so a TLS handshake, for
 * every request) and hands the answer on as it came. Certificates, tokens and login commands are client-node's work.
 */
export async function openTransport(config: KubeConfig): Promise<Transport> {
  const cluster = config.getCurrentCluster();
  const server = new URL(cluster?.server ?? '');
  const proxied = cluster?.proxyUrl !== undefined && cluster.proxyUrl !== null;
  const { request: startRequest } = server.protocol === 'https:' ? https : http;
  const first = await readOptions(config);
  const agent = proxied
    ? first.agent
    : server.protocol === 'https:'
      ? new https.Agent({ ...tlsOptions(first), keepAlive: true })
      : new http.Agent({ keepAlive: true });

  return async (request, signal) => {
    // Asked anew each time: a login command's token may have expired.
    const { headers, auth } = await readOptions(config);
    const url = new URL(server.href.replace(/\/$/, '') + request.path);
    for (const [name, value] of Object.entries(request.query ?? {}))
      if (value !== undefined) url.searchParams.set(name, String(value));
    const body = request.text ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
    const exchange = (): Promise<ApiResponse> => {
      signal.throwIfAborted();
      const outgoing = startRequest(url, {
        method: request.method ?? 'GET',
        agent,
        auth,
        signal,
        headers: {
          ...request.headers,
          ...headers,
          Accept: request.headers?.accept ?? 'application/json',
          ...(body === undefined
            ? {}
            : { 'Content-Type': request.contentType ?? 'application/json', 'Content-Length': Buffer.byteLength(body) }),
        },
      });
      return new Promise((resolve, reject) => {
        outgoing.once('error', error => {
          // The server closed a kept connection while the request was on its way: once more, on another.
          const stale = outgoing.reusedSocket && (error as NodeJS.ErrnoException).code === 'ECONNRESET';
          if (stale && !signal.aborted) exchange().then(resolve, reject);
          else reject(error);
        });
        outgoing.once('response', response => collectBody(response).then(resolve, reject));
        outgoing.end(body);
      });
    };
    return await exchange();
  };
}

async function collectBody(response: http.IncomingMessage): Promise<ApiResponse> {
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return { status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString() };
}

async function readOptions(config: KubeConfig): Promise<https.RequestOptions> {
  const options: https.RequestOptions = {};
  await config.applyToHTTPSOptions(options);
  return options;
}

function tlsOptions(options: https.RequestOptions): https.AgentOptions {
  const { ca, cert, key, pfx, passphrase, rejectUnauthorized, servername } = options;
  return { ca, cert, key, pfx, passphrase, rejectUnauthorized, servername };
}
