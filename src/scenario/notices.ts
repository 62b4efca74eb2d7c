import type { SuiteFile } from './parse-suite.ts';
import type {
  NodeActionItem,
  NodeActionStep,
  PodActionItem,
  PodActionStep,
  PodMatch,
  Scenario,
  SelectionFilter,
  SteadyStateProbe,
  Step,
  Suite,
  Tolerance,
} from './suite.ts';

type Notice = Suite['notices'][number];

/** What is worth saying about a file although nothing in it is wrong; each with its place. */
export function noticesOf(file: SuiteFile): Notice[] {
  return [...runsUnset(file), ...file.scenarios.flatMap(scenarioNotices)];
}

function runsUnset({ config, root }: SuiteFile): Notice[] {
  if (!config.runStrategy || config.runStrategy.runs !== undefined) return [];
  return [
    {
      at: root.at('config', 'runStrategy').keyPosition,
      message: '`runs` is not set: one run (PowerfulSeal would go on for ever)',
    },
  ];
}

function scenarioNotices(scenario: Scenario): Notice[] {
  const faulty = scenario.steps.find(isFault);
  const unobserved: Notice[] =
    faulty && scenario.steadyState.length === 0
      ? [
          {
            at: faulty.at,
            message: 'a fault without `steadyState`: the steps alone are judged, nothing watches the app meanwhile',
          },
        ]
      : [];
  const pods = scenario.steps.filter(step => step.kind === 'podAction');
  const nodes = scenario.steps.filter(step => step.kind === 'nodeAction');
  return [
    ...unobserved,
    ...pods.flatMap(selectionNotices),
    ...nodes.flatMap(({ filters }) => filters.flatMap(filterNotices)),
    ...[...pods, ...nodes].flatMap(restartNotices),
    ...scenario.steadyState.flatMap(({ tolerances }) => tolerances.flatMap(toleranceNotices)),
    ...scenario.steadyState.flatMap(failureNotices),
  ];
}

const podFaults: ReadonlySet<PodActionItem['kind']> = new Set(['kill', 'killContainer', 'stopHost']);
const harmless: ReadonlySet<NodeActionItem['kind']> = new Set(['start', 'wait']);

/** Whether a step disturbs pods or nodes. */
function isFault(step: Step): boolean {
  if (step.kind === 'nodeAction') return step.actions.some(({ kind }) => !harmless.has(kind));
  return step.kind === 'podAction' && step.actions.some(({ kind }) => podFaults.has(kind));
}

/** A node that nobody starts again is no residue, because the user asked for it; all the more it has to be said. */
function restartNotices({ actions }: PodActionStep | NodeActionStep): Notice[] {
  return actions.flatMap(action =>
    (action.kind === 'stop' || action.kind === 'stopHost') && !action.autoRestart
      ? [{ at: action.at, message: '`autoRestart: false`: nobody starts the node again, it stays down after the run' }]
      : [],
  );
}

function selectionNotices(step: PodActionStep): Notice[] {
  return [
    ...step.matches.flatMap(namespaceNotices),
    ...step.filters.flatMap(filterNotices),
    ...step.actions.flatMap(action => killNotices(action, step.filters)),
  ];
}

function namespaceNotices({ namespace, at }: PodMatch): Notice[] {
  if (!namespace.includes('*') || namespace.trim() === '*') return [];
  const difference = 'PowerfulSeal searches it as a regular expression';
  return [
    { at, message: `the namespace "${namespace}" is matched as a whole, \`*\` for any characters (${difference})` },
  ];
}

function filterNotices(filter: SelectionFilter<string>): Notice[] {
  const { at } = filter;
  if (filter.kind === 'probability' && filter.probability < 1)
    return [{ at, message: `${percent(1 - filter.probability)} of runs choose nothing: they are inconclusive` }];
  if (filter.kind === 'randomSample' && filter.ratio === 0)
    return [{ at, message: 'a ratio of 0 chooses nothing: every run is inconclusive' }];
  return [];
}

/** PowerfulSeal counts a pod that it spared as killed; here such a run is inconclusive. */
function killNotices(action: PodActionItem, filters: readonly SelectionFilter<string>[]): Notice[] {
  if (action.kind !== 'kill' || action.probability >= 1) return [];
  const spared = 1 - action.probability;
  const last = filters.at(-1);
  const message =
    last?.kind === 'randomSample' && last.size !== undefined
      ? `${percent(spared ** last.size)} of runs kill nothing: they are inconclusive`
      : `each pod is spared in ${percent(spared)} of runs: one that spares all kills nothing, and is inconclusive`;
  return [{ at: action.at, message }];
}

function percent(share: number): string {
  return `${Math.round(share * 1e4) / 100} %`;
}

const durations: ReadonlySet<Tolerance['metric']> = new Set(['p50', 'p90', 'p95', 'p99', 'max', 'mean']);
const failures: ReadonlySet<Tolerance['metric']> = new Set(['success', 'outage', 'rate', 'edges', 'value']);

/** Durations are those of successful samples: alone they say nothing of the failed ones. */
function failureNotices({ name, at, probe, tolerances }: SteadyStateProbe): Notice[] {
  if (probe.kind === 'probeGoldpinger' || tolerances.some(({ metric }) => failures.has(metric))) return [];
  if (!tolerances.some(({ metric }) => durations.has(metric))) return [];
  return [
    {
      at,
      message: `"${name}" bounds durations but no failures: a failed sample has none; \`success: ">= 99%"\` would`,
    },
  ];
}

/** Tolerances that say less than they seem to. */
function toleranceNotices({ metric, operator, value, unit, expression, at }: Tolerance): Notice[] {
  const never =
    (operator === '>=' && value <= 0 && metric !== 'value') || (operator === '<=' && unit === 'share' && value >= 1);
  if (never) return [{ at, message: `\`${expression}\` cannot fail: it says nothing` }];
  if (unit === 'share' && operator === '==' && value < 1)
    return [{ at, message: `\`${expression}\` is not met by 100% either; \`>=\` may be meant` }];
  return [];
}
