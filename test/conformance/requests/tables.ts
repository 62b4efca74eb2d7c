import {
  apps,
  batch,
  configMap,
  coordination,
  core,
  deployment,
  endingContainer,
  policy,
  rbac,
  service,
  workload,
} from './objects.ts';
import { get, post, type RequestGroup } from './request.ts';

const accept =
  'application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,application/json';
const table = (title: string, path: string) => get(`table of ${title}`, path, { accept });
const none = { replicas: 0 };
const object = (apiVersion: string, kind: string, rest: object) => ({
  apiVersion,
  kind,
  metadata: { name: 'x' },
  ...rest,
});
const waiting = { nodeSelector: { nowhere: 'true' }, restartPolicy: 'Never', containers: [endingContainer(0)] };
const jobSpec = { suspend: true, template: { spec: waiting } };

/** Columns and cells that `kubectl get` shows. */
export const tables: RequestGroup = {
  name: 'tables',
  requests: [
    post('ConfigMap', `${core}/configmaps`, configMap('x', { data: { a: '1', b: '2' }, binaryData: { c: 'AA==' } })),
    post('Secret', `${core}/secrets`, object('v1', 'Secret', { stringData: { a: '1' } })),
    post(
      'Service',
      `${core}/services`,
      service('x', {
        ports: [
          { name: 'a', port: 80 },
          { name: 'b', port: 53, protocol: 'UDP' },
        ],
      }),
    ),
    post('headless Service', `${core}/services`, { ...service('none', { clusterIP: 'None', selector: undefined }) }),
    post('Deployment', `${apps}/deployments`, deployment('x', none)),
    get('Deployment is observed', `${apps}/deployments/x`, {
      until: { 'status.observedGeneration': 1 },
      project: 'keys',
    }),
    post('ReplicaSet', `${apps}/replicasets`, workload('ReplicaSet', 'y', none)),
    post('StatefulSet', `${apps}/statefulsets`, workload('StatefulSet', 'x', { ...none, serviceName: 'x' })),
    post(
      'DaemonSet',
      `${apps}/daemonsets`,
      workload('DaemonSet', 'x', {
        template: { metadata: { labels: { app: 'x' } }, spec: { ...waiting, restartPolicy: 'Always' } },
      }),
    ),
    post('Job', `${batch}/jobs`, object('batch/v1', 'Job', { spec: jobSpec })),
    post(
      'CronJob',
      `${batch}/cronjobs`,
      object('batch/v1', 'CronJob', {
        spec: { schedule: '0 0 1 1 *', suspend: true, jobTemplate: { spec: jobSpec } },
      }),
    ),
    post('Role', `${rbac}/roles`, object('rbac.authorization.k8s.io/v1', 'Role', { rules: [] })),
    post(
      'RoleBinding',
      `${rbac}/rolebindings`,
      object('rbac.authorization.k8s.io/v1', 'RoleBinding', {
        roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'x' },
        subjects: [{ kind: 'ServiceAccount', name: 'default', namespace: '$namespace' }],
      }),
    ),
    post(
      'PodDisruptionBudget',
      `${policy}/poddisruptionbudgets`,
      object('policy/v1', 'PodDisruptionBudget', {
        spec: { minAvailable: '50%', selector: { matchLabels: { app: 'x' } } },
      }),
    ),
    post(
      'Lease',
      `${coordination}/leases`,
      object('coordination.k8s.io/v1', 'Lease', { spec: { holderIdentity: 'me' } }),
    ),
    post('Pod', `${core}/pods`, object('v1', 'Pod', { spec: waiting })),
    get('Pod is seen', `${core}/pods/x`, { until: { 'status.conditions.0.reason': 'Unschedulable' }, project: 'keys' }),
    table('ConfigMaps', `${core}/configmaps`),
    table('Secrets', `${core}/secrets`),
    table('Services', `${core}/services`),
    table('Endpoints', `${core}/endpoints/x`),
    table('ServiceAccounts', `${core}/serviceaccounts`),
    table('Deployments', `${apps}/deployments`),
    table('one ReplicaSet', `${apps}/replicasets/y`),
    table('StatefulSets', `${apps}/statefulsets`),
    table('DaemonSets', `${apps}/daemonsets`),
    table('Jobs', `${batch}/jobs`),
    table('CronJobs', `${batch}/cronjobs`),
    table('Roles', `${rbac}/roles`),
    table('RoleBindings', `${rbac}/rolebindings`),
    table('PodDisruptionBudgets', `${policy}/poddisruptionbudgets`),
    table('Leases', `${coordination}/leases`),
    table('Pods', `${core}/pods`),
    table('a Namespace', core),
    table('an empty list', `${core}/persistentvolumeclaims`),
    table('Events by none', `${core}/events?fieldSelector=reason%3DNothing`),
    table('what is not there', `${core}/pods/absent`),
    get('table with whole objects', `${core}/configmaps/x?includeObject=Object`, { accept }),
    get('table without objects', `${core}/configmaps?includeObject=None`, { accept }),
    get('only metadata', `${core}/configmaps`, {
      accept: 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io',
    }),
  ],
};
