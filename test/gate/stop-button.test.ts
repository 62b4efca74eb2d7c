import { expect, test } from '@jest/globals';
import { connect } from '../../src/kubernetes/connect.ts';
import { pendingEntries, readUndoJournal } from '../../src/undo/undo-journal.ts';
import { expectCode } from '../support/expect-code.ts';
import { openFolder, readVerdict, startGate } from '../support/gate.ts';
import { openOracle } from '../support/oracle.ts';
import { killOne, scenarioFile } from '../support/scenario.ts';
import { testApp } from '../support/test-app.ts';

test("an annotation on the run's ConfigMap stops it as SIGINT does, and takes the ConfigMap away", async () => {
  using folder = openFolder();
  folder.write('app.yml', testApp({ oracle: openOracle(folder.path, () => ({})).path }));
  folder.write('scenario.yml', scenarioFile({ steps: [killOne, { wait: { seconds: 600 } }] }));
  await using gate = startGate(['run', 'scenario.yml', '--out', 'out'], { cwd: folder.path });
  await gate.said('  method\n');
  const file = `${folder.path}/out/undo.ndjson`;
  const button = readUndoJournal(file).find(line => line.type === 'undo' && line.id === 'stop-button');
  const path =
    button?.type === 'undo' && button.operation.kind === 'deleteObjects' ? (button.operation.paths[0] ?? '') : '';
  const connection = await connect(`${folder.path}/out/cluster/kubeconfig`, undefined);
  const { status } = await connection.send({
    method: 'PATCH',
    path,
    contentType: 'application/merge-patch+json',
    body: { metadata: { annotations: { 'chaos-gate.io/stop': 'yes' } } },
  });
  expect(status).toBe(200);
  expectCode(await gate.ended, 130);
  expect(readVerdict(`${folder.path}/out`)?.reason).toContain('the annotation chaos-gate.io/stop');
  expect(pendingEntries(readUndoJournal(file))).toEqual([]);
});
