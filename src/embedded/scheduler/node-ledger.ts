import type { Informers } from '../controllers/informer.ts';
import type { Node, Pod } from '../controllers/objects.ts';
import { isFinished } from '../controllers/pod-state.ts';
import { type Amounts, parse, rankedRequestsOf, requestsOf, sum } from './resources.ts';

/** A node with what is on it. */
export interface NodeInfo {
  readonly node: Node;
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Bound to it and not finished; pods on their way out still take their place. */
  readonly pods: readonly Pod[];
  readonly allocatable: Amounts;
  readonly requested: Amounts;
  readonly rankedRequests: Amounts;
}

/** The nodes as they are now; what is summed up of a node is kept until one of its pods changes. */
export function createNodeLedger(informers: Informers): () => readonly NodeInfo[] {
  const nodes = informers('nodes');
  const pods = informers('pods');
  const podsOn = pods.indexBy(pod => (pod.spec?.nodeName ? [pod.spec.nodeName] : []));
  const known = new Map<string, NodeInfo>();
  pods.onChange(({ before, after }) => {
    for (const pod of [before, after]) known.delete(pod?.spec?.nodeName ?? '');
  });
  nodes.onChange(({ latest }) => void known.delete(latest.metadata!.name!));
  return () =>
    nodes.list().map(node => {
      const name = node.metadata!.name!;
      const info = known.get(name) ?? sumUp(node, podsOn(name));
      known.set(name, info);
      return info;
    });
}

function sumUp(node: Node, bound: readonly Pod[]): NodeInfo {
  const pods = bound.filter(pod => !isFinished(pod));
  return {
    node,
    name: node.metadata!.name!,
    labels: node.metadata!.labels ?? {},
    pods,
    allocatable: parse(node.status?.allocatable ?? node.status?.capacity),
    requested: sum(pods.map(pod => requestsOf(pod))),
    rankedRequests: sum(pods.map(rankedRequestsOf)),
  };
}
