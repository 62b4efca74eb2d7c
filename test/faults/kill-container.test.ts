import { expect, test } from '@jest/globals';
import { runSituation } from '../sabotage/sabotage.ts';
import { openKeptCluster } from '../support/cluster.ts';
import { openFolder, readVerdict, runGate } from '../support/gate.ts';
import { openOracle } from '../support/oracle.ts';
import { killOne, podAction, podsReady, scenarioFile, webProbe } from '../support/scenario.ts';
import { testApp } from '../support/test-app.ts';

const lenient = webProbe({}, { during: { success: '>= 0%' } });
const one = [{ randomSample: { size: 1 } }];

test('killed again while it waits out its back-off: such rounds are said, never counted as landed', async () => {
  const outcome = await runSituation({
    scenario: {
      steps: [podAction([{ killContainer: { times: 5, interval: '1.25s' } }], one)],
      steadyState: [lenient, podsReady],
      recovery: { within: '2s', stableFor: '500ms' },
    },
  });
  const receipt = outcome.experiment?.faults[0]?.receipt;
  expect(receipt?.landed).toBe(true);
  const [, landed, missed, times] =
    /^(\d) × SIGKILL .*\((\d) of (\d) found none running: .*CrashLoopBackOff/.exec(receipt?.evidence ?? '') ?? [];
  expect(Number(landed) + Number(missed)).toBe(5);
  expect(times).toBe('5');
  expect(outcome.code).toBe(1);
});

test('a container that is killed keeps its pod: its restart count rises, its UID stays', async () => {
  const outcome = await runSituation({
    scenario: { steps: [podAction([{ killContainer: {} }], one)], steadyState: [lenient] },
  });
  const [fault] = outcome.experiment?.faults ?? [];
  expect(fault?.targets[0]).toMatchObject({ kind: 'Container', container: 'web', namespace: 'shop' });
  expect(fault?.receipt).toEqual({ landed: true, evidence: expect.stringContaining('restart count 0 → 1') });
  expect(outcome.code).toBe(0);
});

test('the nodes are out of reach: a forced kill is not proven, a graceful one is by its kubelet', async () => {
  using folder = openFolder();
  await using cluster = await openKeptCluster(folder);
  await cluster.create(testApp({ oracle: openOracle(folder.path, () => ({})).path }));
  const calm = { ...podsReady, tolerance: { value: '>= 0' } };
  const target = ['--cluster', 'existing', '--kubeconfig', cluster.kubeconfig];
  const allow = ['--allow-context', cluster.config.currentContext];
  const killWith = async (force: boolean) => {
    const steps = [{ podAction: { ...killOne.podAction, actions: [{ kill: { force } }] } }];
    folder.write('scenario.yml', scenarioFile({ steps, steadyState: [calm], file: { app: {} } }));
    const out = `force-${force}`;
    const ended = await runGate(['run', 'scenario.yml', '--out', out, ...target, ...allow], { cwd: folder.path });
    const [fault] = readVerdict(`${folder.path}/${out}`)?.experiments[0]?.faults ?? [];
    return { code: ended.code, receipt: fault?.receipt };
  };
  expect(await killWith(true)).toEqual({
    code: 2,
    receipt: { landed: false, evidence: expect.stringContaining('out of reach') },
  });
  expect(await killWith(false)).toEqual({
    code: 0,
    receipt: { landed: true, evidence: expect.stringContaining("its kubelet answered for its process's end") },
  });
});
