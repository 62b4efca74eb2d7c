import { copyFileSync, globSync, readFileSync } from 'node:fs';
import { dirname, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { journalVersion } from '../../src/journal/index.ts';
import { outputFolder } from '../../src/output-folder.ts';
import { reports } from '../../src/report/index.ts';
import { writeReports } from '../../src/reports.ts';
import { openScratch } from './scratch.ts';

const root = fileURLToPath(new URL('../../fixtures/journals/', import.meta.url));
const folders = globSync(`${root}v*/*/journal.ndjson`).map(file => relative(root, dirname(file)));

test('there are journals of every version', () => {
  for (let version = 1; version <= journalVersion; version++)
    expect(folders.filter(folder => folder.startsWith(`v${version}/`)).length).toBeGreaterThan(0);
});

describe.each(folders)('the journal %s', folder => {
  const journal = `${root}${folder}/journal.ndjson`;

  test('still gives the verdict that was recorded', async () => {
    using scratch = openScratch();
    copyFileSync(journal, `${scratch.path}/journal.ndjson`);
    await writeReports(outputFolder(scratch.path));
    // A later version may say more of it; what it said stays.
    const recorded = JSON.parse(readFileSync(`${root}${folder}/verdict.json`, 'utf8'));
    expect(JSON.parse(readFileSync(`${scratch.path}/verdict.json`, 'utf8'))).toMatchObject(recorded);
  });

  test('gives the same bytes of every report, whenever and wherever it is read', async () => {
    const read = async () => {
      using scratch = openScratch();
      copyFileSync(journal, `${scratch.path}/journal.ndjson`);
      await writeReports(outputFolder(scratch.path));
      return reports.map(({ file }) => readFileSync(`${scratch.path}/${file}`));
    };
    const [once, again] = [await read(), await read()];
    for (const [index, bytes] of once.entries()) expect(bytes.equals(again[index]!)).toBe(true);
  });
});

test('a journal of a newer version: one message that says what to do', async () => {
  using scratch = openScratch();
  const newer = readFileSync(`${root}${folders[0]}/journal.ndjson`, 'utf8').replace(
    `"journalVersion":${journalVersion}`,
    `"journalVersion":${journalVersion + 1}`,
  );
  scratch.write('journal.ndjson', newer);
  await expect(writeReports(outputFolder(scratch.path))).rejects.toThrow(
    new RegExp(
      `^\\S+journal\\.ndjson:1:1: the journal is of version ${journalVersion + 1}, expected ${journalVersion}: .*newer one$`,
    ),
  );
});
