import { configMap, core } from './objects.ts';
import { get, patch, post, type RequestGroup, remove, watch } from './request.ts';

const maps = `${core}/configmaps`;
const labelled = (name: string, tier: string) => ({ ...configMap(name), metadata: { name, labels: { tier } } });
const from = '&resourceVersion=$version';
const front = '&labelSelector=tier%3Dfront';
const initial = '&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true';

/** Sequences of watch events. */
export const watching: RequestGroup = {
  name: 'watching',
  requests: [
    post('there before', maps, labelled('before', 'front')),
    get('list', maps, { capture: { version: 'metadata.resourceVersion' }, project: 'names' }),
    watch('create, change, delete', `${maps}?watch=1${from}`, {
      events: 3,
      during: [
        post('create', maps, configMap('a', { data: { k: '1' } })),
        patch('merge', 'change', `${maps}/a`, { data: { k: '2' } }),
        remove('delete', `${maps}/a`),
      ],
    }),
    watch('again, from the past', `${maps}?watch=1${from}`, { events: 3 }),
    watch('without a version: what is there comes first', `${maps}?watch=1${front}`, { events: 1 }),
    watch('into and out of a selection', `${maps}?watch=1${from}${front}`, {
      events: 4,
      during: [
        post('outside', maps, labelled('b', 'back')),
        patch('merge', 'comes in', `${maps}/b`, { metadata: { labels: { tier: 'front' } } }),
        patch('merge', 'stays', `${maps}/b`, { data: { k: '1' } }),
        patch('merge', 'goes', `${maps}/b`, { metadata: { labels: { tier: 'back' } } }),
        patch('merge', 'not seen', `${maps}/b`, { data: { k: '2' } }),
        remove('not seen either', `${maps}/b`),
        remove('seen', `${maps}/before`),
      ],
    }),
    watch('one object', `${maps}?watch=1&fieldSelector=metadata.name%3Dc${from}`, {
      events: 2,
      during: [post('another', maps, configMap('d')), post('it', maps, configMap('c')), remove('it goes', `${maps}/c`)],
    }),
    watch('no change, no event', `${maps}?watch=1&fieldSelector=metadata.name%3Dd${from}`, {
      events: 2,
      during: [
        patch('merge', 'label', `${maps}/d`, { metadata: { labels: { l: '1' } } }),
        patch('merge', 'same label', `${maps}/d`, { metadata: { labels: { l: '1' } } }),
      ],
    }),
    watch('a finalizer in the sequence', `${maps}?watch=1&fieldSelector=metadata.name%3De${from}`, {
      events: 3,
      during: [
        post('create', maps, { ...configMap('e'), metadata: { name: 'e', finalizers: ['example.com/hold'] } }),
        remove('delete', `${maps}/e`),
        patch('merge', 'let go', `${maps}/e`, { metadata: { finalizers: [] } }),
      ],
    }),
    watch('initial events and their end', `${maps}?watch=1${front}${initial}`, { events: 1 }),
    watch('initial events of one object', `${maps}?watch=1&fieldSelector=metadata.name%3Dd${initial}`, { events: 2 }),
    watch('ends at its time limit', `${maps}?watch=1&fieldSelector=metadata.name%3Dd&timeoutSeconds=1`, {}),
    watch('as a table', `${maps}?watch=1&fieldSelector=metadata.name%3Dd`, {
      accept: 'application/json;as=Table;v=v1;g=meta.k8s.io',
      events: 1,
    }),
    watch('by metadata only', `${maps}?watch=1&fieldSelector=metadata.name%3Dd`, {
      accept: 'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io',
      events: 1,
    }),
    get('sendInitialEvents without a version match', `${maps}?watch=1&sendInitialEvents=true`),
    get('a version that is no number', `${maps}?watch=1&resourceVersion=new`),
    get('a selector that is none', `${maps}?watch=1&labelSelector=a%20b`),
    get('the old form of a path', `/api/v1/watch/namespaces/$namespace/configmaps/d?timeoutSeconds=1`),
  ],
};
