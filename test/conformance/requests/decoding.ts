import { apps, configMap, core, deployment, image, pod } from './objects.ts';
import { patch, post, type RequestGroup } from './request.ts';

const maps = `${core}/configmaps`;
const twice = '{"apiVersion":"v1","kind":"ConfigMap","metadata":{"name":"x"},"data":{"k":"1","k":"2"}}';
const misspelt = deployment('x', {
  replica: 3,
  template: {
    metadata: { labels: { app: 'x' } },
    spec: {
      container: [],
      containers: [{ name: 'main', image, imagePulPolicy: 'Always' }],
    },
  },
});
const deployments = `${apps}/deployments?dryRun=All&fieldValidation`;

/** Unknown fields, duplicate fields and wrong types, at the three levels of strictness. */
export const decoding: RequestGroup = {
  name: 'decoding',
  requests: [
    post('unknown fields, strict', `${deployments}=Strict`, misspelt),
    post('unknown fields, warn', `${deployments}=Warn`, misspelt),
    post('unknown fields, ignore', `${deployments}=Ignore`, misspelt),
    post('unknown fields, nothing said', `${apps}/deployments?dryRun=All`, misspelt),
    post('an unknown level of strictness', `${deployments}=Often`, misspelt),
    post('duplicate field, strict', `${maps}?dryRun=All&fieldValidation=Strict`, twice),
    post('duplicate field, warn', `${maps}?dryRun=All&fieldValidation=Warn`, twice),
    post('a number where a string belongs', maps, configMap('x', { data: { k: 1 } })),
    post('a boolean where a string belongs', maps, configMap('x', { data: { k: true } })),
    post('a string where a number belongs', `${apps}/deployments`, deployment('x', { replicas: 'three' })),
    post('a fraction where an integer belongs', `${apps}/deployments`, deployment('x', { replicas: 1.5 })),
    post('an object where a list belongs', `${core}/pods`, pod('x', { containers: {} })),
    post('a list where an object belongs', maps, configMap('x', { data: [] })),
    post('a string where an object belongs', `${core}/pods`, pod('x', 'spec' as unknown as object)),
    post('a list where a label belongs', maps, { ...configMap('x'), metadata: { name: 'x', labels: { a: ['b'] } } }),
    post('null fields are as good as absent', `${maps}?dryRun=All`, configMap('x', { data: null, immutable: null })),
    post(
      'a port by a boolean',
      `${core}/pods`,
      pod('x', {
        containers: [{ name: 'main', image, readinessProbe: { httpGet: { port: true } } }],
      }),
    ),
    post('a time that is none', maps, { ...configMap('x'), metadata: { name: 'x', creationTimestamp: 'yesterday' } }),
    post('case matters, strict', `${maps}?dryRun=All&fieldValidation=Strict`, configMap('x', { Data: { k: 'v' } })),
    post('status sent on creation is dropped', `${apps}/deployments?dryRun=All`, {
      ...deployment('x'),
      status: { replicas: 9 },
    }),
    post('to be patched', maps, configMap('x', { data: { k: 'v' } })),
    patch('merge', 'unknown field in a patch, strict', `${maps}/x?fieldValidation=Strict`, { colour: 'blue' }),
    patch('merge', 'unknown field in a patch, warn', `${maps}/x?fieldValidation=Warn`, { colour: 'blue' }),
    patch('merge', 'wrong type in a patch', `${maps}/x`, { data: { k: 7 } }),
    patch('strategic', 'wrong type in a strategic patch', `${maps}/x`, { data: { k: 7 } }),
  ],
};
