import { literalNamespaces } from '../../pods/namespace-pattern.ts';
import type { PodMatch, Scenario, Step } from '../../suite.ts';
import { isFault } from '../faults.ts';
import { type Finding, finding } from '../finding.ts';
import { matchesOf } from '../selection-findings.ts';
import { countFindings } from './count-findings.ts';
import { findWorkloads } from './find-workloads.ts';
import type { Workload } from './workload.ts';

/** What the steps of a scenario will find of an app's pods, as long as no step before has made others. */
export function targetFindings(
  scenario: Scenario,
  workloads: readonly Workload[],
  isOwn: (namespace: string) => boolean,
): Finding[] {
  const steps = untouched(scenario.steps);
  return [
    ...steps.flatMap(matchesOf).flatMap(match => unmatched(match, workloads, isOwn)),
    ...steps.flatMap(step =>
      step.kind !== 'nodeAction' && 'matches' in step && isFault(step) ? countFindings(step, scenario, workloads) : [],
    ),
  ];
}

/** Steps after which the app's workloads are the same as before. */
const keepsPods: ReadonlySet<Step['kind']> = new Set([
  'podAction',
  'nodeAction',
  'networkAction',
  'stressAction',
  'processAction',
  'dependencyAction',
  'probeHTTP',
  'wait',
]);

/** The steps up to the first that may change which pods there are. */
function untouched(steps: readonly Step[]): readonly Step[] {
  const first = steps.findIndex(({ kind }) => !keepsPods.has(kind));
  return first < 0 ? steps : steps.slice(0, first + 1);
}

function unmatched(match: PodMatch, workloads: readonly Workload[], isOwn: (namespace: string) => boolean): Finding[] {
  const namespaces = literalNamespaces(match.namespace);
  if (!namespaces?.every(isOwn) || findWorkloads(workloads, [match]).length > 0) return [];
  const message = `${describe(match)} matches no pod that a manifest of \`app:\` makes${hint(match, workloads)}`;
  return [finding('selector-without-pods', match.at, message)];
}

function describe(match: PodMatch): string {
  if (match.kind === 'labels') return `the selector "${match.selector}" in "${match.namespace}"`;
  if (match.kind === 'deployment') return `the Deployment ${match.name} in "${match.namespace}"`;
  return `the namespace "${match.namespace}"`;
}

function hint(match: PodMatch, workloads: readonly Workload[]): string {
  const labels = new Set(
    workloads.flatMap(({ pod }) => Object.entries(pod.metadata?.labels ?? {}).map(label => label.join('='))),
  );
  return match.kind === 'labels' && labels.size > 0 ? `: their labels are ${[...labels].slice(0, 10).join(', ')}` : '';
}
