import type { V1Pod, V1PodDisruptionBudget, V1PodDisruptionBudgetList, V1PodList } from '@kubernetes/client-node';
import type { ApiConnection } from '../kubernetes/access.ts';
import { ApiFailure } from '../kubernetes/api-failure.ts';
import { readJson } from '../kubernetes/connect.ts';
import { momentOf } from '../kubernetes/pod-changes.ts';
import { qualifiedWorkloadOf } from '../kubernetes/pod-workload.ts';
import { budgetCovers } from '../scenario/pods/label-selector.ts';

/** What stands around the targets of a scenario: the limits of the blast radius are counted against it. */
export interface Surroundings {
  /** By workload (`shop/Deployment/web`): how many pods it has, and which of them are ready, by UID. One that is ending or has ended is none. */
  readonly workloads: ReadonlyMap<string, { readonly pods: number; readonly ready: ReadonlySet<string> }>;
  readonly budgets: readonly DisruptionBudget[];
}

/** A PodDisruptionBudget with the pods that it covers, and those of them that are ready, by UID. */
export interface DisruptionBudget {
  readonly name: string;
  readonly covered: ReadonlySet<string>;
  readonly healthy: ReadonlySet<string>;
  /** So many of them have to stay ready. Infinity: its controller has not said yet, or cannot. */
  readonly desired: number;
}

/**
 * Reads the namespaces of the targets. Which pods are ready is counted here: the controllers' own counts come later than what
 * they count. Throws ApiFailure; budgets that may not be read count as none.
 */
export async function readSurroundings(
  namespaces: readonly string[],
  api: Pick<ApiConnection, 'send'>,
  signal: AbortSignal,
): Promise<Surroundings> {
  const workloads = new Map<string, { pods: number; ready: Set<string> }>();
  const budgets: DisruptionBudget[] = [];
  const read = async (namespace: string) => {
    const scope = `namespaces/${encodeURIComponent(namespace)}`;
    const path = `/api/v1/${scope}/pods`;
    const { items } = await readJson<V1PodList>(api, { path, asking: `pods of namespace ${namespace}`, signal });
    const staying = items.filter(isStaying);
    const readyOf = (pods: readonly V1Pod[]) => new Set(pods.filter(pod => momentOf(pod).ready).map(uidOf));
    for (const [key, pods] of Map.groupBy(staying, qualifiedWorkloadOf))
      workloads.set(key, { pods: pods.length, ready: readyOf(pods) });
    for (const { metadata, spec, status } of await listBudgets(scope, namespace, api, signal)) {
      const covered = staying.filter(pod => budgetCovers(spec?.selector, pod.metadata?.labels));
      budgets.push({
        name: `${namespace}/${metadata?.name}`,
        covered: new Set(covered.map(uidOf)),
        healthy: readyOf(covered),
        desired: desiredOf({ metadata, status }),
      });
    }
  };
  await Promise.all(namespaces.map(read));
  return { workloads, budgets };
}

/** Each once. */
export function namespacesOf(pods: readonly V1Pod[]): string[] {
  return [...new Set(pods.map(pod => pod.metadata?.namespace ?? ''))];
}

async function listBudgets(scope: string, namespace: string, api: Pick<ApiConnection, 'send'>, signal: AbortSignal) {
  const path = `/apis/policy/v1/${scope}/poddisruptionbudgets`;
  const asking = `PodDisruptionBudgets of namespace ${namespace}`;
  try {
    return (await readJson<V1PodDisruptionBudgetList>(api, { path, asking, signal })).items;
  } catch (error) {
    if (error instanceof ApiFailure && (error.status === 403 || error.status === 404)) return [];
    throw error;
  }
}

function isStaying({ metadata, status }: V1Pod): boolean {
  return !metadata?.deletionTimestamp && status?.phase !== 'Succeeded' && status?.phase !== 'Failed';
}

/** `SyncFailed`: the controller cannot tell how many pods there should be, and allows no disruption (policy/v1). */
function desiredOf({ metadata, status }: Pick<V1PodDisruptionBudget, 'metadata' | 'status'>): number {
  const isStale = (status?.observedGeneration ?? 0) < (metadata?.generation ?? 0);
  const failed = status?.conditions?.some(
    ({ type, reason }) => type === 'DisruptionAllowed' && reason === 'SyncFailed',
  );
  return isStale || failed ? Number.POSITIVE_INFINITY : (status?.desiredHealthy ?? Number.POSITIVE_INFINITY);
}

function uidOf({ metadata }: V1Pod): string {
  return metadata?.uid ?? '';
}
