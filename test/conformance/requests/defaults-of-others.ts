import { configMap, coordination, core, discovery, policy, rbac, service } from './objects.ts';
import { post, type RequestGroup } from './request.ts';

const dry = '?dryRun=All';
const object = (apiVersion: string, kind: string, rest: object = {}) => ({
  apiVersion,
  kind,
  metadata: { name: 'x' },
  ...rest,
});
const rbacVersion = 'rbac.authorization.k8s.io/v1';
const rules = [{ apiGroups: [''], resources: ['pods'], verbs: ['get'] }];

/** Minimal objects of the other kinds as the API server completes them. */
export const defaultsOfOthers: RequestGroup = {
  name: 'defaults-others',
  requests: [
    post('Namespace', `/api/v1/namespaces${dry}`, object('v1', 'Namespace')),
    post('Service', `${core}/services${dry}`, service('x')),
    post('Service of type NodePort', `${core}/services${dry}`, service('x', { type: 'NodePort' })),
    post('Service of type LoadBalancer', `${core}/services${dry}`, service('x', { type: 'LoadBalancer' })),
    post(
      'Service of type ExternalName',
      `${core}/services${dry}`,
      object('v1', 'Service', {
        spec: { type: 'ExternalName', externalName: 'example.com' },
      }),
    ),
    post('headless Service', `${core}/services${dry}`, service('x', { clusterIP: 'None' })),
    post(
      'Service with session affinity',
      `${core}/services${dry}`,
      service('x', {
        sessionAffinity: 'ClientIP',
        ports: [
          { name: 'http', port: 80, targetPort: 'web' },
          { name: 'dns', port: 53, protocol: 'UDP' },
        ],
      }),
    ),
    post('ConfigMap', `${core}/configmaps${dry}`, configMap('x')),
    post('Secret', `${core}/secrets${dry}`, object('v1', 'Secret', { stringData: { password: 'p' } })),
    post(
      'Secret of a type',
      `${core}/secrets${dry}`,
      object('v1', 'Secret', {
        type: 'kubernetes.io/basic-auth',
        stringData: { username: 'u', password: 'p' },
      }),
    ),
    post('ServiceAccount', `${core}/serviceaccounts${dry}`, object('v1', 'ServiceAccount')),
    post(
      'Endpoints',
      `${core}/endpoints${dry}`,
      object('v1', 'Endpoints', {
        subsets: [{ addresses: [{ ip: '10.1.2.3' }], ports: [{ port: 80 }] }],
      }),
    ),
    post(
      'EndpointSlice',
      `${discovery}/endpointslices${dry}`,
      object('discovery.k8s.io/v1', 'EndpointSlice', {
        addressType: 'IPv4',
        endpoints: [{ addresses: ['10.1.2.3'] }],
        ports: [{ port: 80 }],
      }),
    ),
    post('Role', `${rbac}/roles${dry}`, object(rbacVersion, 'Role', { rules })),
    post(
      'RoleBinding',
      `${rbac}/rolebindings${dry}`,
      object(rbacVersion, 'RoleBinding', {
        roleRef: { kind: 'ClusterRole', name: 'view' },
        subjects: [
          { kind: 'ServiceAccount', name: 'default' },
          { kind: 'User', name: 'jane' },
        ],
      }),
    ),
    post('ClusterRole', `/apis/${rbacVersion}/clusterroles${dry}`, object(rbacVersion, 'ClusterRole', { rules })),
    post(
      'PodDisruptionBudget',
      `${policy}/poddisruptionbudgets${dry}`,
      object('policy/v1', 'PodDisruptionBudget', {
        spec: { minAvailable: '50%', selector: { matchLabels: { app: 'x' } } },
      }),
    ),
    post('Lease', `${coordination}/leases${dry}`, object('coordination.k8s.io/v1', 'Lease')),
    post(
      'Event',
      `${core}/events${dry}`,
      object('v1', 'Event', {
        metadata: { name: 'x.1', namespace: '$namespace' },
        involvedObject: { kind: 'Pod', namespace: '$namespace', name: 'x' },
        reason: 'Tested',
        message: 'a test',
        type: 'Normal',
      }),
    ),
    post(
      'NetworkPolicy',
      '/apis/networking.k8s.io/v1/namespaces/$namespace/networkpolicies?dryRun=All',
      object('networking.k8s.io/v1', 'NetworkPolicy', {
        spec: { podSelector: {}, ingress: [{ ports: [{ port: 80 }] }] },
      }),
    ),
    post(
      'PersistentVolumeClaim',
      `${core}/persistentvolumeclaims${dry}`,
      object('v1', 'PersistentVolumeClaim', {
        spec: { storageClassName: 'none', accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
      }),
    ),
    post(
      'PriorityClass',
      '/apis/scheduling.k8s.io/v1/priorityclasses?dryRun=All',
      object('scheduling.k8s.io/v1', 'PriorityClass', { value: 1000 }),
    ),
    post(
      'StorageClass',
      '/apis/storage.k8s.io/v1/storageclasses?dryRun=All',
      object('storage.k8s.io/v1', 'StorageClass', { provisioner: 'example.com/none' }),
    ),
    post(
      'LimitRange',
      `${core}/limitranges${dry}`,
      object('v1', 'LimitRange', {
        spec: { limits: [{ type: 'Container', default: { cpu: '500m' }, max: { memory: '1Gi' } }] },
      }),
    ),
    post(
      'ResourceQuota',
      `${core}/resourcequotas${dry}`,
      object('v1', 'ResourceQuota', { spec: { hard: { pods: 2 } } }),
    ),
    post('Node', `/api/v1/nodes${dry}`, object('v1', 'Node')),
  ],
};
