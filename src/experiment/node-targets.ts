import type { V1Node, V1Pod } from '@kubernetes/client-node';
import type { KubernetesAccess } from '../kubernetes/access.ts';
import { gateLabel } from '../kubernetes/gate-label.ts';
import { listPodsByLabels } from '../kubernetes/list-pods.ts';
import { listNodes } from '../kubernetes/nodes.ts';
import { filterNodes, matchNodes, protection } from '../scenario/node-selection.ts';
import type { NodeActionStep } from '../scenario/suite.ts';
import { createRandom } from './random.ts';
import type { SelectionSeed } from './targets.ts';

/** What a nodeAction's matches and filters come to at one moment. */
export interface NodeSelection {
  readonly matched: readonly V1Node[];
  readonly chosen: readonly V1Node[];
  /** Nodes that were left out because they are protected, and filters that left nothing. */
  readonly remarks: readonly string[];
}

/** Matches and filters nodes against the live cluster. Throws ApiFailure when the API refuses or does not answer. */
export async function selectNodes(
  step: NodeActionStep,
  kubernetes: KubernetesAccess,
  seed: SelectionSeed,
  signal: AbortSignal,
): Promise<NodeSelection> {
  const [listed, own] = await Promise.all([listNodes(kubernetes, signal), listOwnNodes(kubernetes, signal)]);
  const asksState = [...step.matches, ...step.filters].some(each => each.kind === 'property' && each.name === 'state');
  const nodes = asksState ? await withMachineStates(listed, kubernetes, signal) : listed;
  const { matched, protected: refused } = matchNodes(nodes, step.matches, own);
  const random = createRandom(seed.seed, seed.scenario, seed.run, seed.step, seed.attempt);
  const { items, emptiedBy } = filterNodes(matched, step.filters, {
    random,
    now: new Date(),
    compat: seed.legacy ? 'legacy' : 'strict',
  });
  const remarks = refused.map(({ node, why }) => leftAlone(node, why));
  if (emptiedBy)
    remarks.push(
      `the filter ${emptiedBy.filter.kind} (line ${emptiedBy.filter.at.line}) left none of ${emptiedBy.before} nodes`,
    );
  return { matched, chosen: items, remarks };
}

/** The nodes that pods run on, for stopHost; a pod cannot name a node, so the protected ones are always left out. */
export async function selectHosts(
  pods: readonly V1Pod[],
  kubernetes: KubernetesAccess,
  signal: AbortSignal,
): Promise<NodeSelection> {
  const [nodes, own] = await Promise.all([listNodes(kubernetes, signal), listOwnNodes(kubernetes, signal)]);
  const names = new Set(pods.map(pod => pod.spec?.nodeName));
  const hosts = nodes.filter(({ metadata }) => names.has(metadata?.name));
  const refused = hosts.flatMap(node => {
    const why = protection(node, nodes, own);
    return why === undefined ? [] : [{ node, why }];
  });
  const chosen = hosts.filter(node => !refused.some(each => each.node === node));
  return { matched: hosts, chosen, remarks: refused.map(({ node, why }) => leftAlone(node, why)) };
}

/** Nodes on which something runs that the gate itself put into the cluster. */
async function listOwnNodes(kubernetes: KubernetesAccess, signal: AbortSignal): Promise<Set<string>> {
  const pods = await listPodsByLabels(kubernetes, '*', gateLabel, signal);
  return new Set(pods.flatMap(pod => pod.spec?.nodeName ?? []));
}

/** The cluster believes for 40 s and more that a node is up which is not: where the machine can be asked, it knows better. */
async function withMachineStates(
  nodes: readonly V1Node[],
  { node: door }: KubernetesAccess,
  signal: AbortSignal,
): Promise<V1Node[]> {
  if (door.refusal('stop') !== undefined) return [...nodes];
  return await Promise.all(
    nodes.map(async node => {
      if ((await door.machineState(node.metadata?.name ?? '', signal)) === 'running') return node;
      return { ...node, status: { ...node.status, conditions: [{ type: 'Ready', status: 'Unknown' }] } };
    }),
  );
}

function leftAlone(node: V1Node, why: string): string {
  return `${node.metadata?.name} was left alone (${why}): name it to include it`;
}
