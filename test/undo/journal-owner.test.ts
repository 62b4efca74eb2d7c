import { spawn } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { identifyProcess } from '../../src/command/index.ts';
import { claimUndoJournal } from '../../src/undo/journal-owner.ts';
import { readUndoJournal } from '../../src/undo/undo-journal.ts';
import { expectMessage } from '../gate/expect-message.ts';
import { openFolder, runGate } from '../support/gate.ts';
import { heard, journalWith, noteIn } from './left-entry.ts';

describe('the owner of an undo journal', () => {
  const own = identifyProcess(process.pid);
  test('that lives: exit 3, it is named, and nothing is done', async () => {
    using folder = openFolder();
    mkdirSync(`${folder.path}/out`);
    folder.write('out/undo.ndjson', journalWith(noteIn(folder), { type: 'owner', process: own }));
    const refused = await runGate(['undo', 'out'], { cwd: folder.path });
    expectMessage(refused, 3, new RegExp(`found process ${own.pid} alive.*kill -INT ${own.pid}`));
    expect(heard(folder)).toBe('');
  });

  test.each([
    ['that has ended, whose number is another’s by now', { ...own, startTicks: '1' }],
    ['of another machine or container', { ...own, machine: 'elsewhere' }],
    ['that nobody has heard of', { ...own, pid: 2 ** 22 + 1 }],
  ])('%s: is undone', async (_name, owner) => {
    using folder = openFolder();
    mkdirSync(`${folder.path}/out`);
    folder.write('out/undo.ndjson', journalWith(noteIn(folder), { type: 'owner', process: owner }));
    expectMessage(await runGate(['undo', 'out'], { cwd: folder.path }), 0, 'undone: x');
    expect(heard(folder)).toBe('undone\n');
  });

  test('that lives keeps its folder: another run in it is refused', async () => {
    using folder = openFolder();
    mkdirSync(`${folder.path}/out`);
    const journal = journalWith(noteIn(folder), { type: 'owner', process: own }, { type: 'done', id: 'e0-f1' });
    const file = folder.write('out/undo.ndjson', journal);
    folder.write('scenario.yml', JSON.stringify({ scenarios: [{ name: 'waits', steps: [{ wait: { seconds: 1 } }] }] }));
    const refused = await runGate(['run', 'scenario.yml', '--out', 'out'], { cwd: folder.path });
    expectMessage(refused, 3, `still goes on: found its process ${own.pid} alive`);
    expect(readFileSync(file, 'utf8')).toBe(journal);
  });

  test('is waited for by who has the time: what it has ticked off is not undone again', async () => {
    using folder = openFolder();
    const child = spawn('sleep', ['600']);
    const owner = { type: 'owner', process: identifyProcess(child.pid!) };
    const file = folder.write('undo.ndjson', journalWith(noteIn(folder), owner));
    const claimed = claimUndoJournal(file, () => true, 60_000);
    appendFileSync(file, `${JSON.stringify({ type: 'done', id: 'e0-f1' })}\n`);
    child.kill();
    using journal = await claimed;
    expect(journal.pending()).toEqual([]);
    expect(readUndoJournal(file).at(-1)).toEqual({ type: 'owner', process: own });
  });

  test('is one of two that undo at once: the other is refused, and it is done once', async () => {
    using folder = openFolder();
    mkdirSync(`${folder.path}/out`);
    folder.write('out/undo.ndjson', journalWith(noteIn(folder, 2_000)));
    const both = [1, 2].map(() => runGate(['undo', 'out'], { cwd: folder.path }));
    expect((await Promise.all(both)).map(({ code }) => code).sort()).toEqual([0, 3]);
    expect(heard(folder)).toBe('undone\n');
  });
});
