import { apps, batch, core, deployment, endingContainer, pod, policy, rbac, service, workload } from './objects.ts';
import { patch, post, type RequestGroup } from './request.ts';

const none = { replicas: 0 };
const suspendedJob = {
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name: 'x' },
  spec: { suspend: true, template: { spec: { restartPolicy: 'Never', containers: [endingContainer(0)] } } },
};

/** Fields that may not change once an object is there. */
export const immutability: RequestGroup = {
  name: 'immutability',
  requests: [
    post('a Deployment', `${apps}/deployments`, deployment('x', none)),
    patch('merge', 'selector of a Deployment', `${apps}/deployments/x`, {
      spec: { selector: { matchLabels: { app: 'y' } }, template: { metadata: { labels: { app: 'y' } } } },
    }),
    post('a ReplicaSet', `${apps}/replicasets`, workload('ReplicaSet', 'x', none)),
    patch('merge', 'selector of a ReplicaSet', `${apps}/replicasets/x`, {
      spec: { selector: { matchLabels: { app: 'y' } }, template: { metadata: { labels: { app: 'y' } } } },
    }),
    post('a StatefulSet', `${apps}/statefulsets`, workload('StatefulSet', 'x', { ...none, serviceName: 'x' })),
    patch('merge', 'service name of a StatefulSet', `${apps}/statefulsets/x`, { spec: { serviceName: 'y' } }),
    patch(
      'merge',
      'replicas of a StatefulSet may change',
      `${apps}/statefulsets/x?dryRun=All`,
      {
        spec: { replicas: 1 },
      },
      { project: 'spec' },
    ),
    post(
      'a Pod that no node takes',
      `${core}/pods`,
      pod('x', {
        nodeSelector: { nowhere: 'true' },
        containers: [endingContainer(0)],
      }),
    ),
    patch('merge', 'restart policy of a Pod', `${core}/pods/x`, { spec: { restartPolicy: 'Never' } }),
    patch('strategic', 'environment of a Pod', `${core}/pods/x`, {
      spec: { containers: [{ name: 'main', env: [{ name: 'A', value: '1' }] }] },
    }),
    patch(
      'strategic',
      'image of a Pod may change',
      `${core}/pods/x?dryRun=All`,
      {
        spec: { containers: [{ name: 'main', image: 'node:24' }] },
      },
      { project: 'spec' },
    ),
    post('a suspended Job', `${batch}/jobs`, suspendedJob),
    patch('strategic', 'template of a Job', `${batch}/jobs/x`, {
      spec: { template: { spec: { containers: [{ name: 'main', image: 'node:24' }] } } },
    }),
    patch('merge', 'completions of a Job', `${batch}/jobs/x`, { spec: { completions: 5 } }),
    post('a Service', `${core}/services`, service('x')),
    patch('merge', 'cluster address of a Service', `${core}/services/x`, { spec: { clusterIP: '10.96.250.250' } }),
    patch('merge', 'headless afterwards', `${core}/services/x`, { spec: { clusterIP: 'None', clusterIPs: ['None'] } }),
    post('a Secret', `${core}/secrets`, { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'x' }, immutable: true }),
    patch('merge', 'data of an immutable Secret', `${core}/secrets/x`, { stringData: { a: 'b' } }),
    patch('merge', 'type of a Secret', `${core}/secrets/x`, { type: 'kubernetes.io/basic-auth' }),
    post('a RoleBinding', `${rbac}/rolebindings`, {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'RoleBinding',
      metadata: { name: 'x' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'view' },
    }),
    patch('merge', 'role of a RoleBinding', `${rbac}/rolebindings/x`, { roleRef: { name: 'edit' } }),
    post('a PodDisruptionBudget', `${policy}/poddisruptionbudgets`, {
      apiVersion: 'policy/v1',
      kind: 'PodDisruptionBudget',
      metadata: { name: 'x' },
      spec: { minAvailable: 1, selector: { matchLabels: { app: 'x' } } },
    }),
    patch(
      'merge',
      'spec of a PodDisruptionBudget may change',
      `${policy}/poddisruptionbudgets/x?dryRun=All`,
      { spec: { minAvailable: 2 } },
      { project: 'spec' },
    ),
    patch('merge', 'name of an object', `${core}/secrets/x`, { metadata: { name: 'y' } }),
    patch('merge', 'uid of an object', `${core}/secrets/x`, {
      metadata: { uid: '11111111-1111-1111-1111-111111111111' },
    }),
  ],
};
