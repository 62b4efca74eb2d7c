import { readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { expectMessage } from '../gate/expect-message.ts';
import { openKeptCluster } from '../support/cluster.ts';
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

/** The findings that a first file must not have. */
async function weaknessesOf(file: string, cwd: string): Promise<unknown[]> {
  const { code, stdout } = await runGate(['validate', file, '--format', 'json'], { cwd });
  expect({ code, stdout }).toMatchObject({ code: 0 });
  const { findings } = JSON.parse(stdout) as { findings: { severity: string }[] };
  return findings.filter(({ severity }) => severity !== 'note');
}

test(
  'the first file of the shop has no weakness, and is upheld as it was written',
  async () => {
    using folder = openFolder();
    const here = { cwd: folder.path };
    const { code, stderr } = await runGate(['init', manifests], here);
    expect({ code, stderr }).toMatchObject({ code: 0, stderr: expect.stringContaining('written to chaos-gate.yml') });
    expect(await weaknessesOf('chaos-gate.yml', folder.path)).toEqual([]);
    const ran = await runGate(['run', 'chaos-gate.yml', '--out', 'out'], here);
    expect({ code: ran.code, stderr: ran.stderr }).toMatchObject({ code: 0 });
    expect(readVerdict(`${folder.path}/out`)).toMatchObject({
      verdict: 'upheld',
      experiments: [{ name: 'One pod of api goes' }, { name: 'One pod of front goes' }],
    });
  },
  patienceMs,
);

test('a file that is there is never overwritten', async () => {
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

test('standard output takes the file and nothing else', async () => {
  using folder = openFolder();
  const { code, stdout } = await runGate(['init', manifests, '--out-file', '-'], { cwd: folder.path });
  expect(code).toBe(0);
  expect(stdout).toMatch(/^# A first scenario file for /);
  const there = await runGate(['validate', '-'], { cwd: folder.path, input: stdout });
  expect({ code: there.code, stderr: there.stderr }).toMatchObject({ code: 0 });
});

test(
  'of a live cluster: its Services are really asked, and what comes out is upheld there',
  async () => {
    using folder = openFolder();
    await using cluster = await openKeptCluster(folder);
    const oracle = openOracle(folder.path, () => ({}));
    const access = ['--kubeconfig', cluster.kubeconfig, '--context', context];
    expectMessage(await runGate(['init', ...access], { cwd: folder.path }), 3, 'found no Deployment or StatefulSet');
    folder.write('app.yml', testApp({ oracle: oracle.path, replicas: 1 }));
    const lone = await runGate(['init', 'app.yml', '--out-file', 'lone.yml'], { cwd: folder.path });
    expect({ code: lone.code, stderr: lone.stderr }).toMatchObject({ code: 0 });
    const deployed = [...access, '--allow-context', context, '--cluster', 'existing', '--out', 'out'];
    const ran = await runGate(['run', 'lone.yml', ...deployed], { cwd: folder.path });
    expect({ code: ran.code, stderr: ran.stderr }).toMatchObject({ code: 0 });

    await cluster.create(talker);
    const { code, stderr } = await runGate(['init', ...access, '--out-file', 'live.yml'], { cwd: folder.path });
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const text = readFileSync(`${folder.path}/live.yml`, 'utf8');
    // The readiness probe asks /ready; that / answers as well only the app itself can say.
    expect(text).toMatch(/It was asked, and answered 200[\s\S]*endpoint: \/\n/);
    expect(text).toContain(`cluster: { provider: existing, context: ${context} }`);
    expect(await weaknessesOf('live.yml', folder.path)).toEqual([]);
    const again = await runGate(['run', 'live.yml', ...deployed], { cwd: folder.path });
    expect({ code: again.code, stderr: again.stderr }).toMatchObject({ code: 0 });
  },
  patienceMs,
);
