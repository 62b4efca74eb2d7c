import { chmodSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { CoreV1Api } from '@kubernetes/client-node';
import { until } from '../faults/lasting-trial.ts';
import { openKeptCluster } from '../support/cluster.ts';
import { openFolder, runGate, startGate } from '../support/gate.ts';
import { findKubectlPath } from '../support/kubectl.ts';
import { openOracle } from '../support/oracle.ts';
import { containerFolder, embeddedProcess, otherProcess } from '../support/processes.ts';
import { podsReady, scenarioFile } from '../support/scenario.ts';
import { testApp } from '../support/test-app.ts';
import { expectMessage } from './expect-message.ts';

const kubectlPath = findKubectlPath();
const withKubectl = kubectlPath ? test.concurrent : test.skip;
const needsKubectl = kubectlPath ? '' : ' (needs kubectl)';

withKubectl(`SIGKILL on a cluster that stays: undo puts back what kubectl applied${needsKubectl}`, async () => {
  using folder = openFolder();
  await using cluster = await openKeptCluster(folder);
  await cluster.create(testApp({ oracle: openOracle(folder.path, () => ({})).path }));
  const metadata = { name: 'weather', namespace: 'shop' };
  const payload = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { sky: 'dark' } });
  const steps = [{ kubectl: { action: 'apply', payload } }, { wait: { seconds: 600 } }];
  const calm = { ...podsReady, tolerance: { value: '>= 0' } };
  folder.write('scenario.yml', scenarioFile({ steps, steadyState: [calm], file: { app: {} } }));

  const context = cluster.config.currentContext;
  const environment = { PATH: kubectlPath };
  const target = ['--cluster', 'existing', '--kubeconfig', cluster.kubeconfig, '--allow-context', context];
  await using gate = startGate(['run', 'scenario.yml', '--out', 'out', ...target], { cwd: folder.path, environment });
  await gate.said('step 1 kubectl');
  gate.child.kill('SIGKILL');
  await gate.ended;
  const core = cluster.config.makeApiClient(CoreV1Api);
  expect((await core.readNamespacedConfigMap(metadata)).data).toEqual({ sky: 'dark' });

  expectMessage(await runGate(['run', 'scenario.yml', '--out', 'out', ...target], { cwd: folder.path }), 3, 'undo out');
  expectMessage(
    await runGate(['undo', 'out'], { cwd: folder.path, environment }),
    0,
    'undone: delete what step 1 applied',
  );
  await expect(core.readNamespacedConfigMap(metadata)).rejects.toMatchObject({ code: 404 });
  expectMessage(await runGate(['undo', 'out'], { cwd: folder.path, environment }), 0, 'nothing is left to undo');
});

test.concurrent('SIGKILL while the API server is stopped: undo starts it by the door, before anybody is asked', async () => {
  using folder = openFolder();
  await using cluster = await openKeptCluster(folder);
  await cluster.create(testApp({ oracle: openOracle(folder.path, () => ({})).path }));
  const steps = [{ controlPlaneAction: { component: 'apiserver', stop: {} } }, { wait: { seconds: 600 } }];
  const calm = { ...podsReady, tolerance: { value: '>= 0' } };
  folder.write('scenario.yml', scenarioFile({ steps, steadyState: [calm], file: { app: {} } }));
  const target = ['--cluster', 'existing', '--kubeconfig', cluster.kubeconfig];
  const allowed = ['--allow-context', cluster.config.currentContext];
  const wish = ['run', 'scenario.yml', '--out', 'out', ...target, ...allowed];
  await using gate = startGate(wish, { cwd: folder.path });
  await gate.said('the API answers nobody');
  gate.child.kill('SIGKILL');
  await gate.ended;
  const core = cluster.config.makeApiClient(CoreV1Api);
  await expect(core.listNode()).rejects.toThrow('fetch failed');
  const undone = 'undone: start apiserver of ';
  expectMessage(await runGate(['undo', 'out'], { cwd: folder.path }), 0, undone);
  expect((await core.listNode()).items).not.toEqual([]);
});

test.concurrent('while the run lives undo is refused; after SIGKILL it ends what still does the fault, wherever it is called', async () => {
  using folder = openFolder();
  folder.write('app.yml', testApp({ oracle: openOracle(folder.path, () => ({})).path }));
  const nodeProgram = (code: string) => [process.execPath, '-e', code];
  const commandAction = {
    do: nodeProgram("fs.writeFileSync('pid', String(process.pid)); setTimeout(() => {}, 600_000)"),
    undo: nodeProgram("fs.writeFileSync('undone', '')"),
    receipt: nodeProgram("fs.accessSync('broken')"),
  };
  folder.write('scenario.yml', scenarioFile({ steps: [{ commandAction }] }));
  await using gate = startGate(['run', 'scenario.yml', '--out', 'out'], { cwd: folder.path });
  await gate.said('  method\n');
  const pidFile = `${folder.path}/pid`;
  const pid = await until(async () => (existsSync(pidFile) && Number(readFileSync(pidFile, 'utf8'))) || undefined);
  const undo = () => runGate(['undo', `${folder.path}/out`], { cwd: `${folder.path}/out` });
  expectMessage(await undo(), 3, `found process ${gate.child.pid} alive`);
  expect(otherProcess(pid).lives()).toBe(true);
  gate.child.kill('SIGKILL');
  await gate.ended;
  expectMessage(await undo(), 0, `process ${pid} still did it, and was ended`);
  expect(otherProcess(pid).lives()).toBe(false);
  expect(existsSync(`${folder.path}/undone`)).toBe(true);
});

