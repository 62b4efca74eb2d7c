import type { V1Pod, V1PodList, V1Service } from '@kubernetes/client-node';
import { readJson } from '../../../kubernetes/connect.ts';
import { type FoundService, readService, ServiceMissing } from '../../../kubernetes/read-service.ts';
import type { DependencyActionStep } from '../../../scenario/suite.ts';
import type { PreflightContext } from '../lasting-fault.ts';
import { listServicePorts } from '../network-action/peers.ts';

/** A Service that others depend on, with what is behind the port that is meant. */
export interface Dependency {
  /** `shop/api`. */
  readonly label: string;
  readonly path: string;
  readonly service: V1Service;
  readonly clusterIP: string;
  readonly port: number;
  readonly endpoints: readonly { readonly address: string; readonly port: number }[];
  /** The pods behind it. */
  readonly pods: readonly V1Pod[];
  /** Pods of the same namespace that run and are not behind it. */
  readonly others: readonly V1Pod[];
}

/** Looks the Service up. `missing`: a sentence, where there is none of that name and port. Throws ApiFailure. */
export async function findDependency(
  { service: target }: DependencyActionStep,
  { kubernetes, signal }: PreflightContext,
): Promise<Dependency | { readonly missing: string }> {
  const { name, namespace, port } = target;
  let found: FoundService;
  try {
    found = await readService(kubernetes, target, signal);
  } catch (error) {
    if (error instanceof ServiceMissing) return { missing: error.message };
    throw error;
  }
  const label = `${namespace}/${name}`;
  const ports = await listServicePorts(kubernetes, signal);
  const own = ports.find(candidate => candidate.service === label && candidate.port === port);
  const { items } = await readJson<V1PodList>(kubernetes, {
    path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/pods`,
    asking: `pods of namespace ${namespace}`,
    signal,
  });
  const running = items.filter(
    ({ status, metadata }) => status?.phase === 'Running' && status.podIP && !metadata?.deletionTimestamp,
  );
  const endpoints = own?.endpoints ?? [];
  const isBehind = ({ status }: V1Pod) => endpoints.some(({ address }) => address === status?.podIP);
  return {
    label,
    path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/services/${encodeURIComponent(name)}`,
    service: found.service,
    clusterIP: found.service.spec?.clusterIP ?? '',
    port,
    endpoints,
    pods: running.filter(isBehind),
    others: running.filter(pod => !isBehind(pod)),
  };
}
