import { spawn } from 'node:child_process';
import { chmodSync, mkdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { identifyProcess } from '../../src/command/index.ts';
import { expectMessage } from '../gate/expect-message.ts';
import { expectCode } from '../support/expect-code.ts';
import { openFolder, runGate } from '../support/gate.ts';
import { heard, journalWith, noteIn } from './left-entry.ts';

describe('a program that undoes is asked of, by its receipt', () => {
  test.each<[string, string[], number, RegExp]>([
    ['no', ['process.exit(1)'], 0, /^undone: x$/m],
    ['yes', [''], 5, /^not undone: x: it was done, and the fault is still in place: .* ended with 0$/m],
    ['no, after a moment', [`fs.rmSync('there')`], 0, /^undone: x$/m],
  ])('%s', async (_name, [code], exit, message) => {
    using folder = openFolder();
    mkdirSync(`${folder.path}/out`);
    folder.write('there', '');
    folder.write('out/undo.ndjson', journalWith({ ...noteIn(folder), proof: [process.execPath, '-e', code] }));
    expectMessage(await runGate(['undo', 'out'], { cwd: folder.path }), exit, message);
  });

  test('one that is not there any more: what was undone counts, and it is said', async () => {
    using folder = openFolder();
    mkdirSync(`${folder.path}/out`);
    folder.write('out/undo.ndjson', journalWith({ ...noteIn(folder), proof: ['no-such-program'] }));
    const said = /^undone: x: whether the fault is gone could not be asked: no-such-program is not on PATH$/m;
    expectMessage(await runGate(['undo', 'out'], { cwd: folder.path }), 0, said);
  });
});

test('a program by a relative path is the one of the run’s folder, from wherever it is undone', async () => {
  using folder = openFolder();
  for (const name of ['out', 'run', 'elsewhere']) mkdirSync(`${folder.path}/${name}`);
  for (const name of ['run', 'elsewhere'])
    chmodSync(folder.write(`${name}/un.sh`, `#!/bin/sh\necho ${name} >> ../heard\n`), 0o755);
  const operation = { kind: 'runCommand', argv: ['./un.sh'], environment: {}, cwd: `${folder.path}/run` };
  folder.write('out/undo.ndjson', journalWith(operation));
  expectCode(await runGate(['undo', '../out'], { cwd: `${folder.path}/elsewhere` }), 0);
  expect(heard(folder)).toBe('run\n');
});

test('what still does the fault, of a run that was killed, is ended before it is undone', async () => {
  using folder = openFolder();
  mkdirSync(`${folder.path}/out`);
  const orphan = spawn('sh', ['-c', 'sleep 600; echo done'], { detached: true });
  const ended = new Promise(resolve => orphan.once('exit', (_code, name) => resolve(name)));
  const process = { type: 'process', id: 'e0-f1', process: identifyProcess(orphan.pid!) };
  // Another one had this number before: nobody may be ended for its sake.
  const former = { ...process, process: { ...process.process, startTicks: '1' } };
  folder.write('out/undo.ndjson', journalWith(noteIn(folder), former));
  expectMessage(await runGate(['undo', 'out'], { cwd: folder.path }), 0, /^undone: x$/m);
  expect(orphan.signalCode).toBe(null);
  folder.write('out/undo.ndjson', journalWith(noteIn(folder), process));
  const said = `undone: x: process ${orphan.pid} still did it, and was ended`;
  expectMessage(await runGate(['undo', 'out'], { cwd: folder.path }), 0, said);
  expect(await ended).toBe('SIGTERM');
});

describe('a program whose own cluster was deleted fails to undo', () => {
  const failing = (receipt: string) => ({
    kind: 'runCommand',
    argv: [process.execPath, '-e', 'process.exit(7)'],
    environment: {},
    proof: [process.execPath, '-e', receipt],
  });
  test.each([
    ['no: the fault went with the cluster', 'process.exit(1)', 0, 'undone: x: it went with the cluster'],
    ['yes: it is still to be undone', '', 5, 'not undone: x: '],
  ])('and its receipt says %s', async (_name, receipt, exit, message) => {
    using folder = openFolder();
    mkdirSync(`${folder.path}/out`);
    folder.write('out/undo.ndjson', journalWith(failing(receipt)));
    expectMessage(await runGate(['undo', 'out'], { cwd: folder.path }), exit, message);
  });
});

test('a run that was killed with its own cluster: what it did to this machine is undone as well', async () => {
  using folder = openFolder();
  mkdirSync(`${folder.path}/out`);
  const lines = journalWith(noteIn(folder)).split('\n');
  // The cluster is not ticked off.
  folder.write('out/undo.ndjson', lines.filter(line => !line.includes('"done"')).join('\n'));
  expectMessage(await runGate(['undo', 'out'], { cwd: folder.path }), 0, /^undone: x\n.* is gone$/m);
  expect(heard(folder)).toBe('undone\n');
});
