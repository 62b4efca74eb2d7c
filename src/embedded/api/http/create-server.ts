import { randomBytes, randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer as createHttpsServer, type Server } from 'node:https';
import type { NodeRuntime } from '../../kubelet/node-runtime.ts';
import type { ClusterNetwork } from '../../network/cluster-network.ts';
import { authenticate, createServiceAccountTokens, type ServiceAccountTokens } from '../auth/index.ts';
import type { Registry } from '../registry/index.ts';
import { handleUpgrade } from '../streaming/index.ts';
import { createCertificates } from './certificates.ts';
import { handleExtraRoute, handleRequest } from './handle-request.ts';
import { type Listener, openListener } from './listener.ts';
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
  /** Whether clients are answered. */
  readonly isOpen: boolean;
  /** Ends every connection, watches included, and refuses new ones; the extra routes go on answering at the door's address. Idempotent. */
  suspend(): Promise<void>;
  /** Answers again, at the same address. Idempotent. */
  resume(): Promise<void>;
  /** Ends for good. */
  close(): Promise<void>;
}

const LOOPBACK = '127.0.0.1';
/**
 * Where the extra routes answer besides, at the API server's own port: they reach the machines below the cluster, which are
 * there whether its API server is or not. Who has the kubeconfig finds it without asking anybody.
 */
const DOOR = '127.0.0.2';
const PORT_ATTEMPTS = 20;
const TOKEN_BYTES = 32;

/** Serves the registry over HTTPS, on loopback only, at a port that is free. */
export async function createServer(options: ServerOptions): Promise<ApiServer> {
  const { registry, runtime, network, extraRoutes = [] } = options;
  const tokens = options.tokens ?? createServiceAccountTokens(registry);
  const context: ServerContext = { registry, runtime, network, tokens, extraRoutes };
  const adminToken = randomBytes(TOKEN_BYTES).toString('base64url');
  const certificates = await createCertificates([DOOR, ...(options.addresses ?? [])]);
  const serve = (handle: typeof handleRequest): Server => {
    const server = createHttpsServer({ key: certificates.key, cert: certificates.certificate });
    server.requestTimeout = 0;
    server.keepAliveTimeout = 120_000;
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      response.setHeader('audit-id', randomUUID());
      const answer = async () => handle(context, authenticate(request, adminToken, tokens), request, response);
      answer().catch(error => sendFailure(response, error));
    });
    return server;
  };
  const server = serve(handleRequest);
  server.on('upgrade', (request, socket, head) => {
    handleUpgrade(context, () => authenticate(request, adminToken, tokens), request, socket, head);
  });
  const { listener, door } = await openBoth(server, serve(handleExtraRoute));
  const url = `https://${LOOPBACK}:${listener.port}`;
  const close = async () => {
    await Promise.all([listener.close(), door.close()]);
  };
  return {
    url,
    authority: certificates.authority,
    adminToken,
    tokens,
    kubeconfig: kubeconfigOf(url, certificates.authority, adminToken),
    get isOpen() {
      return listener.isOpen;
    },
    suspend: listener.close,
    resume: listener.reopen,
    close,
    [Symbol.asyncDispose]: close,
  };
}

/** At one port, which has to be free at both addresses. */
async function openBoth(server: Server, doorServer: Server): Promise<{ listener: Listener; door: Listener }> {
  for (let attempt = 1; ; attempt++) {
    const listener = await openListener(server, LOOPBACK);
    try {
      return { listener, door: await openListener(doorServer, DOOR, listener.port) };
    } catch (error) {
      await listener.close();
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || attempt === PORT_ATTEMPTS) throw error;
    }
  }
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
