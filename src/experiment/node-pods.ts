import type { V1Pod } from '@kubernetes/client-node';
import type { NodeFaultSpec } from '../faults/index.ts';
import type { ApiConnection } from '../kubernetes/access.ts';
import { isDrained } from '../kubernetes/node-eviction.ts';
import { listPodsOnNode } from '../kubernetes/nodes.ts';
import type { Scenario, Step } from '../scenario/suite.ts';
import type { Harm } from './blast-radius.ts';
import type { NodeSelection } from './node-targets.ts';

/** Pods that a fault on nodes hits, although nobody chose them. */
export interface NodePods {
  /** All that run there: what becomes of their workloads is no collateral damage. */
  readonly disturbed: readonly V1Pod[];
  /** Those of them that go down with their node, or have to leave it. */
  readonly down: readonly V1Pod[];
  readonly harm: Harm;
}

/** What a fault on nodes does to the pods that run on them. A drain waits for their budgets by itself. Pure. */
export function nodePodsOf({ kind }: Pick<NodeFaultSpec, 'kind'>, pods: readonly V1Pod[]): NodePods {
  switch (kind) {
    case 'drain':
      return { disturbed: pods, down: pods.filter(isDrained), harm: 'evicts' };
    case 'stop':
    case 'pause':
      return { disturbed: pods, down: pods.filter(isDrained), harm: 'disturbs' };
    default:
      return { disturbed: pods, down: [], harm: 'disturbs' };
  }
}

/** The nodes of one fault, and what it does to the pods there. */
export interface FaultsOnNodes {
  readonly nodes: readonly string[];
  readonly pods: NodePods;
}

/** What each fault on the nodes that steps choose would do. Throws ApiFailure. */
export async function findNodePods(
  { steps }: Pick<Scenario, 'steps'>,
  chosen: readonly { readonly index: number; readonly selection: NodeSelection }[],
  api: Pick<ApiConnection, 'send'>,
  signal: AbortSignal,
): Promise<FaultsOnNodes[]> {
  const found: FaultsOnNodes[] = [];
  for (const { index, selection } of chosen) {
    const nodes = selection.chosen.map(({ metadata }) => metadata?.name ?? '');
    const pods = (await Promise.all(nodes.map(node => listPodsOnNode(api, node, signal)))).flat();
    for (const action of nodeFaultsOf(steps[index])) found.push({ nodes, pods: nodePodsOf(action, pods) });
  }
  return found;
}

/** The faults of a nodeAction, and the one of a podAction that stops the hosts of its pods. */
function nodeFaultsOf(step: Step | undefined): Pick<NodeFaultSpec, 'kind'>[] {
  if (step?.kind === 'nodeAction') return step.actions.filter(action => action.kind !== 'wait');
  return [{ kind: 'stop' }];
}
