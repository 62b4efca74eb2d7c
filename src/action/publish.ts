import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import type { RunResult } from '../judge/run-result.ts';
import type { OutputFolder } from '../output-folder.ts';
import { renderComment, summarizeComparison } from '../report/index.ts';
import { annotate } from './annotations.ts';
import { compareWithBaseline } from './baseline.ts';
import { commentOnPullRequest } from './comment.ts';
import type { ActionInputs } from './inputs.ts';
import { isDue } from './occasion.ts';
import { setOutputs } from './outputs.ts';

/** Shows a result where people look: outputs, job summary, the pull request's comment, annotations, the step's status. */
export async function publish(result: RunResult, folder: OutputFolder, inputs: ActionInputs): Promise<void> {
  const comparison = await compareWithBaseline(inputs.baseline, folder);
  setOutputs(result, folder, inputs, comparison);
  await writeSummary(folder, comparison && summarizeComparison(comparison));
  if (isDue(inputs.comment, result.exitCode)) {
    const text = renderComment(result, comparison);
    const outcome = await commentOnPullRequest(text, inputs.githubToken, inputs.leg);
    if (outcome.state === 'written') core.info(`comment: ${outcome.url}`);
    else if (outcome.state === 'skipped') core.notice(`no comment on the pull request: ${outcome.why}`);
    else core.warning(`the pull request could not be commented: ${outcome.why}`);
  }
  annotate(result);
}

/** Adds the run's summary, which keeps well below the 1 MiB that GitHub takes, and what is said besides, to the job's. */
export async function writeSummary(folder: OutputFolder, more = ''): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return;
  const summary = await readFile(join(folder.path, 'summary.md'), 'utf8');
  await core.summary.addRaw(more === '' ? summary : `${summary}\n${more}\n`).write();
}
