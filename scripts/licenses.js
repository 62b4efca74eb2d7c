import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The licences of every package whose code is in the bundle, sorted by name: one text for `dist/licenses.txt`.
 * `modules` are the files that went into it.
 */
export function collectLicenses(modules, root) {
  const folders = new Set();
  for (const module of modules) {
    const [, folder] = /^(.*\/node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(module) ?? [];
    if (folder) folders.add(folder);
  }
  const packages = [...folders].map(folder => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find(entry => /^licen[cs]e(\.|$)/i.test(entry));
    const text = file
      ? readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim()
      : '(the package ships no licence text)';
    return { title: `${name} ${version} (${license ?? 'no licence named'})`, text };
  });
  const sorted = packages.sort((a, b) => (a.title < b.title ? -1 : 1));
  if (sorted.length === 0)
    throw new Error(`no package of ${root}/node_modules is in the bundle: the licence list would be empty`);
  return `${sorted.map(({ title, text }) => `${title}\n\n${text}\n`).join(`\n${'-'.repeat(80)}\n\n`)}`;
}
