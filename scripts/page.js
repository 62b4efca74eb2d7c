import { createHash } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { rolldown } from 'rolldown';

const root = fileURLToPath(new URL('..', import.meta.url));
const entry = `${root}src/report/html/page/main.ts`;
const styles = [`${root}node_modules/uplot/dist/uPlot.min.css`, `${root}src/report/html/page/page.css`];
const licence = `${root}node_modules/uplot/LICENSE`;

/** The module that holds what `report.html` embeds. It is committed, so that src runs without having been built. */
export const pageFile = `${root}src/report/html/page-assets.ts`;

/**
 * Bundles the report's browser code and style sheet into the text of a module, with their hashes for the page's content
 * security policy. `modules` are the files that went into it. The same source makes the same text.
 */
export async function bundlePage() {
  const bundler = await rolldown({ cwd: root, input: entry, platform: 'browser', logLevel: 'warn' });
  const { output } = await bundler.generate({ format: 'iife', minify: true });
  await bundler.close();
  // What contains the library names its licence.
  const notice = `/*! With uPlot.\n${(await readFile(licence, 'utf8')).trim()} */\n`;
  const script = `${notice}${output[0].code}`;
  const style = (await Promise.all(styles.map(file => readFile(file, 'utf8')))).join('\n');
  if (/<\/script|<!--/i.test(script) || /<\/style/i.test(style))
    throw new Error("the page's script or style would end its own element");
  const constants = {
    pageScript: script,
    pageScriptHash: hashOf(script),
    pageStyle: style,
    pageStyleHash: hashOf(style),
  };
  const text = [
    '// biome-ignore-all format: generated',
    '// biome-ignore-all lint: generated',
    '// Made of page/ by scripts/page.js; `npm run build` makes it again.',
    ...Object.entries(constants).map(([name, value]) => `export const ${name} =\n  ${JSON.stringify(value)};`),
  ];
  return { text: `${text.join('\n')}\n`, modules: output[0].moduleIds };
}

/** Makes that module again where it is not what the source makes. */
export async function writePage() {
  const { text } = await bundlePage();
  if ((await readFile(pageFile, 'utf8').catch(() => undefined)) === text) return;
  // Others may be reading it.
  await writeFile(`${pageFile}.new`, text);
  await rename(`${pageFile}.new`, pageFile);
}

function hashOf(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await writePage();
