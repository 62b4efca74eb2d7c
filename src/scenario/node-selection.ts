/** Which nodes a nodeAction means: pure functions on what the caller has listed. */
export { isControlPlane, type NodeRecord, nodeState } from './nodes/node.ts';
export { filterNodes, type MatchedNodes, matchNodes, protection } from './nodes/select-nodes.ts';
