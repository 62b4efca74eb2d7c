import type { V1LabelSelector, V1Pod, V1PodDisruptionBudgetList, V1PodList } from '@kubernetes/client-node';
import type { ApiConnection } from '../kubernetes/access.ts';
import { ApiFailure } from '../kubernetes/api-failure.ts';
import { readJson } from '../kubernetes/connect.ts';
import { formatLabelSelector } from '../kubernetes/label-selector.ts';
import { momentOf } from '../kubernetes/pod-changes.ts';
import { qualifiedWorkloadOf } from '../kubernetes/pod-workload.ts';
import { labelsMatch, parseLabelSelector } from '../scenario/pod-selection.ts';

/** What stands around the targets of a scenario: the limits of the blast radius are counted against it. */
export interface Surroundings {
  /** By workload (`shop/Deployment/web`): how many pods it has, and how many of them are ready. */
  readonly workloads: ReadonlyMap<string, { readonly pods: number; readonly ready: number }>;
  readonly budgets: readonly DisruptionBudget[];
}

/** A PodDisruptionBudget with the pods that it covers, by UID. */
export interface DisruptionBudget {
  readonly name: string;
  readonly disruptionsAllowed: number;
  readonly covered: ReadonlySet<string>;
}

/** Reads the namespaces of the targets. Throws ApiFailure; budgets that may not be read count as none. */
export async function readSurroundings(
  namespaces: readonly string[],
  api: Pick<ApiConnection, 'send'>,
  signal: AbortSignal,
): Promise<Surroundings> {
  const workloads = new Map<string, { pods: number; ready: number }>();
  const budgets: DisruptionBudget[] = [];
  const read = async (namespace: string) => {
    const scope = `namespaces/${encodeURIComponent(namespace)}`;
    const path = `/api/v1/${scope}/pods`;
    const { items } = await readJson<V1PodList>(api, { path, asking: `pods of namespace ${namespace}`, signal });
    for (const pod of items) {
      const key = qualifiedWorkloadOf(pod);
      const { pods = 0, ready = 0 } = workloads.get(key) ?? {};
      workloads.set(key, { pods: pods + 1, ready: ready + (momentOf(pod).ready ? 1 : 0) });
    }
    for (const { metadata, spec, status } of await listBudgets(scope, namespace, api, signal)) {
      const covered = items.filter(pod => selects(spec?.selector, pod)).map(pod => pod.metadata?.uid ?? '');
      budgets.push({
        name: `${namespace}/${metadata?.name}`,
        disruptionsAllowed: status?.disruptionsAllowed ?? 0,
        covered: new Set(covered),
      });
    }
  };
  await Promise.all(namespaces.map(read));
  return { workloads, budgets };
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

/** An empty selector selects every pod, an absent one none (policy/v1). */
function selects(selector: V1LabelSelector | undefined, { metadata }: V1Pod): boolean {
  if (!selector) return false;
  const requirements = parseLabelSelector(formatLabelSelector(selector));
  // One that cannot be read here protects whatever it may mean.
  return requirements === undefined || labelsMatch(metadata?.labels ?? {}, requirements);
}
