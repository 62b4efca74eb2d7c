import * as core from '@actions/core';
import { messageOf } from '../errors.ts';
import { outputFolder } from '../output-folder.ts';
import { outliveReaders } from '../output-streams.ts';
import { undoRun } from '../undo-run.ts';
import { openLog } from './log.ts';
import { writeSummary } from './publish.ts';
import { hasRunSince, rescue } from './rescue.ts';

/** How long saving logs and putting back may take; the runner allows some minutes after a cancel. */
const rescueTimeoutMs = 30_000;
const undoTimeoutMs = 120_000;
/** A main program that was told to end and still undoes. */
const ownerTimeoutMs = 20_000;

/**
 * Puts back what main did not come to: faults, then the cluster if the run made it. Before that it saves the logs of a run that was
 * killed. Does nothing after an orderly end, and nothing to a run of somebody else that main found in its folder and left alone.
 */
outliveReaders();
try {
  const out = core.getState('out');
  const folder = outputFolder(out);
  if (out && (await hasRunSince(folder.journal, core.getState('since')))) {
    using log = openLog();
    const say = (text: string) => process.stdout.write(`${text}\n`);
    if (await rescue(folder, { signal: AbortSignal.timeout(rescueTimeoutMs), say })) await writeSummary(folder);
    const clean = await undoRun(folder, { signal: AbortSignal.timeout(undoTimeoutMs), waitMs: ownerTimeoutMs, say });
    log[Symbol.dispose]();
    if (!clean) core.setFailed('something that the run changed could not be put back; the log above says what');
  }
} catch (error) {
  core.setFailed(`what the run left could not be put back: ${messageOf(error)}`);
}
