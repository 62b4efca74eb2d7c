import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { expectCode } from '../support/expect-code.ts';
import { openFolder, runGate } from '../support/gate.ts';

/** Real runs on the embedded cluster; in `degraded` the restarted one of two servers fails every second request. */
const journals = fileURLToPath(new URL('../../fixtures/journals/v1/', import.meta.url));
const compare = (argv: readonly string[]) => runGate(['compare', ...argv], { cwd: journals });

/** The two good runs lost a few of 210 samples to the crash: that tells 7 percentage points, and not 2. */
const margins = ['--margin-success', '7%', '--margin-p95', '50%'];

test('a run that is as good as before: not worse within its margins, exit 0; too few samples for narrower ones, exit 2', async () => {
  const { code, stdout, stderr } = await compare(['before', 'same', ...margins]);
  expect({ code, stdout, stderr }).toMatchObject({ code: 0, stderr: '' });
  expect(stdout).toMatch(/✔ success of "web answers": [\d.]+% \[[\d.]+%, [\d.]+%\] → /);
  expect(stdout).toMatch(/^✔ not worse: 1 of 1 scenarios are not worse than before$/m);
  expect(await compare(['before', 'same'])).toMatchObject({
    code: 2,
    stdout: expect.stringContaining('? cannot tell'),
  });
});

test('a run that is worse: exit 1, the same as JSON, and every time the same bytes', async () => {
  const { code, stdout } = await compare(['before', 'degraded']);
  expectCode({ code, stdout }, 1);
  expect(stdout).toContain('✘ worse: "web survives": success of "web answers" is worse');
  const json = await compare(['before', 'degraded', '--format', 'json']);
  const found = JSON.parse(json.stdout);
  expect(found).toMatchObject({
    schemaVersion: 1,
    verdict: 'worse',
    base: { verdict: 'upheld' },
    head: { verdict: 'refuted' },
  });
  const [success] = found.scenarios[0].metrics;
  expect(success.loss.low).toBeGreaterThan(success.margin);
  expect((await compare(['before', 'degraded', '--format', 'json'])).stdout).toBe(json.stdout);
});

test('a run of a few seconds against itself: cannot tell, exit 2', async () => {
  expect(await compare(['upheld', 'upheld'])).toMatchObject({
    code: 2,
    stdout: expect.stringContaining('? cannot tell'),
  });
});

test.each([
  ['one folder', ['before'], /^compare: found 1 folders, expected two/],
  ['a folder without a journal', ['before', '.'], /^\. holds no journal\.ndjson/],
  ['a margin that is none', ['before', 'same', '--margin-p95', '20'], /^--margin-p95: found "20", expected a share/],
])('%s: exit 3, one sentence', async (_, argv, message) => {
  const { code, stdout, stderr } = await compare(argv);
  expect({ code, stdout, stderr }).toEqual({ code: 3, stdout: '', stderr: expect.stringMatching(message) });
  expect(stderr.trim().split('\n')).toHaveLength(1);
});

test('a journal of a newer version: exit 3, and what to do', async () => {
  using folder = openFolder();
  const journal = readFileSync(`${journals}before/journal.ndjson`, 'utf8');
  folder.write('journal.ndjson', journal.replace('"journalVersion":1', '"journalVersion":99'));
  const { code, stderr } = await compare(['before', folder.path]);
  expect({ code, stderr }).toEqual({
    code: 3,
    stderr: expect.stringMatching(/journal\.ndjson:1:1: the journal is of version 99/),
  });
});
