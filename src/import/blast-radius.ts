import type { Draft } from '../draft/draft.ts';
import { literalNamespaces } from '../scenario/pods/namespace-pattern.ts';
import type { NodeActionStep, PodActionItem, PodChoice, PodMatch, Retries, Step } from '../scenario/suite.ts';

/** What a step hits at most; Infinity and undefined: the file does not tell. */
interface Reach {
  readonly pods: number;
  readonly nodes: number;
  readonly namespaces: readonly string[] | undefined;
}

const nothing: Reach = { pods: 0, nodes: 0, namespaces: [] };
const unknown: Reach = { pods: Number.POSITIVE_INFINITY, nodes: Number.POSITIVE_INFINITY, namespaces: undefined };

/** Bounds what the steps choose already: a file that is changed later then says so before it does more harm. */
export function blastRadiusOf(steps: readonly Step[]): Draft | undefined {
  const reaches = steps.map(reachOf);
  const [pods, nodes] = [sum(reaches.map(each => each.pods)), sum(reaches.map(each => each.nodes))];
  const known = reaches.flatMap(({ namespaces }) => (namespaces ? [namespaces] : []));
  const namespaces = known.length < reaches.length ? [] : [...new Set(known.flat())];
  const bounds = {
    ...(isBound(pods) && { pods }),
    ...(isBound(nodes) && { nodes }),
    ...(namespaces.length > 0 && { namespaces }),
  };
  return Object.keys(bounds).length > 0 ? bounds : undefined;
}

/** Whether an action does something to pods. */
export function isPodFault({ kind }: PodActionItem): boolean {
  return kind === 'kill' || kind === 'killContainer' || kind === 'stopHost';
}

/** The pods and objects of a `kubectl` payload, and whatever is not listed here, only the cluster knows. */
function reachOf(step: Step): Reach {
  switch (step.kind) {
    case 'podAction': {
      if (!step.actions.some(isPodFault)) return nothing;
      const reach = reachOfChoice(step);
      return step.actions.some(({ kind }) => kind === 'stopHost') ? { ...reach, nodes: reach.pods } : reach;
    }
    case 'networkAction':
    case 'stressAction':
      return reachOfChoice(step);
    case 'nodeAction':
      return { ...nothing, nodes: Math.min(chosenOf(step), namedNodes(step)) * attemptsOf(step.retries) };
    case 'objectAction': {
      const { namespace } = step.object;
      return namespace === undefined ? unknown : { ...unknown, nodes: 0, namespaces: [namespace] };
    }
    case 'wait':
    case 'probeHTTP':
    case 'alertManagerAction':
      return nothing;
    default:
      return unknown;
  }
}

type Choice = PodChoice & { readonly retries?: Retries };

function reachOfChoice({ matches, filters, retries }: Choice): Reach {
  return { pods: chosenOf({ filters }) * attemptsOf(retries), nodes: 0, namespaces: namespacesOf(matches) };
}

/** The namespaces that a match names; undefined when only the cluster can tell. */
export function namedNamespaces(pattern: string): readonly string[] | undefined {
  const names = literalNamespaces(pattern);
  return names?.every(name => /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/.test(name)) ? names : undefined;
}

function namespacesOf(matches: readonly PodMatch[]): readonly string[] | undefined {
  const names = matches.map(({ namespace }) => namedNamespaces(namespace));
  return names.every(each => each !== undefined) ? names.flat() : undefined;
}

/** How many a step chooses, when that does not depend on how many there are. */
function chosenOf({ filters }: Pick<NodeActionStep | Choice, 'filters'>): number {
  const sizes = filters.flatMap(filter =>
    filter.kind === 'randomSample' && filter.size !== undefined ? [filter.size] : [],
  );
  return Math.min(Number.POSITIVE_INFINITY, ...sizes);
}

/** Each attempt chooses anew. */
function attemptsOf(retries: Retries | undefined): number {
  return retries?.kind === 'retriesTimeout' ? Number.POSITIVE_INFINITY : (retries?.count ?? 1);
}

/** A pattern of a whole name finds one node. */
function namedNodes({ matches }: NodeActionStep): number {
  const values = matches.flatMap(({ name, value, negative }) =>
    name === 'name' && !negative ? [value].flat() : ['.*'],
  );
  return values.every(value => /^(?:[-a-z0-9]|\\\.)+\$$/.test(value)) ? values.length : Number.POSITIVE_INFINITY;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function isBound(count: number): boolean {
  return count > 0 && Number.isFinite(count);
}
