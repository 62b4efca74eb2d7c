import { existsSync } from 'node:fs';
import { cp, mkdir, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ContainerImage, PathMapping } from '../image-store.ts';
import type { Container } from '../pod/restart-policy.ts';

/** What one run of a container has on disk: fresh at every start, as a container's own layer is. */
export interface RootDirectory {
  readonly mappings: readonly PathMapping[];
  readonly temporary: string;
  readonly home: string;
  /** Holds what the program says about its end. */
  readonly terminationLog: string;
}

/** Packages are only ever read, and too many to copy at each start. */
const SHARED = new Set(['node_modules']);

/** @param hostPaths files and folders of the host that stay where they are, although `/tmp` above them is the container's own */
export async function makeRootDirectory(
  directory: string,
  container: Container,
  image: ContainerImage,
  hostPaths: readonly string[],
): Promise<RootDirectory> {
  await rm(directory, { recursive: true, force: true });
  const [temporary, home, terminationLog] = ['tmp', 'root', 'termination-log'].map(name => join(directory, name)) as [
    string,
    string,
    string,
  ];
  await mkdir(temporary, { recursive: true });
  await mkdir(home, { recursive: true });
  await writeFile(terminationLog, '');
  const files: PathMapping[] = [];
  for (const { from, to } of image.files) {
    const isFile = (await stat(to)).isFile();
    if (isFile) files.push({ from, to }, { from: dirname(to), to: dirname(to) });
    else {
      const own = join(directory, 'files', String(files.length));
      await copyFiles(to, own);
      files.push({ from, to: own });
    }
  }
  return {
    temporary,
    home,
    terminationLog,
    mappings: [
      { from: '/tmp', to: temporary },
      { from: container.terminationMessagePath ?? '/dev/termination-log', to: terminationLog },
      ...hostPaths.map(path => ({ from: path, to: path })),
      ...files,
    ],
  };
}

async function copyFiles(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  for (const name of await readdir(from)) {
    if (SHARED.has(name)) await symlink(join(from, name), join(to, name));
    else await cp(join(from, name), join(to, name), { recursive: true, verbatimSymlinks: true });
  }
}

/** Folders of the host that Node and the preload of a container are in. */
export function hostPathsOf(preload: string, directory: string): string[] {
  const preloadFile = preload.startsWith('file:') ? fileURLToPath(preload) : preload;
  return [directory, dirname(process.execPath), dirname(preloadFile)].filter(path => existsSync(path));
}
