import { readFileSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { expectCode } from '../support/expect-code.ts';
import { type Folder, openFolder, runGate, startGate } from '../support/gate.ts';

let folder: Folder;
let kubeconfig: string;

beforeAll(async () => {
  folder = openFolder();
  const { code, stdout, stderr } = await runGate(['up', '--nodes', '2', '--out', 'kept'], { cwd: folder.path });
  expectCode({ code, stderr }, 0);
  kubeconfig = stdout.trim().split('\n').at(-1)!;
}, 60_000);

afterAll(async () => {
  await runGate(['down', '--out', 'kept'], { cwd: folder.path });
  folder[Symbol.dispose]();
});

test('undo --kubeconfig undoes on that cluster, by its own way to the nodes, when the journal’s kubeconfig is gone', async () => {
  const used = folder.write('used.kubeconfig', readFileSync(kubeconfig, 'utf8'));
  const matches = [{ property: { name: 'name', value: '.*worker.*' } }];
  const steps = [{ nodeAction: { matches, actions: [{ pause: {} }, { wait: { seconds: 600 } }] } }];
  folder.write('paused.yml', JSON.stringify({ scenarios: [{ name: 'paused', blastRadius: { nodes: 1 }, steps }] }));
  const target = ['--cluster', 'existing', '--kubeconfig', used, '--allow-context', 'chaos-gate-embedded'];
  await using gate = startGate(['run', 'paused.yml', ...target, '--out', 'out'], { cwd: folder.path });
  await gate.said('pause landed');
  gate.child.kill('SIGKILL');
  await gate.ended;
  renameSync(used, join(folder.path, 'elsewhere.kubeconfig'));

  const lost = await runGate(['undo', 'out'], { cwd: folder.path });
  expect({ code: lost.code, stderr: lost.stderr }).toEqual({
    code: 5,
    stderr: expect.stringContaining('used.kubeconfig'),
  });
  const found = await runGate(['undo', 'out', '--kubeconfig', 'elsewhere.kubeconfig'], { cwd: folder.path });
  expect({ code: found.code, stderr: found.stderr }).toEqual({
    code: 0,
    stderr: expect.stringMatching(/^undone: start node \S+: .* is Ready/m),
  });
}, 120_000);
