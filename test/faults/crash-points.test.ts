import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runWithMishap } from './crash-points.ts';
import { openTrialCluster, type TrialCluster } from './lasting-trial.ts';
import { serverApp, shop } from './trial-app.ts';

const matches = [{ labels: { selector: 'app=web', namespace: 'shop' } }];
const web = { kind: 'Deployment', name: 'web', namespace: 'shop' };
const target = { name: 'web', namespace: 'shop', port: 80 };

/** Every fault that lasts, as far as the embedded cluster can do it. */
const faults: Readonly<Record<string, object>> = {
  scale: { objectAction: { object: web, scale: { replicas: 0 } } },
  'image that cannot be pulled': { objectAction: { object: web, image: { image: 'nowhere/nothing:1' } } },
  labels: { objectAction: { object: web, labels: { chaos: 'on' } } },
  selector: { objectAction: { object: { kind: 'Service', name: 'web', namespace: 'shop' }, selector: { app: 'x' } } },
  pause: { processAction: { matches, pause: {} } },
  'network partition': { networkAction: { matches, partition: {} } },
  'dependency latency': { dependencyAction: { service: target, latency: { latency: '20ms' } } },
  'stress beside': { stressAction: { matches, cpu: { workers: 1 } } },
};

let cluster: TrialCluster;
beforeAll(async () => {
  cluster = await openTrialCluster(2);
  await cluster.create(shop, ...serverApp('web', 2));
  await cluster.readyPods('app=web', 2);
}, 60_000);
afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
});

test.each(Object.entries(faults))(
  '%s: killed or refused at any of its changes, the undo journal brings everything back',
  async (_name, wish) => {
    for (const how of ['dies-before', 'dies-after', 'fails'] as const) {
      for (let at = 1; ; at++) {
        const { reached, before, after } = await runWithMishap(wish, cluster.access, { at, how });
        expect({ how, at, state: after }).toEqual({ how, at, state: before });
        if (!reached) {
          // A fault that changes nothing would pass without having been tried.
          expect(at).toBeGreaterThan(1);
          break;
        }
        await cluster.readyPods('app=web', 2);
      }
    }
  },
  120_000,
);
