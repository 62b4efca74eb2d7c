import { core, image, pod } from './objects.ts';
import { post, type RequestGroup } from './request.ts';

const container = { name: 'main', image };
const invalid = (title: string, spec: object) => post(title, `${core}/pods?dryRun=All`, pod('x', spec));
const withContainer = (title: string, fields: object) => invalid(title, { containers: [{ ...container, ...fields }] });

/** Pods that a real API server refuses, in its words. */
export const validationOfPods: RequestGroup = {
  name: 'validation-pods',
  requests: [
    post('no spec', `${core}/pods?dryRun=All`, { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'x' } }),
    invalid('no containers', { containers: [] }),
    invalid('two containers with one name', { containers: [container, container] }),
    withContainer('no image', { image: undefined }),
    withContainer('no container name', { name: undefined }),
    withContainer('container name in upper case', { name: 'Main' }),
    invalid('unknown restartPolicy', { containers: [container], restartPolicy: 'Sometimes' }),
    invalid('negative grace period', { containers: [container], terminationGracePeriodSeconds: -1 }),
    invalid('active deadline of zero', { containers: [container], activeDeadlineSeconds: 0 }),
    withContainer('port out of range', { ports: [{ containerPort: 70_000 }] }),
    withContainer('port name too long', { ports: [{ containerPort: 80, name: 'much-too-long-a-name' }] }),
    withContainer('port given twice', {
      ports: [
        { containerPort: 80, name: 'a' },
        { containerPort: 81, name: 'a' },
      ],
    }),
    withContainer('unknown protocol', { ports: [{ containerPort: 80, protocol: 'ICMP' }] }),
    withContainer('environment name with a equals sign', { env: [{ name: 'A=B', value: 'x' }] }),
    withContainer('environment with value and valueFrom', {
      env: [{ name: 'A', value: 'x', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
    }),
    withContainer('environment from an unknown field', {
      env: [{ name: 'A', valueFrom: { fieldRef: { fieldPath: 'spec.colour' } } }],
    }),
    withContainer('unknown pull policy', { imagePullPolicy: 'Maybe' }),
    withContainer('memory that is no quantity', { resources: { limits: { memory: 'lots' } } }),
    withContainer('requests above limits', { resources: { requests: { cpu: '2' }, limits: { cpu: '1' } } }),
    withContainer('unknown resource name', { resources: { limits: { colour: '1' } } }),
    withContainer('negative resource', { resources: { requests: { cpu: '-1' } } }),
    withContainer('probe without a handler', { readinessProbe: { periodSeconds: 1 } }),
    withContainer('probe with two handlers', {
      readinessProbe: { httpGet: { port: 80 }, tcpSocket: { port: 80 } },
    }),
    withContainer('probe with a negative period', { readinessProbe: { httpGet: { port: 80 }, periodSeconds: -1 } }),
    withContainer('liveness probe with a success threshold of two', {
      livenessProbe: { httpGet: { port: 80 }, successThreshold: 2 },
    }),
    withContainer('mount of a volume that is not there', { volumeMounts: [{ name: 'data', mountPath: '/data' }] }),
    invalid('volume without a name', { containers: [container], volumes: [{ emptyDir: {} }] }),
    invalid('two volumes with one name', {
      containers: [container],
      volumes: [
        { name: 'v', emptyDir: {} },
        { name: 'v', emptyDir: {} },
      ],
    }),
    invalid('volume with two sources', {
      containers: [container],
      volumes: [{ name: 'v', emptyDir: {}, configMap: { name: 'c' } }],
    }),
    invalid('toleration without a key', { containers: [container], tolerations: [{ operator: 'Equal', value: 'v' }] }),
    invalid('service account that does not exist', { containers: [container], serviceAccountName: 'nobody' }),
    invalid('priority class that does not exist', { containers: [container], priorityClassName: 'urgent' }),
    invalid('unknown DNS policy', { containers: [container], dnsPolicy: 'Guess' }),
    invalid('spread over nothing', {
      containers: [container],
      topologySpreadConstraints: [{ maxSkew: 0, topologyKey: '', whenUnsatisfiable: 'Never' }],
    }),
  ],
};
