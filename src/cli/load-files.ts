import { buffer } from 'node:stream/consumers';

/** Standard input, where a FILE is `-`. */
export async function readStdin(files: readonly string[]): Promise<Buffer | undefined> {
  return files.includes('-') ? await buffer(process.stdin) : undefined;
}
