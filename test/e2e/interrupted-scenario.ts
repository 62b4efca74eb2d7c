const server =
  "require('node:http').createServer((q, s) => { s.statusCode = q.url === '/unready' ? 503 : 200; s.end('hello'); }).listen(8080)";

/** Deployment and Service `web` in a namespace of its own, from the image shop:dev; `ready: false`: its readiness probe fails. */
export function shopOfOne(namespace: string, { ready }: { readonly ready: boolean }): string {
  const labels = { app: 'web' };
  return [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'web', namespace },
      spec: { selector: labels, ports: [{ port: 80, targetPort: 8080 }] },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web', namespace },
      spec: {
        replicas: 2,
        selector: { matchLabels: labels },
        template: {
          metadata: { labels },
          spec: {
            terminationGracePeriodSeconds: 1,
            containers: [
              {
                name: 'web',
                image: 'shop:dev',
                imagePullPolicy: 'IfNotPresent',
                command: ['node', '-e', server],
                readinessProbe: { httpGet: { path: ready ? '/' : '/unready', port: 8080 }, periodSeconds: 1 },
              },
            ],
          },
        },
      },
    },
  ]
    .map(document => JSON.stringify(document))
    .join('\n---\n');
}

/** A scenario that stays in one phase until somebody interrupts it; its fault has something to undo. */
export function interruptedScenario(namespace: string, phase: 'deploy' | 'baseline' | 'fault' | 'undo'): string {
  const payload = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'fault', namespace } });
  return JSON.stringify(
    {
      config: { runStrategy: { runs: 1 } },
      app: { manifests: [`${namespace}.app.yml`] },
      scenarios: [
        {
          name: `interrupted in ${phase}`,
          baseline: { for: phase === 'baseline' ? '60s' : '1s' },
          steadyState: [
            {
              name: 'web answers',
              probeHTTP: { target: { service: { name: 'web', namespace, port: 80 } }, every: '200ms', timeout: 2000 },
              minSamples: 2,
              tolerance: { success: '>= 1%' },
            },
          ],
          steps: [
            { kubectl: { action: 'apply', payload } },
            {
              podAction: {
                matches: [{ labels: { selector: 'app=web', namespace } }],
                filters: [{ randomSample: { size: 1 } }],
                actions: [{ killContainer: {} }],
              },
            },
            { wait: { seconds: phase === 'fault' ? 600 : 0 } },
          ],
          recovery: { within: '60s', stableFor: '1s' },
        },
      ],
    },
    null,
    2,
  );
}
