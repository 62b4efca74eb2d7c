import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import type { NodeRuntime } from '../../kubelet/node-runtime.ts';
import type { ClusterNetwork } from '../../network/cluster-network.ts';
import { authenticate, createServiceAccountTokens, type ServiceAccountTokens } from '../auth/index.ts';
import type { Registry } from '../registry/index.ts';
import { handleUpgrade } from '../streaming/index.ts';
import { createCertificates } from './certificates.ts';
import { handleRequest } from './handle-request.ts';
import { sendFailure } from './respond.ts';
import type { ExtraRoute, ServerContext } from './server-context.ts';

export interface ServerOptions {
  readonly registry: Registry;
  /** Logs, exec, attach, port-forward and proxies go here. */
  readonly runtime?: NodeRuntime;
  readonly network?: Pick<ClusterNetwork, 'connect' | 'rules'>;
  readonly extraRoutes?: readonly ExtraRoute[];
  /** Absent: those of the server itself; give them to share them with kubelets that start earlier. */
  readonly tokens?: ServiceAccountTokens;
  /** IP addresses, besides loopback, at which clients find this server: those of its Service. */
  readonly addresses?: readonly string[];
}

export interface ApiServer extends AsyncDisposable {
  /** `https://127.0.0.1:PORT` */
  readonly url: string;
  /** PEM of the authority that signed the server's certificate. */
  readonly authority: string;
  readonly adminToken: string;
  readonly tokens: ServiceAccountTokens;
  /** A kubeconfig (JSON, which is YAML) for kubectl and client-node. */
  readonly kubeconfig: string;
  /** Ends every connection, watches included. */
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
const TOKEN_BYTES = 32;

/** Serves the registry over HTTPS, on loopback only, at a port that is free. */
export async function createServer(options: ServerOptions): Promise<ApiServer> {
  const { registry, runtime, network, extraRoutes = [] } = options;
  const tokens = options.tokens ?? createServiceAccountTokens(registry);
  const context: ServerContext = { registry, runtime, network, tokens, extraRoutes };
  const adminToken = randomBytes(TOKEN_BYTES).toString('base64url');
  const certificates = await createCertificates(options.addresses);
  const sockets = new Set<Socket>();
  const server = createHttpsServer({ key: certificates.key, cert: certificates.certificate });
  server.requestTimeout = 0;
  server.keepAliveTimeout = 120_000;
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    response.setHeader('audit-id', randomUUID());
    const answer = async () => handleRequest(context, authenticate(request, adminToken, tokens), request, response);
    answer().catch(error => sendFailure(response, error));
  });
  server.on('upgrade', (request, socket, head) => {
    handleUpgrade(context, () => authenticate(request, adminToken, tokens), request, socket, head);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, LOOPBACK, resolve);
  });
  const url = `https://${LOOPBACK}:${(server.address() as AddressInfo).port}`;
  const close = async () => {
    for (const socket of sockets) socket.destroy();
    await new Promise<void>(resolve => server.close(() => resolve()));
  };
  return {
    url,
    authority: certificates.authority,
    adminToken,
    tokens,
    kubeconfig: kubeconfigOf(url, certificates.authority, adminToken),
    close,
    [Symbol.asyncDispose]: close,
  };
}

function kubeconfigOf(server: string, authority: string, token: string): string {
  const name = 'chaos-gate-embedded';
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server, 'certificate-authority-data': Buffer.from(authority).toString('base64') } }],
    users: [{ name, user: { token } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': name,
  };
  return `${JSON.stringify(config, undefined, 2)}\n`;
}
