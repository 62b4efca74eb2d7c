import type { V1Pod } from '@kubernetes/client-node';
import { isFault, type Targets } from '../faults/index.ts';
import type { CloneStep, LastingStep, Scenario, Step } from '../scenario/suite.ts';
import type { Harm, RadiusGuard } from './blast-radius.ts';
import type { PayloadTargets } from './kubectl/payload-targets.ts';
import { boundNamespacesOf } from './lasting-targets.ts';
import type { FaultsOnNodes } from './node-pods.ts';
import { harmOfAction, harmOfStep } from './pod-harm.ts';
import type { Selection } from './targets.ts';

/** What the faults of a scenario would hit, by the kind of their steps. */
interface FoundTargets {
  readonly steps: readonly { readonly index: number; readonly selection: Selection }[];
  readonly onNodes: readonly FaultsOnNodes[];
  readonly lastingSteps: readonly { readonly index: number; readonly targets: Targets }[];
  readonly payloads: PayloadTargets;
}

/** Counts all that a scenario would hit. Throws BlastRadiusExceeded when that is more than it allows. */
export function claimFaults({ steps }: Scenario, found: FoundTargets, guard: RadiusGuard): void {
  for (const { index, selection } of found.steps)
    for (const harm of harmsOf(steps[index], selection.chosen)) guard.claim(selection.chosen, harm);
  for (const { nodes, pods } of found.onNodes) guard.claimNodes(nodes, pods.down, pods.harm);
  for (const { index, targets } of found.lastingSteps) claimLasting(steps[index] as LastingStep, targets, guard);
  const { objects, namespaces, disturbed, removed } = found.payloads;
  if (objects.length > 0) guard.claimNamespaces(namespaces);
  guard.claim(disturbed);
  guard.claim(removed, 'removes');
  for (const step of steps) if (step.kind === 'clone') guard.claimNamespaces(namespacesOfClone(step));
}

function claimLasting(step: LastingStep, targets: Targets, guard: RadiusGuard): void {
  guard.claimNamespaces(boundNamespacesOf(step, targets));
  guard.claim(targets.pods, harmOfStep(step));
  guard.claimNodes(
    targets.nodes.map(({ metadata }) => metadata?.name ?? ''),
    targets.evicted,
    'removes',
  );
}

/** What the actions of a podAction do to the pods that it chooses. */
function harmsOf(step: Step | undefined, pods: readonly V1Pod[]): Harm[] {
  const actions = step?.kind === 'podAction' ? step.actions : [];
  return actions.flatMap(action => {
    if (action.kind === 'stopHost') return ['removes' as const];
    return isFault(action) ? [harmOfAction(action, pods)] : [];
  });
}

/** Where a clone is made, and the Services that it is put behind. */
export function namespacesOfClone({ source, servicesToRetarget }: CloneStep): string[] {
  return [source.namespace, ...servicesToRetarget.map(({ namespace }) => namespace)];
}
