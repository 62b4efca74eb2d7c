import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, resolve } from 'node:path';

/**
 * The absolute path of a program, looked up on PATH as a shell does (a name with a slash is taken as a path);
 * undefined when there is no such executable file.
 */
export async function findProgram(
  name: string,
  environment: Readonly<Record<string, string | undefined>> = process.env,
  cwd = process.cwd(),
): Promise<string | undefined> {
  const candidates = name.includes('/')
    ? [resolve(cwd, name)]
    : (environment.PATH ?? '').split(delimiter).map(folder => resolve(cwd, folder, name));
  for (const candidate of candidates) if (await isExecutableFile(candidate)) return candidate;
  return undefined;
}

async function isExecutableFile(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    // Whatever keeps us from seeing it keeps us from running it: the answer is "not here", the next folder is asked.
    return false;
  }
}
