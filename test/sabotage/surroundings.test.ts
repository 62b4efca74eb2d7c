import { existsSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { expect, test } from '@jest/globals';
import { pendingEntries, readUndoJournal } from '../../src/undo/undo-journal.ts';
import { expectCode } from '../support/expect-code.ts';
import { openFolder, readVerdict, runGate, startGate } from '../support/gate.ts';
import { openOracle } from '../support/oracle.ts';
import { embeddedProcess } from '../support/processes.ts';
import { killOne, scenarioFile } from '../support/scenario.ts';
import { testApp } from '../support/test-app.ts';
import { runSituation } from './sabotage.ts';

const wait = (seconds: number) => ({ wait: { seconds } });

test.concurrent.each([
  ['deployment', 'of 1 workloads ready'],
  ['baseline', '  baseline\n'],
  ['method', '  method\n'],
  ['recovery', '  recovery\n'],
])(
  'the cluster itself dies in the %s: infrastructure at once, how it ended, reports; its folder can be used again',
  async (phase, said) => {
    using folder = openFolder();
    folder.write('app.yml', testApp({ oracle: openOracle(folder.path, () => ({ startMs: 500 })).path }));
    const recovery = { within: '60s', stableFor: '30s' };
    folder.write(
      'scenario.yml',
      scenarioFile({
        steps: [killOne, wait(phase === 'recovery' ? 0 : 30)],
        recovery,
        more: { baseline: { for: '3s' } },
      }),
    );
    const out = `${folder.path}/out`;
    await using gate = startGate(['run', 'scenario.yml', '--out', 'out'], { cwd: folder.path });
    await gate.said(said);
    const { pid } = embeddedProcess(out)!;
    process.kill(pid, 'SIGKILL');
    const ended = await gate.ended;
    expectCode(ended, 4);
    const sentence = `the embedded cluster's process (${pid}) was ended by SIGKILL`;
    expect(readVerdict(out)).toMatchObject({ exitCode: 4, reason: expect.stringContaining(sentence) });
    expect(readVerdict(out)?.experiments[0]?.reasons.map(({ message }) => message)).toEqual(
      expect.arrayContaining([expect.stringContaining(sentence)]),
    );
    expect(readFileSync(`${out}/report.html`, 'utf8')).toContain('SIGKILL');
    expect(existsSync(`${out}/logs/embedded-cluster.log`)).toBe(true);
    expect(pendingEntries(readUndoJournal(`${out}/undo.ndjson`))).toEqual([]);
  },
);

test.concurrent('a second run in the folder of one that goes on: refused, the first one is not disturbed', async () => {
  const outcome = await runSituation({
    scenario: { steps: [killOne, wait(10)] },
    async meanwhile({ said }, out) {
      await said('  method\n');
      const second = await runGate(['run', 'scenario.yml', '--out', 'out'], { cwd: dirname(out) });
      expect(second).toMatchObject({ code: 3, stderr: expect.stringContaining('still goes on') });
    },
  });
  expect(outcome).toMatchObject({ code: 0, experiment: { verdict: 'upheld' } });
});

test.concurrent('a run that is killed leaves no verdict of the run before it', async () => {
  using folder = openFolder();
  folder.write('app.yml', testApp({ oracle: openOracle(folder.path, () => ({})).path }));
  folder.write('scenario.yml', scenarioFile());
  const argv = ['run', 'scenario.yml', '--out', 'out'];
  expectCode(await runGate(argv, { cwd: folder.path }), 0);
  await using gate = startGate(argv, { cwd: folder.path });
  await gate.said('  baseline\n');
  gate.child.kill('SIGKILL');
  await gate.ended;
  expect(readVerdict(`${folder.path}/out`)).toBeUndefined();
});
