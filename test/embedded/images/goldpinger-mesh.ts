import 'reflect-metadata';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as x509 from '@peculiar/x509';

/** Goldpinger stand-ins as processes on loopback addresses, with an API server that lists them. */
export interface GoldpingerMesh extends AsyncDisposable {
  /** By the pods' names gp-a, gp-b, …; each on an address of its own. */
  readonly instances: readonly { readonly name: string; readonly address: string; readonly process: ChildProcess }[];
  readonly port: number;
  /** What the API server is asked. */
  readonly requests: string[];
  /** What the API server answers; undefined makes it fail. */
  peers: readonly { name: string; address: string }[] | undefined;
  get(instance: number, path: string): Promise<{ status: number; text: string }>;
  /** Asks until `met` is true of the answer's JSON, at most for as long as the test may run. */
  until(instance: number, path: string, met: (answer: any) => boolean): Promise<any>;
}

const program = fileURLToPath(new URL('../../../src/embedded/images/goldpinger.ts', import.meta.url));
const preload = fileURLToPath(new URL('./account-paths.ts', import.meta.url));

export async function startGoldpingerMesh(
  count: number,
  settings: Record<string, string> = {},
): Promise<GoldpingerMesh> {
  const directory = mkdtempSync(join(tmpdir(), 'goldpinger-'));
  const { key, certificate } = await makeCertificate();
  writeFileSync(join(directory, 'ca.crt'), certificate);
  writeFileSync(join(directory, 'token'), 'a-token');
  writeFileSync(join(directory, 'namespace'), 'mesh');
  const network = 1 + Math.floor(Math.random() * 200);
  const address = (index: number): string => `127.9.${network}.${index + 1}`;
  const port = await freePort(address(0));
  const names = Array.from({ length: count }, (_, index) => `gp-${String.fromCharCode(97 + index)}`);
  const requests: string[] = [];
  const mesh: GoldpingerMesh = {
    requests,
    port,
    peers: names.map((name, index) => ({ name, address: address(index) })),
    instances: [],
    async get(instance, path) {
      const response = await fetch(`http://${address(instance)}:${port}${path}`);
      return { status: response.status, text: await response.text() };
    },
    async until(instance, path, met) {
      for (;;) {
        const answer = await mesh.get(instance, path).then(
          ({ text }) => JSON.parse(text),
          () => undefined,
        );
        if (answer !== undefined && met(answer)) return answer;
        await new Promise(resolve => setTimeout(resolve, 50));
      }
    },
    async [Symbol.asyncDispose]() {
      for (const { process: child } of mesh.instances) {
        child.kill('SIGKILL');
        if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
      }
      api.close();
      api.closeAllConnections();
      rmSync(directory, { recursive: true });
    },
  };
  const api = createServer({ key, cert: certificate }, (request, response) => {
    requests.push(`${request.headers.authorization} ${request.url}`);
    if (!mesh.peers) return void response.writeHead(500).end('no list today');
    const items = mesh.peers.map(({ name, address: podIP }, index) => ({
      metadata: { name },
      spec: { nodeName: `node-${name}` },
      status: { podIP, hostIP: `10.0.0.${index + 1}`, phase: 'Running' },
    }));
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ kind: 'PodList', items }));
  });
  api.listen(0, '127.0.0.1');
  await once(api, 'listening');
  const apiPort = (api.address() as { port: number }).port;
  const instances = names.map((name, index) => ({
    name,
    address: address(index),
    process: spawn(process.execPath, ['--import', preload, program], {
      env: {
        ...process.env,
        NODE_OPTIONS: '',
        ACCOUNT_DIRECTORY: directory,
        KUBERNETES_SERVICE_HOST: '127.0.0.1',
        KUBERNETES_SERVICE_PORT: String(apiPort),
        HOST: address(index),
        PORT: String(port),
        HOSTNAME: `node-${name}`,
        POD_NAME: name,
        REFRESH_INTERVAL: '1',
        JITTER_FACTOR: '0',
        ...settings,
      },
      stdio: ['ignore', 'ignore', 'ignore'],
    }),
  }));
  return Object.assign(mesh, { instances });
}

async function makeCertificate(): Promise<{ key: string; certificate: string }> {
  const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: 'CN=test',
    keys: keys as never,
    signingAlgorithm: algorithm,
    notBefore: new Date(Date.now() - 60_000),
    notAfter: new Date(Date.now() + 3_600_000),
    extensions: [
      new x509.BasicConstraintsExtension(true),
      new x509.SubjectAlternativeNameExtension([{ type: 'ip', value: '127.0.0.1' }]),
    ],
  });
  const key = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64');
  return {
    key: `-----BEGIN PRIVATE KEY-----\n${key}\n-----END PRIVATE KEY-----\n`,
    certificate: certificate.toString('pem'),
  };
}

async function freePort(host: string): Promise<number> {
  const server = createTcpServer().listen(0, host);
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}
