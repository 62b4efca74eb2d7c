import { request as httpsRequest } from 'node:https';
import { text } from 'node:stream/consumers';
import { type ApiServer, createRegistry, createServer, type Registry } from '../../../../src/embedded/api/index.ts';

export interface Answer {
  readonly code: number;
  readonly headers: NodeJS.Dict<string | string[]>;
  readonly body: any;
}

export interface Call {
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
  /** null: none. Absent: the administrator's. */
  readonly token?: string | null;
}

export interface Served extends AsyncDisposable {
  readonly server: ApiServer;
  readonly registry: Registry;
  call(method: string, path: string, call?: Call): Promise<Answer>;
  /** The events of a watch, until it ends. */
  stream(path: string): Promise<any[]>;
}

/** An API server of its own, without controllers or nodes, with a ServiceAccount `default` in the namespace `default`. */
export async function serve(options: { historyLimit?: number } = {}): Promise<Served> {
  const registry = createRegistry(options);
  const server = await createServer({ registry });
  registry.create(registry.resources.byName('serviceaccounts')!, 'default', { metadata: { name: 'default' } });
  return {
    server,
    registry,
    call: async (method, path, call = {}) => {
      const { text: answer, ...rest } = await send(server, method, path, call);
      const isJson = String(rest.headers['content-type']).startsWith('application/json');
      return { ...rest, body: isJson ? JSON.parse(answer) : answer };
    },
    stream: async path => {
      const { text: answer } = await send(server, 'GET', path, {});
      return answer
        .split('\n')
        .filter(Boolean)
        .map(line => JSON.parse(line));
    },
    [Symbol.asyncDispose]: () => server.close(),
  };
}

async function send(server: ApiServer, method: string, path: string, call: Call) {
  const { body, contentType = 'application/json', accept = 'application/json', token = server.adminToken } = call;
  const headers = {
    accept,
    'content-type': contentType,
    ...(token === null ? {} : { authorization: `Bearer ${token}` }),
  };
  const request = httpsRequest(`${server.url}${path}`, { method, headers, ca: server.authority, agent: false });
  request.end(body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body));
  const response = await new Promise<import('node:http').IncomingMessage>((resolve, reject) => {
    request.once('response', resolve).once('error', reject);
  });
  return { code: response.statusCode!, headers: response.headers, text: await text(response) };
}
