import { rm } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

/** Programs that run as processes of their own; each becomes one file of `dist`, what they share becomes chunks. */
const programs = {
  cli: 'src/cli/main.ts',
  main: 'src/action/main.ts',
  post: 'src/action/post.ts',
  embedded: 'src/embedded/main.ts',
  goldpinger: 'src/embedded/images/goldpinger.ts',
};
/** Loaded into the processes of containers: small, alone, without chunks. */
const preloads = { preload: 'src/embedded/network/preload.ts' };

const root = fileURLToPath(new URL('..', import.meta.url));

/** Bundles everything into `directory` (a file URL that ends in a slash). The same source makes the same bytes. */
export async function build(directory) {
  const dir = fileURLToPath(directory);
  await rm(dir, { recursive: true, force: true });
  await bundle(programs, dir);
  await bundle(preloads, dir);
}

async function bundle(input, dir) {
  const bundler = await rolldown({
    cwd: root,
    input,
    platform: 'node',
    treeshake: true,
    logLevel: 'warn',
    checks: { circularDependency: false },
  });
  await bundler.write({
    dir,
    format: 'esm',
    minify: false,
    entryFileNames: '[name].js',
    chunkFileNames: 'chunk-[name].js',
  });
  await bundler.close();
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await build(new URL('../dist/', import.meta.url));
