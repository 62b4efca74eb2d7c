import { configMap, core } from './objects.ts';
import { get, patch, post, put, type RequestGroup, remove } from './request.ts';

const other = '/api/v1/namespaces/$namespace-2';
const namespace = (name: string) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } });

/** A namespace and what goes with it. */
export const namespaces: RequestGroup = {
  name: 'namespaces',
  requests: [
    get('read', core),
    get('its ServiceAccount', `${core}/serviceaccounts/default`),
    get('its root certificates', `${core}/configmaps/kube-root-ca.crt`),
    post('create what is there', '/api/v1/namespaces', namespace('$namespace')),
    get('read what is not there', '/api/v1/namespaces/nowhere'),
    patch('merge', 'label', core, { metadata: { labels: { team: 'shop' } } }),
    patch('merge', 'its own label is kept', core, { metadata: { labels: { 'kubernetes.io/metadata.name': null } } }),
    post('a second one', '/api/v1/namespaces', namespace('$namespace-2')),
    post('with a held object', `${other}/configmaps`, {
      ...configMap('held'),
      metadata: { name: 'held', finalizers: ['example.com/hold'] },
    }),
    remove('delete', other),
    get('it is terminating', other, { until: { 'status.phase': 'Terminating' }, project: 'keys' }),
    post('nothing new while it terminates', `${other}/configmaps`, configMap('late')),
    get('says what holds it', other, { until: { 'status.conditions.4.status': 'True' }, project: 'conditions' }),
    remove('delete it once more', other),
    patch('merge', 'let go', `${other}/configmaps/held`, { metadata: { finalizers: null } }),
    remove('protected namespace', '/api/v1/namespaces/default?dryRun=All'),
    remove('protected namespace, kube-system', '/api/v1/namespaces/kube-system?dryRun=All'),
    put('finalize keeps the rest', `${core}/finalize`, namespace('$namespace')),
    remove('namespaces have no deletecollection', '/api/v1/namespaces'),
  ],
};
