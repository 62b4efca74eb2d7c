import { apps, batch, core, deployment, image, pod, workload } from './objects.ts';
import { post, type RequestGroup } from './request.ts';

const dry = '?dryRun=All';
const container = { name: 'main', image };
const bare = { containers: [container] };
const template = (spec: object = bare) => ({ metadata: { labels: { app: 'x' } }, spec });
const jobTemplate = template({ ...bare, restartPolicy: 'Never' });
const minimal = (kind: string, spec: object = {}) => workload(kind, 'x', { template: template(), ...spec });

const everyField = {
  initContainers: [{ ...container, name: 'init', env: [{ name: 'A', value: '1' }, { name: 'B' }] }],
  containers: [
    {
      ...container,
      image: 'node',
      ports: [{ containerPort: 8080 }, { containerPort: 53, protocol: 'UDP', name: 'dns' }],
      readinessProbe: { httpGet: { port: 8080 } },
      livenessProbe: { tcpSocket: { port: 8080 }, periodSeconds: 3 },
      startupProbe: { exec: { command: ['true'] } },
      lifecycle: { preStop: { httpGet: { port: 8080 } } },
      resources: { limits: { memory: '0.5Gi', cpu: '1000m' } },
      env: [{ name: 'POD', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
      volumeMounts: [{ name: 'settings', mountPath: '/etc/settings' }],
    },
  ],
  volumes: [
    { name: 'settings', configMap: { name: 'settings' } },
    { name: 'password', secret: { secretName: 'password' } },
    { name: 'scratch', emptyDir: {} },
    { name: 'about', downwardAPI: { items: [{ path: 'name', fieldRef: { fieldPath: 'metadata.name' } }] } },
    { name: 'all', projected: { sources: [{ serviceAccountToken: { path: 'token' } }] } },
  ],
  tolerations: [{ key: 'k', operator: 'Exists' }],
  topologySpreadConstraints: [{ maxSkew: 1, topologyKey: 'zone', whenUnsatisfiable: 'DoNotSchedule' }],
};

/** Minimal workloads as the API server completes them. Dry run: no controller touches them. */
export const defaultsOfWorkloads: RequestGroup = {
  name: 'defaults-workloads',
  requests: [
    post('Pod', `${core}/pods${dry}`, pod('x', bare)),
    post('Pod with most fields', `${core}/pods${dry}`, pod('x', everyField)),
    post(
      'Pod with requests only',
      `${core}/pods${dry}`,
      pod('x', {
        containers: [{ ...container, resources: { requests: { cpu: 0.25, memory: '128Mi' } } }],
      }),
    ),
    post(
      'Pod with host network',
      `${core}/pods${dry}`,
      pod('x', {
        hostNetwork: true,
        containers: [{ ...container, ports: [{ containerPort: 80 }] }],
      }),
    ),
    post('Deployment', `${apps}/deployments${dry}`, deployment('x', { template: template() })),
    post(
      'Deployment with a partial strategy',
      `${apps}/deployments${dry}`,
      deployment('x', {
        strategy: { rollingUpdate: { maxUnavailable: 0 } },
        template: template(),
      }),
    ),
    post(
      'Deployment that recreates',
      `${apps}/deployments${dry}`,
      deployment('x', {
        strategy: { type: 'Recreate' },
        template: template(),
      }),
    ),
    post('ReplicaSet', `${apps}/replicasets${dry}`, minimal('ReplicaSet')),
    post('StatefulSet', `${apps}/statefulsets${dry}`, minimal('StatefulSet', { serviceName: 'x' })),
    post(
      'StatefulSet with a volume claim',
      `${apps}/statefulsets${dry}`,
      minimal('StatefulSet', {
        serviceName: 'x',
        volumeClaimTemplates: [
          {
            metadata: { name: 'data' },
            spec: { accessModes: ['ReadWriteOnce'], resources: { requests: { storage: '1Gi' } } },
          },
        ],
      }),
    ),
    post('DaemonSet', `${apps}/daemonsets${dry}`, minimal('DaemonSet')),
    post('Job', `${batch}/jobs${dry}`, {
      apiVersion: 'batch/v1',
      kind: 'Job',
      metadata: { name: 'x' },
      spec: { template: { spec: jobTemplate.spec } },
    }),
    post('CronJob', `${batch}/cronjobs${dry}`, {
      apiVersion: 'batch/v1',
      kind: 'CronJob',
      metadata: { name: 'x' },
      spec: { schedule: '*/5 * * * *', jobTemplate: { spec: { template: { spec: jobTemplate.spec } } } },
    }),
  ],
};
