import { dirname } from 'node:path';
import { expect, test } from '@jest/globals';
import { openFolder, readVerdict, runGate, startGate } from '../support/gate.ts';
import { openOracle } from '../support/oracle.ts';
import { embeddedProcess } from '../support/processes.ts';
import { killOne, scenarioFile } from '../support/scenario.ts';
import { testApp } from '../support/test-app.ts';
import { expectReason, runSituation } from './sabotage.ts';

const wait = (seconds: number) => ({ wait: { seconds } });

test('the cluster itself dies in the middle of the method: infrastructure, not the app', async () => {
  const outcome = await runSituation({
    scenario: { steps: [killOne, wait(3)] },
    async meanwhile({ said }, out) {
      await said('  method\n');
      process.kill(embeddedProcess(out)?.pid ?? Number.NaN, 'SIGKILL');
    },
  });
  expectReason(outcome, 4, 'infrastructure');
});

test('a second run in the folder of one that goes on: refused, the first one is not disturbed', async () => {
  const outcome = await runSituation({
    scenario: { steps: [killOne, wait(3)] },
    async meanwhile({ said }, out) {
      await said('  method\n');
      const second = await runGate(['run', 'scenario.yml', '--out', 'out'], { cwd: dirname(out) });
      expect(second).toMatchObject({ code: 3, stderr: expect.stringContaining('still goes on') });
    },
  });
  expect(outcome).toMatchObject({ code: 0, experiment: { verdict: 'upheld' } });
});

test('a run that is killed leaves no verdict of the run before it', async () => {
  using folder = openFolder();
  folder.write('app.yml', testApp({ oracle: openOracle(folder.path, () => ({})).path }));
  folder.write('scenario.yml', scenarioFile());
  const argv = ['run', 'scenario.yml', '--out', 'out'];
  expect(await runGate(argv, { cwd: folder.path })).toMatchObject({ code: 0 });
  await using gate = startGate(argv, { cwd: folder.path });
  await gate.said('  baseline\n');
  gate.child.kill('SIGKILL');
  await gate.ended;
  expect(readVerdict(`${folder.path}/out`)).toBeUndefined();
});
