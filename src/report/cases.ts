import type { ReasonCode } from '../journal/event.ts';
import type { ExperimentResult, RunResult } from '../judge/run-result.ts';
import { exitCodes } from '../verdict.ts';

/**
 * What a reader of test results has to be told: every experiment, and the run itself where it was cut short and none of them
 * says so. Such a reader sees nothing but the cases, and would call the run green.
 */
export function casesOf(result: RunResult): readonly ExperimentResult[] {
  const { verdict, experiments, reason, files } = result;
  if (verdict === 'upheld' || experiments.some(experiment => experiment.verdict !== 'upheld')) return experiments;
  const file = experiments[0]?.file ?? files[0] ?? '-';
  const run: ExperimentResult = {
    name: 'the run as a whole',
    file,
    line: 1,
    verdict,
    reason,
    reasons: [{ code: codeOf(result), message: reason, file, line: 1 }],
    phases: [],
    steps: [],
    steadyState: [],
    faults: [],
    residue: [],
  };
  return [...experiments, run];
}

function codeOf({ exitCode }: RunResult): ReasonCode {
  if (exitCode === exitCodes.infrastructure) return 'infrastructure';
  return exitCode >= exitCodes.interruptedBySigint ? 'interrupted' : 'not-run';
}
