import { buffer } from 'node:stream/consumers';
import { InvalidInput } from '../errors.ts';
import { loadSuite } from '../scenario/index.ts';
import type { Suite } from '../scenario/suite.ts';
import type { CommandLine } from './arguments.ts';

/** Standard input, where a FILE is `-`. */
export async function readStdin(files: readonly string[]): Promise<Buffer | undefined> {
  return files.includes('-') ? await buffer(process.stdin) : undefined;
}

/** Loads the files of a command line. Throws InvalidInput with every problem of all of them. */
export async function loadFiles(line: CommandLine): Promise<Suite> {
  if (line.operands.length === 0)
    throw new InvalidInput(`${line.command}: found no FILE, expected scenario files, folders, or -`);
  return await loadSuite(line.operands, { stdin: await readStdin(line.operands), compat: line.options.compat });
}
