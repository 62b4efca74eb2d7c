import type { V1Deployment } from '@kubernetes/client-node';
import type { ObjectActionStep, ObjectChange } from '../../src/scenario/suite.ts';
import { at, openTrialCluster, type TrialCluster } from './lasting-trial.ts';
import { serverApp, shop } from './trial-app.ts';

export const apps = '/apis/apps/v1/namespaces/shop';
export const core = '/api/v1/namespaces/shop';
export const secretValue = Buffer.from('geheim').toString('base64');

/** A cluster with a workload of each kind, a ConfigMap and a Secret, in namespace `shop`, all ready. */
export async function openObjectCluster(): Promise<TrialCluster> {
  const cluster = await openTrialCluster();
  const [service, deployment] = serverApp('web', 2);
  const limits = { resources: { limits: { cpu: '500m', memory: '256Mi' }, requests: { memory: '128Mi' } } };
  const twoContainers = structuredClone(serverApp('web', 2, limits)[1]) as V1Deployment;
  twoContainers.spec!.template.spec!.containers.push({
    name: 'idle',
    image: 'node:24-alpine',
    command: ['node', '-e', 'setInterval(() => {}, 1e6)'],
  });
  const workload = (kind: string, name: string, more: object) => {
    const { replicas: _, ...spec } = structuredClone((deployment as V1Deployment).spec!);
    const labels = { app: name };
    const template = { ...spec.template, metadata: { labels } };
    return {
      apiVersion: 'apps/v1',
      kind,
      metadata: { name, namespace: 'shop' },
      spec: { ...spec, ...more, selector: { matchLabels: labels }, template },
    };
  };
  await cluster.create(
    shop,
    service!,
    twoContainers,
    workload('StatefulSet', 'store', { replicas: 1, serviceName: 'store' }),
    workload('DaemonSet', 'agent', {}),
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'shop' },
      data: { level: 'calm', mode: 'a' },
    } as never,
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'key', namespace: 'shop' },
      data: { word: secretValue },
    } as never,
  );
  await cluster.readyPods('app=web', 2);
  await cluster.readyPods('app=store', 1);
  await cluster.readyPods('app=agent', 1);
  return cluster;
}

/** The step that changes this object so. */
export function step(
  kind: string,
  name: string,
  change: ObjectChange,
  namespace: string | undefined = 'shop',
): ObjectActionStep {
  return { kind: 'objectAction', at, object: { kind, name, namespace }, change };
}
