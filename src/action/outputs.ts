import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as core from '@actions/core';
import type { Comparison } from '../compare/index.ts';
import type { RunResult } from '../judge/run-result.ts';
import { keptCluster, type OutputFolder } from '../output-folder.ts';
import { reports } from '../report/index.ts';
import type { Verdict } from '../verdict.ts';
import type { ActionInputs } from './inputs.ts';
import { isDue } from './occasion.ts';

/** Sets the step's outputs; `upload` lists what an upload step is to keep, and is empty when the inputs want none. */
export function setOutputs(
  result: RunResult,
  folder: OutputFolder,
  { gate, upload }: ActionInputs,
  comparison: Comparison | undefined,
): void {
  const count = (verdict: Verdict) => result.experiments.filter(experiment => experiment.verdict === verdict).length;
  core.setOutput('verdict', result.verdict);
  core.setOutput('exit-code', result.exitCode);
  core.setOutput('reason', result.reason);
  core.setOutput('experiments', result.experiments.length);
  for (const verdict of ['upheld', 'refuted', 'inconclusive'] as const) core.setOutput(verdict, count(verdict));
  core.setOutput('report', join(folder.path, 'report.html'));
  core.setOutput('journal', folder.journal);
  core.setOutput('comparison', comparison?.verdict ?? '');
  core.setOutput('kubeconfig', gate.keep ? (keptCluster(folder)?.kubeconfig ?? '') : '');
  core.setOutput('upload', isDue(upload, result.exitCode) ? filesToUpload(folder).join('\n') : '');
}

/** The record, the reports and the logs; not the folder as a whole, which holds a kubeconfig. */
function filesToUpload(folder: OutputFolder): string[] {
  const files = [folder.journal, ...reports.map(({ file }) => join(folder.path, file)), folder.logs];
  return files.filter(path => existsSync(path));
}
