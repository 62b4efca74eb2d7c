import { expect, test } from '@jest/globals';
import { expectMessage } from '../gate/expect-message.ts';
import { openFolder, readVerdict, runGate } from '../support/gate.ts';
import { openOracle } from '../support/oracle.ts';
import { testApp } from '../support/test-app.ts';

const fixtures = `${process.cwd()}/fixtures/import`;
const kills = ['chaos-mesh-pods.yaml', 'chaos-toolkit-pods.json', 'litmus-pod-delete.yaml', 'powerful-seal-readme.yml'];

test('pods that other tools would kill are killed, and nobody notices', async () => {
  using folder = openFolder();
  folder.write('app.yml', testApp({ oracle: openOracle(folder.path, () => ({})).path }));
  const files = [];
  for (const fixture of kills) {
    const file = `${fixture}.yml`;
    const ended = await runGate(['import', `${fixtures}/${fixture}`, '--out-file', file], { cwd: folder.path });
    expect({ fixture, code: ended.code, stdout: ended.stdout }).toEqual({ fixture, code: 0, stdout: '' });
    files.push(file);
  }
  const argv = ['run', ...files, '--app', 'app.yml', '--out', 'out', '--seed', '1'];
  const { code, stderr } = await runGate(argv, { cwd: folder.path });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const faults = readVerdict(`${folder.path}/out`)?.experiments.map(each => each.faults.map(({ kind }) => kind));
  expect(faults).toEqual([['kill'], ['killContainer'], ['kill'], ['kill', 'kill'], ['kill']]);
}, 240_000);

test('the file on standard output, what is not in it on standard error', async () => {
  using folder = openFolder();
  const ended = await runGate(['import', `${fixtures}/litmus-pod-delete.yaml`], { cwd: folder.path });
  expect(ended.code).toBe(0);
  expect(ended.stdout).toMatch(/^# From litmus-pod-delete\.yaml \(Litmus ChaosEngine\), by chaos-gate import\./);
  expect(ended.stderr).toMatch(
    /litmus-pod-delete\.yaml:\d+:\d+: spec\.chaosServiceAccount: "pod-delete-sa": not carried over/,
  );
  const checked = await runGate(['validate', '-'], { cwd: folder.path, input: ended.stdout });
  expect({ code: checked.code, stderr: checked.stderr }).toMatchObject({ code: 0 });
});

test('one sentence for what cannot be imported', async () => {
  using folder = openFolder();
  const here = { cwd: folder.path };
  expectMessage(await runGate(['import'], here), 3, 'found 0 files, expected one');
  expectMessage(await runGate(['import', 'gone.yml'], here), 3, 'gone.yml cannot be read');
  expectMessage(
    await runGate(['import', '-'], { ...here, input: 'kind: Pod' }),
    3,
    'found an object of kind "Pod", expected',
  );
});
