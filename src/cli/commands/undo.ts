import { existsSync } from 'node:fs';
import { InvalidInput } from '../../errors.ts';
import { listenForInterruption } from '../../interruption.ts';
import { outputFolder } from '../../output-folder.ts';
import { undoRun } from '../../undo-run.ts';
import { exitCodes } from '../../verdict.ts';
import type { CommandLine } from '../arguments.ts';

/** `undo DIR`: puts back what the run of DIR left in place, by the cluster that its journal names or `--kubeconfig`. */
export async function undo(line: CommandLine): Promise<number> {
  const [directory] = line.operands;
  if (!directory || line.operands.length > 1)
    throw new InvalidInput(`undo: found ${line.operands.length} folders, expected one`);
  const folder = outputFolder(directory);
  if (!existsSync(folder.undo))
    throw new InvalidInput(`undo: ${directory} holds no undo.ndjson, expected the --out of a run`);
  const say = (text: string) => process.stderr.write(`${text}\n`);
  using interruption = listenForInterruption(say);
  const { kubeconfig, context } = line.options.cluster;
  const clean = await undoRun(folder, { kubeconfig, context, signal: interruption.signal, say });
  return clean ? exitCodes.upheld : exitCodes.residue;
}
