import type { KubernetesObject } from '@kubernetes/client-node';

/** Answers `hello`, or `slow` while its switch is on; `GET /switch/lie` says that it was switched, and nothing is. */
const server = `
let on = false;
const { createServer } = require('node:http');
createServer((request, response) => {
  const { url, method, headers } = request;
  if (url === '/switch/on' && method === 'POST' && headers['x-chaos'] === 'yes') on = true;
  else if (url === '/switch/off' && method === 'POST') on = false;
  else if (url === '/broken') response.statusCode = 500;
  response.end(on ? 'slow' : 'hello');
}).listen(8080);
`;

export const shop: KubernetesObject = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };

/** A Deployment of the server above in the namespace `shop`, with a Service of the same name. */
export function serverApp(name: string, replicas: number, container: Record<string, unknown> = {}): KubernetesObject[] {
  const labels = { app: name };
  const metadata = { name, namespace: 'shop' };
  return [
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
    } as KubernetesObject,
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: {
        replicas,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            terminationGracePeriodSeconds: 1,
            containers: [
              {
                name: 'web',
                image: 'node:24-alpine',
                command: ['node', '-e', server],
                ports: [{ containerPort: 8080 }],
                readinessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 1, failureThreshold: 1 },
                ...container,
              },
            ],
          },
        },
      },
    } as KubernetesObject,
  ];
}
