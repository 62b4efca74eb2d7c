import { apps, core, deployment, pod, workload } from './objects.ts';
import { get, patch, post, put, type RequestGroup } from './request.ts';

const web = `${apps}/deployments/web`;
const scale = (replicas: number, name = 'web') => ({
  apiVersion: 'autoscaling/v1',
  kind: 'Scale',
  metadata: { name, namespace: '$namespace' },
  spec: { replicas },
});
const waiting = { nodeSelector: { nowhere: 'true' }, containers: [{ name: 'main', image: 'node:24-alpine' }] };
const parked = { metadata: { labels: { app: 'web' } }, spec: waiting };

/** Scale, status, and generations. The pods find no node, so nothing moves by itself. */
export const subresources: RequestGroup = {
  name: 'subresources',
  requests: [
    post('a Deployment without pods', `${apps}/deployments`, deployment('web', { replicas: 0, template: parked })),
    get('observed', web, {
      until: { 'status.observedGeneration': 1, 'status.conditions.1.reason': 'NewReplicaSetAvailable' },
    }),
    get('read scale', `${web}/scale`),
    put('replace scale', `${web}/scale`, scale(2)),
    patch('merge', 'patch scale', `${web}/scale`, { spec: { replicas: 3 } }, { project: 'spec' }),
    put('negative scale', `${web}/scale`, scale(-1)),
    put('scale of another version', `${web}/scale`, {
      ...scale(1),
      metadata: { name: 'web', namespace: '$namespace', resourceVersion: '1' },
    }),
    get('scale of what is not there', `${apps}/deployments/absent/scale`),
    put('scale by the wrong kind', `${web}/scale`, deployment('web')),
    get('generation counts spec changes', web, {
      until: { 'status.observedGeneration': 3, 'status.replicas': 3, 'status.unavailableReplicas': 3 },
    }),
    patch('merge', 'labels leave the generation', `${web}`, { metadata: { labels: { l: '1' } } }),
    get('read status', `${web}/status`),
    patch('merge', 'status ignores spec', `${web}/status`, {
      spec: { replicas: 9 },
      metadata: { annotations: { a: 'b' } },
    }),
    patch('merge', 'spec ignores status', web, { status: { replicas: 9 } }),
    post('a ReplicaSet', `${apps}/replicasets`, workload('ReplicaSet', 'rs', { replicas: 0 })),
    get('scale of a ReplicaSet', `${apps}/replicasets/rs/scale`),
    post('a Pod', `${core}/pods`, pod('p', waiting)),
    get('not scheduled', `${core}/pods/p`, { until: { 'status.conditions.0.reason': 'Unschedulable' } }),
    patch('strategic', 'status of a Pod', `${core}/pods/p/status`, {
      status: { conditions: [{ type: 'example.com/ready', status: 'True' }] },
    }),
    get('log of a Pod that waits', `${core}/pods/p/log`),
    get('log of an unknown container', `${core}/pods/p/log?container=side`),
    get('log of what is not there', `${core}/pods/absent/log`),
    get('log with a bad number', `${core}/pods/p/log?tailLines=-1`),
  ],
};
