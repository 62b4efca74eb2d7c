import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { expectCode } from '../support/expect-code.ts';
import { openFolder, readVerdict, runGate } from '../support/gate.ts';
import { openOracle } from '../support/oracle.ts';
import { killOne, podAction, scenarioFile } from '../support/scenario.ts';
import { testApp } from '../support/test-app.ts';

/** Two scenarios: one that is upheld, one that hits nothing. */
function twoScenarios(): string {
  const file = JSON.parse(scenarioFile());
  const [web] = file.scenarios;
  const typo = podAction(killOne.podAction.actions);
  typo.podAction.matches = [{ labels: { selector: 'app=wbe', namespace: 'shop' } }];
  file.scenarios = [web, { ...web, name: 'nothing is hit', steps: [typo] }];
  return JSON.stringify(file);
}

function prepare() {
  const folder = openFolder();
  folder.write('app.yml', testApp({ oracle: openOracle(folder.path, () => ({})).path }));
  folder.write('scenario.yml', twoScenarios());
  return folder;
}

test.concurrent('--scenario runs what its glob fits; --format json prints verdict.json and nothing else; report makes the same again', async () => {
  using folder = prepare();
  const argv = ['run', 'scenario.yml', '--out', 'out', '--scenario', 'web*', '--format', 'json'];
  const { code, stdout, stderr } = await runGate(argv, { cwd: folder.path });
  expectCode({ code, stderr }, 0);
  const verdict = readFileSync(`${folder.path}/out/verdict.json`, 'utf8');
  expect(stdout).toBe(verdict);
  expect(readVerdict(`${folder.path}/out`)?.experiments.map(({ name }) => name)).toEqual(['web survives']);

  const names = ['verdict.json', 'summary.md', 'report.html', 'junit.xml'];
  const read = () => names.map(name => readFileSync(`${folder.path}/out/${name}`, 'utf8'));
  const written = read();
  const again = await runGate(['report', 'out', '--format', 'json'], { cwd: folder.path });
  expect(again).toMatchObject({ code: 0, stdout: verdict });
  expect(read()).toEqual(written);
});

test.concurrent('--fail-on refuted: an inconclusive run is not red, and still says that it is inconclusive', async () => {
  using folder = prepare();
  const argv = ['run', 'scenario.yml', '--out', 'out', '--scenario', 'nothing is hit', '--fail-on', 'refuted'];
  const { code, stdout } = await runGate(argv, { cwd: folder.path });
  expect(code).toBe(0);
  expect(stdout).toContain('inconclusive');
  expect(readVerdict(`${folder.path}/out`)).toMatchObject({ verdict: 'inconclusive', exitCode: 0 });
});

test.concurrent('the same seed chooses the same victims, plan says which, and plan injects nothing', async () => {
  using folder = prepare();
  const argv = ['plan', 'scenario.yml', '--out', 'out', '--seed', '7', '--scenario', 'web*'];
  const { code, stdout, stderr } = await runGate(argv, { cwd: folder.path });
  expectCode({ code, stderr }, 0);
  expect(stdout).toMatch(/step 1: 2 pods matched, would hit shop\/web-/);
  expect(stderr).not.toContain('landed');
});

test.concurrent('plan says no where run would: exit 3', async () => {
  using folder = prepare();
  folder.write('scenario.yml', scenarioFile({ more: { blastRadius: { pods: '10%' } } }));
  const { code, stdout } = await runGate(['plan', 'scenario.yml', '--out', 'out'], { cwd: folder.path });
  expect({ code, stdout }).toEqual({ code: 3, stdout: expect.stringContaining('the blast radius allows 0') });
});

test.concurrent('standard input is a file like others, its paths are relative to the working directory', async () => {
  using folder = prepare();
  const input = JSON.stringify({ ...JSON.parse(scenarioFile()), app: { manifests: ['app.yml'] } });
  const { code, stderr } = await runGate(['run', '-', '--out', 'out'], { cwd: folder.path, input });
  expectCode({ code, stderr }, 0);
});
