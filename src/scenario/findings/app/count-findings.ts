import { sampleSize } from '../../selection-filters.ts';
import type { PodFilter, PodMatch, Scenario, Step } from '../../suite.ts';
import { type Finding, finding } from '../finding.ts';
import { countPods, findWorkloads } from './find-workloads.ts';
import { limitFindings } from './limit-findings.ts';
import { pods, wholePercent } from './quantities.ts';
import type { Workload } from './workload.ts';

/** A step that chooses pods. */
export type ChoosingStep = Exclude<Extract<Step, { readonly matches: unknown }>, { readonly kind: 'nodeAction' }>;

/** Samples of less than one pod, and faults that the blast radius would refuse, where the manifests tell how many there are. */
export function countFindings(step: ChoosingStep, scenario: Scenario, workloads: readonly Workload[]): Finding[] {
  const matches: readonly PodMatch[] = step.matches;
  const filters: readonly PodFilter[] = step.filters;
  const chosenFrom = findWorkloads(workloads, matches);
  const found = countPods(chosenFrom);
  const [filter, ...more] = filters;
  // Pods that opted in may spare themselves.
  if (!found || more.length > 0 || matches.some(({ kind }) => kind === 'sealLabels')) return [];
  if (filter && filter.kind !== 'randomSample') return [];
  const chosen = filter ? sampleSize(filter, found) : found;
  const ratio = filter?.ratio ?? 0;
  const message = `${ratio} of ${pods(found)} is less than one: one pod is chosen, which is ${wholePercent(1 / found)}`;
  const isRoundedUp = filter?.size === undefined && ratio > 0 && ratio * found < 1;
  return [
    ...(isRoundedUp ? [finding('rounded-up', filter?.at, message)] : []),
    ...limitFindings({ chosen, found, chosenFrom }, scenario, workloads),
  ];
}
