import * as core from '@actions/core';
import { InvalidInput, messageOf } from '../errors.ts';
import { runGate } from '../gate.ts';
import { listenForInterruption } from '../interruption.ts';
import { outputFolder } from '../output-folder.ts';
import { exitCodes } from '../verdict.ts';
import { expandGlob } from './globs.ts';
import { readInputs } from './inputs.ts';
import { openLog } from './log.ts';
import { publish } from './publish.ts';

/** The step itself: the same gate as the command line's, told by inputs, seen as annotations, summary and outputs. */
async function main(): Promise<number> {
  const { gate } = await readInputs(process.env, expandGlob);
  const folder = outputFolder(gate.out);
  // Before anything exists: post finds what there is to put back by this, also after a SIGKILL.
  core.saveState('out', folder.path);
  using log = openLog();
  using cancellation = listenForInterruption(core.warning);
  const result = await runGate(gate, { signal: cancellation.signal, onEvent: log.onEvent });
  log[Symbol.dispose]();
  await publish(result, folder, gate);
  return result.exitCode;
}

try {
  process.exitCode = await main();
} catch (error) {
  if (error instanceof InvalidInput)
    for (const { message, at } of error.problems.slice(0, 10))
      core.error(message, at && { file: at.file, startLine: at.line, startColumn: at.column });
  core.setFailed(messageOf(error));
  const code = (error as { exitCode?: unknown }).exitCode;
  process.exitCode = typeof code === 'number' ? code : exitCodes.infrastructure;
}
