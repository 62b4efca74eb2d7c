import type {
  NodeActionStep,
  NodeProperty,
  PodActionStep,
  PodMatch,
  PropertyFilter,
  SelectionFilter,
  Step,
} from '../suite.ts';
import type { CompatDifference } from './difference.ts';

const podFaults: ReadonlySet<string> = new Set(['kill', 'killContainer', 'stopHost']);
const podChecks: ReadonlySet<string> = new Set(['checkPodCount', 'checkPodState']);

/** What differs in which pods or nodes a step chooses, and in what it makes of none. */
export function selectionDifferences(step: Step): CompatDifference[] {
  if (step.kind !== 'podAction' && step.kind !== 'nodeAction') return [];
  if (step.kind === 'nodeAction')
    return [
      ...emptySelection(step),
      ...step.matches.flatMap(nodeStateDifferences),
      ...step.filters.flatMap(filter =>
        filter.kind === 'property' ? nodeStateDifferences(filter) : filterDifferences(filter),
      ),
    ];
  return [
    ...emptySelection(step),
    ...step.matches.flatMap(namespaceDifferences),
    ...step.filters.flatMap(filterDifferences),
  ];
}

/** Without a driver PowerfulSeal knows no node's state. */
function nodeStateDifferences({ name, at }: PropertyFilter<NodeProperty>): CompatDifference[] {
  if (name !== 'state') return [];
  const message =
    "PowerfulSeal takes every node for UNKNOWN where it has no driver of the cluster's nodes; here, in legacy too, it is what the cluster says of it";
  return [{ code: 'compat-no-driver', at, message }];
}

function emptySelection(step: PodActionStep | NodeActionStep): CompatDifference[] {
  const { at } = step;
  if (step.actions.length === 0) {
    const message = 'passes in PowerfulSeal although there are no actions; here it is inconclusive';
    return [{ code: 'compat-no-actions', at, message }];
  }
  if (step.kind === 'nodeAction')
    return step.actions.every(({ kind }) => kind === 'wait')
      ? []
      : [{ code: 'compat-empty-selection', at, message: emptyMessage('nodes') }];
  const differences: CompatDifference[] = [];
  if (step.actions.some(({ kind }) => podFaults.has(kind)))
    differences.push({ code: 'compat-empty-selection', at, message: emptyMessage('pods') });
  for (const action of step.actions) {
    if (!podChecks.has(action.kind) || (action.kind === 'checkPodCount' && action.count === 0)) continue;
    const message =
      'PowerfulSeal does not look where no pod is found, and passes; here the check is made on none, and does not hold';
    differences.push({ code: 'compat-unchecked', at: action.at, message });
  }
  return differences;
}

function emptyMessage(things: 'pods' | 'nodes'): string {
  return `passes in PowerfulSeal although nothing is hit, where no ${things} are found or left; here it is inconclusive`;
}

function namespaceDifferences({ namespace, at }: PodMatch): CompatDifference[] {
  if (!namespace.includes('*') || namespace.trim() === '*') return [];
  const message = `PowerfulSeal searches "${namespace}" as a regular expression anywhere in the names of namespaces, and may hit more; here it is matched as a whole`;
  return [{ code: 'compat-namespace-pattern', at, message }];
}

function filterDifferences(filter: SelectionFilter<string>): CompatDifference[] {
  const { at } = filter;
  switch (filter.kind) {
    case 'randomSample':
      return sampleDifferences(filter);
    case 'probability': {
      const message =
        'PowerfulSeal 3.3.0 crashes on `probability`; here it passes all with that probability, else none';
      return [{ code: 'compat-chance', at, message }];
    }
    case 'dayTime': {
      const message =
        'passes in PowerfulSeal although nothing is hit, at other times than these; here it is inconclusive';
      return [{ code: 'compat-empty-selection', at, message }];
    }
    case 'property':
      return filter.name === 'state' ? [stateDifference(at)] : [];
  }
}

function sampleDifferences({
  at,
  size,
  ratio = 0,
}: Extract<SelectionFilter<string>, { kind: 'randomSample' }>): CompatDifference[] {
  if (size !== undefined || ratio === 1) return [];
  if (ratio === 0) {
    const message = 'passes in PowerfulSeal although the sample is always empty; here it is inconclusive';
    return [{ code: 'compat-empty-selection', at, message }];
  }
  const enough = Math.ceil(1 / ratio);
  const message = `of fewer than ${enough} PowerfulSeal takes none (a ratio of ${ratio} is rounded down), and passes; here it is 1`;
  return [{ code: 'compat-sample', at, message }];
}

/** Of a filter or check by a pod's state. */
export function stateDifference(at: CompatDifference['at']): CompatDifference {
  const message =
    'PowerfulSeal sees Running where one of several containers crashes, and never Terminating; here the state is the worst of them';
  return { code: 'compat-pod-state', at, message };
}
