import { atLeast, atMost, type Limit } from '../../limit.ts';
import type { Scenario, Step } from '../../suite.ts';
import { isFault } from '../faults.ts';
import { type Finding, finding } from '../finding.ts';
import { matchesOf } from '../selection-findings.ts';
import { countPods, findWorkloads } from './find-workloads.ts';
import { pods, wholePercent } from './quantities.ts';
import type { Workload } from './workload.ts';

/** What a step chooses by the manifests: so many of so many pods. */
export interface ChosenPods {
  readonly chosen: number;
  readonly found: number;
  readonly chosenFrom: readonly Workload[];
}

/** Limits that what a step chooses is certain to exceed, whichever pods chance takes. */
export function limitFindings(choice: ChosenPods, scenario: Scenario, workloads: readonly Workload[]): Finding[] {
  const { blastRadius } = scenario;
  if (!blastRadius) return [];
  const { pods: most, perOwner, minAvailable, namespaces } = blastRadius;
  const complaints = [
    most && beyondPods(choice, most, scenario, workloads),
    namespaces && beyondNamespaces(choice, namespaces),
    perOwner && beyondOwners(choice, perOwner),
    minAvailable && beyondAvailable(choice, minAvailable),
  ];
  return complaints.flatMap(complaint =>
    complaint ? [finding('blast-radius-too-small', blastRadius.at, `${complaint}: a run is refused`)] : [],
  );
}

/** A share is of the pods that all faults of the scenario match, rounded down. */
function beyondPods(
  { chosen }: ChosenPods,
  limit: Limit,
  { steps }: Scenario,
  workloads: readonly Workload[],
): string | undefined {
  const matched = countPods(findWorkloads(workloads, steps.filter(isFault).flatMap(matchesOf)));
  if (matched === undefined || ('share' in limit && steps.some(hitsOthers))) return undefined;
  const allowed = atMost(limit, matched);
  if (chosen <= allowed) return undefined;
  const share =
    'share' in limit
      ? `${wholePercent(limit.share)} of ${pods(matched)} is ${allowed || 'none'}`
      : `it allows ${pods(allowed)}`;
  return `${share}, and a step would hit ${chosen}`;
}

/** Whether a step may hit pods that no match names. */
function hitsOthers(step: Step): boolean {
  return step.kind === 'kubectl' || (isFault(step) && step.kind !== 'nodeAction' && matchesOf(step).length === 0);
}

function beyondNamespaces({ chosen, chosenFrom }: ChosenPods, allowed: readonly string[]): string | undefined {
  const inside = chosenFrom.filter(({ namespace }) => allowed.includes(namespace));
  const outside = chosenFrom.filter(each => !inside.includes(each)).map(({ namespace }) => namespace);
  // With none inside the file itself tells.
  if (inside.length === 0 || chosen <= (countPods(inside) ?? 0)) return undefined;
  return `it allows ${allowed.join(', ')}, and a step would hit pods of ${[...new Set(outside)].join(', ')}`;
}

function beyondOwners({ chosen, chosenFrom }: ChosenPods, limit: Limit): string | undefined {
  const room = chosenFrom.map(({ replicas = 0 }) => Math.min(replicas, atMost(limit, replicas)));
  if (chosen <= sum(room)) return undefined;
  return `it allows ${pods(sum(room))} of ${namesOf(chosenFrom)} by \`perOwner\`, and a step would hit ${chosen}`;
}

function beyondAvailable({ chosen, chosenFrom }: ChosenPods, limit: Limit): string | undefined {
  const room = chosenFrom.map(({ replicas = 0 }) => Math.max(0, replicas - atLeast(limit, replicas)));
  if (chosen <= sum(room)) return undefined;
  return `it allows ${pods(sum(room))} of ${namesOf(chosenFrom)} by \`minAvailable\`, and a step would hit ${chosen}`;
}

function namesOf(workloads: readonly Workload[]): string {
  return workloads.map(({ kind, name }) => `${kind} ${name}`).join(', ');
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}
