import { join } from 'node:path';
import { afterAll, beforeAll, expect } from '@jest/globals';
import { takeSnapshot } from '../../src/experiment/snapshot.ts';
import { connect } from '../../src/kubernetes/connect.ts';
import { type Folder, openFolder, runGate, startGate } from '../support/gate.ts';
import { processesOf } from './interrupted.ts';
import { shopOfOne } from './interrupted-scenario.ts';
import { labTest, whyNoLab } from './lab.ts';
import { openRealCluster, type RealCluster } from './real-cluster.ts';

const rounds = 30;
const namespace = 'killed';
const matches = [{ labels: { selector: 'app=web', namespace } }];
const web = { kind: 'Deployment', name: 'web', namespace };

/** Faults that last, two of which are in place when the gate is killed. */
const faults: Readonly<Record<string, object>> = {
  scale: { objectAction: { object: web, scale: { replicas: 1 } } },
  labels: { objectAction: { object: web, labels: { chaos: 'on' } } },
  selector: { objectAction: { object: { kind: 'Service', name: 'web', namespace }, selector: { app: 'nobody' } } },
  pause: { processAction: { matches, pause: {} } },
  partition: { networkAction: { matches, partition: {} } },
  refuse: { networkAction: { matches, refuse: {} } },
  loss: { networkAction: { matches, loss: '30%' } },
  scheduler: { controlPlaneAction: { component: 'scheduler', stop: {} } },
  coredns: { controlPlaneAction: { component: 'coredns', stop: {} } },
};

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

/** Objects of the namespaces that the faults touch, and what iptables and qdiscs the node's pods have. */
async function readState(): Promise<object> {
  const connection = await connect(cluster.kubeconfig, undefined);
  const snapshot = await takeSnapshot([namespace, 'kube-system'], connection as never, AbortSignal.timeout(20_000));
  return Object.fromEntries([...snapshot].sort());
}

/** A sequence of numbers from 0 to 1 that is the same in every run (Park and Miller's). */
function sequence(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}

labTest(
  `killed at ${rounds} random moments over the catalogue: after undo everything is as it was`,
  900_000,
  async () => {
    const random = sequence(20_261_122);
    folder.write('app.yml', shopOfOne(namespace, { ready: true }));
    const existing = ['--cluster', 'existing', '--kubeconfig', cluster.kubeconfig];
    cluster.kubectl('apply', '--filename', join(folder.path, 'app.yml'));
    cluster.kubectl('--namespace', namespace, 'rollout', 'status', 'deployment/web', '--timeout', '60s');
    const first = await readState();
    const names = Object.keys(faults);
    const table: object[] = [];
    for (let round = 0; round < rounds; round++) {
      const chosen = [0, 1].map(() => names[Math.floor(random() * names.length)] ?? '');
      const steps = [...chosen.map(name => faults[name]), { wait: { seconds: 60 } }];
      folder.write('scenario.yml', JSON.stringify({ scenarios: [{ name: 'killed anywhere', steps }] }));
      await using gate = startGate(['run', 'scenario.yml', ...existing, '--out', `out-${round}`], { cwd: folder.path });
      await gate.said('\n  method');
      const afterMs = Math.round(random() * 4_000);
      await new Promise(resolve => setTimeout(resolve, afterMs));
      gate.child.kill('SIGKILL');
      await gate.ended;
      const undone = await runGate(['undo', `out-${round}`], { cwd: folder.path });
      cluster.kubectl('--namespace', namespace, 'rollout', 'status', 'deployment/web', '--timeout', '60s');
      const left = processesOf(join(folder.path, `out-${round}`));
      table.push({ round, faults: chosen.join(' + '), afterMs, undo: undone.code });
      expect({ round, chosen, undo: undone.code, said: undone.stderr, left, state: await readState() }).toEqual({
        round,
        chosen,
        undo: 0,
        said: undone.stderr,
        left: [],
        state: first,
      });
    }
    console.table(table);
  },
);
