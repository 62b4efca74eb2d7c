import { existsSync } from 'node:fs';
import * as core from '@actions/core';
import { type Comparison, defaultComparison } from '../compare/index.ts';
import { compareFolders } from '../comparison.ts';
import { messageOf } from '../errors.ts';
import { type OutputFolder, outputFolder } from '../output-folder.ts';

/**
 * Holds the run against an earlier one, whose folder a step before has downloaded. A baseline that is not there (the first
 * run of a branch has none) or cannot be read costs the comparison, never the verdict: it is said.
 */
export async function compareWithBaseline(
  baseline: string | undefined,
  folder: OutputFolder,
): Promise<Comparison | undefined> {
  if (baseline === undefined) return undefined;
  if (!existsSync(outputFolder(baseline).journal)) {
    core.notice(`no comparison: the baseline ${baseline} holds no journal.ndjson`);
    return undefined;
  }
  try {
    return await compareFolders(baseline, folder.path, defaultComparison);
  } catch (error) {
    core.warning(`no comparison with the baseline: ${messageOf(error)}`);
    return undefined;
  }
}
