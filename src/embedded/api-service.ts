import type { ClusterApi } from './api/index.ts';

const NAME = 'kubernetes';
const METADATA = { name: NAME, namespace: 'default' };
/** The port that API servers listen on by custom; here the network knows the real one. */
const TARGET_PORT = 6443;

/** Creates the Service by which containers find the API server, and returns its address. */
export function createApiService(api: ClusterApi): string {
  const service = api.create('services', {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { ...METADATA, labels: { component: 'apiserver', provider: NAME } },
    spec: { type: 'ClusterIP', ports: [{ name: 'https', protocol: 'TCP', port: 443, targetPort: TARGET_PORT }] },
  });
  return service.spec!.clusterIP!;
}

/** Says where the server behind that Service listens, as a real one does of itself. */
export function createApiEndpoints(api: ClusterApi, server: URL): void {
  const ports = [{ name: 'https', protocol: 'TCP', port: Number(server.port) }];
  api.create('endpoints', {
    apiVersion: 'v1',
    kind: 'Endpoints',
    metadata: { ...METADATA, labels: { 'endpointslice.kubernetes.io/skip-mirror': 'true' } },
    subsets: [{ addresses: [{ ip: server.hostname }], ports }],
  });
  api.create('endpointslices.discovery.k8s.io', {
    apiVersion: 'discovery.k8s.io/v1',
    kind: 'EndpointSlice',
    metadata: { ...METADATA, labels: { 'kubernetes.io/service-name': NAME } },
    addressType: 'IPv4',
    endpoints: [{ addresses: [server.hostname], conditions: { ready: true } }],
    ports,
  });
}
