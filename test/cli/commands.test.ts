import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { CoreV1Api } from '@kubernetes/client-node';
import { expectMessage } from '../gate/expect-message.ts';
import { openKeptCluster } from '../support/cluster.ts';
import { openFolder, runGate } from '../support/gate.ts';
import { scenarioFile } from '../support/scenario.ts';

const here = { cwd: process.cwd() };

test('validate: how much is fine', async () => {
  const { code, stdout } = await runGate(['validate', 'fixtures/scenarios/demo'], here);
  expect({ code, stdout }).toEqual({ code: 0, stdout: '3 files, 3 scenarios: valid\n' });
});

test('validate: every problem of every file at once, with its place', async () => {
  using folder = openFolder();
  folder.write('a.yml', scenarioFile({ more: { stepps: [] } }));
  folder.write('b.yml', 'scenarios: []');
  const ended = await runGate(['validate', 'a.yml', 'b.yml'], { cwd: folder.path });
  expectMessage(ended, 3, /a\.yml:\d+:\d+: .*stepps/);
  expectMessage(ended, 3, /b\.yml:1:\d+: /);
});

test('validate reads standard input', async () => {
  const ended = await runGate(['validate', '-'], { ...here, input: 'scenarios:\n- name: [x\n' });
  expectMessage(ended, 3, /:\d+:\d+: /);
});

test('schema prints a JSON Schema', async () => {
  const { code, stdout } = await runGate(['schema'], here);
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({ $schema: expect.stringContaining('draft-07'), type: 'object' });
});

test('doctor: one line each, and the remedy for what is missing', async () => {
  using folder = openFolder();
  const { code, stdout } = await runGate(['doctor'], {
    cwd: folder.path,
    environment: { PATH: '/nowhere', HOME: folder.path, KUBECONFIG: '' },
  });
  expect(code).toBe(0);
  const lines = stdout.trim().split('\n');
  expect(lines.every(line => /^(ok|missing) +\S.*: \S/.test(line))).toBe(true);
  expect(stdout).toMatch(/^missing {2}kubectl: not on PATH; needed for/m);
  expect(stdout).toMatch(/^ok {7}embedded cluster: /m);
  expect(stdout).toMatch(
    /^missing {2}permissions on an existing cluster: not looked at: there is no kubeconfig: name one by --kubeconfig/m,
  );
});

test('--version is the version of package.json', async () => {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  expect(await runGate(['--version'], here)).toMatchObject({ code: 0, stdout: `${version}\n` });
});

test('--help names every command; no command at all is a mistake', async () => {
  const help = await runGate(['--help'], here);
  expect(help.code).toBe(0);
  for (const command of [
    'run',
    'validate',
    'plan',
    'report',
    'undo',
    'up',
    'down',
    'schema',
    'doctor',
    'init',
    'import',
  ])
    expect(help.stdout).toContain(command);
  expect((await runGate([], here)).code).toBe(3);
});

test('a command that does not exist', async () => {
  expectMessage(await runGate(['runn'], here), 3, 'found command "runn", expected one of run,');
});

test('report of a folder without a journal', async () => {
  using folder = openFolder();
  expectMessage(await runGate(['report', '.'], { cwd: folder.path }), 3, 'no journal.ndjson');
});

test('up prints the kubeconfig alone on its last line; a second up there is refused; down takes it down', async () => {
  using folder = openFolder();
  {
    await using cluster = await openKeptCluster(folder);
    expect(cluster.kubeconfig).toBe(`${folder.path}/kept/cluster/kubeconfig`);
    expectMessage(await runGate(['up', '--out', 'kept'], { cwd: folder.path }), 3, 'chaos-gate down --out kept');
  }
  expectMessage(await runGate(['down', '--out', 'kept'], { cwd: folder.path }), 3, 'holds no cluster that was kept');
});

test('down of a cluster that was there before leaves it alone, and says so', async () => {
  using folder = openFolder();
  await using kept = await openKeptCluster(folder);
  const core = kept.config.makeApiClient(CoreV1Api);
  folder.write('a.yml', scenarioFile({ file: { app: {} }, more: { steadyState: undefined, recovery: undefined } }));
  const argv = ['run', 'a.yml', '--cluster', 'existing', '--kubeconfig', kept.kubeconfig, '--keep', '--out', 'out'];
  await runGate([...argv, '--allow-context', 'chaos-gate-embedded'], { cwd: folder.path });
  const down = await runGate(['down', '--out', 'out'], { cwd: folder.path });
  expectMessage(down, 0, /is left as it was/);
  expect((await core.listNode()).items).toHaveLength(1);
});

test('--verbose: every sample, as the journal gets it', async () => {
  using folder = openFolder();
  folder.write('a.yml', scenarioFile({ file: { app: {} } }));
  const run = (...flags: string[]) =>
    runGate(['run', 'a.yml', '--nodes', '1', '--out', 'out', ...flags], { cwd: folder.path });
  const samples = /^\{"type":"s",/m;
  expect((await run()).stderr).not.toMatch(samples);
  expect((await run('-v')).stderr).toMatch(samples);
});
