import { randomUUID } from 'node:crypto';
import { realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { InfrastructureFailure, messageOf } from '../errors.ts';

/**
 * Gives a file another text: whoever reads it meanwhile sees all of the old or all of the new one; links and modes stay.
 * Throws InfrastructureFailure when it cannot be written; then the file is as it was.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const target = await realpath(path);
  const fresh = `${target}.${randomUUID()}.tmp`;
  try {
    const { mode } = await stat(target);
    await writeFile(fresh, text, { mode, flag: 'wx' });
    await rename(fresh, target);
  } catch (error) {
    await rm(fresh, { force: true });
    throw new InfrastructureFailure(`${path} could not be written: ${messageOf(error)}`, { cause: error });
  }
}
