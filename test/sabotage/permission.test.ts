import { expect, test } from '@jest/globals';
import { openKeptCluster, writeReadersKubeconfig } from '../support/cluster.ts';
import { openFolder, readVerdict, runGate } from '../support/gate.ts';
import { openOracle } from '../support/oracle.ts';
import { podsReady, scenarioFile } from '../support/scenario.ts';
import { testApp } from '../support/test-app.ts';

test('the account may not delete pods: said before anything is injected, not green', async () => {
  using folder = openFolder();
  await using cluster = await openKeptCluster(folder);
  await cluster.create(testApp({ oracle: openOracle(folder.path, () => ({})).path }));
  const kubeconfig = await writeReadersKubeconfig(cluster, folder);
  const mesh = { ...podsReady, tolerance: { value: '>= 0' } };
  folder.write('scenario.yml', scenarioFile({ steadyState: [mesh], file: { app: {} } }));
  const argv = ['run', 'scenario.yml', '--out', 'out', '--cluster', 'existing', '--kubeconfig', kubeconfig];
  const ended = await runGate([...argv, '--allow-context', 'reader'], { cwd: folder.path });
  const experiment = readVerdict(`${folder.path}/out`)?.experiments[0];
  expect(ended.code).toBe(4);
  expect(ended.stderr + ended.stdout).toMatch(/may not .*delete pods/);
  expect(experiment?.faults ?? []).toEqual([]);
});
