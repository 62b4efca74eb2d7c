import { formatProblem } from '../../errors.ts';
import { exitCodes } from '../../verdict.ts';
import type { CommandLine } from '../arguments.ts';
import { loadFiles } from '../load-files.ts';

/** `validate FILE...`: every problem of every file, or one line that says how much is fine. Touches no cluster. */
export async function validate(line: CommandLine): Promise<number> {
  const suite = await loadFiles(line);
  for (const notice of suite.notices) process.stderr.write(`${formatProblem(notice)}\n`);
  const { scenarios, files } = suite;
  process.stdout.write(`${count(files.length, 'file')}, ${count(scenarios.length, 'scenario')}: valid\n`);
  return exitCodes.upheld;
}

function count(n: number, noun: string): string {
  return `${n} ${noun}${n === 1 ? '' : 's'}`;
}
