import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from './build.js';
import { bundlePage, pageFile } from './page.js';

// Builds src again and compares with the committed dist, byte by byte.
const fresh = await mkdtemp(join(tmpdir(), 'chaos-gate-dist-'));
try {
  await build(pathToFileURL(`${fresh}/`));
  const names = [...new Set([...(await readdir(fresh)), ...(await readdir('dist'))])].sort();
  const different = [];
  for (const name of names) {
    const [built, committed] = await Promise.all(
      [fresh, 'dist'].map(folder => readFile(join(folder, name), 'utf8').catch(() => undefined)),
    );
    if (built !== committed) different.push(name);
  }
  if ((await readFile(pageFile, 'utf8')) !== (await bundlePage()).text) different.push(relative('.', pageFile));
  if (different.length > 0) {
    console.error(`not what src makes: ${different.join(', ')}; run npm run build and commit dist and src`);
    process.exitCode = 1;
  } else console.log(`dist is what src makes: ${names.length} files`);
} finally {
  await rm(fresh, { recursive: true, force: true });
}
