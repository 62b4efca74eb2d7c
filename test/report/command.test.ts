import { copyFileSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { openFolder, runGate } from '../support/gate.ts';
import { openGrafana } from './grafana-server.ts';

const journal = fileURLToPath(new URL('../../fixtures/journals/v1/refuted/journal.ndjson', import.meta.url));

test('report --grafana-url: annotations once, reports as ever; without a token exit 3, with a wrong one exit 4', async () => {
  using folder = openFolder();
  copyFileSync(journal, `${folder.path}/journal.ndjson`);
  await using grafana = await openGrafana({ token: 'glsa_right' });
  const run = (token: string) =>
    runGate(['report', '.', '--grafana-url', grafana.url], { cwd: folder.path, environment: { GRAFANA_TOKEN: token } });
  expect(await run('glsa_right')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^[1-9]\d* annotations added/),
  });
  const { length } = grafana.kept;
  expect(await run('glsa_right')).toMatchObject({ code: 1, stderr: expect.stringMatching(/^0 annotations added/) });
  expect(grafana.kept).toHaveLength(length);
  expect(JSON.parse(readFileSync(`${folder.path}/badge.json`, 'utf8')).color).toBe('red');
  expect(await run('')).toMatchObject({ code: 3, stderr: expect.stringContaining('GRAFANA_TOKEN') });
  const wrong = await run('glsa_wrong');
  expect(wrong).toMatchObject({ code: 4, stderr: expect.stringContaining('401') });
  expect(wrong.stderr + wrong.stdout).not.toContain('glsa_wrong');
});

test.each(['scenarios', 'verdict', 'journal'])('schema %s is a JSON Schema', async name => {
  using folder = openFolder();
  const { code, stdout } = await runGate(['schema', name], { cwd: folder.path });
  expect({ code, schema: JSON.parse(stdout).$schema }).toEqual({
    code: 0,
    schema: expect.stringContaining('json-schema.org'),
  });
});

test('schema of something else: exit 3', async () => {
  using folder = openFolder();
  expect(await runGate(['schema', 'sky'], { cwd: folder.path })).toMatchObject({
    code: 3,
    stderr: expect.stringContaining('expected one of scenarios, verdict, journal'),
  });
});
