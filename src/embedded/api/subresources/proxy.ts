import { request as sendRequest } from 'node:http';
import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ResourceCall, ServerContext } from '../http/server-context.ts';
import { type ProxyTarget, proxyTargetOf, unavailable } from './proxy-target.ts';
import { runtimeOf } from './runtime.ts';

/** Headers that belong to one connection, or to the API server alone. */
const OWN_HEADERS = [
  'authorization',
  'connection',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'host',
];

/** Passes a request on to a pod or to an endpoint of a Service, and its answer back. */
export async function serveProxy(context: ServerContext, call: ResourceCall): Promise<void> {
  const target = proxyTargetOf(context, call);
  const connection = await connect(context, target);
  const { request, response, info } = call;
  const path =
    (call.target.rest || '/') + (request.url!.includes('?') ? request.url!.slice(request.url!.indexOf('?')) : '');
  const headers = Object.fromEntries(Object.entries(request.headers).filter(([name]) => !OWN_HEADERS.includes(name)));
  const answer = new Promise<void>((resolve, reject) => {
    const forwarded = sendRequest(
      {
        createConnection: () => connection as never,
        method: request.method,
        path: decodePath(path, info.path),
        headers: { ...headers, host: `${target.pod.name}:${target.port}` },
      },
      received => {
        response.writeHead(received.statusCode ?? 502, received.headers);
        pipeline(received, response).then(resolve, reject);
      },
    );
    forwarded.once('error', error => reject(unavailable(`error trying to reach service: ${error.message}`)));
    response.once('close', () => forwarded.destroy());
    request.pipe(forwarded);
  });
  await answer;
}

async function connect(context: ServerContext, { pod, port }: ProxyTarget): Promise<Duplex> {
  try {
    return await runtimeOf(context).connect(pod, port);
  } catch (error) {
    throw unavailable(`error trying to reach service: ${(error as Error).message}`);
  }
}

/** A path that ended in a slash still does. */
function decodePath(path: string, asked: string): string {
  const [bare = '/', query] = path.split('?');
  const slashed = asked.endsWith('/') && !bare.endsWith('/') ? `${bare}/` : bare;
  return query === undefined ? slashed : `${slashed}?${query}`;
}
