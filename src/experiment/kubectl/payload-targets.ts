import type { V1Pod } from '@kubernetes/client-node';
import { InvalidInput } from '../../errors.ts';
import type { ApiConnection, KubernetesAccess } from '../../kubernetes/access.ts';
import { listPodsByLabels } from '../../kubernetes/list-pods.ts';
import { listSelectedPods } from '../../kubernetes/object-pods.ts';
import { qualifiedWorkloadOf } from '../../kubernetes/pod-workload.ts';
import type { KubectlStep, Scenario } from '../../scenario/suite.ts';
import { lookAt, type PayloadObject, resolvePayload, type SeenObject } from './payload.ts';

/** Pods that a `kubectl` step hits, once each. */
export interface PayloadPods {
  /** What is done to the objects that select them is done to them. */
  readonly disturbed: readonly V1Pod[];
  /** They are deleted, by name or with their namespace. */
  readonly removed: readonly V1Pod[];
}

/** What the `kubectl` steps of a scenario are about. */
export interface PayloadTargets extends PayloadPods {
  readonly objects: readonly PayloadObject[];
  /** Labels of the objects that are to stay as a step makes them: `autoDelete: false`, `action: delete`. */
  readonly meantToStay: ReadonlySet<string>;
  readonly namespaces: readonly string[];
}

/** Finds the objects of all payloads, and the pods that they are about. One that cannot be used is left out: its step says so. Throws ApiFailure. */
export async function findPayloadTargets(
  { steps }: Pick<Scenario, 'steps'>,
  kubernetes: KubernetesAccess,
  signal: AbortSignal,
): Promise<PayloadTargets> {
  const objects: PayloadObject[] = [];
  const meantToStay = new Set<string>();
  const pods: PayloadPods[] = [];
  for (const step of steps) {
    if (step.kind !== 'kubectl') continue;
    const found = await resolvePayload(step.payload, kubernetes, signal).catch(error => {
      if (error instanceof InvalidInput) return [];
      throw error;
    });
    objects.push(...found);
    if (step.action === 'delete' || !step.autoDelete) for (const { label } of found) meantToStay.add(label);
    pods.push(await listPayloadPods(step.action, await lookAt(found, kubernetes, signal), kubernetes, signal));
  }
  return {
    objects,
    meantToStay,
    namespaces: listTouchedNamespaces(objects),
    disturbed: onceEach(pods.flatMap(({ disturbed }) => disturbed)),
    removed: onceEach(pods.flatMap(({ removed }) => removed)),
  };
}

/**
 * The pods that this done to these objects hits: pods themselves, those of a namespace that is deleted, and those that a
 * workload, a Service or a NetworkPolicy selects, as it is or as the payload has it. Throws ApiFailure.
 */
export async function listPayloadPods(
  action: KubectlStep['action'],
  objects: readonly SeenObject[],
  kubernetes: Pick<ApiConnection, 'send'>,
  signal: AbortSignal,
): Promise<PayloadPods> {
  const disturbed: V1Pod[] = [];
  const removed: V1Pod[] = [];
  for (const { manifest, namespace, live } of objects) {
    const own = action === 'delete' ? removed : disturbed;
    if (manifest.kind === 'Pod' && live) own.push(live as V1Pod);
    else if (manifest.kind === 'Namespace' && action === 'delete' && live)
      removed.push(...(await listPodsByLabels(kubernetes, manifest.metadata?.name ?? '', undefined, signal)));
    else if (namespace !== undefined)
      for (const object of live ? [live, manifest] : [manifest])
        disturbed.push(...(await listSelectedPods(object, namespace, kubernetes, signal)));
  }
  return { disturbed: onceEach(disturbed), removed: onceEach(removed) };
}

function onceEach(pods: readonly V1Pod[]): V1Pod[] {
  return [...new Map(pods.map(pod => [pod.metadata?.uid, pod])).values()];
}

/** A namespace is touched by what is done in it and by what is done to it. Each once. */
export function listTouchedNamespaces(objects: readonly PayloadObject[]): string[] {
  const touched = objects.flatMap(({ namespace, manifest }) => {
    if (namespace !== undefined) return [namespace];
    return manifest.kind === 'Namespace' ? [manifest.metadata?.name ?? ''] : [];
  });
  return [...new Set(touched)];
}

/**
 * Workloads (`shop/Deployment/web`) at which payloads are aimed: those that they hold, and those of the pods that they
 * disturb.
 */
export function listTargetedWorkloads({ objects, disturbed, removed }: PayloadTargets): string[] {
  const held = objects.flatMap(({ namespace, manifest: { kind, metadata } }) =>
    namespace === undefined ? [] : [`${namespace}/${kind}/${metadata?.name}`],
  );
  return [...held, ...[...disturbed, ...removed].map(qualifiedWorkloadOf)];
}
