/** Building blocks of the objects that several groups send: as small as the API server accepts them. */

export const core = '/api/v1/namespaces/$namespace';
export const apps = '/apis/apps/v1/namespaces/$namespace';
export const batch = '/apis/batch/v1/namespaces/$namespace';
export const policy = '/apis/policy/v1/namespaces/$namespace';
export const rbac = '/apis/rbac.authorization.k8s.io/v1/namespaces/$namespace';
export const discovery = '/apis/discovery.k8s.io/v1/namespaces/$namespace';
export const coordination = '/apis/coordination.k8s.io/v1/namespaces/$namespace';

/** An image that kind has loaded and the embedded cluster runs on the host's Node. */
export const image = 'node:24-alpine';

/** Ends at once on SIGTERM; a container's first process would ignore it otherwise. */
const idle = "process.on('SIGTERM', () => process.exit(0)); console.log('up'); setInterval(() => {}, 1e6)";
export const idleContainer = { name: 'main', image, command: ['node', '-e', idle] };

/** A container that ends by itself: prints, then exits with this code. */
export const endingContainer = (exitCode: number) => ({
  name: 'main',
  image,
  command: ['node', '-e', `console.log('done'); process.exit(${exitCode})`],
});

export const podSpec = { terminationGracePeriodSeconds: 2, containers: [idleContainer] };

export const configMap = (name: string, rest: object = {}) => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name },
  ...rest,
});

export const pod = (name: string, spec: object = podSpec, metadata: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name, ...metadata },
  spec,
});

export const template = (app: string, spec: object = podSpec) => ({ metadata: { labels: { app } }, spec });

export const deployment = (name: string, spec: object = {}) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name },
  spec: { selector: { matchLabels: { app: name } }, template: template(name), ...spec },
});

export const workload = (kind: string, name: string, spec: object = {}) => ({ ...deployment(name, spec), kind });

export const service = (name: string, spec: object = {}) => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name },
  spec: { selector: { app: name }, ports: [{ port: 80 }], ...spec },
});
