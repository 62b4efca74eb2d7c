import { applySelectionFilters, type FilterContext, type Filtered, hasProperty } from '../selection-filters.ts';
import type { NodeFilter, NodeMatch, NodeProperty } from '../suite.ts';
import { isControlPlane, type NodeRecord, nodeCandidates } from './node.ts';

/** Nodes that a step's matches find, and those of them that are protected and therefore left out. */
export interface MatchedNodes<Node> {
  readonly matched: Node[];
  readonly protected: readonly { readonly node: Node; readonly why: string }[];
}

/**
 * The union of what the matches find. The only control plane, and nodes on which the gate runs something of its own
 * (`own`, by name), are left out unless a match names them literally: without them the experiment loses its own footing.
 */
export function matchNodes<Node extends NodeRecord>(
  nodes: readonly Node[],
  matches: readonly NodeMatch[],
  own: ReadonlySet<string>,
): MatchedNodes<Node> {
  const matched: Node[] = [];
  const refused: { node: Node; why: string }[] = [];
  for (const node of [...nodes].sort(nodeCandidates.order)) {
    if (!matches.some(match => hasProperty(node, match, nodeCandidates))) continue;
    const why = namesLiterally(matches, node) ? undefined : protection(node, nodes, own);
    if (why === undefined) matched.push(node);
    else refused.push({ node, why });
  }
  return { matched, protected: refused };
}

/** What the filters leave of the nodes. */
export function filterNodes<Node extends NodeRecord>(
  nodes: readonly Node[],
  filters: readonly NodeFilter[],
  context: FilterContext,
): Filtered<Node, NodeProperty> {
  return applySelectionFilters<Node, NodeProperty>(nodes, filters, nodeCandidates, context);
}

/** Why a node is not to be touched; undefined: nothing speaks against it. */
export function protection(
  node: NodeRecord,
  nodes: readonly NodeRecord[],
  own: ReadonlySet<string>,
): string | undefined {
  if (isControlPlane(node) && nodes.filter(isControlPlane).length === 1) return 'the only control plane';
  return own.has(node.metadata?.name ?? '') ? "objects of the gate's own run there" : undefined;
}

/** Its whole name, not a pattern that happens to fit. */
function namesLiterally(matches: readonly NodeMatch[], node: NodeRecord): boolean {
  return matches.some(
    ({ name, value, negative }) => name === 'name' && !negative && [value].flat().includes(node.metadata?.name ?? ''),
  );
}
