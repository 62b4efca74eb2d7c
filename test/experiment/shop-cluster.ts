import type { KubernetesObject } from '@kubernetes/client-node';
import { openTrialCluster, type TrialCluster } from '../faults/lasting-trial.ts';
import { serverApp, shop } from '../faults/trial-app.ts';

export const core = '/api/v1/namespaces/shop';

export const inShop = (kind: string, name: string, content: object, apiVersion = 'v1') =>
  ({ apiVersion, kind, metadata: { name, namespace: 'shop' }, ...content }) as KubernetesObject;
const definition = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'widgets.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { kind: 'Widget', plural: 'widgets', singular: 'widget', listKind: 'WidgetList' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                properties: {
                  size: { type: 'integer' },
                  parts: { type: 'object', additionalProperties: { type: 'string' } },
                },
              },
            },
          },
        },
      },
    ],
  },
} as KubernetesObject;
export const settings = inShop('ConfigMap', 'settings', { data: { level: 'calm', mode: 'day' } });
export const role = (verbs: readonly string[]) => ({
  apiVersion: 'rbac.authorization.k8s.io/v1',
  kind: 'ClusterRole',
  metadata: { name: 'looker' },
  rules: [{ apiGroups: [''], resources: ['pods'], verbs }],
});

/** A cluster with an app and an object of each sort that a payload may aim at: with and without namespace, a Secret, a custom resource. */
export async function openShopCluster(): Promise<TrialCluster> {
  const cluster = await openTrialCluster();
  await cluster.create(
    shop,
    definition,
    settings,
    inShop('Secret', 'key', { data: { word: 'Z2VoZWlt' } }),
    role(['get']) as KubernetesObject,
    ...serverApp('web', 1),
  );
  while ((await cluster.access.send({ path: '/apis/example.com/v1' })).status !== 200);
  await cluster.create(inShop('Widget', 'wheel', { spec: { size: 1, parts: { hub: 'a' } } }, 'example.com/v1'));
  await cluster.readyPods('app=web', 1);
  return cluster;
}

/** All that an object says, without how it fares and when it was written; 'absent' where there is none. */
export async function readContent(cluster: TrialCluster, path: string): Promise<unknown> {
  const { status, body } = await cluster.access.send({ path });
  if (status === 404) return 'absent';
  const {
    metadata,
    status: _status,
    ...content
  } = JSON.parse(body) as Required<KubernetesObject> & { status: unknown };
  const { labels, annotations = {}, uid } = metadata;
  // The controller numbers a Deployment's rollouts.
  const { 'deployment.kubernetes.io/revision': _, ...others } = annotations;
  return { uid, labels: labels ?? {}, annotations: others, content };
}
