import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from '../../scripts/build.js';
import { writePage } from '../../scripts/page.js';

/** Bundles src before the tests into a folder of this run's own, so that end-to-end tests run what is in src now. */
export default async function buildOnce() {
  const folder = await mkdtemp(join(tmpdir(), 'chaos-gate-build-'));
  process.env.CHAOS_GATE_BUILD = folder;
  globalThis.chaosGateBuild = folder;
  await writeFile(join(folder, 'package.json'), '{ "type": "module" }\n');
  await writePage();
  await build(pathToFileURL(join(folder, 'dist/')));
}
