import { configMap, core } from './objects.ts';
import { get, post, type RequestGroup } from './request.ts';

const maps = `${core}/configmaps`;
const selected = `${maps}?labelSelector=page`;
const made = (name: string) =>
  post(`make ${name}`, maps, { ...configMap(name), metadata: { name, labels: { page: '' } } });

/** Long lists in pages, and lists of a wanted version. */
export const paging: RequestGroup = {
  name: 'paging',
  requests: [
    ...['a', 'b', 'c', 'd', 'e'].map(made),
    get('first page', `${maps}?limit=2`, {
      capture: { next: 'metadata.continue', version: 'metadata.resourceVersion' },
    }),
    post('made between two pages', maps, configMap('aa')),
    get('second page', `${maps}?limit=2&continue=$next`, { capture: { next: 'metadata.continue' } }),
    get('last page', `${maps}?limit=9&continue=$next`),
    get('first page of a selection', `${selected}&limit=2`),
    get('limit as long as the list', `${selected}&limit=5`),
    get('limit that is no number', `${maps}?limit=few`),
    get('negative limit', `${maps}?limit=-1`),
    get('continue that is none', `${maps}?limit=2&continue=xyz`),
    get('continue with a version', `${maps}?limit=2&continue=$next&resourceVersion=$version`),
    get('any version', `${selected}&resourceVersion=0`, { project: 'names' }),
    get('not older than', `${selected}&resourceVersion=$version&resourceVersionMatch=NotOlderThan`, {
      project: 'names',
    }),
    get('exactly an older version', `${maps}?resourceVersion=$version&resourceVersionMatch=Exact`, {
      project: 'names',
    }),
    get('match without a version', `${maps}?resourceVersionMatch=Exact`),
    get('unknown match', `${maps}?resourceVersion=1&resourceVersionMatch=Nearly`),
    get('version that is no number', `${maps}?resourceVersion=new`),
    get('version of the future', `${maps}?resourceVersion=99999999`),
  ],
};
