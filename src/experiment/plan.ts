import type { V1Pod } from '@kubernetes/client-node';
import type { NodeOperation } from '../cluster/cluster.ts';
import type { Position } from '../errors.ts';
import { nodeFaultOf } from '../faults/index.ts';
import type { KubernetesAccess } from '../kubernetes/access.ts';
import type { NodeActionItem, PodActionItem, Scenario } from '../scenario/suite.ts';
import { guardRadius, type RadiusGuard } from './blast-radius.ts';
import { type NodeSelection, selectHosts, selectNodes } from './node-targets.ts';
import { faultSteps, type Selection, selectTargets } from './targets.ts';

/** What a scenario would hit on the cluster as it is now. */
export interface FaultPlan {
  readonly steps: readonly { readonly index: number; readonly selection: Selection }[];
  /** What nodeAction and stopHost would hit. */
  readonly nodeSteps: readonly { readonly index: number; readonly selection: NodeSelection }[];
  /** All pods that the scenario's matches find, once each. */
  readonly matched: readonly V1Pod[];
  /** How many pods the faults would hit. */
  readonly used: number;
  readonly usedNodes: number;
  /** What the cluster's provider cannot do to its nodes, if something is asked for: nothing may be injected then. */
  readonly unsupported?: { readonly at: Position; readonly message: string };
  /** A fresh guard, for the injections themselves. */
  readonly guard: RadiusGuard;
}

/**
 * Resolves every fault of a scenario against the live cluster, injects nothing.
 * Throws BlastRadiusExceeded when the whole of it would go beyond what the scenario allows.
 */
export async function planFaults(
  scenario: Scenario,
  kubernetes: KubernetesAccess,
  seed: { readonly seed: number; readonly run: number },
  signal: AbortSignal,
): Promise<FaultPlan> {
  const steps = [];
  const nodeSteps: { index: number; selection: NodeSelection }[] = [];
  const matched = new Map<string, V1Pod>();
  for (const { step, index } of faultSteps(scenario)) {
    const selection = await selectTargets(
      step,
      kubernetes,
      { ...seed, scenario: scenario.name, step: index, attempt: 0 },
      signal,
    );
    for (const pod of selection.matched) matched.set(pod.metadata?.uid ?? '', pod);
    steps.push({ index, selection });
    if (step.actions.some(({ kind }) => kind === 'stopHost'))
      nodeSteps.push({ index, selection: await selectHosts(selection.chosen, kubernetes, signal) });
  }
  for (const [index, step] of scenario.steps.entries()) {
    if (step.kind !== 'nodeAction') continue;
    const purpose = { ...seed, scenario: scenario.name, step: index, attempt: 0 };
    nodeSteps.push({ index, selection: await selectNodes(step, kubernetes, purpose, signal) });
  }
  const matchedNodes = new Set(
    nodeSteps.flatMap(({ selection }) => selection.matched.map(node => node.metadata?.name)),
  );
  const newGuard = () => guardRadius(scenario, matched.size, matchedNodes.size);
  const planned = newGuard();
  for (const { selection } of steps) planned.claim(selection.chosen);
  for (const { selection } of nodeSteps) planned.claimNodes(selection.chosen.map(node => node.metadata?.name ?? ''));
  return {
    steps,
    nodeSteps,
    matched: [...matched.values()],
    used: planned.used,
    usedNodes: planned.usedNodes,
    unsupported: findUnsupported(scenario, kubernetes),
    guard: newGuard(),
  };
}

function findUnsupported(scenario: Scenario, { node: door }: KubernetesAccess): FaultPlan['unsupported'] {
  for (const action of scenario.steps.flatMap(step =>
    step.kind === 'podAction' || step.kind === 'nodeAction' ? [...step.actions] : [],
  )) {
    const operation = operationOf(action);
    const why = operation && door.refusal(operation);
    if (why) return { at: action.at, message: `${action.kind}: ${why}` };
  }
  return undefined;
}

/** What the node door has to be able to do before anything else is done. */
function operationOf(action: PodActionItem | NodeActionItem): NodeOperation | undefined {
  switch (action.kind) {
    case 'stopHost':
      return 'stop';
    case 'kill':
    case 'killContainer':
    case 'checkPodCount':
    case 'checkPodState':
    case 'wait':
      return undefined;
    default:
      return nodeFaultOf(action).needs;
  }
}
