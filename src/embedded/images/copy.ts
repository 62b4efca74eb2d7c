import { existsSync, statSync } from 'node:fs';
import { cp, glob, mkdir, readdir } from 'node:fs/promises';
import { basename, join, posix, relative, sep } from 'node:path';
import type { IgnoreRules } from './ignore-file.ts';
import { UnsupportedImage } from './unsupported-image.ts';

export interface CopyOptions {
  /** Host folder that the sources are in. */
  readonly from: string;
  readonly ignored: IgnoreRules;
  /** As written after COPY, with wildcards. */
  readonly sources: readonly string[];
  readonly destination: string;
  /** Host folder of the image's `/`. */
  readonly root: string;
  readonly workingDirectory: string;
}

/**
 * COPY: the content of folders, files by name, into the destination. Returns the container paths that now hold it.
 * Throws UnsupportedImage for sources that are not there or outside of the folder.
 */
export async function copyFromContext(options: CopyOptions): Promise<string[]> {
  const { from, ignored, sources, destination, root, workingDirectory } = options;
  const target = posix.resolve(workingDirectory, destination);
  const found: string[] = [];
  for (const source of sources) found.push(...(await findSources(from, source, ignored)));
  const intoFolder =
    destination.endsWith('/') ||
    destination === '.' ||
    found.length > 1 ||
    (existsSync(join(root, target)) && statSync(join(root, target)).isDirectory());
  const paths: string[] = [];
  const keep = (path: string): boolean => path === from || !ignored(relative(from, path).split(sep).join('/'));
  for (const path of found) {
    const isFolder = statSync(path).isDirectory();
    const place = isFolder || !intoFolder ? target : posix.join(target, basename(path));
    await mkdir(join(root, isFolder ? place : posix.dirname(place)), { recursive: true });
    await cp(path, join(root, place), { recursive: true, filter: keep, force: true });
    // `/` itself stays the machine's: only what was put there is the image's.
    paths.push(...(place === '/' ? (await readdir(path)).map(name => `/${name}`) : [place]));
  }
  return paths;
}

async function findSources(from: string, source: string, ignored: IgnoreRules): Promise<string[]> {
  const path = posix.normalize(source.replace(/^\/+/, '') || '.');
  if (path.startsWith('..')) throw new UnsupportedImage(`${source} is outside of the folder that is built`);
  const matches: string[] = [];
  if (/[*?[]/.test(path)) for await (const match of glob(path, { cwd: from })) matches.push(match);
  else if (existsSync(join(from, path))) matches.push(path);
  const kept = matches.filter(match => match === '.' || !ignored(match.split(sep).join('/')));
  if (kept.length === 0) throw new UnsupportedImage(`there is no ${source} in ${from}, or .dockerignore leaves it out`);
  return kept.map(match => join(from, match)).sort();
}
