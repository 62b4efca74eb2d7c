import type { FaultPlan } from '../experiment/plan.ts';
import type { Scenario, Step } from '../scenario/suite.ts';

/** A step that would hit nothing: the run is inconclusive, of the code `no-target`. */
export interface NoTarget {
  readonly code: 'no-target';
  /** From 0, as in verdict.json. */
  readonly step: number;
  readonly message: string;
  /** Every run comes to that; else another choice, another time or what is done before may find something. */
  readonly certain: boolean;
}

/** Steps that make no pods and no nodes which a later one could choose. */
const makeNothing: ReadonlySet<Step['kind']> = new Set([
  'wait',
  'probeHTTP',
  'podAction',
  'alertManagerAction',
  'networkAction',
  'dependencyAction',
  'stressAction',
  'processAction',
]);

/** What chooses none now may choose some another time. */
const leftToChance: ReadonlySet<string> = new Set(['sealLabels', 'probability', 'dayTime']);

/** The first step that would hit nothing, a certain one before the others; undefined: every fault has a target. Pure. */
export function findNoTarget(scenario: Scenario, faults: FaultPlan): NoTarget | undefined {
  const { steps, nodeSteps, lastingSteps } = faults;
  const empty = [
    ...[...steps, ...nodeSteps].flatMap(({ index, selection }) =>
      selection.chosen.length > 0 ? [] : [{ index, found: selection.matched.length, remarks: selection.remarks }],
    ),
    ...lastingSteps.flatMap(({ index, targets }) =>
      targets.empty === undefined ? [] : [{ index, found: undefined, remarks: [targets.empty] }],
    ),
  ];
  const found = empty
    .map(({ index, found: matched, remarks }): NoTarget => {
      const count = matched === undefined ? [] : [matched === 0 ? 'nothing matched' : `none of ${matched} was chosen`];
      const message = [...count, ...remarks].join('; ');
      return { code: 'no-target', step: index, message, certain: isCertain(scenario, index) };
    })
    .sort((a, b) => a.step - b.step);
  return found.find(({ certain }) => certain) ?? found[0];
}

/** Nothing before it makes targets, and neither chance nor time has a say in what it chooses. */
function isCertain({ steps }: Scenario, index: number): boolean {
  const step = steps[index];
  if (!step || !steps.slice(0, index).every(({ kind }) => makeNothing.has(kind))) return false;
  if ('retries' in step && step.retries) return false;
  const choice = [...('matches' in step ? step.matches : []), ...('filters' in step ? step.filters : [])];
  // The steps before it change how their own targets are.
  if (index > 0 && choice.some(each => each.kind === 'property' && each.name === 'state')) return false;
  return choice.every(({ kind }) => !leftToChance.has(kind));
}
