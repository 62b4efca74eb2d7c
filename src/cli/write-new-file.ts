import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { InvalidInput, messageOf } from '../errors.ts';

/** Writes a file that must not be there yet; `-` is standard output. Throws InvalidInput, one sentence, instead of overwriting. */
export async function writeNewFile(path: string, text: string): Promise<void> {
  if (path === '-') {
    process.stdout.write(text);
    return;
  }
  try {
    await writeFile(path, text, { flag: 'wx' });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') throw alreadyThere(path);
    throw new InvalidInput(`${path} cannot be written: ${messageOf(error)}`);
  }
}

/** Says so before any work is done for it. Throws InvalidInput. */
export function refuseExisting(path: string): void {
  if (path !== '-' && existsSync(path)) throw alreadyThere(path);
}

function alreadyThere(path: string): InvalidInput {
  return new InvalidInput(
    `${path} is there already and is never overwritten: expected another --out-file, or - for standard output`,
  );
}
