import { apps, configMap, core, deployment } from './objects.ts';
import { get, patch, post, type RequestGroup } from './request.ts';

const map = `${core}/configmaps/a`;
const web = `${apps}/deployments/web`;
const by = (who: string, rest = '') => `?fieldManager=${who}${rest}`;
const data = (values: object) => configMap('a', { data: values });
const managed = { managedFields: true } as const;
const owned = { managedFields: true, project: 'ownedSpec' } as const;
const container = (fields: object) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'web' },
  spec: { template: { spec: { containers: [{ name: 'main', ...fields }] } } },
});

/** Apply on the server, with field owners and their conflicts. */
export const serverSideApply: RequestGroup = {
  name: 'server-side-apply',
  requests: [
    patch('apply', 'creates', `${map}${by('one')}`, data({ a: '1', b: '2' }), managed),
    patch('apply', 'the same again changes nothing', `${map}${by('one')}`, data({ a: '1', b: '2' }), managed),
    patch('apply', 'a field that is left out goes', `${map}${by('one')}`, data({ a: '1' }), managed),
    patch('apply', 'another manager adds a field', `${map}${by('two')}`, data({ c: '3' }), managed),
    patch('apply', 'both may own the same value', `${map}${by('two')}`, data({ a: '1', c: '3' }), managed),
    patch('apply', 'conflict', `${map}${by('two')}`, data({ a: 'x', c: '3' })),
    patch('apply', 'conflict in two fields', `${map}${by('three')}`, data({ a: 'x', c: 'y' })),
    patch('apply', 'force', `${map}${by('two', '&force=true')}`, data({ a: 'x', c: '3' }), managed),
    patch('merge', 'an update takes a field over', `${map}${by('editor')}`, { data: { c: 'edited' } }, managed),
    patch('apply', 'conflict with an update', `${map}${by('two')}`, data({ a: 'x', c: '3' })),
    patch('apply', 'what another owns stays when it is left out', `${map}${by('two')}`, data({ a: 'x' }), managed),
    patch('apply', 'without a manager', map, data({ a: '1' })),
    patch('apply', 'force only works for apply', `${map}${by('two')}`, 'kind: ConfigMap'),
    patch('merge', 'force in a merge patch', `${map}${by('two', '&force=true')}`, { data: { a: '1' } }),
    patch('apply', 'with managedFields', `${map}${by('two')}`, {
      ...data({ a: '1' }),
      metadata: { name: 'a', managedFields: [{ manager: 'x', operation: 'Apply' }] },
    }),
    patch('apply', 'under another name', `${map}${by('two')}`, configMap('b')),
    patch('apply', 'unknown field', `${map}${by('two')}`, { ...data({ a: '1' }), colour: 'blue' }),
    patch('apply', 'unknown field, strict', `${map}${by('two', '&fieldValidation=Strict')}`, {
      ...data({}),
      colour: 'blue',
    }),
    patch('apply', 'dry run', `${map}${by('four', '&dryRun=All')}`, data({ dry: 'run' }), managed),
    get('read back', map, managed),
    patch('apply', 'a Deployment', `${web}${by('one')}`, deployment('web', { replicas: 0 }), owned),
    patch(
      'apply',
      'a list merges by its key',
      `${web}${by('two')}`,
      container({ env: [{ name: 'A', value: '1' }] }),
      owned,
    ),
    patch('apply', 'conflict inside a list', `${web}${by('two')}`, container({ image: 'node:24' })),
    patch('apply', 'an item leaves a list with its owner', `${web}${by('two')}`, container({}), owned),
    patch('apply', 'replicas conflict', `${web}${by('scaler')}`, {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name: 'web' },
      spec: { replicas: 3 },
    }),
    post(
      'create notes its manager',
      `${core}/configmaps${by('creator')}`,
      configMap('made', { data: { k: 'v' } }),
      managed,
    ),
    patch(
      'json',
      'a patch notes its manager',
      `${core}/configmaps/made${by('patcher')}`,
      [{ op: 'add', path: '/data/l', value: 'w' }],
      managed,
    ),
    patch(
      'merge',
      'managedFields can be cleared',
      `${core}/configmaps/made`,
      { metadata: { managedFields: [{}] } },
      managed,
    ),
    patch(
      'apply',
      'apply after that',
      `${core}/configmaps/made${by('applier')}`,
      configMap('made', { data: { k: 'v' } }),
      managed,
    ),
  ],
};
