/**
 * The program of the test app: a server that asks the oracle how to behave, once for each start. Asked to end it finishes what it
 * has begun, and serves on for as long as its endpoint may take to go: a request on its way breaks by a crash alone, never by chance.
 */
const server = `
const fs = require('node:fs');
const oracle = process.env.ORACLE;
const take = n => { try { fs.mkdirSync(oracle + '/starts/' + n); return n; } catch (e) { if (e.code !== 'EEXIST') throw e; return take(n + 1); } };
const behaviours = JSON.parse(fs.readFileSync(oracle + '/behaviours.json', 'utf8'));
const b = behaviours[Math.min(take(0), behaviours.length - 1)];
if (b.exit !== undefined) process.exit(b.exit);
process.on('SIGHUP', () => {});
process.on('SIGTERM', () => setTimeout(() => http.close(() => process.exit(0)), 100));
let requests = 0;
const http = require('node:http').createServer((q, s) => {
  if (q.url === '/ready') { s.statusCode = b.unready ? 503 : 200; return s.end(); }
  if (b.hang) return;
  const status = b.failEvery && ++requests % b.failEvery === 0 ? 500 : b.status ?? 200;
  setTimeout(() => { s.statusCode = status; s.end(b.body ?? 'hello'); }, b.latencyMs ?? 0);
});
setTimeout(() => http.listen(8080), b.startMs ?? 0);
`;

export interface AppOptions {
  /** Folder of the oracle. */
  readonly oracle: string;
  readonly replicas?: number;
  readonly image?: string;
  /** Of the pods; one that nobody removes keeps a deleted pod in the API. */
  readonly finalizers?: readonly string[];
}

/** Deployment and Service `web` in the namespace `shop`, as YAML (JSON is YAML). */
export function testApp({ oracle, replicas = 2, image = 'node:24-alpine', finalizers }: AppOptions): string {
  const labels = { app: 'web' };
  const documents = [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace: 'shop' },
      spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace: 'shop' },
      spec: {
        replicas,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels, finalizers },
          spec: {
            terminationGracePeriodSeconds: 1,
            containers: [
              {
                name: 'web',
                image,
                command: ['node', '-e', server],
                env: [{ name: 'ORACLE', value: oracle }],
                readinessProbe: { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 1, failureThreshold: 1 },
              },
            ],
          },
        },
      },
    },
  ];
  return documents.map(document => JSON.stringify(document)).join('\n---\n');
}
