import { apps, batch, core, deployment, discovery, endingContainer, idleContainer, pod, service } from './objects.ts';
import { get, patch, post, type RequestGroup, remove } from './request.ts';

const pods = `${core}/pods`;
const web = `${apps}/deployments/web`;
const slices = `${discovery}/endpointslices?labelSelector=kubernetes.io/service-name%3Dweb`;
const eventsOf = (name: string) =>
  `${core}/events?fieldSelector=involvedObject.kind%3DPod,involvedObject.name%3D${name}`;
const once = (exitCode: number) => ({ restartPolicy: 'Never', containers: [endingContainer(exitCode)] });
const job = (name: string, exitCode: number) => ({
  apiVersion: 'batch/v1',
  kind: 'Job',
  metadata: { name },
  spec: { backoffLimit: 0, template: { spec: once(exitCode) } },
});

/** What kubelet and controllers make of running objects. */
export const podLifecycle: RequestGroup = {
  name: 'pod-lifecycle',
  requests: [
    post('a Pod', pods, pod('idle')),
    get('it runs', `${pods}/idle`, { until: { 'status.conditions.2.status': 'True' } }),
    get('its events', eventsOf('idle'), { project: 'events' }),
    remove('delete it', `${pods}/idle`),
    post('a Pod that succeeds', pods, pod('succeeds', once(0))),
    get('it succeeded', `${pods}/succeeds`, { until: { 'status.phase': 'Succeeded' } }),
    get('its log', `${pods}/succeeds/log`),
    post('a Pod that fails', pods, pod('fails', once(3))),
    get('it failed', `${pods}/fails`, { until: { 'status.phase': 'Failed' } }),
    get('its log with a tail', `${pods}/fails/log?tailLines=1`),
    get('log of the one before', `${pods}/fails/log?previous=true`),
    post('a Pod that crashes again and again', pods, pod('crashes', { containers: [endingContainer(1)] })),
    get('it is held back', `${pods}/crashes`, {
      until: {
        'status.containerStatuses.0.state.waiting.reason': 'CrashLoopBackOff',
        'status.containerStatuses.0.restartCount': 1,
      },
    }),
    post(
      'a Pod whose ConfigMap is not there',
      pods,
      pod('unset', {
        containers: [{ ...idleContainer, envFrom: [{ configMapRef: { name: 'absent' } }] }],
      }),
    ),
    get('it cannot be configured', `${pods}/unset`, {
      until: { 'status.containerStatuses.0.state.waiting.reason': 'CreateContainerConfigError' },
    }),
    post('a Deployment', `${apps}/deployments`, deployment('web', { replicas: 2 })),
    post('its Service', `${core}/services`, service('web')),
    get('it is available', web, {
      until: { 'status.availableReplicas': 2, 'status.conditions.1.reason': 'NewReplicaSetAvailable' },
    }),
    get('its ReplicaSet', `${apps}/replicasets`),
    get('its Pods by name', `${pods}?labelSelector=app%3Dweb`, { project: 'names' }),
    get('its Endpoints', `${core}/endpoints/web`, { until: { 'subsets.0.addresses.1.targetRef.kind': 'Pod' } }),
    get('its EndpointSlice', slices),
    remove('delete it in the foreground', `${web}?propagationPolicy=Foreground`),
    post('a Job', `${batch}/jobs`, job('good', 0)),
    get('it completed', `${batch}/jobs/good`, { until: { 'status.conditions.1.type': 'Complete' } }),
    post('a Job that fails', `${batch}/jobs`, job('bad', 1)),
    get('it failed for good', `${batch}/jobs/bad`, { until: { 'status.conditions.1.type': 'Failed' } }),
    patch('merge', 'a Pod that is not there', `${pods}/absent`, { metadata: { labels: { a: 'b' } } }),
  ],
};
