import { matchesLabels } from './label-selector.ts';
import type { Node, PodSpec } from './objects.ts';

type NodeAffinity = NonNullable<NonNullable<PodSpec['affinity']>['nodeAffinity']>;
type NodeSelectorTerm = NonNullable<
  NodeAffinity['requiredDuringSchedulingIgnoredDuringExecution']
>['nodeSelectorTerms'][number];
type Requirement = NonNullable<NodeSelectorTerm['matchExpressions']>[number];

/** Whether a node fits a pod's nodeSelector and its required node affinity. */
export function fitsNodeAffinity(spec: PodSpec, node: Node): boolean {
  const required = spec.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  return (
    matchesLabels(spec.nodeSelector, node.metadata!.labels) &&
    (!required || required.nodeSelectorTerms.some(term => fitsTerm(term, node)))
  );
}

/** One term: all its expressions (labels) and fields (`metadata.name`) must fit. An empty term fits no node. */
export function fitsTerm({ matchExpressions = [], matchFields = [] }: NodeSelectorTerm, node: Node): boolean {
  if (matchExpressions.length + matchFields.length === 0) return false;
  return (
    matchExpressions.every(requirement => fits(requirement, node.metadata!.labels?.[requirement.key])) &&
    matchFields.every(field => fits(field, field.key === 'metadata.name' ? node.metadata!.name : undefined))
  );
}

function fits({ operator, values = [] }: Requirement, value: string | undefined): boolean {
  if (operator === 'In') return value !== undefined && values.includes(value);
  if (operator === 'NotIn') return value === undefined || !values.includes(value);
  if (operator === 'Exists') return value !== undefined;
  if (operator === 'DoesNotExist') return value === undefined;
  if (value === undefined || !/^-?\d+$/.test(value)) return false;
  return operator === 'Gt' ? BigInt(value) > BigInt(values[0]!) : BigInt(value) < BigInt(values[0]!);
}
