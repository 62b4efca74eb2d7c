import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { KubernetesObject } from '@kubernetes/client-node';
import { kubectl } from '../experiment/kubectl-trial.ts';
import { type Beside, openAlertmanager, openMachines, openSwitch } from './beside.ts';
import { openKubectl } from './beside-kubectl.ts';
import { runWithMishap } from './crash-points.ts';
import { openTrialCluster, type TrialCluster } from './lasting-trial.ts';
import { serverApp, shop } from './trial-app.ts';

const matches = [{ labels: { selector: 'app=web', namespace: 'shop' } }];
const web = { kind: 'Deployment', name: 'web', namespace: 'shop' };
const target = { name: 'web', namespace: 'shop', port: 80 };

const settings = { kind: 'ConfigMap', name: 'settings', namespace: 'shop' };
const worker = 'embedded-worker';
const onNode = (action: object) => ({
  nodeAction: { matches: [{ property: { name: 'name', value: worker } }], actions: [action] },
});
const service = { name: 'web', namespace: 'shop' };
const clone = (change: object) => ({ clone: { source: { deployment: service }, ...change } });
const turn = (to: string) => [
  process.execPath,
  '-e',
  "fetch(process.argv[1], { method: 'POST' }).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))",
  to,
];

/** Every fault that has to be taken back, as far as the embedded cluster, or machines in its nodes' place, can do it. */
const faults: Readonly<Record<string, object>> = {
  scale: { objectAction: { object: web, scale: { replicas: 0 } } },
  'image that cannot be pulled': { objectAction: { object: web, image: { image: 'nowhere/nothing:1' } } },
  labels: { objectAction: { object: web, labels: { chaos: 'on' } } },
  selector: { objectAction: { object: { kind: 'Service', name: 'web', namespace: 'shop' }, selector: { app: 'x' } } },
  pause: { processAction: { matches, pause: {} } },
  'network partition': { networkAction: { matches, partition: {} } },
  'dependency latency': { dependencyAction: { service: target, latency: { latency: '20ms' } } },
  'stress beside': { stressAction: { matches, cpu: { workers: 1 } } },
  data: { objectAction: { object: settings, data: { level: 'wild', more: 'x' } } },
  limits: { objectAction: { object: web, limits: { cpu: '100m' } } },
  taint: {
    objectAction: { object: { kind: 'Node', name: worker }, taint: { key: 'chaos', effect: 'PreferNoSchedule' } },
  },
  patch: { objectAction: { object: web, patch: { spec: { paused: true } } } },
  'the switch of the app': {
    processAction: {
      matches,
      http: {
        port: 8080,
        on: { endpoint: '/switch/on', headers: [{ name: 'X-Chaos', value: 'yes' }] },
        off: { endpoint: '/switch/off' },
        proof: { endpoint: '/', expect: { bodyContains: 'slow' } },
      },
    },
  },
  'network delay': { networkAction: { matches, delay: { latency: '20ms' } } },
  'dependency reset': { dependencyAction: { service: target, reset: {} } },
  cordon: onNode({ cordon: {} }),
  drain: onNode({ drain: { timeout: '10s' } }),
  'pause of a node': onNode({ pause: {} }),
  'stop of a node': onNode({ stop: {} }),
  'stop of a kubelet': onNode({ stopKubelet: {} }),
  'stop of the scheduler': { controlPlaneAction: { component: 'scheduler', stop: {} } },
  'stop of the API server': { controlPlaneAction: { component: 'apiserver', stop: {} } },
  'stop of kube-proxy': { controlPlaneAction: { component: 'kube-proxy', stop: {} } },
  clone: clone({ mutations: [{ environment: { name: 'A', value: 'b' } }], servicesToRetarget: [{ service }] }),
};

/** Faults that change something beside the cluster, which counts as well. */
const fartherFaults: Readonly<Record<string, () => Promise<readonly [object, Beside]>>> = {
  async silence() {
    const alertmanager = await openAlertmanager();
    const actions = [{ mute: { duration: '1h' } }];
    return [{ alertManagerAction: { targets: [{ url: alertmanager.url }], actions } }, alertmanager];
  },
  async 'a program of the user'() {
    const beside = await openSwitch();
    const [on, off] = ['on', 'off'].map(to => turn(`${beside.url}/${to}`));
    return [{ commandAction: { do: on, undo: off } }, beside];
  },
  'limits of a node': async () => [onNode({ limits: { cpus: 0.5, memory: '1Gi' } }), openMachines()],
  'seccomp profile': async () => [clone({ mutations: [{ seccomp: { syscalls: ['connect'] } }] }), openMachines()],
};

/** Over what was there, the namespace and all in it among it, and what was not. */
const payload = JSON.stringify({
  apiVersion: 'v1',
  kind: 'List',
  items: [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop', labels: { tier: 'gold' } } },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'settings', namespace: 'shop' },
      data: { level: 'wild', more: 'x' },
    },
    { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'fresh', namespace: 'shop' } },
  ],
});

let cluster: TrialCluster;
beforeAll(async () => {
  cluster = await openTrialCluster(2);
  const data = { level: 'calm' };
  const metadata = { name: 'settings', namespace: 'shop' };
  await cluster.create(
    shop,
    { apiVersion: 'v1', kind: 'ConfigMap', metadata, data } as KubernetesObject,
    ...serverApp('web', 2),
  );
  await cluster.readyPods('app=web', 2);
}, 60_000);
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
});

test.each(Object.entries(faults))(
  '%s: killed or refused at any of its changes, the undo journal brings everything back',
  (_name, wish) => enumerate(wish),
  240_000,
);

test.each(Object.entries(fartherFaults))(
  '%s: killed or refused at any of its changes, beside the cluster too, the undo journal brings everything back',
  async (_name, open) => {
    const [wish, beside] = await open();
    await using _closed = beside;
    await enumerate(wish, beside);
  },
  240_000,
);

(kubectl ? test : test.skip)(
  'kubectl apply: killed or refused before or after it, everything is brought back',
  async () => {
    await using beside = await openKubectl(kubectl ?? '', cluster.access);
    await enumerate({ kubectl: { action: 'apply', payload, kubectlBinary: beside.binary } }, beside);
  },
  240_000,
);

async function enumerate(wish: object, beside?: Beside): Promise<void> {
  for (const how of ['dies-before', 'dies-after', 'fails'] as const) {
    for (let at = 1; ; at++) {
      const { reached, before, after } = await runWithMishap(wish, cluster.access, { at, how }, beside);
      expect({ how, at, state: after }).toEqual({ how, at, state: before });
      if (!reached) {
        // A fault that changes nothing would pass without having been tried.
        expect(at).toBeGreaterThan(1);
        break;
      }
      await cluster.readyPods('app=web', 2);
    }
  }
}
