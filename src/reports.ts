import { createReadStream, existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { InfrastructureFailure, InvalidInput, messageOf } from './errors.ts';
import { readJournal } from './journal/index.ts';
import type { RunResult } from './judge/index.ts';
import type { OutputFolder } from './output-folder.ts';
import { createReportFold, type ReportInput, reports } from './report/index.ts';

/**
 * Makes the verdict and every report from a run's journal, and from nothing else.
 * Throws InvalidInput for a folder without a readable journal, InfrastructureFailure when a report cannot be written.
 */
export async function writeReports(folder: OutputFolder): Promise<RunResult> {
  const input = await readReportInput(folder);
  try {
    for (const { file, render } of reports) await writeFile(join(folder.path, file), render(input));
  } catch (error) {
    throw new InfrastructureFailure(`the reports cannot be written: ${messageOf(error)}`, { cause: error });
  }
  return input.result;
}

/** What every report is made of. Throws InvalidInput for a folder without a readable journal. */
export async function readReportInput({ path, journal }: OutputFolder): Promise<ReportInput> {
  if (!existsSync(journal)) throw new InvalidInput(`${path} holds no journal.ndjson, expected the --out of a run`);
  const fold = createReportFold();
  await readJournal(journal, createReadStream(journal, 'utf8'), event => fold.add(event));
  return fold.input();
}
