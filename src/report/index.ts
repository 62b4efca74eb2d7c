import type { RunResult } from '../judge/run-result.ts';
export const formatVerdictTable = (result: RunResult, _options: { color: boolean; width: number }): string => result.experiments.map(e => `${e.verdict} ${e.name}: ${e.reason}`).join('\n');
export const verdictJson = (result: RunResult): string => `${JSON.stringify(result, null, 2)}\n`;
