import fs from 'node:fs';
import module from 'node:module';
import { posix } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** A path inside the container and where it really is; what is below it as well. */
export interface PathMapping {
  readonly from: string;
  readonly to: string;
}

/** Functions of `fs` that take two paths, and one of two. */
const twoPaths = ['copyFile', 'cp', 'link', 'rename', 'symlink'];
const onePath = [
  'access',
  'appendFile',
  'chmod',
  'chown',
  'createReadStream',
  'createWriteStream',
  'exists',
  'glob',
  'lchmod',
  'lchown',
  'lstat',
  'lutimes',
  'mkdir',
  'mkdtemp',
  'mkdtempDisposable',
  'open',
  'openAsBlob',
  'opendir',
  'readFile',
  'readdir',
  'readlink',
  'realpath',
  'rm',
  'rmdir',
  'stat',
  'statfs',
  'truncate',
  'unlink',
  'unwatchFile',
  'utimes',
  'watch',
  'watchFile',
  'writeFile',
];
/** Their result is a path. */
const answersPath = new Set(['mkdir', 'mkdtemp', 'readlink', 'realpath']);

/** Makes absolute paths of the container lead to where its files are, for `fs`, `require` and `import`. */
export function patchPaths(mappings: readonly PathMapping[]): void {
  const longestFirst = [...mappings].sort((a, b) => b.from.length - a.from.length);
  const map = (path: unknown): unknown => {
    if (typeof path === 'string') {
      const clean = /\/[./]/.test(path) ? posix.normalize(path) : path;
      // What a program got as a real path (of its own module) already leads there.
      const isReal = mappings.some(({ to }) => clean === to || clean.startsWith(`${to}/`));
      return isReal ? path : replacePrefix(clean, longestFirst, 'from', 'to');
    }
    if (path instanceof URL && path.protocol === 'file:') return map(fileURLToPath(path));
    if (Buffer.isBuffer(path)) return Buffer.from(map(path.toString()) as string);
    return path;
  };
  const unmap = (path: unknown): unknown =>
    typeof path === 'string' ? replacePrefix(path, longestFirst, 'to', 'from') : path;

  for (const holder of [fs, fs.promises] as any[])
    for (const name of [...onePath, ...twoPaths])
      for (const method of [name, `${name}Sync`])
        if (typeof holder[method] === 'function')
          holder[method] = patchFunction(
            holder[method],
            map,
            twoPaths.includes(name) ? 2 : 1,
            answersPath.has(name) ? unmap : undefined,
          );

  module.registerHooks({
    resolve(specifier, context, next) {
      if (specifier.startsWith('file:'))
        return next(pathToFileURL(map(fileURLToPath(specifier)) as string).href, context);
      return next(specifier.startsWith('/') ? (map(specifier) as string) : specifier, context);
    },
  });
}

function patchFunction(
  original: (...args: any[]) => any,
  map: (path: unknown) => unknown,
  paths: number,
  unmap: ((path: unknown) => unknown) | undefined,
): (...args: any[]) => any {
  const withResult = (args: any[]): any[] => {
    const callback = args.at(-1);
    if (!unmap || typeof callback !== 'function') return args;
    return args.with(-1, (error: unknown, path: unknown) => callback(error, unmap(path)));
  };
  const patched = function (this: unknown, ...args: any[]) {
    const result = original.apply(
      this,
      withResult(args.map((argument, index) => (index < paths ? map(argument) : argument))),
    );
    if (!unmap || result === undefined) return result;
    return typeof result?.then === 'function' ? result.then(unmap) : unmap(result);
  };
  // `fs.realpath.native`, and what util.promisify looks for.
  Object.defineProperties(patched, Object.getOwnPropertyDescriptors(original));
  if (typeof (original as any).native === 'function')
    (patched as any).native = patchFunction((original as any).native, map, paths, unmap);
  return patched;
}

function replacePrefix(
  path: string,
  mappings: readonly PathMapping[],
  from: keyof PathMapping,
  to: keyof PathMapping,
): string {
  for (const mapping of mappings) {
    if (path === mapping[from]) return mapping[to];
    if (path.startsWith(`${mapping[from]}/`)) return mapping[to] + path.slice(mapping[from].length);
  }
  return path;
}
