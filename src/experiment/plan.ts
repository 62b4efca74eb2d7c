import type { V1Pod } from '@kubernetes/client-node';
import type { NodeOperation } from '../cluster/cluster.ts';
import type { Position } from '../errors.ts';
import { isLasting, lastingFaultOf, nodeFaultOf, type Targets } from '../faults/index.ts';
import type { KubernetesAccess } from '../kubernetes/access.ts';
import type { NodeActionItem, PodActionItem, Scenario } from '../scenario/suite.ts';
import { guardRadius, type RadiusGuard } from './blast-radius.ts';
import { claimFaults } from './claim-faults.ts';
import { cloneRefusal } from './clone/clone-refusal.ts';
import { findPayloadTargets, type PayloadTargets } from './kubectl/payload-targets.ts';
import { affectedBy } from './lasting-targets.ts';
import { findNodePods } from './node-pods.ts';
import { type NodeSelection, selectHosts, selectNodes } from './node-targets.ts';
import { namespacesOf, readSurroundings } from './surroundings.ts';
import { faultSteps, protectedNamespaces, type Selection, selectTargets } from './targets.ts';

/** What a scenario would hit on the cluster as it is now. */
export interface FaultPlan {
  readonly steps: readonly { readonly index: number; readonly selection: Selection }[];
  /** What nodeAction and stopHost would hit. */
  readonly nodeSteps: readonly { readonly index: number; readonly selection: NodeSelection }[];
  /** What faults that last would disturb. */
  readonly lastingSteps: readonly { readonly index: number; readonly targets: Targets }[];
  /** What `kubectl` steps are about. */
  readonly payloads: PayloadTargets;
  /** All pods that the scenario's matches find and its payloads are about, once each. */
  readonly matched: readonly V1Pod[];
  /** Namespaces where something is changed or disturbed besides the matched pods. */
  readonly namespaces: readonly string[];
  /** How many pods the faults would hit. */
  readonly used: number;
  readonly usedNodes: number;
  /** What the cluster's provider cannot do to its nodes, if something is asked for: nothing may be injected then. */
  readonly unsupported?: { readonly at: Position; readonly message: string };
  /** A fresh guard, for the injections themselves. */
  readonly guard: RadiusGuard;
}

interface PlanSeed {
  readonly seed: number;
  readonly run: number;
  readonly legacy?: boolean;
}

/**
 * Resolves every fault of a scenario against the live cluster, injects nothing.
 * Throws BlastRadiusExceeded when the whole of it would go beyond what the scenario allows.
 */
export async function planFaults(
  scenario: Scenario,
  kubernetes: KubernetesAccess,
  seed: PlanSeed,
  signal: AbortSignal,
): Promise<FaultPlan> {
  const steps = await selectPods(scenario, kubernetes, seed, signal);
  const nodeSteps = await selectMachines(scenario, steps, kubernetes, seed, signal);
  const lasting = await selectLasting(scenario, kubernetes, seed, signal);
  const lastingSteps = lasting.map(({ index, targets }) => ({ index, targets }));
  const payloads = await findPayloadTargets(scenario, kubernetes, signal);
  const onNodes = await findNodePods(scenario, nodeSteps, kubernetes, signal);
  const bystanders = [
    ...onNodes.flatMap(({ pods }) => pods.disturbed),
    ...lastingSteps.flatMap(({ targets }) => targets.evicted ?? []),
  ];
  const namespacesOfNodes = namespacesOf(bystanders).filter(namespace => !protectedNamespaces.has(namespace));
  const found = [
    ...steps.flatMap(({ selection }) => selection.matched),
    ...lastingSteps.flatMap(({ targets }) => targets.matched ?? targets.pods),
    ...payloads.disturbed,
    ...payloads.removed,
  ];
  const matched = [...new Map(found.map(pod => [pod.metadata?.uid, pod])).values()];
  const matchedNodes = [
    ...nodeSteps.flatMap(({ selection }) => selection.matched),
    ...lastingSteps.flatMap(({ targets }) => targets.nodes),
  ];
  const scope = {
    matched: matched.length,
    matchedNodes: new Set(matchedNodes.map(node => node.metadata?.name)).size,
    surroundings: await readSurroundings(
      [...new Set([...namespacesOf(matched), ...namespacesOfNodes])],
      kubernetes,
      signal,
    ),
    legacy: seed.legacy,
  };
  const planned = guardRadius(scenario, scope);
  claimFaults(scenario, { steps, onNodes, lastingSteps, payloads }, planned);
  return {
    steps,
    nodeSteps,
    lastingSteps,
    payloads,
    matched,
    namespaces: [
      ...lastingSteps.flatMap(({ targets }) => targets.namespaces ?? []),
      ...namespacesOfNodes,
      ...payloads.namespaces,
    ],
    used: planned.used,
    usedNodes: planned.usedNodes,
    unsupported:
      findUnsupported(scenario, kubernetes) ??
      lasting.find(({ unsupported }) => unsupported)?.unsupported ??
      (await cloneRefusal(scenario, kubernetes, signal)),
    guard: guardRadius(scenario, scope),
  };
}

async function selectPods(scenario: Scenario, kubernetes: KubernetesAccess, seed: PlanSeed, signal: AbortSignal) {
  const selected: { index: number; selection: Selection; stopsHosts: boolean }[] = [];
  for (const { step, index } of faultSteps(scenario)) {
    const purpose = { ...seed, scenario: scenario.name, step: index, attempt: 0 };
    const selection = await selectTargets(step, kubernetes, purpose, signal);
    selected.push({ index, selection, stopsHosts: step.actions.some(({ kind }) => kind === 'stopHost') });
  }
  return selected;
}

/** The nodes of nodeAction steps, and those that the pods of stopHost run on. */
async function selectMachines(
  scenario: Scenario,
  podSteps: Awaited<ReturnType<typeof selectPods>>,
  kubernetes: KubernetesAccess,
  seed: PlanSeed,
  signal: AbortSignal,
) {
  const selected: { index: number; selection: NodeSelection }[] = [];
  for (const { index, selection, stopsHosts } of podSteps)
    if (stopsHosts) selected.push({ index, selection: await selectHosts(selection.chosen, kubernetes, signal) });
  for (const [index, step] of scenario.steps.entries()) {
    if (step.kind !== 'nodeAction') continue;
    const purpose = { ...seed, scenario: scenario.name, step: index, attempt: 0 };
    selected.push({ index, selection: await selectNodes(step, kubernetes, purpose, signal) });
  }
  return selected;
}

async function selectLasting(scenario: Scenario, kubernetes: KubernetesAccess, seed: PlanSeed, signal: AbortSignal) {
  const selected: { index: number; targets: Targets; unsupported: FaultPlan['unsupported'] }[] = [];
  for (const [index, step] of scenario.steps.entries()) {
    if (!isLasting(step)) continue;
    const targets = await affectedBy(step, index, { ...seed, scenario }, kubernetes, signal);
    const refusal = await lastingFaultOf(step)?.refusal(step, targets, { kubernetes, signal });
    const unsupported = refusal === undefined ? undefined : { at: step.at, message: `${step.kind}: ${refusal}` };
    selected.push({ index, targets, unsupported });
  }
  return selected;
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
