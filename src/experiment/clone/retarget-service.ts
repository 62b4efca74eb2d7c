import type { V1EndpointSlice, V1Service } from '@kubernetes/client-node';
import { InfrastructureFailure } from '../../errors.ts';
import type { Receipt } from '../../faults/index.ts';
import type { KubernetesAccess } from '../../kubernetes/access.ts';
import { readJson } from '../../kubernetes/connect.ts';
import type { RestoreObject } from '../../undo/operation.ts';
import { sleep } from '../clock.ts';
import { cloneLabel } from './compose-clone.ts';

const pollMs = 100;

/** A Service that is to reach the clone alone, and what puts its selector back. */
export interface Retargeting {
  readonly path: string;
  readonly label: string;
  readonly undo: RestoreObject;
}

/** A Service by name. */
export interface NamedService {
  readonly name: string;
  readonly namespace: string;
}

/** What a Service selects. Throws InfrastructureFailure for one that is not there or selects nothing. */
export async function readServiceSelector(
  service: NamedService,
  kubernetes: Pick<KubernetesAccess, 'send'>,
  signal: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  const { path, label } = placeOf(service);
  const { spec } = await readJson<V1Service>(kubernetes, { path, asking: label, signal });
  if (!spec?.selector) throw new InfrastructureFailure(`${label} has no selector`);
  return spec.selector;
}

/** Reads what the Service selects now, and what puts that back. Throws as `readServiceSelector`. */
export async function planRetargeting(
  service: NamedService,
  kubernetes: Pick<KubernetesAccess, 'send'>,
  signal: AbortSignal,
): Promise<Retargeting> {
  const { path, label } = placeOf(service);
  const before = (await readServiceSelector(service, kubernetes, signal))[cloneLabel.key] ?? null;
  return { path, label, undo: { kind: 'restoreObject', path, patch: patchOf(before) } };
}

/** Makes the Service select the clone's pods only. Throws ApiFailure. */
export async function retarget(
  { path, label }: Retargeting,
  kubernetes: Pick<KubernetesAccess, 'send'>,
  signal: AbortSignal,
): Promise<void> {
  await readJson<unknown>(kubernetes, {
    method: 'PATCH',
    path,
    contentType: 'application/merge-patch+json',
    body: patchOf(cloneLabel.value),
    asking: `retarget ${label}`,
    signal,
  });
}

/** Waits until the Service's ready endpoints are the clone's pods and no others. Throws ApiFailure. */
export async function proveRetargeting(
  service: NamedService,
  pods: readonly string[],
  kubernetes: Pick<KubernetesAccess, 'send'>,
  options: { readonly timeoutMs: number; readonly signal: AbortSignal },
): Promise<Receipt> {
  const { name, namespace } = service;
  const deadline = performance.now() + options.timeoutMs;
  for (;;) {
    const { items } = await readJson<{ items: V1EndpointSlice[] }>(kubernetes, {
      path: `/apis/discovery.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/endpointslices`,
      query: { labelSelector: `kubernetes.io/service-name=${name}` },
      asking: `the endpoints of Service ${namespace}/${name}`,
      signal: options.signal,
    });
    const ready = items
      .flatMap(({ endpoints }) => endpoints ?? [])
      .filter(({ conditions }) => conditions?.ready !== false)
      .map(({ targetRef }) => targetRef?.name ?? '');
    const evidence = `the endpoints of Service ${namespace}/${name} are ${ready.join(', ') || 'none'}`;
    if (ready.length > 0 && ready.every(pod => pods.includes(pod))) return { landed: true, evidence };
    if (performance.now() >= deadline) return { landed: false, evidence };
    await sleep(pollMs, options.signal);
  }
}

function placeOf({ name, namespace }: NamedService): Pick<Retargeting, 'path' | 'label'> {
  return {
    path: `/api/v1/namespaces/${encodeURIComponent(namespace)}/services/${encodeURIComponent(name)}`,
    label: `Service ${namespace}/${name}`,
  };
}

function patchOf(value: string | null): unknown {
  return { spec: { selector: { [cloneLabel.key]: value } } };
}
