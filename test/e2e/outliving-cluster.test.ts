import { afterAll, beforeAll, expect } from '@jest/globals';
import { type Folder, openFolder, readVerdict, runGate } from '../support/gate.ts';
import { brokenApps } from './broken-apps.ts';
import { expectClean, interrupt, phases, type Row, signals } from './interrupted.ts';
import { labTest, whyNoLab } from './lab.ts';
import { openRealCluster, type RealCluster } from './real-cluster.ts';

let folder: Folder;
let cluster: RealCluster;

beforeAll(async () => {
  if (whyNoLab() !== undefined) return;
  folder = openFolder();
  cluster = await openRealCluster(folder, 1);
}, 300_000);

afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
  folder?.[Symbol.dispose]();
}, 60_000);

labTest('cancelled in deploy, baseline, fault and undo: nothing but the app is left', 400_000, async () => {
  const rows: Row[] = [];
  for (const phase of Object.keys(phases) as (keyof typeof phases)[]) {
    rows.push(...(await Promise.all(signals.map(signal => interrupt(folder, cluster, phase, signal)))));
    const namespaces = signals.map(signal => `cancel-${phase}-${signal.toLowerCase()}`);
    cluster.kubectl('delete', 'namespace', ...namespaces, '--wait=false');
  }
  expectClean(rows);
});

labTest(
  'an app that never gets ready: exit 4 as soon as it is certain, with the reason and the last lines',
  400_000,
  async () => {
    const rows = await Promise.all(
      brokenApps.map(async ({ name, manifest, deployTimeout, limitMs, reason }) => {
        folder.write(`${name}.app.yml`, manifest);
        folder.write(
          `${name}.yml`,
          JSON.stringify({
            app: { manifests: [`${name}.app.yml`] },
            scenarios: [{ name, steps: [{ wait: { seconds: 0 } }] }],
          }),
        );
        const existing = ['--cluster', 'existing', '--kubeconfig', cluster.kubeconfig];
        const argv = ['run', `${name}.yml`, ...existing, '--deploy-timeout', deployTimeout, '--out', name];
        const started = performance.now();
        const { code } = await runGate(argv, { cwd: folder.path });
        const tookMs = Math.round(performance.now() - started);
        return { name, code, tookMs, limitMs, said: readVerdict(`${folder.path}/${name}`)?.reason ?? '', reason };
      }),
    );
    console.table(rows.map(({ name, code, tookMs, limitMs, said }) => ({ name, code, tookMs, limitMs, said })));
    for (const { name, code, tookMs, limitMs, said, reason } of rows) {
      expect({ name, code, said }).toEqual({ name, code: 4, said: expect.stringMatching(reason) });
      expect(tookMs).toBeLessThan(limitMs);
    }
  },
);
