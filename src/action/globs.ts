import { glob } from 'node:fs/promises';

/** Paths that a pattern stands for, sorted; a path without a wildcard stands for itself, so that a typo is named later. */
export async function expandGlob(pattern: string): Promise<readonly string[]> {
  if (!/[*?[{]/.test(pattern)) return [pattern];
  const paths: string[] = [];
  for await (const path of glob(pattern)) paths.push(path);
  return paths.sort();
}
