import { matchPods } from '../../pods/match-pods.ts';
import type { PodMatch } from '../../suite.ts';
import type { Workload } from './workload.ts';

/** The workloads whose pods the matches will find. */
export function findWorkloads(workloads: readonly Workload[], matches: readonly PodMatch[]): Workload[] {
  const selectorOf = (namespace: string, name: string) =>
    workloads.find(each => each.kind === 'Deployment' && each.namespace === namespace && each.name === name)?.selector;
  const pods = workloads.map(({ pod }) => pod);
  const found = new Set(matchPods(pods, matches, selectorOf));
  return workloads.filter(({ pod }) => found.has(pod));
}

/** How many pods that are; undefined when the manifests do not tell. */
export function countPods(workloads: readonly Workload[]): number | undefined {
  return workloads.reduce<number | undefined>(
    (sum, { replicas }) => (sum === undefined || replicas === undefined ? undefined : sum + replicas),
    0,
  );
}
