import { configMap, core, pod, service } from './objects.ts';
import { post, type RequestGroup } from './request.ts';

const maps = `${core}/configmaps?dryRun=All`;
const withMetadata = (metadata: object) => ({ ...configMap('x'), metadata });

/** What the API server says about names, labels and annotations. */
export const names: RequestGroup = {
  name: 'names',
  requests: [
    post('no name', maps, withMetadata({})),
    post('upper case', maps, configMap('Shop')),
    post('underscore', maps, configMap('shop_front')),
    post('too long', maps, configMap('x'.repeat(254))),
    post('ends with a dash', maps, configMap('shop-')),
    post('dots are allowed in a ConfigMap', maps, configMap('shop.front')),
    post('dots are not allowed in a Service', `${core}/services?dryRun=All`, service('shop.front')),
    post('a Service may not begin with a digit', `${core}/services?dryRun=All`, service('1shop')),
    post('dots are not allowed in a Namespace', '/api/v1/namespaces?dryRun=All', {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: { name: 'shop.front' },
    }),
    post('generated name', maps, withMetadata({ generateName: 'shop-' })),
    post('generated name that cannot be valid', maps, withMetadata({ generateName: 'Shop-' })),
    post('a given name wins over generateName', maps, withMetadata({ name: 'given', generateName: 'shop-' })),
    post('label value with a space', maps, withMetadata({ name: 'x', labels: { app: 'my shop' } })),
    post('label key with two slashes', maps, withMetadata({ name: 'x', labels: { 'a/b/c': 'v' } })),
    post('label value too long', maps, withMetadata({ name: 'x', labels: { app: 'v'.repeat(64) } })),
    post('annotation key invalid', maps, withMetadata({ name: 'x', annotations: { 'not valid': 'v' } })),
    post('annotations too big', maps, withMetadata({ name: 'x', annotations: { big: 'v'.repeat(262_200) } })),
    post('finalizer without a domain', maps, withMetadata({ name: 'x', finalizers: ['tidy'] })),
    post(
      'owner without uid',
      maps,
      withMetadata({
        name: 'x',
        ownerReferences: [{ apiVersion: 'v1', kind: 'ConfigMap', name: 'owner', uid: '' }],
      }),
    ),
    post(
      "server fields are not the client's to set",
      maps,
      withMetadata({
        name: 'x',
        uid: '11111111-1111-1111-1111-111111111111',
        creationTimestamp: '2001-01-01T00:00:00Z',
        generation: 7,
      }),
    ),
    post(
      'several errors at once',
      `${core}/pods?dryRun=All`,
      pod('Bad_Name', { containers: [] }, { labels: { a: '!' } }),
    ),
  ],
};
