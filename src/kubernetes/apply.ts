import { setTimeout as delay } from 'node:timers/promises';
import type { KubernetesObject } from '@kubernetes/client-node';
import { formatProblem, InfrastructureFailure, messageOf } from '../errors.ts';
import type { ApiConnection } from './access.ts';
import { readJson } from './connect.ts';
import type { ManifestObject } from './manifest.ts';
import { type ApiResource, findResourceOfKind, resourcePath } from './resource-path.ts';

export const fieldManager = 'chaos-gate';

/** An object as the API server has it after it was applied. */
export type AppliedObject = KubernetesObject & {
  readonly spec?: Readonly<Record<string, unknown>>;
  readonly status?: Readonly<Record<string, unknown>>;
};

/** A definition that was applied a moment ago is served within this time. */
const definitionTimeoutMs = 10_000;

/** What others need comes first; kinds that are not listed come last. */
const order = [
  'Namespace',
  'CustomResourceDefinition',
  'PriorityClass',
  'StorageClass',
  'ResourceQuota',
  'LimitRange',
  'ServiceAccount',
  'ClusterRole',
  'ClusterRoleBinding',
  'Role',
  'RoleBinding',
  'NetworkPolicy',
  'ConfigMap',
  'Secret',
  'PersistentVolume',
  'PersistentVolumeClaim',
  'Service',
  'PodDisruptionBudget',
  'DaemonSet',
  'Deployment',
  'StatefulSet',
  'Pod',
  'Job',
  'CronJob',
];

/**
 * Applies objects on the server's side (field manager `chaos-gate`), what others need first, and returns them as they are now.
 * Throws InfrastructureFailure with the object's position when the API server refuses one; those before it stay.
 */
export async function applyObjects(
  connection: ApiConnection,
  objects: readonly ManifestObject[],
  signal?: AbortSignal,
): Promise<AppliedObject[]> {
  const definesKinds = objects.some(({ object }) => object.kind === 'CustomResourceDefinition');
  const patienceMs = definesKinds ? definitionTimeoutMs : 0;
  const resources = new Map<string, ApiResource>();
  const applied: AppliedObject[] = [];
  for (const each of objects.toSorted((a, b) => rank(a) - rank(b))) {
    try {
      applied.push(await applyObject(connection, each.object, resources, patienceMs, signal));
    } catch (error) {
      signal?.throwIfAborted();
      throw new InfrastructureFailure(formatProblem({ at: each.at, message: messageOf(error) }), { cause: error });
    }
  }
  return applied;
}

/** `Deployment shop/web`. */
export function describeObject(object: KubernetesObject): string {
  return `${object.kind} ${[object.metadata?.namespace, object.metadata?.name].filter(Boolean).join('/')}`;
}

async function applyObject(
  connection: ApiConnection,
  object: KubernetesObject,
  resources: Map<string, ApiResource>,
  patienceMs: number,
  signal?: AbortSignal,
): Promise<AppliedObject> {
  const { apiVersion = '', kind = '', metadata } = object;
  const key = `${apiVersion} ${kind}`;
  const resource = resources.get(key) ?? (await awaitResource(connection, apiVersion, kind, patienceMs, signal));
  resources.set(key, resource);
  const contextNamespace = connection.config.getContextObject(connection.context)?.namespace;
  const namespace = resource.namespaced ? (metadata?.namespace ?? contextNamespace ?? 'default') : undefined;
  return await readJson<AppliedObject>(connection, {
    method: 'PATCH',
    path: resourcePath(resource, namespace, metadata?.name),
    query: { fieldManager, force: true },
    contentType: 'application/apply-patch+yaml',
    body: { ...object, metadata: { ...metadata, namespace } },
    asking: `apply ${describeObject({ kind, metadata: { name: metadata?.name, namespace } })}`,
    signal,
  });
}

/** The resource of a kind; for a definition of its own waits until the API server serves it. */
async function awaitResource(
  connection: ApiConnection,
  apiVersion: string,
  kind: string,
  patienceMs: number,
  signal?: AbortSignal,
): Promise<ApiResource> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const resource = await findResourceOfKind(connection, apiVersion, kind, signal);
    if (resource) return resource;
    if (performance.now() >= deadline)
      throw new InfrastructureFailure(`the cluster does not know ${kind} of ${apiVersion}`);
    // Discovery cannot be watched.
    await delay(200, undefined, { signal });
  }
}

function rank({ object }: ManifestObject): number {
  const index = order.indexOf(object.kind ?? '');
  return index === -1 ? order.length : index;
}
