import { InfrastructureFailure, InvalidInput, messageOf } from '../../errors.ts';
import { loadApp } from '../../kubernetes/load-app.ts';
import { finding } from '../../scenario/index.ts';
import type { Suite } from '../../scenario/suite.ts';
import { exitCodes } from '../../verdict.ts';
import { readWishes, withAppFindings } from '../../wishes.ts';
import type { CommandLine } from '../arguments.ts';
import { fixFiles } from '../fix-files.ts';
import { readStdin } from '../load-files.ts';
import { describeInvalid, showFindings } from '../show-findings.ts';

/**
 * `validate FILE...`: every problem of every file, and what is worth saying about those that have none. Touches no
 * cluster. Exit 3 for invalid input; whatever the findings, 0.
 */
export async function validate(line: CommandLine): Promise<number> {
  const { operands: files, options } = line;
  if (files.length === 0) throw new InvalidInput('validate: found no FILE, expected scenario files, folders, or -');
  const wishes = { ...options, files, stdin: await readStdin(files) };
  try {
    let suite = await withManifests(await readWishes(wishes));
    if (line.fix && (await fixFiles(suite))) suite = await withManifests(await readWishes(wishes));
    showFindings({ ...suite, scenarios: suite.scenarios.length }, line.format);
    return exitCodes.upheld;
  } catch (error) {
    // For people the message of the error is the report.
    if (!(error instanceof InvalidInput) || (line.format !== 'json' && line.format !== 'sarif')) throw error;
    showFindings({ files, findings: describeInvalid(error.problems) }, line.format);
    return error.exitCode;
  }
}

/** What the manifests give away; a renderer that is not here is no mistake of the files. */
async function withManifests(suite: Suite): Promise<Suite> {
  try {
    return withAppFindings(suite, await loadApp(suite.app));
  } catch (error) {
    if (!(error instanceof InfrastructureFailure)) throw error;
    return { ...suite, findings: [...suite.findings, finding('manifests-not-read', undefined, messageOf(error))] };
  }
}
