import type { KubernetesObject } from '@kubernetes/client-node';

/** What `app.goldpinger: true` deploys; the defaults of probeGoldpinger fit it. */
export const goldpinger = {
  namespace: 'goldpinger',
  selector: 'app=goldpinger',
  port: 8080,
  /** No `v`: tags have none from 3.10.1 on. */
  image: 'bloomberg/goldpinger:3.10.2',
  refreshSeconds: 2,
} as const;

const labels = {
  app: 'goldpinger',
  'app.kubernetes.io/name': 'goldpinger',
  'app.kubernetes.io/managed-by': 'chaos-gate',
};
const { namespace } = goldpinger;
const metadata = { name: 'goldpinger', namespace, labels };

const environment = [
  { name: 'HOST', value: '0.0.0.0' },
  { name: 'PORT', value: String(goldpinger.port) },
  { name: 'REFRESH_INTERVAL', value: String(goldpinger.refreshSeconds) },
  { name: 'JITTER_FACTOR', value: '0' },
  // Long enough to show latency where the default of 300 ms would show loss.
  { name: 'PING_TIMEOUT', value: '1s' },
  { name: 'CHECK_TIMEOUT', value: '5s' },
  { name: 'CHECK_ALL_TIMEOUT', value: '10s' },
  { name: 'LABEL_SELECTOR', value: goldpinger.selector },
  { name: 'HOSTNAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
  { name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } },
  { name: 'POD_IP', valueFrom: { fieldRef: { fieldPath: 'status.podIP' } } },
  { name: 'NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
];

/**
 * One Goldpinger pod a node, control planes included, with the fewest rights that it works with (list pods of its own
 * namespace) and a security context that the "restricted" pod security standard accepts. No CPU limit: throttling reads as latency.
 */
export const goldpingerManifest: readonly KubernetesObject[] = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace, labels } },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata,
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }],
  } as KubernetesObject,
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'goldpinger' },
    subjects: [{ kind: 'ServiceAccount', name: 'goldpinger', namespace }],
  } as KubernetesObject,
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata,
    spec: { selector: { app: 'goldpinger' }, ports: [{ name: 'http', port: goldpinger.port, targetPort: 'http' }] },
  } as KubernetesObject,
  {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata,
    spec: {
      selector: { matchLabels: { app: 'goldpinger' } },
      // On a fresh cluster all at once is fastest, and nobody depends on it.
      updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: '100%' } },
      template: {
        metadata: { labels },
        spec: {
          serviceAccountName: 'goldpinger',
          tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' }],
          securityContext: {
            runAsNonRoot: true,
            runAsUser: 1000,
            fsGroup: 2000,
            seccompProfile: { type: 'RuntimeDefault' },
          },
          containers: [
            {
              name: 'goldpinger',
              image: goldpinger.image,
              imagePullPolicy: 'IfNotPresent',
              env: environment,
              ports: [{ name: 'http', containerPort: goldpinger.port }],
              readinessProbe: { httpGet: { path: '/healthz', port: 'http' }, periodSeconds: 1, timeoutSeconds: 1 },
              resources: { requests: { cpu: '1m', memory: '40Mi' }, limits: { memory: '80Mi' } },
              securityContext: {
                allowPrivilegeEscalation: false,
                readOnlyRootFilesystem: true,
                capabilities: { drop: ['ALL'] },
              },
            },
          ],
        },
      },
    },
  } as KubernetesObject,
];
