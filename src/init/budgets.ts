import type { V1PodDisruptionBudget } from '@kubernetes/client-node';
import { budgetCovers } from '../scenario/pods/label-selector.ts';
import type { Workload } from './landscape.ts';

/** The budget, by name, that does not let one pod of a workload go, as long as all pods of the app are ready. */
export function findTightBudget(
  { namespace, template }: Workload,
  budgets: readonly V1PodDisruptionBudget[],
  workloads: readonly Workload[],
): string | undefined {
  const tight = budgets.find(
    budget => covers(budget, { namespace, template }) && disruptionsAllowed(budget, workloads) < 1,
  );
  return tight && `${namespace}/${tight.metadata?.name}`;
}

/** As the disruption controller counts (kubernetes.io/docs/tasks/run-application/configure-pdb): shares are rounded up. */
function disruptionsAllowed(budget: V1PodDisruptionBudget, workloads: readonly Workload[]): number {
  const expected = workloads
    .filter(workload => covers(budget, workload))
    .reduce((sum, { replicas }) => sum + replicas, 0);
  const { minAvailable, maxUnavailable } = budget.spec ?? {};
  if (maxUnavailable !== undefined) return countOf(maxUnavailable, expected);
  return minAvailable === undefined ? 0 : expected - countOf(minAvailable, expected);
}

function countOf(limit: number | string, of: number): number {
  if (typeof limit === 'number') return limit;
  const share = /^(\d+)%$/.exec(limit)?.[1];
  return share === undefined ? Number(limit) : Math.ceil((of * Number(share)) / 100);
}

function covers(
  { metadata, spec }: V1PodDisruptionBudget,
  { namespace, template }: Pick<Workload, 'namespace' | 'template'>,
): boolean {
  return metadata?.namespace === namespace && budgetCovers(spec?.selector, template.metadata?.labels);
}
