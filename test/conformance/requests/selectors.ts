import { configMap, core, pod } from './objects.ts';
import { get, post, type RequestGroup } from './request.ts';

const maps = `${core}/configmaps`;
const labelled = (name: string, labels: Record<string, string>) => ({ ...configMap(name), metadata: { name, labels } });
const byLabel = (selector: string) =>
  get(`labels: ${selector}`, `${maps}?labelSelector=${encodeURIComponent(selector)}`, { project: 'names' });
const byField = (selector: string, resource = 'configmaps') =>
  get(`fields of ${resource}: ${selector}`, `${core}/${resource}?fieldSelector=${encodeURIComponent(selector)}`, {
    project: 'names',
  });
const unschedulable = { nodeSelector: { nowhere: 'true' }, containers: [{ name: 'main', image: 'node:24-alpine' }] };

/** Label and field selectors, good and bad. */
export const selectors: RequestGroup = {
  name: 'selectors',
  requests: [
    post('one', maps, labelled('one', { app: 'shop', tier: 'front' })),
    post('two', maps, labelled('two', { app: 'shop', tier: 'back' })),
    post('three', maps, labelled('three', { app: 'other' })),
    post('a pod', `${core}/pods`, pod('p', unschedulable)),
    byLabel('app=shop'),
    byLabel('app==shop,tier=front'),
    byLabel('app!=shop'),
    byLabel('app in (shop, other),tier'),
    byLabel('app notin (shop)'),
    byLabel('!tier'),
    byLabel('tier'),
    byLabel('app='),
    byLabel('app in ()'),
    byLabel('app in shop'),
    byLabel('app=a b'),
    byLabel('=x'),
    byLabel('app=shop,'),
    byLabel('app~shop'),
    byLabel('tier>3'),
    byField('metadata.name=one'),
    byField('metadata.name!=one'),
    byField('metadata.namespace=elsewhere'),
    byField('data.key=v'),
    byField('metadata.name'),
    byField('status.phase=Pending', 'pods'),
    byField('status.phase!=Pending,metadata.name=p', 'pods'),
    byField('spec.nodeName=', 'pods'),
    byField('spec.restartPolicy=Always', 'pods'),
    byField('spec.image=node', 'pods'),
    byField('involvedObject.kind=Pod,reason=Nothing', 'events'),
    byField('type=kubernetes.io/tls', 'secrets'),
  ],
};
