import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';

/** What a volume holds: relative path → content and mode. */
export type VolumeFiles = ReadonlyMap<string, { readonly content: string | Buffer; readonly mode: number }>;

const CURRENT = '..data';

/**
 * Writes a volume's files the way kubelet does, so that a reader sees either all old or all new ones: into a folder with
 * the time as its name, to which `..data` is then switched; what users see are links through `..data`.
 */
export function writeFilesAtomically(directory: string, files: VolumeFiles): void {
  mkdirSync(directory, { recursive: true });
  const fresh = mkdtempSync(join(directory, `..${new Date().toISOString().replaceAll(/[-:]/g, '_').slice(0, 19)}.`));
  chmodSync(fresh, 0o755);
  for (const [path, { content, mode }] of files) {
    mkdirSync(dirname(join(fresh, path)), { recursive: true });
    writeFileSync(join(fresh, path), content, { mode });
  }
  const previous = readLink(join(directory, CURRENT));
  symlinkSync(basename(fresh), join(directory, '..data_tmp'));
  renameSync(join(directory, '..data_tmp'), join(directory, CURRENT));

  const visible = new Set([...files.keys()].map(path => path.split('/')[0]!));
  const present = readdirSync(directory).filter(name => !name.startsWith('..'));
  for (const name of present) if (!visible.has(name)) rmSync(join(directory, name));
  for (const name of visible) if (!present.includes(name)) symlinkSync(join(CURRENT, name), join(directory, name));
  if (previous !== undefined) rmSync(join(directory, previous), { recursive: true });
}

function readLink(path: string): string | undefined {
  try {
    return readlinkSync(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
