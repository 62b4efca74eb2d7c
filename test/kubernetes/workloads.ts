import type { KubernetesObject } from '@kubernetes/client-node';
import type { ManifestObject } from '../../src/kubernetes/manifest.ts';

const at = { file: 'test.yaml', line: 1, column: 1 };

/** A web server that answers on 8080. */
export const webServer = ['node', '-e', "require('node:http').createServer((q, r) => r.end('hello')).listen(8080)"];

export function namespace(name: string): ManifestObject {
  return { object: { apiVersion: 'v1', kind: 'Namespace', metadata: { name } }, at };
}

/** A Deployment of one Node container; `container` and `spec` replace what they name. */
export function deployment(
  name: string,
  namespace: string,
  container: Record<string, unknown> = {},
  spec: Record<string, unknown> = {},
): ManifestObject {
  const labels = { app: name };
  const object = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: {
        metadata: { labels },
        spec: {
          terminationGracePeriodSeconds: 0,
          containers: [
            {
              name: 'main',
              image: 'node:24-alpine',
              imagePullPolicy: 'IfNotPresent',
              command: webServer,
              readinessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 1 },
              ...container,
            },
          ],
        },
      },
      ...spec,
    },
  };
  return { object: object as KubernetesObject, at };
}

/** Any object, by its fields. */
export function manifest(object: Record<string, unknown>): ManifestObject {
  return { object: object as KubernetesObject, at };
}
