import type { PodMatch, Scenario, SelectionFilter, Step } from '../suite.ts';
import { type Finding, finding } from './finding.ts';

/** What steps choose from: patterns that are read otherwise elsewhere, choices that may be or always are empty. */
export function selectionFindings({ steps }: Scenario): Finding[] {
  return steps.flatMap(step => [
    ...('matches' in step && step.matches.length === 0
      ? [finding('empty-choice', step.at, 'no `matches`: nothing is chosen, every run is inconclusive')]
      : []),
    ...matchesOf(step).flatMap(namespaceFindings),
    ...filtersOf(step).flatMap(filterFindings),
    ...(step.kind === 'podAction' ? killFindings(step.actions, step.filters) : []),
  ]);
}

/** The matches of a step that chooses pods. */
export function matchesOf(step: Step): readonly PodMatch[] {
  return step.kind !== 'nodeAction' && 'matches' in step ? step.matches : [];
}

/** The filters of a step that chooses. */
export function filtersOf(step: Step): readonly SelectionFilter<string>[] {
  return 'filters' in step ? step.filters : [];
}

function namespaceFindings({ namespace, at }: PodMatch): Finding[] {
  if (!namespace.includes('*') || namespace.trim() === '*') return [];
  const difference = 'PowerfulSeal searches it as a regular expression';
  const message = `the namespace "${namespace}" is matched as a whole, \`*\` for any characters (${difference})`;
  return [finding('namespace-pattern', at, message)];
}

function filterFindings(filter: SelectionFilter<string>): Finding[] {
  const { at } = filter;
  switch (filter.kind) {
    case 'probability':
      if (filter.probability === 0) return [never(at, 'a probability of 0 chooses nothing')];
      if (filter.probability >= 1) return [];
      return [
        finding('empty-runs', at, `${percent(1 - filter.probability)} of runs choose nothing: they are inconclusive`),
      ];
    case 'randomSample':
      if (filter.size !== undefined || filter.ratio) return [];
      return [
        never(at, filter.ratio === 0 ? 'a ratio of 0 chooses nothing' : 'without `size` and `ratio` none is chosen'),
      ];
    case 'dayTime':
      return filter.startSecond > filter.endSecond ? [never(at, 'its day ends before it begins')] : [];
    case 'property':
      return [];
  }
}

function never(at: SelectionFilter<string>['at'], why: string): Finding {
  return finding('empty-choice', at, `${why}: every run is inconclusive`);
}

type PodActions = Extract<Step, { kind: 'podAction' }>['actions'];

/** PowerfulSeal counts a pod that it spared as killed; here such a run is inconclusive. */
function killFindings(actions: PodActions, filters: readonly SelectionFilter<string>[]): Finding[] {
  return actions.flatMap(action => {
    if (action.kind !== 'kill' || action.probability >= 1) return [];
    const spared = 1 - action.probability;
    if (spared === 1) return [never(action.at, 'a probability of 0 kills nothing')];
    const last = filters.at(-1);
    const message =
      last?.kind === 'randomSample' && last.size !== undefined
        ? `${last.size > 1 ? 'at least ' : ''}${percent(spared ** last.size)} of runs kill nothing: they are inconclusive`
        : `each pod is spared in ${percent(spared)} of runs: one that spares all kills nothing, and is inconclusive`;
    return [finding('empty-runs', action.at, message)];
  });
}

/** `25 %`; of small shares the two digits that say something. */
function percent(share: number): string {
  const value = share * 100;
  return `${value >= 1 ? Math.round(value * 100) / 100 : Number(value.toPrecision(2))} %`;
}
