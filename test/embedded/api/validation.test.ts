import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { deployment, pod } from './support/manifests.ts';
import { type Served, serve } from './support/served.ts';

let served: Served;
beforeAll(async () => {
  served = await serve();
});
afterAll(async () => served[Symbol.asyncDispose]());

const PODS = '/api/v1/namespaces/default/pods?dryRun=All';
const DEPLOYMENTS = '/apis/apps/v1/namespaces/default/deployments?dryRun=All';
const message = async (path: string, body: unknown) => {
  const answer = await served.call('POST', path, { body });
  return `${answer.code} ${answer.body.message}`;
};

test.each([
  [
    'selector',
    (d: any) => (d.spec.selector.matchLabels.app = 'other'),
    'spec.template.metadata.labels: Invalid value: {"app":"web"}: `selector` does not match template `labels`',
  ],
  [
    'replicas',
    (d: any) => (d.spec.replicas = -1),
    'spec.replicas: Invalid value: -1: must be greater than or equal to 0',
  ],
  [
    'image',
    (d: any) => delete d.spec.template.spec.containers[0].image,
    'spec.template.spec.containers[0].image: Required value',
  ],
  [
    'restart',
    (d: any) => (d.spec.template.spec.restartPolicy = 'Never'),
    'spec.template.spec.restartPolicy: Unsupported value: "Never": supported values: "Always"',
  ],
])('a Deployment with a wrong %s is told so in the words of the server', async (_what, change, expected) => {
  expect(await message(DEPLOYMENTS, deployment('web', change))).toBe(
    `422 Deployment.apps "web" is invalid: ${expected}`,
  );
});

test.each([
  ['no containers', { containers: [] }, 'spec.containers: Required value'],
  [
    'a port out of range',
    { containers: [{ name: 'a', image: 'b', ports: [{ containerPort: 70000 }] }] },
    'spec.containers[0].ports[0].containerPort: Invalid value: 70000: must be between 1 and 65535, inclusive',
  ],
  [
    'a name twice',
    {
      containers: [
        { name: 'a', image: 'b' },
        { name: 'a', image: 'b' },
      ],
    },
    'spec.containers[1].name: Duplicate value: "a"',
  ],
  [
    'requests above limits',
    {
      containers: [{ name: 'a', image: 'b', resources: { limits: { memory: '1Gi' }, requests: { memory: '1025Mi' } } }],
    },
    'spec.containers[0].resources.requests: Invalid value: "1025Mi": must be less than or equal to memory limit of 1Gi',
  ],
])('a Pod with %s', async (_what, spec, expected) => {
  expect(await message(PODS, pod('x', spec))).toBe(`422 Pod "x" is invalid: ${expected}`);
});

test('types are checked before values, and unknown fields as strictly as asked', async () => {
  const typo = deployment('web', d => {
    d.spec.replica = 3;
    d.spec.template.spec.containers[0].imag = 'x';
  });
  const unknown = ['unknown field "spec.template.spec.containers[0].imag"', 'unknown field "spec.replica"'];
  expect(await message(`${DEPLOYMENTS}&fieldValidation=Strict`, typo)).toBe(
    `400 Deployment in version "v1" cannot be handled as a Deployment: strict decoding error: ${unknown.join(', ')}`,
  );
  const warned = await served.call('POST', DEPLOYMENTS, { body: typo });
  expect([warned.code, warned.headers.warning, warned.body.spec.replica]).toEqual([
    201,
    unknown.map(text => `299 - ${JSON.stringify(text)}`).join(', '),
    undefined,
  ]);
  const wrong = deployment('web', d => {
    d.spec.template.spec.containers[0].ports = [{ containerPort: '80' }];
  });
  expect(await message(DEPLOYMENTS, wrong)).toBe(
    '400 Deployment in version "v1" cannot be handled as a Deployment: json: cannot unmarshal string into Go struct field ContainerPort.spec.template.spec.containers.ports.containerPort of type int32',
  );
});

test('a field given twice is told', async () => {
  const body =
    '{"kind":"ConfigMap","apiVersion":"v1","metadata":{"name":"x"},"data":{"k":"1","l":"{\\"k\\":1}","k":"2"}}';
  expect(await message('/api/v1/namespaces/default/configmaps?fieldValidation=Strict', body)).toContain(
    'strict decoding error: duplicate field "data.k"',
  );
});

test('a CustomResourceDefinition makes its kind servable, with its schema', async () => {
  const { call } = served;
  const definition = {
    metadata: { name: 'widgets.example.com' },
    spec: {
      group: 'example.com',
      scope: 'Namespaced',
      names: { plural: 'widgets', kind: 'Widget' },
      versions: [
        {
          name: 'v1',
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: {
              type: 'object',
              properties: {
                spec: {
                  type: 'object',
                  properties: { size: { type: 'integer', maximum: 9 }, colour: { type: 'string', default: 'red' } },
                },
              },
            },
          },
        },
      ],
    },
  };
  expect((await call('GET', '/apis/example.com/v1/widgets')).code).toBe(404);
  const { code, body } = await call('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', {
    body: { metadata: { name: 'bare' }, spec: {} },
  });
  expect([code, body.details.causes.map((cause: any) => cause.field)]).toEqual([
    422,
    [
      'spec.group',
      'spec.scope',
      'spec.versions',
      'spec.names.plural',
      'spec.names.singular',
      'spec.names.kind',
      'spec.names.listKind',
    ],
  ]);
  await call('POST', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions', { body: definition });
  const widgets = '/apis/example.com/v1/namespaces/default/widgets';
  const made = await call('POST', widgets, { body: { metadata: { name: 'a' }, spec: { size: 3, weight: 5 } } });
  expect([made.code, made.body.spec]).toEqual([201, { size: 3, colour: 'red' }]);
  const refused = await call('POST', widgets, { body: { metadata: { name: 'b' }, spec: { size: 12 } } });
  expect(refused.body.message).toBe(
    'Widget.example.com "b" is invalid: spec.size: Invalid value: 12: spec.size in body should be less than or equal to 9',
  );
  await call('DELETE', '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/widgets.example.com');
  expect((await call('GET', widgets)).code).toBe(404);
});
