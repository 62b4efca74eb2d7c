import { expect, test } from '@jest/globals';
import { openKeptCluster, writeReadersKubeconfig } from '../support/cluster.ts';
import { openFolder, readVerdict, runGate } from '../support/gate.ts';
import { openOracle } from '../support/oracle.ts';
import { podsReady, scenarioFile } from '../support/scenario.ts';
import { testApp } from '../support/test-app.ts';
import { expectReason } from './sabotage.ts';

test('the API refuses the kill (403): not proven, inconclusive', async () => {
  using folder = openFolder();
  await using cluster = await openKeptCluster(folder);
  await cluster.create(testApp({ oracle: openOracle(folder.path, () => ({})).path }));
  const kubeconfig = await writeReadersKubeconfig(cluster, folder);
  const mesh = { ...podsReady, tolerance: { value: '>= 0' } };
  folder.write('scenario.yml', scenarioFile({ steadyState: [mesh], file: { app: {} } }));
  const argv = ['run', 'scenario.yml', '--out', 'out', '--cluster', 'existing', '--kubeconfig', kubeconfig];
  const ended = await runGate([...argv, '--allow-context', 'reader'], { cwd: folder.path });
  const experiment = readVerdict(`${folder.path}/out`)?.experiments[0];
  expectReason({ ...ended, experiment }, 2, 'fault-not-proven');
  expect(experiment?.faults[0]?.receipt.evidence).toMatch(/cannot delete resource "pods"|forbidden/i);
});
