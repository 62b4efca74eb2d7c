/** A Deployment as people write it. */
export function deployment(name: string, change: (object: any) => void = () => undefined): any {
  const object = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'web', image: 'node:24', env: [{ name: 'A', value: '1' }] }] },
      },
    },
  };
  change(object);
  return object;
}

export function pod(name: string, more: object = {}): any {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: 'default' },
    spec: { containers: [{ name: 'main', image: 'node:24' }], ...more },
  };
}

export function configMap(name: string, data: Record<string, string> = {}, metadata: object = {}): any {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'default', ...metadata }, data };
}
