import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { rolldown } from 'rolldown';
import { collectLicenses } from './licenses.js';
import { bundlePage, writePage } from './page.js';

/** Programs that run as processes of their own; each becomes one file of `dist`, what they share becomes chunks. */
const programs = {
  cli: 'src/cli/main.ts',
  main: 'src/action/main.ts',
  post: 'src/action/post.ts',
  embedded: 'src/embedded/main.ts',
};
/** Loaded into the processes of containers: small, each alone, without chunks. */
const standalone = {
  preload: 'src/embedded/network/preload.ts',
  goldpinger: 'src/embedded/images/goldpinger.ts',
};

const root = fileURLToPath(new URL('..', import.meta.url));

/** Bundles everything into `directory` (a file URL that ends in a slash). The same source makes the same bytes. */
export async function build(directory) {
  const dir = fileURLToPath(directory);
  await rm(dir, { recursive: true, force: true });
  const modules = await bundle(programs, dir);
  for (const [name, entry] of Object.entries(standalone)) modules.push(...(await bundle({ [name]: entry }, dir)));
  modules.push(...(await bundlePage()).modules);
  await writeFile(`${dir}licenses.txt`, collectLicenses(modules, root));
  for (const name of ['scenarios', 'verdict', 'journal'])
    await writeFile(`${dir}${name}.schema.json`, await printSchema(dir, name));
}

/** A JSON Schema as the bundled program prints it: of scenario files, of `verdict.json`, of a journal's line. */
async function printSchema(dir, name) {
  const { stdout } = await promisify(execFile)(process.execPath, [`${dir}cli.js`, 'schema', name]);
  return stdout;
}

/** Returns the files that went into the bundle. */
async function bundle(input, dir) {
  const bundler = await rolldown({
    cwd: root,
    input,
    platform: 'node',
    // The oldest Node that the command line runs on; `using` is newer.
    transform: { target: 'node22.19' },
    logLevel: 'warn',
  });
  const { output } = await bundler.write({
    dir,
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunk-[name].js',
  });
  await bundler.close();
  return output.flatMap(file => (file.type === 'chunk' ? file.moduleIds : []));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await writePage();
  await build(new URL('../dist/', import.meta.url));
}
