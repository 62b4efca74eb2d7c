import { existsSync, mkdirSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { expectMessage } from '../gate/expect-message.ts';
import { expectCode } from '../support/expect-code.ts';
import { openFolder, runGate } from '../support/gate.ts';
import { journalWith } from './left-entry.ts';

test('what a fault did outside of a cluster that is deleted can still be undone, without that cluster', async () => {
  using folder = openFolder();
  mkdirSync(`${folder.path}/out`);
  const argv = [process.execPath, '-e', "fs.writeFileSync('undone', '')"];
  folder.write('out/undo.ndjson', journalWith({ kind: 'runCommand', argv, environment: {} }));
  expectCode(await runGate(['undo', 'out'], { cwd: folder.path }), 0);
  expect(existsSync(`${folder.path}/undone`)).toBe(true);
  expectMessage(await runGate(['undo', 'out'], { cwd: folder.path }), 0, 'nothing is left to undo');
});

test('an undo that fails there stays pending: exit 5', async () => {
  using folder = openFolder();
  mkdirSync(`${folder.path}/out`);
  const argv = [process.execPath, '-e', 'process.exit(7)'];
  folder.write('out/undo.ndjson', journalWith({ kind: 'runCommand', argv, environment: {} }));
  expectMessage(await runGate(['undo', 'out'], { cwd: folder.path }), 5, /not undone: x: .*ended with 7/);
});
