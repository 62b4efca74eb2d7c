import type { Candidates } from '../selection-filters.ts';
import type { NodeProperty } from '../suite.ts';

/**
 * What the selection reads of a node, in the shape of the Kubernetes API.
 * Facts: kubernetes.io/docs/reference/node/node-status, kubernetes.io/docs/reference/labels-annotations-taints.
 */
export interface NodeRecord {
  readonly metadata?: {
    readonly uid?: string;
    readonly name?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
  readonly status?: {
    readonly addresses?: readonly { readonly type: string; readonly address: string }[];
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}

const zoneLabels = ['topology.kubernetes.io/zone', 'failure-domain.beta.kubernetes.io/zone'];
const controlPlaneLabels = ['node-role.kubernetes.io/control-plane', 'node-role.kubernetes.io/master'];

/** PowerfulSeal's words: UP while the node is Ready, DOWN when it is not or nobody hears of it, UNKNOWN before it ever said. */
export function nodeState(node: NodeRecord): 'UP' | 'DOWN' | 'UNKNOWN' {
  const ready = node.status?.conditions?.find(({ type }) => type === 'Ready')?.status;
  return ready === undefined ? 'UNKNOWN' : ready === 'True' ? 'UP' : 'DOWN';
}

export function isControlPlane(node: NodeRecord): boolean {
  return controlPlaneLabels.some(label => Object.hasOwn(node.metadata?.labels ?? {}, label));
}

/** How nodes are chosen from: sorted by name, by code point; a node has several addresses, and as many groups as labels. */
export const nodeCandidates: Candidates<NodeRecord, NodeProperty> = {
  order: (a, b) => compare(a.metadata?.name, b.metadata?.name),
  valuesOf(node, property) {
    const labels = node.metadata?.labels ?? {};
    switch (property) {
      case 'name':
        return [node.metadata?.name ?? ''];
      case 'ip':
        return (node.status?.addresses ?? []).filter(({ type }) => type.endsWith('IP')).map(({ address }) => address);
      case 'group':
        return Object.values(labels);
      case 'az':
        return zoneLabels.flatMap(label => labels[label] ?? []).slice(0, 1);
      case 'state':
        return [nodeState(node)];
    }
  },
};

function compare(a = '', b = ''): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
