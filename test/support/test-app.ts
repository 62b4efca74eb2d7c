/** The program of the test app: a server that asks the oracle how to behave, once for each start. */
const server = `
const http = require('node:http');
fetch(process.env.ORACLE).then(r => r.json()).then(b => {
  if (b.exit !== undefined) process.exit(b.exit);
  http.createServer((q, s) => {
    if (q.url === '/ready') { s.statusCode = b.unready ? 503 : 200; return s.end(); }
    if (b.hang) return;
    setTimeout(() => { s.statusCode = b.status ?? 200; s.end(b.body ?? 'hello'); }, b.latencyMs ?? 0);
  }).listen(8080);
});
process.on('SIGTERM', () => process.exit(0));
`;

export interface AppOptions {
  readonly oracle: string;
  readonly replicas?: number;
  /** Of the pods; one that nobody removes keeps a deleted pod in the API. */
  readonly finalizers?: readonly string[];
}

/** Deployment and Service `web` in the namespace `shop`, as YAML (JSON is YAML). */
export function testApp({ oracle, replicas = 2, finalizers }: AppOptions): string {
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
                image: 'node:24-alpine',
                command: ['node', '-e', server],
                env: [{ name: 'ORACLE', value: oracle }],
                readinessProbe: { httpGet: { path: '/ready', port: 8080 }, periodSeconds: 1 },
              },
            ],
          },
        },
      },
    },
  ];
  return documents.map(document => JSON.stringify(document)).join('\n---\n');
}
