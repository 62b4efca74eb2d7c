import { mkdirSync, writeFileSync } from 'node:fs';
import { release } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { findKernelModule } from '../../src/command/kernel-module.ts';
import { openFolder } from '../support/gate.ts';

const folder = `lib/modules/${release()}`;
const asFile = 'kernel/net/sched/sch_netem.ko';

test.each([
  ['built in', { [`${folder}/modules.builtin`]: `kernel/net/sched/sch_htb.ko\n${asFile}\n` }],
  ['loaded', { 'proc/modules': 'sch_netem 24576 0 - Live 0x0\n', [`${folder}/modules.dep`]: `${asFile}.xz:\n` }],
  ['loadable', { 'proc/modules': 'sch_htb 4096 0 - Live 0x0\n', [`${folder}/modules.dep`]: `${asFile}.zst:\n` }],
  ['absent', { 'proc/modules': 'xsch_netem 1 0\n', [`${folder}/modules.dep`]: 'kernel/net/sched/sch_netem2.ko:\n' }],
  ['absent', {}],
])('%s', async (state, files) => {
  using root = openFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root.path, name)), { recursive: true });
    writeFileSync(join(root.path, name), text);
  }
  expect(await findKernelModule('sch_netem', root.path)).toBe(state);
});