test.concurrent('undo of a folder that holds no run: exit 3', async () => {
  using folder = openFolder();
  expectMessage(await runGate(['undo', '.'], { cwd: folder.path }), 3, 'holds neither undo.ndjson nor journal.ndjson');
});

test.concurrent('undo of a run that came to no cluster: nothing is left', async () => {
  using folder = openFolder();
  mkdirSync(join(folder.path, 'out'));
  folder.write('out/journal.ndjson', '');
  expectMessage(await runGate(['undo', 'out'], { cwd: folder.path }), 0, 'nothing is left to undo');
});

test.concurrent.each([
  ['is gone', 'gone.kubeconfig'],
  ['leads nowhere', 'far.kubeconfig'],
])('undo where the kubeconfig %s: exit 5, what is in place stays in the journal', async (_name, kubeconfig) => {
  using folder = openFolder();
  mkdirSync(join(folder.path, 'out'));
  const far = { apiVersion: 'v1', kind: 'Config', 'current-context': 'far' };
  const clusters = [{ name: 'far', cluster: { server: 'https://127.0.0.1:1' } }];
  const contexts = [{ name: 'far', context: { cluster: 'far', user: 'far' } }];
  const users = [{ name: 'far', user: { token: 'x' } }];
  folder.write('far.kubeconfig', JSON.stringify({ ...far, clusters, contexts, users }));
  const identity = {
    provider: 'existing',
    name: 'far',
    kubeconfig: join(folder.path, kubeconfig),
    context: 'far',
    created: false,
  };
  const operation = { kind: 'restoreObject', path: '/api/v1/nodes/a', patch: {} };
  const lines = [
    { type: 'cluster', identity, keep: false },
    { type: 'undo', id: 'e0-f1', experiment: 0, description: 'x', operation },
  ];
  const undo = folder.write('out/undo.ndjson', lines.map(line => `${JSON.stringify(line)}\n`).join(''));
  expectMessage(await runGate(['undo', 'out'], { cwd: folder.path }), 5, 'still in place');
  expect(readFileSync(undo, 'utf8')).not.toContain('done');
});

test.concurrent('SIGINT: the cluster, its containers and their folder are gone before the program is', async () => {
  using folder = openFolder();
  folder.write('app.yml', testApp({ oracle: openOracle(folder.path, () => ({})).path }));
  folder.write('scenario.yml', scenarioFile({ steps: [{ wait: { seconds: 600 } }] }));
  await using gate = startGate(['run', 'scenario.yml', '--out', 'out'], { cwd: folder.path });
  await gate.said('  method\n');
  const cluster = embeddedProcess(`${folder.path}/out`);
  const containers = containerFolder(cluster?.pid ?? 0);
  expect(containers?.processes().length).toBeGreaterThanOrEqual(2);
  gate.child.kill('SIGINT');
  expect((await gate.ended).code).toBe(130);
  expect(cluster?.lives()).toBe(false);
  expect(containers?.processes()).toEqual([]);
  expect(containers?.exists()).toBe(false);
});

test.concurrent('SIGINT before there is an app: exit 130 at once, nothing left', async () => {
  using folder = openFolder();
  folder.write('app.yml', testApp({ oracle: openOracle(folder.path, () => ({ unready: true })).path }));
  folder.write('scenario.yml', scenarioFile());
  await using gate = startGate(['run', 'scenario.yml', '--out', 'out'], { cwd: folder.path });
  await gate.said('0 of 1 workloads ready');
  const cluster = embeddedProcess(`${folder.path}/out`);
  gate.child.kill('SIGINT');
  expectMessage(await gate.ended, 130, 'SIGINT');
  expect(cluster?.lives()).toBe(false);
});

test.concurrent('a second SIGINT does not end the undo, it says that it goes on', async () => {
  using folder = openFolder();
  folder.write('app.yml', testApp({ oracle: openOracle(folder.path, () => ({})).path }));
  // Stands for a kubectl that takes its time to delete: until somebody lets it go on.
  const kubectl = folder.write(
    'kubectl',
    `#!/bin/sh\ncase "$*" in *delete*) until [ -e ${folder.path}/go-on ]; do sleep 0.05; done;; esac\n`,
  );
  chmodSync(kubectl, 0o755);
  const metadata = { name: 'weather', namespace: 'shop' };
  const payload = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata });
  const steps = [{ kubectl: { action: 'apply', payload, kubectlBinary: kubectl } }, { wait: { seconds: 600 } }];
  folder.write('scenario.yml', scenarioFile({ steps }));
  await using gate = startGate(['run', 'scenario.yml', '--out', 'out'], { cwd: folder.path });
  await gate.said('step 1 kubectl');
  gate.child.kill('SIGINT');
  await gate.said('SIGINT: undoing');
  gate.child.kill('SIGINT');
  await gate.said('still undoing');
  folder.write('go-on', '');
  expect((await gate.ended).code).toBe(130);
  expectMessage(await runGate(['undo', 'out'], { cwd: folder.path }), 0, 'nothing is left to undo');
});

test.concurrent('an undo journal that is none: exit 3, with its place', async () => {
  using folder = openFolder();
  folder.write('undo.ndjson', '{"type":"cluster"\n');
  expectMessage(
    await runGate(['undo', '.'], { cwd: folder.path }),
    3,
    /undo\.ndjson:1:1: found \{"type":"cluster", expected/,
  );
});
