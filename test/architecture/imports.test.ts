import { globSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';

const root = fileURLToPath(new URL('../../src/', import.meta.url));

/** What each room may import from other rooms, at run time. Types may be imported from anywhere but inside `embedded`. */
const allowed: Readonly<Record<string, readonly string[]>> = {
  // Pure: no clock, no disk, no network.
  'verdict.ts': [],
  'errors.ts': ['verdict.ts'],
  journal: ['errors.ts', 'verdict.ts', 'scenario'],
  scenario: ['errors.ts'],
  judge: ['errors.ts', 'verdict.ts', 'scenario', 'journal'],
  report: ['errors.ts', 'verdict.ts', 'scenario', 'journal', 'judge'],
  compare: ['errors.ts', 'verdict.ts', 'journal', 'judge'],
  draft: ['errors.ts'],
  import: ['errors.ts', 'scenario', 'draft'],
  plan: ['scenario'],
  // Child processes and clusters.
  command: ['errors.ts'],
  kubernetes: ['errors.ts', 'command', 'scenario'],
  cluster: ['errors.ts', 'command', 'kubernetes', 'scenario'],
  probes: ['errors.ts', 'command', 'kubernetes', 'scenario'],
  alertmanager: ['errors.ts'],
  undo: ['errors.ts', 'alertmanager', 'command', 'kubernetes', 'cluster'],
  faults: ['errors.ts', 'command', 'kubernetes', 'scenario'],
  init: ['errors.ts', 'kubernetes', 'scenario', 'draft'],
  experiment: [
    'errors.ts',
    'verdict.ts',
    'scenario',
    'journal',
    'judge',
    'faults',
    'probes',
    'undo',
    'alertmanager',
    'kubernetes',
    'cluster',
    'command',
  ],
  embedded: [],
};

/** Only these may touch the disk, a clock or the network. */
const pure = [
  'verdict.ts',
  'errors.ts',
  'journal',
  'scenario',
  'judge',
  'report',
  'compare',
  'draft',
  'import',
  'plan',
];
const readsFiles = new Set(['scenario/load.ts']);

interface Import {
  readonly file: string;
  readonly room: string;
  readonly from: string;
  readonly typeOnly: boolean;
}

const files = globSync('**/*.ts', { cwd: root });
const imports: Import[] = files.flatMap(file => {
  const source = readFileSync(join(root, file), 'utf8');
  return [...source.matchAll(/^(?:import|export)\s+(type\s)?[^;]*?from\s+'([^']+)'|import\('([^']+)'\)/gms)].map(
    match => ({
      file,
      room: roomOf(file),
      from: match[2] ?? match[3] ?? '',
      typeOnly: match[1] !== undefined,
    }),
  );
});

function roomOf(file: string): string {
  return file.split('/')[0] ?? file;
}

function targetRoom({ file, from }: Import): string {
  return roomOf(relative(root, join(root, dirname(file), from)));
}

test('there are imports to look at', () => {
  expect(imports.length).toBeGreaterThan(200);
});

test('imports point one way', () => {
  const wrong = imports.filter(each => {
    const rooms = allowed[each.room];
    if (!rooms || !each.from.startsWith('.')) return false;
    const target = targetRoom(each);
    if (target === each.room) return false;
    if (each.typeOnly && each.room !== 'embedded') return false;
    return !rooms.includes(target);
  });
  expect(wrong.map(({ file, from }) => `${file} imports ${from}`)).toEqual([]);
});

test('nothing imports the embedded cluster: it is a process of its own', () => {
  const wrong = imports.filter(
    each => each.room !== 'embedded' && each.from.startsWith('.') && targetRoom(each) === 'embedded',
  );
  expect(wrong.map(({ file, from }) => `${file} imports ${from}`)).toEqual([]);
});

test('only action/ speaks to GitHub', () => {
  const wrong = imports.filter(each => each.from.startsWith('@actions/') && each.room !== 'action');
  expect(wrong.map(({ file, from }) => `${file} imports ${from}`)).toEqual([]);
});

test('the pure rooms touch no clock, disk or network', () => {
  const impure = /^node:(?!buffer|path)|^axios|^ws$|client-node/;
  const wrong = imports.filter(
    each => pure.includes(each.room) && !readsFiles.has(each.file) && !each.typeOnly && impure.test(each.from),
  );
  expect(wrong.map(({ file, from }) => `${file} imports ${from}`)).toEqual([]);
  const clocks = files.filter(
    file =>
      pure.includes(roomOf(file)) &&
      /Date\.now\(|new Date\(\)|performance\.now\(|setTimeout\(/.test(readFileSync(join(root, file), 'utf8')),
  );
  expect(clocks).toEqual([]);
});
