import type { SuiteFile } from '../parse-suite.ts';
import type { CompatDifference } from './difference.ts';

/** What differs in how often, when and with what exit code a file's scenarios are run. */
export function runDifferences({ config, scenarios, root }: SuiteFile): CompatDifference[] {
  const differences: CompatDifference[] = [];
  const { runStrategy, exitStrategy } = config;
  const strategyAt = root.at('config', 'runStrategy').keyPosition;
  if (runStrategy?.runs === undefined) {
    const message = 'without `runs` PowerfulSeal never ends; here the scenarios are run once';
    differences.push({ code: 'compat-endless-runs', at: strategyAt, message });
  } else if (runStrategy.runs > 1 && runStrategy.maxSecondsBetweenRuns === undefined) {
    const message = 'PowerfulSeal pauses for up to 300 s between runs; here for `minSecondsBetweenRuns`';
    differences.push({ code: 'compat-pause', at: strategyAt, message });
  }
  const canFail = scenarios.some(({ steps }) => steps.some(({ kind }) => kind !== 'wait'));
  if ((exitStrategy?.strategy ?? 'report') === 'report' && canFail) {
    const at = root.at('config', 'exitStrategy').keyPosition;
    const message = 'PowerfulSeal ends with exit code 0 even if every scenario failed (`report`); here with 1';
    differences.push({ code: 'compat-exit-code', at, message });
  }
  return differences;
}
