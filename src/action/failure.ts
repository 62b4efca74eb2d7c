import * as core from '@actions/core';
import { exitCodeOf, formatProblem, InvalidInput, messageOf, type Problem } from '../errors.ts';
import { renderFailure } from '../report/index.ts';
import { exitCodes } from '../verdict.ts';
import { maxAnnotations } from './annotations.ts';

/**
 * Shows what kept the step from a result where people look: an annotation for each problem, outputs, job summary.
 * Returns the exit code, which is what makes the step fail.
 */
export async function publishFailure(error: unknown): Promise<number> {
  const problems: readonly Problem[] = error instanceof InvalidInput ? error.problems : [{ message: messageOf(error) }];
  const code = exitCodeOf(error) ?? exitCodes.infrastructure;
  const shown = problems.length > maxAnnotations ? problems.slice(0, maxAnnotations - 1) : problems;
  for (const { message, at } of shown)
    core.error(message, at && { file: at.file, startLine: at.line, startColumn: at.column });
  if (shown.length < problems.length)
    core.error(`${problems.length - shown.length} more problems: the job summary has them`);
  const texts = problems.map(formatProblem);
  core.setOutput('verdict', 'inconclusive');
  core.setOutput('exit-code', code);
  core.setOutput('reason', texts.length > 1 ? `${texts[0]} (and ${texts.length - 1} more)` : texts[0]);
  for (const name of ['experiments', 'upheld', 'refuted', 'inconclusive']) core.setOutput(name, 0);
  for (const name of ['report', 'journal', 'comparison', 'upload']) core.setOutput(name, '');
  if (process.env.GITHUB_STEP_SUMMARY) await core.summary.addRaw(renderFailure(texts, code)).write();
  return code;
}
