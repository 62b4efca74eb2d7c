import { readFileSync } from 'node:fs';
import { Agent, type RequestOptions, request } from 'node:https';
import { parse } from 'yaml';

/** How to reach an API server: what the current context of a kubeconfig says. */
export interface Connection {
  readonly kubeconfig: string;
  readonly server: URL;
  readonly tls: { readonly ca?: Buffer; readonly cert?: Buffer; readonly key?: Buffer };
  readonly token?: string;
}

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** False: neither the token nor the client certificate of the kubeconfig is sent. */
  readonly authenticated?: boolean;
}

const bytes = (text: string | undefined) => (text === undefined ? undefined : Buffer.from(text, 'base64'));

/** Reads the current context. Throws when the file cannot be read or has no such context. */
export function readConnection(kubeconfig: string): Connection {
  const config = parse(readFileSync(kubeconfig, 'utf8'));
  const named = (list: any[], name: string) => list.find(entry => entry.name === name);
  const context = named(config.contexts, config['current-context']).context;
  const cluster = named(config.clusters, context.cluster).cluster;
  const user = named(config.users, context.user).user;
  return {
    kubeconfig,
    server: new URL(cluster.server),
    tls: {
      ca: bytes(cluster['certificate-authority-data']),
      cert: bytes(user['client-certificate-data']),
      key: bytes(user['client-key-data']),
    },
    token: user.token,
  };
}

function optionsFor(connection: Connection, asked: HttpRequest): RequestOptions {
  const { ca, cert, key } = connection.tls;
  const authenticated = asked.authenticated !== false;
  return {
    method: asked.method,
    ca,
    ...(authenticated && { cert, key }),
    agent: new Agent({ keepAlive: false }),
    headers: {
      ...(authenticated && connection.token && { authorization: `Bearer ${connection.token}` }),
      ...asked.headers,
      ...(asked.body !== undefined && { 'content-length': String(Buffer.byteLength(asked.body)) }),
    },
  };
}

/**
 * Sends one request over a connection of its own and hands on what comes back, piece by piece; resolves when the answer
 * has ended or `signal` is aborted (then with what came until then). Rejects when there is no answer at all.
 */
export function exchange(
  connection: Connection,
  asked: HttpRequest,
  signal: AbortSignal,
  onData: (text: string) => void = () => {},
): Promise<HttpAnswer> {
  const { promise, resolve, reject } = Promise.withResolvers<HttpAnswer>();
  const sent = request(new URL(asked.path, connection.server), optionsFor(connection, asked), response => {
    let body = '';
    response.setEncoding('utf8');
    const answer = () => resolve({ status: response.statusCode ?? 0, headers: response.headers, body });
    signal.addEventListener('abort', answer, { once: true });
    response.on('data', text => {
      body += text;
      onData(text);
    });
    response.on('end', answer);
    response.on('error', error => (signal.aborted ? answer() : reject(error)));
  });
  signal.addEventListener('abort', () => sent.destroy(new Error('no answer in time')), { once: true });
  sent.on('error', reject);
  sent.end(asked.body);
  return promise;
}
