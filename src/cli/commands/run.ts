import { InvalidInput } from '../../errors.ts';
import { runGate } from '../../gate.ts';
import { listenForInterruption } from '../../interruption.ts';
import { outputFolder } from '../../output-folder.ts';
import type { CommandLine } from '../arguments.ts';
import { readStdin } from '../load-files.ts';
import { openProgress } from '../progress.ts';
import { showResult } from '../show-result.ts';

/** `run FILE...`: the whole job. */
export async function run(line: CommandLine): Promise<number> {
  const files = line.operands;
  if (files.length === 0) throw new InvalidInput('run: found no FILE, expected scenario files, folders, or -');
  using progress = openProgress(line);
  using interruption = listenForInterruption(progress.say);
  const stdin = await readStdin(files);
  const result = await runGate(
    { ...line.options, files, stdin },
    { signal: interruption.signal, onEvent: progress.onEvent },
  );
  progress[Symbol.dispose]();
  showResult(result, outputFolder(line.options.out), line);
  return result.exitCode;
}
