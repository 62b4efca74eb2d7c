import { mkdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { identifyProcess } from '../../src/command/index.ts';
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

  test('is one of two that undo at once: the other is refused, and it is done once', async () => {
    using folder = openFolder();
    mkdirSync(`${folder.path}/out`);
    folder.write('out/undo.ndjson', journalWith(noteIn(folder, 2_000)));
    const both = [1, 2].map(() => runGate(['undo', 'out'], { cwd: folder.path }));
    expect((await Promise.all(both)).map(({ code }) => code).sort()).toEqual([0, 3]);
    expect(heard(folder)).toBe('undone\n');
  });
});
