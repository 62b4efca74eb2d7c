import { expect, test } from '@jest/globals';
import { expectMessage } from '../gate/expect-message.ts';
import { expectCode } from '../support/expect-code.ts';
import { openFolder, readVerdict, runGate } from '../support/gate.ts';
import { openOracle } from '../support/oracle.ts';
import { testApp } from '../support/test-app.ts';

const fixtures = `${process.cwd()}/fixtures/import`;

/** What their faults are, experiment for experiment. */
const experiments: [string, string[][]][] = [
  ['chaos-mesh-pods.yaml', [['kill'], ['killContainer']]],
  ['chaos-toolkit-pods.json', [['kill', 'objectAction']]],
  ['litmus-pod-delete.yaml', [['kill', 'kill']]],
  ['powerful-seal-readme.yml', [['kill']]],
];

test.concurrent.each(experiments)(
  '%s: what another tool would do is done, and nobody notices',
  async (fixture, faults) => {
    using folder = openFolder();
    const here = { cwd: folder.path };
    folder.write('app.yml', testApp({ oracle: openOracle(folder.path, () => ({})).path }));
    const imported = await runGate(['import', `${fixtures}/${fixture}`, '--out-file', 'imported.yml'], here);
    expect({ code: imported.code, stdout: imported.stdout }).toEqual({ code: 0, stdout: '' });
    const argv = ['run', 'imported.yml', '--app', 'app.yml', '--out', 'out', '--seed', '1'];
    const { code, stderr } = await runGate(argv, here);
    expectCode({ code, stderr }, 0);
    const found = readVerdict(`${folder.path}/out`)?.experiments.map(each => each.faults.map(({ kind }) => kind));
    expect(found).toEqual(faults);
  },
  120_000,
);

test.concurrent('the file on standard output, what is not in it on standard error', async () => {
  using folder = openFolder();
  const ended = await runGate(['import', `${fixtures}/litmus-pod-delete.yaml`], { cwd: folder.path });
  expect(ended.code).toBe(0);
  expect(ended.stdout).toMatch(/^# From litmus-pod-delete\.yaml \(Litmus ChaosEngine\), by chaos-gate import\./);
  expect(ended.stderr).toMatch(
    /litmus-pod-delete\.yaml:\d+:\d+: spec\.chaosServiceAccount: "pod-delete-sa": not carried over/,
  );
  const checked = await runGate(['validate', '-'], { cwd: folder.path, input: ended.stdout });
  expectCode(checked, 0);
});

test.concurrent('one sentence for what cannot be imported', async () => {
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
