import type { RunResult } from '../judge/run-result.ts';

/** `verdict.json`, as the contract has it. */
export function verdictJson(result: RunResult): string {
  return `${JSON.stringify(result, null, 2)}\n`;
}
