import { sampleSize } from '../../selection-filters.ts';
import type { PodActionStep, Scenario } from '../../suite.ts';
import { isFault } from '../faults.ts';
import { type Finding, finding } from '../finding.ts';
import { matchesOf } from '../selection-findings.ts';
import { countPods, findWorkloads } from './find-workloads.ts';
import type { Workload } from './workload.ts';

/** Samples of less than one pod, and faults that the blast radius would refuse, where the manifests tell how many there are. */
export function countFindings(step: PodActionStep, scenario: Scenario, workloads: readonly Workload[]): Finding[] {
  const found = countPods(findWorkloads(workloads, step.matches));
  const [filter, ...more] = step.filters;
  if (!found || more.length > 0 || (filter && filter.kind !== 'randomSample')) return [];
  const chosen = filter ? sampleSize(filter, found) : found;
  const ratio = filter?.ratio ?? 0;
  const message = `${ratio} of ${pods(found)} is less than one: one pod is chosen, which is ${percent(1 / found)}`;
  const isRoundedUp = filter?.size === undefined && ratio > 0 && ratio * found < 1;
  return [
    ...(isRoundedUp ? [finding('rounded-up', filter?.at, message)] : []),
    ...refused(chosen, scenario, workloads),
  ];
}

/** A share is of the pods that all faults of the scenario match, rounded down. */
function refused(chosen: number, { steps, blastRadius }: Scenario, workloads: readonly Workload[]): Finding[] {
  const limit = blastRadius?.pods;
  const matched = countPods(findWorkloads(workloads, steps.filter(isFault).flatMap(matchesOf)));
  if (!limit || matched === undefined) return [];
  const allowed = 'count' in limit ? limit.count : Math.floor(matched * limit.share + 1e-9);
  if (chosen <= allowed) return [];
  const share =
    'share' in limit
      ? `${percent(limit.share)} of ${pods(matched)} is ${allowed || 'none'}`
      : `it allows ${pods(allowed)}`;
  return [
    finding('blast-radius-too-small', blastRadius?.at, `${share}, and a step would hit ${chosen}: a run is refused`),
  ];
}

function pods(count: number): string {
  return `${count} pod${count === 1 ? '' : 's'}`;
}

function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}
