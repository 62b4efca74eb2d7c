import * as core from '@actions/core';
import { messageOf } from '../errors.ts';
import { outputFolder } from '../output-folder.ts';
import { undoRun } from '../undo-run.ts';

/** How long putting back may take; the runner allows some minutes after a cancel. */
const undoTimeoutMs = 120_000;

/** Puts back what main did not come to: faults, then the cluster if the run made it. Does nothing after an orderly end. */
try {
  const out = core.getState('out');
  if (out) {
    const signal = AbortSignal.timeout(undoTimeoutMs);
    const clean = await undoRun(outputFolder(out), { signal, say: text => core.info(text) });
    if (!clean) core.setFailed('something that the run changed could not be put back; the log above says what');
  }
} catch (error) {
  core.setFailed(`what the run left could not be put back: ${messageOf(error)}`);
}
