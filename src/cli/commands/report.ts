import { InvalidInput } from '../../errors.ts';
import { outputFolder } from '../../output-folder.ts';
import { writeReports } from '../../reports.ts';
import type { CommandLine } from '../arguments.ts';
import { showResult } from '../show-result.ts';

/** `report DIR`: verdict and reports from `DIR/journal.ndjson` alone, byte for byte what the run wrote. */
export async function report(line: CommandLine): Promise<number> {
  const [directory] = line.operands;
  if (!directory || line.operands.length > 1)
    throw new InvalidInput(`report: found ${line.operands.length} folders, expected one`);
  const result = await writeReports(outputFolder(directory));
  showResult(result, outputFolder(directory), line);
  return result.exitCode;
}
