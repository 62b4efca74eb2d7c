import type { V1Pod, V1PodList } from '@kubernetes/client-node';
import { readJson } from '../../../kubernetes/connect.ts';
import type { ControlPlaneComponent } from '../../../scenario/suite.ts';
import type { PreflightContext } from '../lasting-fault.ts';

/** The labels that kubeadm gives to each component's pods. */
const selectors: Readonly<Record<ControlPlaneComponent, string>> = {
  apiserver: 'component=kube-apiserver',
  scheduler: 'component=kube-scheduler',
  'controller-manager': 'component=kube-controller-manager',
  etcd: 'component=etcd',
  coredns: 'k8s-app=kube-dns',
  'kube-proxy': 'k8s-app=kube-proxy',
};

/** Throws ApiFailure. */
export async function listComponentPods(
  component: ControlPlaneComponent,
  { kubernetes, signal }: PreflightContext,
): Promise<V1Pod[]> {
  const { items } = await readJson<V1PodList>(kubernetes, {
    path: '/api/v1/namespaces/kube-system/pods',
    query: { labelSelector: selectors[component] },
    asking: `pods of ${component}`,
    signal,
  });
  return items;
}
