import * as core from '@actions/core';
import { messageOf } from '../errors.ts';
import { runGate } from '../gate.ts';
import { listenForInterruption } from '../interruption.ts';
import type { JournalEvent } from '../journal/event.ts';
import { outputFolder } from '../output-folder.ts';
import { outliveReaders } from '../output-streams.ts';
import { readUndoJournal } from '../undo/undo-journal.ts';
import { exitCodes } from '../verdict.ts';
import { publishFailure } from './failure.ts';
import { expandGlob } from './globs.ts';
import { readInputs } from './inputs.ts';
import { openLog } from './log.ts';
import { showPodLogs } from './pod-logs.ts';
import { publish } from './publish.ts';
import { maskKubeconfig } from './secrets.ts';

/** The step itself: the same gate as the command line's, told by inputs, seen as annotations, summary and outputs. */
async function main(): Promise<number> {
  const inputs = await readInputs(process.env, expandGlob);
  if (inputs.githubToken) core.setSecret(inputs.githubToken);
  const { gate } = inputs;
  const folder = outputFolder(gate.out);
  // Before anything exists: post finds what there is to put back by this, also after a SIGKILL.
  core.saveState('out', folder.path);
  core.saveState('since', new Date().toISOString());
  using log = openLog();
  using cancellation = listenForInterruption(text => log.command(() => core.warning(text)));
  const onEvent = (event: JournalEvent) => {
    if (event.type === 'cluster-ready') log.command(() => maskKubeconfigs(folder.undo));
    log.onEvent(event);
  };
  const result = await runGate(gate, { signal: cancellation.signal, onEvent });
  hasResult = true;
  if (result.exitCode !== exitCodes.upheld) await showPodLogs(log, folder.logs);
  log[Symbol.dispose]();
  await publish(result, folder, inputs);
  return result.exitCode;
}

/** The undo journal names the kubeconfig of every provider's cluster. */
function maskKubeconfigs(undoJournal: string): void {
  for (const line of readUndoJournal(undoJournal))
    if (line.type === 'cluster') maskKubeconfig(line.identity.kubeconfig);
}

outliveReaders();
let hasResult = false;
try {
  process.exitCode = await main();
} catch (error) {
  if (hasResult) {
    // The verdict stands, and was not shown in full.
    core.setFailed(messageOf(error));
    process.exitCode = exitCodes.infrastructure;
    core.setOutput('exit-code', process.exitCode);
  } else process.exitCode = await publishFailure(error);
}
