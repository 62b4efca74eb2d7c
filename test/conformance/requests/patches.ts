import { apps, configMap, core, deployment, service } from './objects.ts';
import { get, patch, post, type RequestGroup } from './request.ts';

const map = `${core}/configmaps/a`;
const web = `${apps}/deployments/web`;
const patchWeb = (type: 'strategic' | 'merge', title: string, body: object) =>
  patch(type, title, web, body, { project: 'spec' });
const other = { name: 'side', image: 'node:24' };

/** JSON, merge and strategic merge patches. */
export const patches: RequestGroup = {
  name: 'patches',
  requests: [
    post('a ConfigMap', `${core}/configmaps`, configMap('a', { data: { one: '1', two: '2' } }), {
      capture: { version: 'metadata.resourceVersion' },
    }),
    patch('json', 'JSON: add, replace, remove, copy, move, test', map, [
      { op: 'test', path: '/data/one', value: '1' },
      { op: 'add', path: '/data/three', value: '3' },
      { op: 'replace', path: '/data/one', value: 'I' },
      { op: 'copy', from: '/data/one', path: '/data/copied' },
      { op: 'move', from: '/data/two', path: '/data/moved' },
      { op: 'remove', path: '/data/three' },
    ]),
    patch('json', 'JSON: failing test', map, [{ op: 'test', path: '/data/one', value: 'other' }]),
    patch('json', 'JSON: remove what is not there', map, [{ op: 'remove', path: '/data/none' }]),
    patch('json', 'JSON: replace what is not there', map, [{ op: 'replace', path: '/data/none', value: 'x' }]),
    patch('json', 'JSON: unknown operation', map, [{ op: 'increment', path: '/data/one' }]),
    patch('json', 'JSON: an escaped path', map, [{ op: 'add', path: '/metadata/annotations', value: { 'a/b': 'c' } }]),
    patch('json', 'JSON: replace at an escaped path', map, [
      { op: 'replace', path: '/metadata/annotations/a~1b', value: 'd' },
    ]),
    patch('json', 'JSON: an object instead of a list', map, { op: 'add' }),
    patch('merge', 'merge: change and remove', map, { data: { one: 'uno', copied: null } }),
    patch('merge', 'merge: an older version', map, { metadata: { resourceVersion: '$version' }, data: { one: 'x' } }),
    patch('merge', 'merge: dry run', `${map}?dryRun=All`, { data: { one: 'dry' } }),
    get('the dry run changed nothing', map),
    patch('merge', 'merge: no JSON', map, '{'),
    patch('merge', 'merge: what is not there', `${core}/configmaps/absent`, { data: {} }),
    patch('merge', 'an unknown patch type', map, {}, { contentType: 'application/json' }),
    post('a Deployment', `${apps}/deployments`, deployment('web', { replicas: 0 })),
    patchWeb('strategic', 'strategic: a second container', { spec: { template: { spec: { containers: [other] } } } }),
    patchWeb('strategic', 'strategic: merge by name', {
      spec: { template: { spec: { containers: [{ name: 'side', env: [{ name: 'A', value: '1' }] }] } } },
    }),
    patchWeb('strategic', 'strategic: a second variable', {
      spec: { template: { spec: { containers: [{ name: 'side', env: [{ name: 'B', value: '2' }] }] } } },
    }),
    patchWeb('strategic', 'strategic: delete by directive', {
      spec: { template: { spec: { containers: [{ name: 'side', $patch: 'delete' }] } } },
    }),
    patchWeb('strategic', 'strategic: replace by directive', {
      spec: { template: { spec: { containers: [{ $patch: 'replace' }, { name: 'main', image: 'node:24' }] } } },
    }),
    patchWeb('strategic', 'strategic: order by directive', {
      spec: {
        template: {
          spec: { '$setElementOrder/containers': [{ name: 'side' }, { name: 'main' }], containers: [other] },
        },
      },
    }),
    patchWeb('strategic', 'strategic: retain keys', {
      spec: { strategy: { $retainKeys: ['type'], type: 'Recreate' } },
    }),
    patchWeb('merge', 'merge: a list is replaced', { spec: { template: { spec: { containers: [other] } } } }),
    post(
      'a Service',
      `${core}/services`,
      service('web', {
        ports: [
          { name: 'a', port: 80 },
          { name: 'b', port: 81 },
        ],
      }),
    ),
    patch('strategic', 'strategic: ports merge by number', `${core}/services/web`, {
      spec: {
        ports: [
          { port: 81, targetPort: 8081 },
          { port: 82, name: 'c' },
        ],
      },
    }),
    patch('strategic', 'strategic: ports deleted by number', `${core}/services/web`, {
      spec: { ports: [{ port: 82, $patch: 'delete' }] },
    }),
    patch('strategic', 'strategic: finalizers are a set', map, { metadata: { finalizers: ['example.com/a'] } }),
    patch('strategic', 'strategic: finalizers add up', map, { metadata: { finalizers: ['example.com/b'] } }),
    patch('strategic', 'strategic: delete one of a set', map, {
      metadata: { '$deleteFromPrimitiveList/finalizers': ['example.com/a'] },
    }),
    patch('merge', 'finalizers away', map, { metadata: { finalizers: null } }),
  ],
};
