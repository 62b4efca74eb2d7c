import { createReadStream, existsSync } from 'node:fs';
import {
  type Comparison,
  type ComparisonOptions,
  compareRuns,
  createFiguresFold,
  type RunFigures,
} from './compare/index.ts';
import { InvalidInput } from './errors.ts';
import { readJournal } from './journal/index.ts';
import { outputFolder } from './output-folder.ts';

/**
 * Holds the run of one output folder against an earlier one's, from their journals alone.
 * Throws InvalidInput for a folder without a readable journal.
 */
export async function compareFolders(base: string, head: string, options: ComparisonOptions): Promise<Comparison> {
  return compareRuns(await readFigures(base), await readFigures(head), options);
}

async function readFigures(path: string): Promise<RunFigures> {
  const { journal } = outputFolder(path);
  if (!existsSync(journal)) throw new InvalidInput(`${path} holds no journal.ndjson, expected the --out of a run`);
  const fold = createFiguresFold();
  await readJournal(journal, createReadStream(journal, 'utf8'), fold.add);
  return fold.figures();
}
