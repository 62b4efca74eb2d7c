import { chmodSync, readFileSync } from 'node:fs';
import { request as forward, type IncomingHttpHeaders } from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { createCertificates } from '../../src/embedded/api/http/certificates.ts';
import { serveHttp } from '../probes/servers.ts';
import { type Folder, openFolder } from '../support/gate.ts';
import { findKubectlPath } from '../support/kubectl.ts';
import { openOracle } from '../support/oracle.ts';
import { testApp } from '../support/test-app.ts';
import { type AlertmanagerServer, serveAlertmanager } from './alertmanager-server.ts';

/** A request as it came in. */
export interface SeenRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** What policies act on besides the cluster: real servers, a kubectl that says how it was called, a folder with the app. */
export interface PolicyWorld extends AsyncDisposable {
  readonly folder: Folder;
  readonly origin: string;
  readonly secureOrigin: string;
  readonly proxy: string;
  readonly alertmanager: AlertmanagerServer;
  readonly kubectl: string;
  /** Requests to the origin at a path. */
  requests(path: string): SeenRequest[];
  /** URLs that went through the proxy. */
  readonly proxied: readonly string[];
  /** A line for each call of the kubectl above: its HTTPS_PROXY. */
  kubectlCalls(): string[];
}

const sleeper = ['node', '-e', "process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1e9)"];

export async function openPolicyWorld(): Promise<PolicyWorld> {
  const folder = openFolder();
  const seen: SeenRequest[] = [];
  const proxied: string[] = [];
  const origin = await serveHttp(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    const { method = '', url = '', headers } = request;
    seen.push({ method, url, headers, body });
    const earlier = seen.filter(each => each.url === url).length - 1;
    if (url === '/slow') await new Promise(resolve => setTimeout(resolve, 600));
    const status =
      url === '/created' ? 201 : url === '/moved' ? 302 : url.startsWith('/flaky') && earlier === 0 ? 500 : 200;
    response.writeHead(status, url === '/moved' ? { Location: '/arrived' } : {});
    response.end('hello');
  });
  const through = await serveHttp((request, response) => {
    proxied.push(request.url ?? '');
    const onward = forward(request.url ?? '', { method: request.method, headers: request.headers }, answer => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    request.pipe(onward);
  });
  const { certificate, key } = await createCertificates();
  const secure = createHttpsServer({ cert: certificate, key }, (_request, response) => response.end('hello'));
  await new Promise<void>(resolve => secure.listen(0, '127.0.0.1', resolve));
  const alertmanager = await serveAlertmanager();
  const callsFile = folder.write('kubectl-calls', '');
  const wrapper = `#!/bin/sh\necho "proxy=$HTTPS_PROXY" >> ${callsFile}\nunset HTTPS_PROXY HTTP_PROXY\nexec kubectl "$@"\n`;
  const kubectl = folder.write('my-kubectl', wrapper);
  chmodSync(kubectl, 0o755);
  folder.write(
    'app.yml',
    [testApp({ oracle: openOracle(folder.path, () => ({})).path }), ...manifests()].join('\n---\n'),
  );
  return {
    folder,
    origin: `http://127.0.0.1:${origin.port}`,
    secureOrigin: `https://127.0.0.1:${(secure.address() as AddressInfo).port}`,
    proxy: `http://127.0.0.1:${through.port}`,
    alertmanager,
    kubectl,
    requests: path => seen.filter(({ url }) => url === path),
    proxied,
    kubectlCalls: () => readFileSync(callsFile, 'utf8').trim().split('\n'),
    async [Symbol.asyncDispose]() {
      await Promise.all([origin.close(), through.close(), alertmanager[Symbol.asyncDispose]()]);
      secure.closeAllConnections();
      secure.close();
      folder[Symbol.dispose]();
    },
  };
}

/** Deployment `prey` in a namespace of its own, to be killed; `hosted`, on the first worker alone. */
function manifests(): string[] {
  const deployment = (name: string, replicas: number, more: object = {}) => ({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: name },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: {
          terminationGracePeriodSeconds: 1,
          containers: [{ name, image: 'node:24-alpine', command: sleeper }],
          ...more,
        },
      },
    },
  });
  const namespaces = ['prey', 'hosted'].map(name => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } }));
  return [
    ...namespaces,
    deployment('prey', 4),
    deployment('hosted', 1, { nodeSelector: { 'kubernetes.io/hostname': 'embedded-worker' } }),
  ].map(object => JSON.stringify(object));
}

/** Whether the program that `kubectl` steps need is on this machine. */
export const hasKubectl = findKubectlPath() !== undefined;
