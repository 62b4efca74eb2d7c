import type { SuiteFile } from '../parse-suite.ts';
import type { Scenario } from '../suite.ts';
import type { CompatDifference } from './difference.ts';
import { runDifferences } from './run-differences.ts';
import { selectionDifferences } from './selection-differences.ts';
import { stepDifferences } from './step-differences.ts';

/**
 * Every place of a file at which `compat: legacy` (PowerfulSeal 3.3.0's outcome) may differ from strict judging, in the
 * order of the text. Pure; what only a look at the cluster can tell is said as what may be.
 */
export function compatDifferences(file: SuiteFile): CompatDifference[] {
  const steps = file.scenarios.flatMap(scenario => scenario.steps);
  const differences = [
    ...runDifferences(file),
    ...file.scenarios.flatMap(idleDifferences),
    ...steps.flatMap(step => [...selectionDifferences(step), ...stepDifferences(step)]),
  ];
  return differences.sort((a, b) => a.at.line - b.at.line || a.at.column - b.at.column);
}

/** A scenario that puts nothing to the test. */
function idleDifferences({ at, steps, steadyState }: Scenario): CompatDifference[] {
  if (steadyState.length > 0 || !steps.every(({ kind }) => kind === 'wait' || kind === 'alertManagerAction')) return [];
  const why = steps.length === 0 ? 'it has no steps' : 'its steps only wait';
  const message = `passes in PowerfulSeal although ${why}; here it is inconclusive, because nothing was put to the test`;
  return [{ code: steps.length === 0 ? 'compat-no-steps' : 'compat-idle', at, message }];
}

const fileKeys: ReadonlySet<string> = new Set(['config', 'scenarios']);
const configKeys: ReadonlySet<string> = new Set(['runStrategy', 'exitStrategy']);
const scenarioKeys: ReadonlySet<string> = new Set(['name', 'description', 'steps']);

/** Whether PowerfulSeal could read a file: it has none of the keys around the steps that only this language has. */
export function isPowerfulSealPolicy({ root }: SuiteFile): boolean {
  const { config, scenarios } = root.value as { config?: object; scenarios: readonly object[] };
  return (
    Object.keys(root.value as object).every(key => fileKeys.has(key)) &&
    Object.keys(config ?? {}).every(key => configKeys.has(key)) &&
    scenarios.every(scenario => Object.keys(scenario).every(key => scenarioKeys.has(key)))
  );
}
