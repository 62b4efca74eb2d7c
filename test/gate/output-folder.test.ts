import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { outputFolder, prepareOutputFolder } from '../../src/output-folder.ts';
import { type Folder, openFolder, runGate } from '../support/gate.ts';
import { scenarioFile } from '../support/scenario.ts';
import { expectMessage } from './expect-message.ts';

/** A folder of the user's, with names that a run uses as well. */
function openOwnFolder(): Folder & Disposable {
  const folder = openFolder();
  for (const name of ['logs', 'cluster']) mkdirSync(`${folder.path}/${name}`);
  for (const name of ['logs/mine.log', 'cluster/prod.yaml', 'summary.md']) folder.write(name, 'mine');
  folder.write('a.yml', scenarioFile({ file: { app: {} } }));
  return folder;
}

test.concurrent.each([
  ['run', ['a.yml']],
  ['up', []],
])('%s into a folder with files of somebody else: exit 3, and nothing is lost', async (command, operands) => {
  using folder = openOwnFolder();
  const ended = await runGate([command, ...operands, '--out', '.'], { cwd: folder.path });
  expectMessage(ended, 3, 'is not the folder of a run: found logs, cluster, summary.md in it');
  for (const name of ['logs/mine.log', 'cluster/prod.yaml', 'summary.md'])
    expect(readFileSync(`${folder.path}/${name}`, 'utf8')).toBe('mine');
});

test('the folder of a run is taken again, also of one that was killed before its first event', async () => {
  using folder = openFolder();
  for (const journal of ['', '{"ty', '{"type":"run-started"}\n']) {
    const { path, logs } = await prepareOutputFolder(`${folder.path}/out`);
    folder.write('out/journal.ndjson', journal);
    folder.write('out/verdict.json', '{}');
    mkdirSync(logs);
    await prepareOutputFolder(path);
    expect([existsSync(logs), existsSync(`${path}/verdict.json`)]).toEqual([false, false]);
  }
});

test('a journal that is not ours is not overwritten', async () => {
  using folder = openFolder();
  folder.write('journal.ndjson', '{"kind":"diary"}\n');
  await expect(prepareOutputFolder(folder.path)).rejects.toThrow('found journal.ndjson in it');
  expect(readFileSync(outputFolder(folder.path).journal, 'utf8')).toBe('{"kind":"diary"}\n');
});

test.concurrent('plan leaves the results of a run where they are', async () => {
  using folder = openFolder();
  folder.write('a.yml', scenarioFile({ file: { app: {} } }));
  const argv = ['a.yml', '--nodes', '1', '--out', 'out'];
  await runGate(['run', ...argv], { cwd: folder.path });
  const before = readFileSync(`${folder.path}/out/verdict.json`, 'utf8');
  await runGate(['plan', ...argv], { cwd: folder.path });
  expect(readFileSync(`${folder.path}/out/verdict.json`, 'utf8')).toBe(before);
  expect(await runGate(['report', 'out'], { cwd: folder.path })).toMatchObject({ code: 2 });
});

test.concurrent.each([
  ['plan', ['a.yml']],
  ['up', []],
])('%s that comes to its time limit: exit 4, and no word of a bug', async (command, operands) => {
  using folder = openFolder();
  folder.write('a.yml', scenarioFile({ file: { app: {} } }));
  const argv = [command, ...operands, '--timeout', '50ms', '--out', 'out'];
  const ended = await runGate(argv, { cwd: folder.path });
  expectMessage(ended, 4, 'time limit of 50ms was reached');
  expect(ended.stderr).not.toContain('bug');
});
