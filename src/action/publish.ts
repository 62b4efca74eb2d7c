import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import type { RunResult } from '../judge/run-result.ts';
import type { OutputFolder } from '../output-folder.ts';
import { annotate } from './annotations.ts';
import { commentOnPullRequest } from './comment.ts';
import type { ActionInputs } from './inputs.ts';
import { isDue } from './occasion.ts';
import { setOutputs } from './outputs.ts';

/** Shows a result where people look: outputs, job summary, the pull request's comment, annotations, the step's status. */
export async function publish(result: RunResult, folder: OutputFolder, inputs: ActionInputs): Promise<void> {
  setOutputs(result, folder, inputs);
  await writeSummary(folder);
  if (isDue(inputs.comment, result.exitCode)) {
    const outcome = await commentOnPullRequest(folder, inputs.githubToken);
    if (outcome.state === 'written') core.info(`comment: ${outcome.url}`);
    else if (outcome.state === 'skipped') core.notice(`no comment on the pull request: ${outcome.why}`);
    else core.warning(`the pull request could not be commented: ${outcome.why}`);
  }
  annotate(result);
}

/** Adds the run's summary, which keeps below the 1 MiB that GitHub takes, to the job's. */
export async function writeSummary(folder: OutputFolder): Promise<void> {
  if (!process.env.GITHUB_STEP_SUMMARY) return;
  await core.summary.addRaw(await readFile(join(folder.path, 'summary.md'), 'utf8')).write();
}
