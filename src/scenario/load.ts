import { open, readdir, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { InvalidInput, type Problem } from '../errors.ts';
import { compatDifferences, isPowerfulSealPolicy } from './compat/index.ts';
import { byteOrderMarkFinding, type Finding, inFileOrder } from './findings/index.ts';
import { folderOf, mergeFiles } from './merge-files.ts';
import { parseSuite, type SuiteFile } from './parse-suite.ts';
import type { Environment } from './reuse/index.ts';
import type { Compat, Suite } from './suite.ts';
import { decodeText } from './yaml/decode-text.ts';
import { limits } from './yaml/limits.ts';
import { readYaml } from './yaml/read-yaml.ts';

export interface LoadOptions {
  /** What `-` stands for. */
  readonly stdin?: string | Uint8Array;
  /** Default `strict`. `legacy`: the suite's findings say where that differs. */
  readonly compat?: Compat;
  /** What `${{ env.NAME }}` stands for. Default: the process's. */
  readonly environment?: Environment;
  /** Relative paths start here. Default: the process's. */
  readonly cwd?: string;
}

interface Source {
  /** As the user gave it; below the folder that the user gave. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads scenario files, folders of them (every *.yml and *.yaml that has `scenarios:`) and standard input (`-`) into one suite.
 * Throws InvalidInput with every problem of every file.
 */
export async function loadSuite(paths: readonly string[], options: LoadOptions = {}): Promise<Suite> {
  const cwd = resolve(options.cwd ?? process.cwd());
  const environment = options.environment ?? process.env;
  const problems: Problem[] = [];
  const files: SuiteFile[] = [];
  const findings: Finding[] = [];
  const seen = new Set<string>();
  if (paths.length === 0) problems.push({ message: 'found no scenario file, expected at least one file, folder or -' });

  for (const path of paths)
    for (const source of await sourcesOf(path, cwd, options, problems)) {
      const identity = source.file === '-' ? '-' : resolve(cwd, source.file);
      if (seen.has(identity)) continue;
      seen.add(identity);
      const decoded = decodeText(source.bytes, source.file);
      if (!decoded.ok) {
        problems.push(decoded.problem);
        continue;
      }
      if (decoded.byteOrderMark) findings.push(byteOrderMarkFinding(source.file));
      const parsed = parseSuite(decoded.text, source.file, environment);
      if (!parsed.ok) problems.push(...parsed.problems);
      else {
        files.push(parsed.suiteFile);
        problems.push(...(await missingPaths(parsed.suiteFile, cwd)));
      }
    }

  const merged = mergeFiles(files, cwd, options.compat);
  if (!merged.ok) problems.push(...merged.problems);
  if (!merged.ok || problems.length > 0) throw new InvalidInput(problems);
  const isLegacy = options.compat === 'legacy';
  const policies = files.filter(file => isLegacy || isPowerfulSealPolicy(file));
  const severity = isLegacy ? 'warning' : 'note';
  findings.push(...policies.flatMap(compatDifferences).map((each): Finding => ({ ...each, severity })));
  return { ...merged.suite, findings: inFileOrder([...findings, ...merged.suite.findings], merged.suite.files) };
}

async function sourcesOf(path: string, cwd: string, options: LoadOptions, problems: Problem[]): Promise<Source[]> {
  if (path === '-') {
    if (options.stdin === undefined)
      problems.push({ message: 'found `-` without standard input, expected a scenario file on it' });
    return options.stdin === undefined ? [] : [{ file: '-', bytes: Buffer.from(options.stdin) }];
  }
  try {
    const isFolder = (await stat(resolve(cwd, path))).isDirectory();
    return isFolder ? await folderSources(path, cwd, problems) : await fileSource(path, cwd, problems);
  } catch (error) {
    problems.push({ message: unreadable(path, error) });
    return [];
  }
}

async function fileSource(file: string, cwd: string, problems: Problem[]): Promise<Source[]> {
  try {
    return [{ file, bytes: await readStart(resolve(cwd, file)) }];
  } catch (error) {
    problems.push({ message: unreadable(file, error) });
    return [];
  }
}

async function folderSources(folder: string, cwd: string, problems: Problem[]): Promise<Source[]> {
  const entries = await readdir(resolve(cwd, folder), { withFileTypes: true });
  const names = entries.filter(entry => !entry.isDirectory() && /\.ya?ml$/i.test(entry.name)).map(({ name }) => name);
  const before = problems.length;
  const sources: Source[] = [];
  for (const name of names.sort())
    sources.push(...(await fileSource(join(folder, name), cwd, problems)).filter(({ bytes }) => hasScenarios(bytes)));
  if (sources.length === 0 && problems.length === before)
    problems.push({
      message: `${folder}: found no *.yml or *.yaml file with \`scenarios:\` in this folder, expected at least one`,
    });
  return sources;
}

/**
 * Whether a file of a folder is a scenario file at all, and not a manifest that lives beside. A key at the start of a line
 * tells without parsing, also in a file that is broken further down; wherever else the word stands, the parser tells.
 */
function hasScenarios(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes).toString('latin1');
  if (/^(?:\u00ef\u00bb\u00bf)?(?:\{\s*)?["']?scenarios["']?[ \t]*:/m.test(text)) return true;
  if (!text.includes('scenarios')) return false;
  const read = readYaml(Buffer.from(bytes).toString('utf8'), '');
  const value: unknown = read.ok ? read.yaml.value : undefined;
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'scenarios');
}

/** A file's bytes, one more than is allowed at most: what is too large is not read. Not told by its size: it may be a pipe. */
async function readStart(path: string): Promise<Uint8Array> {
  await using file = await open(path);
  const { size } = await file.stat();
  let bytes = Buffer.allocUnsafe(Math.min(size, limits.bytes) + 1);
  let length = 0;
  for (;;) {
    const { bytesRead } = await file.read(bytes, length, bytes.length - length);
    length += bytesRead;
    if (bytesRead === 0 || length > limits.bytes) return bytes.subarray(0, length);
    if (length === bytes.length) bytes = Buffer.concat([bytes], Math.min(2 * length, limits.bytes + 1));
  }
}

/** Manifests and build folders that a file names and that are not there. */
async function missingPaths({ file, app, root }: SuiteFile, cwd: string): Promise<Problem[]> {
  const named = [
    ...(app?.manifests ?? []).map((path, index) => ({ path, at: root.at('app', 'manifests', index) })),
    ...(app?.images ?? []).flatMap(({ build }, index) =>
      build === undefined ? [] : [{ path: build, at: root.at('app', 'images', index, 'build') }],
    ),
  ];
  const checked = await Promise.all(
    named.map(async ({ path, at }) => {
      const absolute = resolve(folderOf(file, cwd), path);
      const failure = await stat(absolute).then(() => undefined, reason);
      if (failure === undefined) return undefined;
      return { at: at.position, message: `found ${failure} at "${path}", expected a path from this file's folder` };
    }),
  );
  return checked.filter(problem => problem !== undefined);
}

function unreadable(path: string, error: unknown): string {
  return `${path}: found ${reason(error)}, expected a scenario file, a folder of them, or - for standard input`;
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'no such file or folder',
  ENOTDIR: 'no such file or folder',
  EACCES: 'no permission to read it',
  EPERM: 'no permission to read it',
  ELOOP: 'a circle of symbolic links',
  ENAMETOOLONG: 'a name that is too long',
};

function reason(error: unknown): string {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  if (!code) throw error;
  return reasons[code] ?? `that it cannot be read (${code})`;
}
