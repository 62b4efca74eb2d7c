import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { AppsV1Api } from '@kubernetes/client-node';
import { expectMessage } from '../gate/expect-message.ts';
import { type KeptCluster, openKeptCluster } from '../support/cluster.ts';
import { expectCode } from '../support/expect-code.ts';
import { openFolder, readVerdict, runGate } from '../support/gate.ts';
import { openOracle } from '../support/oracle.ts';
import { testApp } from '../support/test-app.ts';

const manifests = `${process.cwd()}/fixtures/apps/shop/k8s`;
const context = 'chaos-gate-embedded';
const patienceMs = 240_000;

/** A server that takes connections and speaks no HTTP. */
const talker = [
  {
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'talker', namespace: 'shop' },
    spec: { selector: { app: 'talker' }, ports: [{ name: 'http', port: 80, targetPort: 9000 }] },
  },
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'talker', namespace: 'shop' },
    spec: {
      replicas: 1,
      selector: { matchLabels: { app: 'talker' } },
      template: {
        metadata: { labels: { app: 'talker' } },
        spec: {
          terminationGracePeriodSeconds: 1,
          containers: [
            {
              name: 'talker',
              image: 'node:24-alpine',
              command: [
                'node',
                '-e',
                "require('net').createServer(s => s.on('error', () => {}).end('hi')).listen(9000)",
              ],
              readinessProbe: { tcpSocket: { port: 9000 }, periodSeconds: 1 },
            },
          ],
        },
      },
    },
  },
]
  .map(object => JSON.stringify(object))
  .join('\n---\n');

/** Its only pod has to stay. */
const talkersBudget = JSON.stringify({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: 'talker', namespace: 'shop' },
  spec: { minAvailable: 1, selector: { matchLabels: { app: 'talker' } } },
});

/** The findings that a first file must not have. */
async function weaknessesOf(file: string, cwd: string): Promise<unknown[]> {
  const { code, stdout } = await runGate(['validate', file, '--format', 'json'], { cwd });
  expectCode({ code, stdout }, 0);
  const { findings } = JSON.parse(stdout) as { findings: { severity: string }[] };
  return findings.filter(({ severity }) => severity !== 'note');
}

test.concurrent(
  'the first file of the shop has no weakness, and is upheld as it was written',
  async () => {
    using folder = openFolder();
    const here = { cwd: folder.path };
    const { code, stderr } = await runGate(['init', manifests], here);
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('written to chaos-gate.yml') });
    expect(await weaknessesOf('chaos-gate.yml', folder.path)).toEqual([]);
    const ran = await runGate(['run', 'chaos-gate.yml', '--out', 'out'], here);
    expectCode(ran, 0);
    expect(readVerdict(`${folder.path}/out`)).toMatchObject({
      verdict: 'upheld',
      experiments: [{ name: 'One pod of api goes' }, { name: 'One pod of front goes' }],
    });
  },
  patienceMs,
);

test.concurrent('an app that may not lose a pod has no first file', async () => {
  using folder = openFolder();
  const app = testApp({ oracle: openOracle(folder.path, () => ({})).path, replicas: 1 });
  const spec = { minAvailable: 1, selector: {} };
  const budget = {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: { name: 'all', namespace: 'shop' },
    spec,
  };
  folder.write('app.yml', `${app}\n---\n${JSON.stringify(budget)}\n`);
  expectMessage(
    await runGate(['init', 'app.yml'], { cwd: folder.path }),
    3,
    'PodDisruptionBudgets shop/all let none go',
  );
});

test.concurrent('a file that is there is never overwritten', async () => {
  using folder = openFolder();
  const file = folder.write('chaos-gate.yml', 'mine');
  const here = { cwd: folder.path };
  expectMessage(
    await runGate(['init', manifests], here),
    3,
    'chaos-gate.yml is there already and is never overwritten',
  );
  expectMessage(await runGate(['import', 'x', '--out-file', 'chaos-gate.yml'], here), 3, 'is never overwritten');
  expect(readFileSync(file, 'utf8')).toBe('mine');
});

test.concurrent('standard output takes the file and nothing else', async () => {
  using folder = openFolder();
  const { code, stdout } = await runGate(['init', manifests, '--out-file', '-'], { cwd: folder.path });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^# A first scenario file for /);
  const there = await runGate(['validate', '-'], { cwd: folder.path, input: stdout });
  expectCode(there, 0);
});

test.concurrent(
  'an app of one pod: its first file is upheld as it was written',
  async () => {
    using folder = openFolder();
    const here = { cwd: folder.path };
    folder.write('app.yml', testApp({ oracle: openOracle(folder.path, () => ({})).path, replicas: 1 }));
    const { code, stderr } = await runGate(['init', 'app.yml', '--out-file', 'lone.yml'], here);
    expectCode({ code, stderr }, 0);
    const ran = await runGate(['run', 'lone.yml', '--out', 'out'], here);
    expectCode(ran, 0);
  },
  patienceMs,
);

test.concurrent(
  'of a live cluster: its Services are really asked, and what comes out is upheld there',
  async () => {
    using folder = openFolder();
    await using cluster = await openKeptCluster(folder);
    const access = ['--kubeconfig', cluster.kubeconfig, '--context', context];
    expectMessage(await runGate(['init', ...access], { cwd: folder.path }), 3, 'found no Deployment or StatefulSet');
    await cluster.create(testApp({ oracle: openOracle(folder.path, () => ({})).path, replicas: 1 }));
    await cluster.create(talker);
    await cluster.create(talkersBudget);
    await untilAvailable(cluster, ['web', 'talker']);
    const { code, stderr } = await runGate(['init', ...access, '--out-file', 'live.yml'], { cwd: folder.path });
    expectCode({ code, stderr }, 0);
    const text = readFileSync(`${folder.path}/live.yml`, 'utf8');
    // The readiness probe asks /ready; that / answers as well only the app itself can say.
    expect(text).toMatch(/It was asked, and answered 200[\s\S]*endpoint: \/\n/);
    expect(text).toContain('# The PodDisruptionBudget shop/talker lets no pod of talker go');
    expect(text).toContain(`cluster: { provider: existing, context: ${context} }`);
    expect(await weaknessesOf('live.yml', folder.path)).toEqual([]);
    const target = [...access, '--allow-context', context, '--cluster', 'existing', '--out', 'out'];
    const ran = await runGate(['run', 'live.yml', ...target], { cwd: folder.path });
    expectCode(ran, 0);
  },
  patienceMs,
);

/** Waits until these Deployments of the namespace `shop` have their pods. */
async function untilAvailable(cluster: KeptCluster, names: readonly string[]): Promise<void> {
  const apps = cluster.config.makeApiClient(AppsV1Api);
  for (const name of names)
    while (!(await apps.readNamespacedDeployment({ name, namespace: 'shop' })).status?.availableReplicas)
      await pause(100);
}
