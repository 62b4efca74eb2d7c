import type { V1LabelSelector } from '@kubernetes/client-node';
import { InvalidInput } from '../../errors.ts';
import type { KubernetesAccess } from '../../kubernetes/access.ts';
import { formatLabelSelector } from '../../kubernetes/label-selector.ts';
import { listPodsByLabels } from '../../kubernetes/list-pods.ts';
import { qualifiedWorkloadOf } from '../../kubernetes/pod-workload.ts';
import type { Scenario } from '../../scenario/suite.ts';
import { type PayloadObject, resolvePayload } from './payload.ts';

/** What the `kubectl` steps of a scenario are about. */
export interface PayloadTargets {
  readonly objects: readonly PayloadObject[];
  /** Labels of the objects that are to stay as a step makes them: `autoDelete: false`, `action: delete`. */
  readonly meantToStay: ReadonlySet<string>;
  readonly namespaces: readonly string[];
}

/** Finds the objects of all payloads. One that cannot be used is left out: its step says so. Throws ApiFailure. */
export async function findPayloadTargets(
  { steps }: Scenario,
  kubernetes: KubernetesAccess,
  signal: AbortSignal,
): Promise<PayloadTargets> {
  const objects: PayloadObject[] = [];
  const meantToStay = new Set<string>();
  for (const step of steps) {
    if (step.kind !== 'kubectl') continue;
    const found = await resolvePayload(step.payload, kubernetes, signal).catch(error => {
      if (error instanceof InvalidInput) return [];
      throw error;
    });
    objects.push(...found);
    if (step.action === 'delete' || !step.autoDelete) for (const { label } of found) meantToStay.add(label);
  }
  return { objects, meantToStay, namespaces: [...new Set(objects.flatMap(touchedNamespaceOf))] };
}

/** A namespace is touched by what is done in it and by what is done to it. */
function touchedNamespaceOf({ namespace, manifest }: PayloadObject): string[] {
  if (namespace !== undefined) return [namespace];
  return manifest.kind === 'Namespace' ? [manifest.metadata?.name ?? ''] : [];
}

/**
 * Workloads (`shop/Deployment/web`) at which payloads are aimed: those that they hold, and those whose pods a Service or a
 * NetworkPolicy in them selects. Throws ApiFailure.
 */
export async function listTargetedWorkloads(
  objects: readonly PayloadObject[],
  kubernetes: KubernetesAccess,
  signal: AbortSignal,
): Promise<string[]> {
  const workloads = objects.map(async ({ manifest, namespace }) => {
    if (namespace === undefined) return [];
    const selector = podSelectorOf(manifest);
    const pods = selector ? await listPodsByLabels(kubernetes, namespace, formatLabelSelector(selector), signal) : [];
    return [`${namespace}/${manifest.kind}/${manifest.metadata?.name}`, ...pods.map(qualifiedWorkloadOf)];
  });
  return (await Promise.all(workloads)).flat();
}

function podSelectorOf(manifest: PayloadObject['manifest']): V1LabelSelector | undefined {
  const { kind, spec } = manifest as { kind?: string; spec?: { podSelector?: V1LabelSelector; selector?: object } };
  if (kind === 'NetworkPolicy') return spec?.podSelector ?? {};
  return kind === 'Service' && spec?.selector ? { matchLabels: { ...spec.selector } } : undefined;
}
