import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as core from '@actions/core';
import type { RunResult } from '../judge/run-result.ts';
import type { GateOptions } from '../options.ts';
import type { OutputFolder } from '../output-folder.ts';
import { exitCodes, type Verdict } from '../verdict.ts';

/** The runner shows ten annotations of a kind and drops the rest silently. */
const maxAnnotations = 10;
const summaryFile = 'summary.md';

/** Shows a result where people look: outputs, annotations on the lines of the scenario file, job summary, the step's status. */
export async function publish(result: RunResult, folder: OutputFolder, gate: GateOptions): Promise<void> {
  const count = (verdict: Verdict) => result.experiments.filter(experiment => experiment.verdict === verdict).length;
  core.setOutput('verdict', result.verdict);
  core.setOutput('exit-code', result.exitCode);
  core.setOutput('reason', result.reason);
  core.setOutput('experiments', result.experiments.length);
  for (const verdict of ['upheld', 'refuted', 'inconclusive'] as const) core.setOutput(verdict, count(verdict));
  core.setOutput('report', join(folder.path, 'report.html'));
  core.setOutput('journal', folder.journal);
  if (gate.keep) core.setOutput('kubeconfig', join(folder.cluster, 'kubeconfig'));

  const reasons = result.experiments.flatMap(({ name, file, line, reasons: found }) =>
    found.map(reason => ({
      title: name,
      file: reason.file ?? file,
      startLine: reason.line ?? line,
      message: reason.message,
    })),
  );
  const shown = reasons.length > maxAnnotations ? reasons.slice(0, maxAnnotations - 1) : reasons;
  for (const { message, ...place } of shown) core.error(message, place);
  if (shown.length < reasons.length) core.error(`${reasons.length - shown.length} more reasons, see the report`);

  await core.summary.addRaw(await readFile(join(folder.path, summaryFile), 'utf8')).write();
  if (result.exitCode === exitCodes.upheld) core.notice(`${result.verdict}: ${result.reason}`);
  else core.setFailed(`${result.verdict}: ${result.reason}`);
}
