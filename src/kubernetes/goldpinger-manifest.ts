import type { KubernetesObject } from '@kubernetes/client-node';

const namespace = 'goldpinger';
const labels = { app: 'goldpinger' };
const metadata = { name: 'goldpinger', namespace };
const port = 8080;

/** No `v` before the version: tags have none from 3.10.1 on. */
export const goldpingerImage = 'docker.io/bloomberg/goldpinger:3.10.2';

const fromField = (name: string, fieldPath: string) => ({ name, valueFrom: { fieldRef: { fieldPath } } });

const environment = [
  { name: 'HOST', value: '0.0.0.0' },
  { name: 'PORT', value: String(port) },
  fromField('NAMESPACE', 'metadata.namespace'),
  { name: 'LABEL_SELECTOR', value: 'app=goldpinger' },
  { name: 'REFRESH_INTERVAL', value: '1' },
  { name: 'JITTER_FACTOR', value: '0' },
  // Long enough to show as latency what the default of 300 ms would show as loss.
  { name: 'PING_TIMEOUT', value: '1s' },
  { name: 'CHECK_TIMEOUT', value: '5s' },
  { name: 'CHECK_ALL_TIMEOUT', value: '10s' },
  fromField('HOSTNAME', 'spec.nodeName'),
  fromField('POD_NAME', 'metadata.name'),
  fromField('POD_IP', 'status.podIP'),
];

const container = {
  name: 'goldpinger',
  image: goldpingerImage,
  imagePullPolicy: 'IfNotPresent',
  env: environment,
  ports: [{ name: 'http', containerPort: port }],
  readinessProbe: { httpGet: { path: '/healthz', port: 'http' }, periodSeconds: 1 },
  // No CPU limit: a throttled Goldpinger reports latencies of its own.
  resources: { requests: { cpu: '1m', memory: '40Mi' }, limits: { memory: '160Mi' } },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    capabilities: { drop: ['ALL'] },
  },
};

const podSpec = {
  serviceAccountName: 'goldpinger',
  terminationGracePeriodSeconds: 2,
  tolerations: [{ key: 'node-role.kubernetes.io/control-plane', operator: 'Exists', effect: 'NoSchedule' }],
  securityContext: { runAsNonRoot: true, runAsUser: 1000, fsGroup: 2000, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [container],
};

const objects = [
  { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'Role',
    metadata,
    rules: [{ apiGroups: [''], resources: ['pods'], verbs: ['list'] }],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'RoleBinding',
    metadata,
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'goldpinger' },
    subjects: [{ kind: 'ServiceAccount', name: 'goldpinger', namespace }],
  },
  {
    apiVersion: 'apps/v1',
    kind: 'DaemonSet',
    metadata: { ...metadata, labels },
    spec: {
      selector: { matchLabels: labels },
      updateStrategy: { type: 'RollingUpdate' },
      template: { metadata: { labels }, spec: podSpec },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...metadata, labels },
    spec: { selector: labels, ports: [{ name: 'http', port, targetPort: 'http' }] },
  },
];

/**
 * What `app.goldpinger: true` deploys, and what the defaults of probeGoldpinger look for: one Goldpinger pod a node, control
 * planes included, that pings every second, with the fewest rights it works with. The same as `fixtures/goldpinger/goldpinger.yaml`,
 * in the program itself, because the bundle has no fixtures.
 */
export const goldpingerManifest: readonly KubernetesObject[] = objects;
