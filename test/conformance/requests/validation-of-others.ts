import {
  apps,
  batch,
  core,
  deployment,
  discovery,
  image,
  policy,
  rbac,
  service,
  template,
  workload,
} from './objects.ts';
import { post, type RequestGroup } from './request.ts';

const dry = '?dryRun=All';
const object = (apiVersion: string, kind: string, rest: object) => ({
  apiVersion,
  kind,
  metadata: { name: 'x' },
  ...rest,
});
const invalidDeployment = (title: string, spec: object) =>
  post(title, `${apps}/deployments${dry}`, deployment('x', spec));
const invalidService = (title: string, spec: object) => post(title, `${core}/services${dry}`, service('x', spec));
const jobSpec = { template: { spec: { restartPolicy: 'Never', containers: [{ name: 'main', image }] } } };
const job = (spec: object) => object('batch/v1', 'Job', { spec: { ...jobSpec, ...spec } });
const secret = (rest: object) =>
  post(`Secret: ${Object.values(rest)[0]}`, `${core}/secrets${dry}`, object('v1', 'Secret', rest));
const rbacVersion = 'rbac.authorization.k8s.io/v1';

/** Objects of the other kinds that a real API server refuses, in its words. */
export const validationOfOthers: RequestGroup = {
  name: 'validation-others',
  requests: [
    invalidDeployment('selector does not match the template', { selector: { matchLabels: { app: 'y' } } }),
    invalidDeployment('no selector', { selector: undefined }),
    invalidDeployment('empty selector', { selector: {} }),
    invalidDeployment('negative replicas', { replicas: -1 }),
    invalidDeployment('no template', { template: undefined }),
    invalidDeployment('no surge and nothing unavailable', {
      strategy: { rollingUpdate: { maxSurge: 0, maxUnavailable: 0 } },
    }),
    invalidDeployment('more than everything unavailable', { strategy: { rollingUpdate: { maxUnavailable: '150%' } } }),
    invalidDeployment('unknown strategy', { strategy: { type: 'BlueGreen' } }),
    invalidDeployment('recreate with rolling settings', {
      strategy: { type: 'Recreate', rollingUpdate: { maxSurge: 1 } },
    }),
    invalidDeployment('pods that are never restarted', {
      template: template('x', { restartPolicy: 'Never', containers: [{ name: 'main', image }] }),
    }),
    invalidDeployment('selector with an unknown operator', {
      selector: { matchExpressions: [{ key: 'app', operator: 'Like', values: ['x'] }] },
    }),
    post(
      'StatefulSet with an unknown pod management',
      `${apps}/statefulsets${dry}`,
      workload('StatefulSet', 'x', { serviceName: 'x', podManagementPolicy: 'Chaotic' }),
    ),
    post(
      'DaemonSet with an unknown strategy',
      `${apps}/daemonsets${dry}`,
      workload('DaemonSet', 'x', { updateStrategy: { type: 'Recreate' } }),
    ),
    post(
      'Job that restarts always',
      `${batch}/jobs${dry}`,
      job({
        template: { spec: { restartPolicy: 'Always', containers: [{ name: 'main', image }] } },
      }),
    ),
    post('Job with negative parallelism', `${batch}/jobs${dry}`, job({ parallelism: -1, backoffLimit: -2 })),
    post(
      'CronJob with a schedule that is none',
      `${batch}/cronjobs${dry}`,
      object('batch/v1', 'CronJob', {
        spec: { schedule: 'often', jobTemplate: { spec: jobSpec } },
      }),
    ),
    invalidService('Service without ports', { ports: [] }),
    invalidService('Service with an impossible port', { ports: [{ port: 0 }] }),
    invalidService('Service with two ports and no names', { ports: [{ port: 80 }, { port: 81 }] }),
    invalidService('Service with one port twice', {
      ports: [
        { name: 'a', port: 80 },
        { name: 'b', port: 80 },
      ],
    }),
    invalidService('Service of an unknown type', { type: 'Magic' }),
    invalidService('Service with an address that is none', { clusterIP: '999.1.1.1' }),
    invalidService('Service with a target port name that is too long', {
      ports: [{ port: 80, targetPort: 'x'.repeat(16) }],
    }),
    invalidService('Service with unknown session affinity', { sessionAffinity: 'Cookie' }),
    post(
      'PodDisruptionBudget with both limits',
      `${policy}/poddisruptionbudgets${dry}`,
      object('policy/v1', 'PodDisruptionBudget', { spec: { minAvailable: 1, maxUnavailable: 1 } }),
    ),
    post(
      'PodDisruptionBudget with a bad share',
      `${policy}/poddisruptionbudgets${dry}`,
      object('policy/v1', 'PodDisruptionBudget', { spec: { minAvailable: 'half' } }),
    ),
    post(
      'Role without verbs',
      `${rbac}/roles${dry}`,
      object(rbacVersion, 'Role', { rules: [{ apiGroups: [''], resources: ['pods'], verbs: [] }] }),
    ),
    post(
      'RoleBinding without a role',
      `${rbac}/rolebindings${dry}`,
      object(rbacVersion, 'RoleBinding', { roleRef: { kind: 'Role', name: '' } }),
    ),
    post(
      'RoleBinding with an unknown subject',
      `${rbac}/rolebindings${dry}`,
      object(rbacVersion, 'RoleBinding', {
        roleRef: { kind: 'Role', name: 'r' },
        subjects: [{ kind: 'Robot', name: 'r2' }],
      }),
    ),
    post(
      'EndpointSlice with a bad address',
      `${discovery}/endpointslices${dry}`,
      object('discovery.k8s.io/v1', 'EndpointSlice', { addressType: 'IPv4', endpoints: [{ addresses: ['here'] }] }),
    ),
    secret({ type: 'kubernetes.io/tls' }),
    secret({ type: 'kubernetes.io/dockerconfigjson' }),
    secret({ type: 'kubernetes.io/service-account-token' }),
    post(
      'LimitRange with a minimum above the maximum',
      `${core}/limitranges${dry}`,
      object('v1', 'LimitRange', { spec: { limits: [{ type: 'Container', min: { cpu: '2' }, max: { cpu: '1' } }] } }),
    ),
  ],
};
