import { configMap, core } from './objects.ts';
import { get, patch, post, put, type RequestGroup, remove } from './request.ts';

const maps = `${core}/configmaps`;

/** The life of one simple object, with the conflicts on its way. */
export const configMaps: RequestGroup = {
  name: 'config-maps',
  requests: [
    post('create', maps, configMap('a', { data: { key: 'one' } }), {
      capture: { version: 'metadata.resourceVersion' },
    }),
    get('read back', `${maps}/a`),
    post('create what is there', maps, configMap('a')),
    get('read what is not there', `${maps}/absent`),
    put('replace', `${maps}/a`, configMap('a', { data: { key: 'two' } })),
    put('replace an older version', `${maps}/a`, {
      ...configMap('a', { data: { key: 'three' } }),
      metadata: { name: 'a', resourceVersion: '$version' },
    }),
    put('replace what is not there', `${maps}/absent`, configMap('absent')),
    put('replace under another name', `${maps}/a`, configMap('b')),
    put('replace with a wrong uid', `${maps}/a`, {
      ...configMap('a'),
      metadata: { name: 'a', uid: '00000000-0000-0000-0000-000000000000' },
    }),
    put('replace with a version that is no number', `${maps}/a`, {
      ...configMap('a'),
      metadata: { name: 'a', resourceVersion: 'newest' },
    }),
    post('create with a resourceVersion', maps, {
      ...configMap('versioned'),
      metadata: { name: 'versioned', resourceVersion: '1' },
    }),
    post('create binary data', maps, configMap('binary', { binaryData: { blob: 'AAEC' } })),
    post('binary data that is not base64', maps, configMap('bad', { binaryData: { blob: '***' } })),
    post('one key in data and binaryData', maps, configMap('bad', { data: { k: 'v' }, binaryData: { k: 'AAEC' } })),
    post('key with a slash', maps, configMap('bad', { data: { 'a/b': 'v' } })),
    post('create immutable', maps, configMap('fixed', { data: { k: 'v' }, immutable: true })),
    patch('merge', 'change the data of an immutable one', `${maps}/fixed`, { data: { k: 'w' } }),
    patch('merge', 'make an immutable one mutable', `${maps}/fixed`, { immutable: false }),
    patch('merge', 'label an immutable one', `${maps}/fixed`, { metadata: { labels: { l: 'v' } } }),
    post('no version change without a change: create', maps, configMap('same', { data: { k: 'v' } })),
    patch('merge', 'no version change without a change: patch', `${maps}/same`, { data: { k: 'v' } }),
    get('list', maps),
    remove('delete', `${maps}/a`),
    remove('delete what is not there', `${maps}/a`),
    remove('delete all', maps),
    get('list after delete all', maps, { project: 'names' }),
  ],
};
