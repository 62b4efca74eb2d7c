import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createClusterView } from './goldpinger/cluster-view.ts';
import { createMesh } from './goldpinger/mesh.ts';
import { createMetrics } from './goldpinger/metrics.ts';
import { readSettings } from './goldpinger/settings.ts';

/*
 * A stand-in for Goldpinger v3.10.2 (https://github.com/bloomberg/goldpinger) where its image cannot run: the same
 * HTTP API, settings and habits, none of its code. It runs by itself with nothing but Node.
 */
const settings = readSettings(process.env);
const metrics = createMetrics(settings.instance);
const log = (text: string): void => console.error(`goldpinger stand-in: ${text}`);
const mesh = createMesh(settings, metrics, log);
const cluster = createClusterView(mesh, settings, metrics);
const bootTime = new Date().toISOString();

const server = createServer((request, response) => {
  answer(request, response).catch(error => {
    log(`${request.url}: ${error.message}`);
    response.destroy();
  });
});
// Peers keep their connections for as long as they like.
server.keepAliveTimeout = 0;
server.on('error', error => {
  log(`cannot listen on ${settings.host}:${settings.port}: ${error.message}`);
  process.exitCode = 1;
});
server.listen(settings.port, settings.host, () => log(`listening on ${JSON.stringify(server.address())}`));
mesh.start();
for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => process.exit(0));

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { pathname } = new URL(request.url ?? '/', 'http://goldpinger');
  switch (pathname) {
    case '/ping':
      metrics.countCall('received', 'ping');
      return sendJson(response, 200, { boot_time: bootTime });
    case '/check':
      metrics.countCall('received', 'check');
      return sendJson(response, 200, await mesh.check());
    case '/check_all':
      metrics.countCall('received', 'check_all');
      return sendJson(response, 200, await cluster.checkAll());
    case '/cluster_health': {
      metrics.countCall('received', 'cluster_health');
      const health = await cluster.health();
      if (health) return sendJson(response, health.OK ? 200 : 418, health);
      throw new Error('panic: index out of range (a peer knows more peers than this pod), as in v3.10.2');
    }
    case '/healthz': {
      metrics.countCall('received', 'healthz');
      const startedMs = performance.now();
      const generatedAt = new Date().toISOString();
      const durationNs = Math.max(1, Math.round((performance.now() - startedMs) * 1e6));
      return sendJson(response, 200, { OK: true, 'duration-ns': durationNs, 'generated-at': generatedAt });
    }
    case '/metrics':
      return send(response, 200, 'text/plain; version=0.0.4; charset=utf-8', metrics.render());
    case '/':
      return send(
        response,
        200,
        'text/html; charset=utf-8',
        '<!doctype html><title>Goldpinger stand-in</title><p>See <a href="/check_all">/check_all</a>.\n',
      );
    case '/heatmap.png':
      return send(response, 501, 'text/plain', 'the stand-in for Goldpinger draws no heat map\n');
    default:
      return sendJson(response, 404, { code: 404, message: `path ${pathname} was not found` });
  }
}

function sendJson(response: ServerResponse, status: number, body: object): void {
  send(response, status, 'application/json', `${JSON.stringify(body)}\n`);
}

function send(response: ServerResponse, status: number, type: string, body: string): void {
  response.writeHead(status, { 'content-type': type, 'content-length': Buffer.byteLength(body) });
  response.end(body);
}
