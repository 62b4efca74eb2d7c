import { existsSync } from 'node:fs';
import { InfrastructureFailure, InvalidInput, messageOf } from '../../errors.ts';
import { listenForInterruption } from '../../interruption.ts';
import { outputFolder } from '../../output-folder.ts';
import { UndoJournalOwned } from '../../undo/journal-owner.ts';
import { isAnythingLeft, readUndoJournal } from '../../undo/undo-journal.ts';
import { undoRun } from '../../undo-run.ts';
import { exitCodes } from '../../verdict.ts';
import type { CommandLine } from '../arguments.ts';

/** `undo DIR`: puts back what the run of DIR left in place, by the cluster that its journal names or `--kubeconfig`. */
export async function undo(line: CommandLine): Promise<number> {
  const [directory] = line.operands;
  if (!directory || line.operands.length > 1)
    throw new InvalidInput(`undo: found ${line.operands.length} folders, expected one`);
  const folder = outputFolder(directory);
  if (!existsSync(folder.undo) && !existsSync(folder.journal))
    throw new InvalidInput(
      `undo: ${directory} holds neither undo.ndjson nor journal.ndjson, expected the --out of a run`,
    );
  const say = (text: string) => process.stderr.write(`${text}\n`);
  if (!existsSync(folder.undo)) {
    say('nothing is left to undo: the run came to no cluster');
    return exitCodes.upheld;
  }
  using interruption = listenForInterruption(say);
  const { kubeconfig, context } = line.options.cluster;
  try {
    const clean = await undoRun(folder, { kubeconfig, context, signal: interruption.signal, say });
    return clean ? exitCodes.upheld : exitCodes.residue;
  } catch (error) {
    if (error instanceof UndoJournalOwned) throw error;
    // A cluster that cannot be reached, as well as a kubeconfig that is gone: what is left is still in place.
    if (
      !(error instanceof InfrastructureFailure || error instanceof InvalidInput) ||
      !isAnythingLeft(readUndoJournal(folder.undo))
    )
      throw error;
    say(`${messageOf(error)}\nstill in place: what ${folder.undo} has not ticked off`);
    return exitCodes.residue;
  }
}
