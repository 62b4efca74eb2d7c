import { configMap, core } from './objects.ts';
import { get, patch, post, type RequestGroup, remove } from './request.ts';

const maps = `${core}/configmaps`;
const options = (fields: object) => ({ apiVersion: 'v1', kind: 'DeleteOptions', ...fields });
const owned = (name: string, owner: string, uid: string, rest: object = {}) => ({
  ...configMap(name),
  metadata: {
    name,
    ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: owner, uid, ...rest }],
  },
});

/** Options of a deletion, finalizers, owners. */
export const deletion: RequestGroup = {
  name: 'deletion',
  requests: [
    post('an object', maps, configMap('a'), { capture: { uid: 'metadata.uid' } }),
    remove('dry run', `${maps}/a?dryRun=All`),
    get('still there', `${maps}/a`),
    remove('dry run with an unknown value', `${maps}/a?dryRun=Some`),
    remove(
      'precondition on another uid',
      `${maps}/a`,
      options({
        preconditions: { uid: '11111111-1111-1111-1111-111111111111' },
      }),
    ),
    remove('precondition on another version', `${maps}/a`, options({ preconditions: { resourceVersion: '1' } })),
    remove('unknown propagation policy', `${maps}/a`, options({ propagationPolicy: 'Sideways' })),
    remove(
      'policy and orphanDependents',
      `${maps}/a`,
      options({ propagationPolicy: 'Orphan', orphanDependents: true }),
    ),
    remove('negative grace period', `${maps}/a?gracePeriodSeconds=-1`),
    remove('options that are no JSON', `${maps}/a`, '{'),
    remove('precondition on its uid', `${maps}/a`, options({ preconditions: { uid: '$uid' } })),
    post('an object with a finalizer', maps, {
      ...configMap('held'),
      metadata: { name: 'held', finalizers: ['example.com/hold'] },
    }),
    remove('delete what a finalizer holds', `${maps}/held`),
    get('it waits with a deletion time', `${maps}/held`),
    remove('delete it once more', `${maps}/held`),
    post('create it once more', maps, configMap('held')),
    patch('merge', 'no new finalizer on what is being deleted', `${maps}/held`, {
      metadata: { finalizers: ['example.com/hold', 'example.com/more'] },
    }),
    patch('merge', 'without its finalizer', `${maps}/held`, { metadata: { finalizers: null } }),
    get('it is gone', `${maps}/held`),
    post('an owner', maps, configMap('owner'), { capture: { uid: 'metadata.uid' } }),
    post('what it owns', maps, owned('kept', 'owner', '$uid')),
    remove('delete the owner, orphan what it owns', `${maps}/owner?propagationPolicy=Orphan`),
    get('the orphan has no owner', `${maps}/kept`, { until: { 'metadata.ownerReferences': undefined } }),
    post('a second owner', maps, configMap('owner2'), { capture: { uid: 'metadata.uid' } }),
    post('what it owns, blocking', maps, owned('blocking', 'owner2', '$uid', { blockOwnerDeletion: true })),
    remove('delete the second owner in the foreground', `${maps}/owner2?propagationPolicy=Foreground`),
    post('labelled', maps, { ...configMap('l1'), metadata: { name: 'l1', labels: { tier: 'front' } } }),
    post('labelled otherwise', maps, { ...configMap('l2'), metadata: { name: 'l2', labels: { tier: 'back' } } }),
    remove('collection, dry run', `${maps}?labelSelector=tier%3Dfront&dryRun=All`),
    remove('collection by label', `${maps}?labelSelector=tier%3Dfront`),
    remove('collection by a field', `${maps}?fieldSelector=metadata.name%3Dnone`),
    get('what is left', maps, { project: 'names' }),
  ],
};
