import type { PolicyWorld } from './policy-world.ts';

/** A policy's scenario, with what it has to come to: `upheld`, or the code of the first reason. */
export interface PolicyScenario {
  readonly steps: readonly unknown[];
  readonly strict: string;
  readonly legacy: string;
}

const prey = { namespace: 'prey' };
const all = [prey];
const pods = (actions: unknown[], filters: unknown[] = [], matches: unknown[] = all, more: object = {}) => ({
  podAction: { matches, filters, actions, ...more },
});
const count = (n: number) => ({ checkPodCount: { count: n } });
const kill = (options: object = {}) => ({ kill: options });
const midnight = { hour: 0, minute: 0, second: 0 };
const lastSecond = { hour: 23, minute: 59, second: 59 };
const days = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
const yesterday = days[(new Date().getDay() + 6) % 7];
const nodes = (value: string, actions: unknown[], more: object = {}) => ({
  nodeAction: { matches: [{ property: { name: 'name', value } }], actions, ...more },
});
const configMap = (name: string) =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: prey }\ndata: { a: "1" }\n`;
const crashing = `apiVersion: v1
kind: Pod
metadata: { name: half, namespace: prey, labels: { app: half } }
spec:
  terminationGracePeriodSeconds: 1
  containers:
  - { name: fine, image: "node:24-alpine", command: [node, -e, "process.on('SIGTERM', () => process.exit(0)); setInterval(() => {}, 1e9)"] }
  - { name: broken, image: "node:24-alpine", command: [node, -e, "process.exit(1)"] }
`;
const web = { deployment: { name: 'web', namespace: 'shop' } };
const webService = { name: 'web', namespace: 'shop' };
const clones = (n: number, selector: string) => pods([count(n)], [], [{ labels: { selector, namespace: 'shop' } }]);

/** By name; run one after another on one cluster, once strictly and once as PowerfulSeal would. */
export function policyScenarios(world: PolicyWorld): Record<string, PolicyScenario> {
  const { origin, secureOrigin, proxy, alertmanager, kubectl } = world;
  const get = (endpoint: string, more: object = {}) => ({ probeHTTP: { target: { url: origin }, endpoint, ...more } });
  const mute = (more: object = {}, options: unknown = {}) => ({
    alertManagerAction: { targets: [{ url: alertmanager.url }], actions: [{ mute: options }], ...more },
  });
  const upheld = (...steps: unknown[]) => ({ steps, strict: 'upheld', legacy: 'upheld' });
  const refuted = (...steps: unknown[]) => ({ steps, strict: 'step-failed', legacy: 'step-failed' });
  const passesThere = (strict: string, ...steps: unknown[]) => ({ steps, strict, legacy: 'upheld' });
  return {
    'no steps': passesThere('empty-action'),
    'only waits': passesThere('empty-action', { wait: { seconds: 0.2 } }),
    'no matches': passesThere('no-target', pods([kill()], [], [])),
    'no actions': passesThere('empty-action', pods([])),
    'by namespace': upheld(pods([count(4)])),
    'by Deployment': upheld(pods([count(4)], [], [{ deployment: { name: 'prey', namespace: 'prey' } }])),
    'by labels': upheld(pods([count(4)], [], [{ labels: { selector: 'app=prey,tier!=x', namespace: 'prey' } }])),
    'by a pattern of namespaces': {
      ...passesThere('step-failed', pods([count(4)], [], [{ namespace: 'rey*' }])),
    },
    'by a regular expression': upheld(pods([count(4)], [], [{ namespace: 'pr(e|a)y.*' }])),
    'in a namespace that is not there': passesThere('no-target', pods([kill()], [], [{ namespace: 'nowhere' }])),
    'by name': upheld(pods([count(4)], [{ property: { name: 'name', value: 'PREY-' } }])),
    'not by state': upheld(pods([count(0)], [{ property: { name: 'state', value: 'Running', negative: true } }])),
    'at these times': upheld(
      pods([count(4)], [{ dayTime: { onlyDays: [], startTime: midnight, endTime: lastSecond } }]),
    ),
    'at other times': passesThere(
      'no-target',
      pods([kill()], [{ dayTime: { onlyDays: [yesterday], startTime: midnight, endTime: lastSecond } }]),
    ),
    'a sample by size': upheld(pods([count(2)], [{ randomSample: { size: 2 } }])),
    'a sample by both': upheld(pods([count(1)], [{ randomSample: { size: 1, ratio: 1 } }])),
    'a sample by ratio': upheld(pods([count(2)], [{ randomSample: { ratio: 0.5 } }])),
    'a sample of less than one': upheld(pods([count(1)], [{ randomSample: { ratio: 0.2 } }])),
    'a sample of nothing': passesThere('no-target', pods([kill()], [{ randomSample: {} }])),
    'certain filter': upheld(pods([count(4)], [{ probability: 1 }])),
    'impossible filter': passesThere('no-target', pods([kill()], [{ probability: 0 }])),
    'count that is wrong': refuted(pods([count(3)])),
    'count of none': passesThere('step-failed', pods([count(2)], [], [{ labels: { selector: 'app=none', ...prey } }])),
    'state that is right': upheld(pods([{ wait: { seconds: 0.3 } }, { checkPodState: { state: 'running' } }])),
    'state that is wrong': refuted(pods([{ checkPodState: { state: 'Pending' } }])),
    'state of none': passesThere(
      'empty-action',
      pods([{ checkPodState: { state: 'Running' } }], [], [{ labels: { selector: 'app=none', ...prey } }]),
    ),
    'state of a pod that half crashes': passesThere(
      'step-failed',
      { kubectl: { action: 'apply', payload: crashing } },
      { wait: { seconds: 4 } },
      pods([{ checkPodState: { state: 'Running' } }], [], [{ labels: { selector: 'app=half', ...prey } }]),
    ),
    'retries by count': refuted(pods([count(9)], [], all, { retries: { retriesCount: { count: 3, sleep: 0.2 } } })),
    'no attempt': {
      ...refuted(pods([kill()], [], all, { retries: { retriesCount: { count: 0 } } })),
      strict: 'empty-action',
    },
    'retries by time': refuted(
      pods([count(9)], [], all, { retries: { retriesTimeout: { timeout: 0.7, sleep: 0.2 } } }),
    ),
    'a kill that spares': passesThere('no-target', pods([kill({ probability: 0 })])),
    'a kill': upheld(pods([kill({ probability: 1, force: true })], [{ randomSample: { size: 1 } }])),
    'a polite kill': upheld(pods([kill({ force: false })], [{ randomSample: { size: 1 } }])),
    'kubectl applies': upheld({ kubectl: { action: 'apply', payload: configMap('applied') } }),
    'kubectl applies for good': upheld({
      kubectl: {
        action: 'apply',
        payload: configMap('kept'),
        autoDelete: false,
        kubectlBinary: kubectl,
        proxy: 'http://p:1',
      },
    }),
    'kubectl deletes': upheld({ kubectl: { action: 'delete', payload: configMap('kept') } }),
    'kubectl deletes what is not there': {
      ...refuted({ kubectl: { action: 'delete', payload: configMap('kept') } }),
      strict: 'empty-action',
    },
    'a Service': upheld({ probeHTTP: { target: { service: { ...webService, port: 80, protocol: 'http' } } } }),
    'a request': upheld(
      get('created', { method: 'post', body: 'x=1', headers: [{ name: 'X-Seal', value: 'yes' }], code: 201 }),
    ),
    'several requests': upheld(get('/several', { count: 3 })),
    'a slow answer': refuted(get('/slow', { timeout: 100, retries: 1 })),
    'an answer after a retry': passesThere('step-failed', get('/flaky', { retries: 3, delay: 150 })),
    'no retries': refuted(get('/flaky-once')),
    'a redirect': passesThere('step-failed', get('/moved', { retries: 1 })),
    'through a proxy': upheld(get('/proxied', { proxy })),
    'any certificate': upheld({ probeHTTP: { target: { url: secureOrigin }, insecure: true } }),
    'a clone': upheld(
      {
        clone: {
          source: web,
          replicas: 2,
          labels: [{ label: { key: 'tier', value: 'canary' } }],
          mutations: [{ environment: { name: 'FEATURE', value: 'off' } }],
          servicesToRetarget: [{ service: webService }],
        },
      },
      clones(2, 'app=web,tier=canary,chaos=true'),
    ),
    'a clone by the selector of a Service': upheld(
      { clone: { source: web, labels: [{ service: webService }] } },
      clones(1, 'app=web,chaos=true'),
    ),
    'a clone of nothing': {
      ...refuted({ clone: { source: { deployment: { name: 'nothing', namespace: 'shop' } } } }),
      strict: 'no-target',
    },
    'a clone with tc': {
      ...upheld({
        clone: {
          source: web,
          mutations: [{ tc: { command: ['tc'], args: ['qdisc'], user: 0, image: 'gaiadocker/iproute2:latest' } }],
        },
      }),
      strict: 'fault-unsupported',
      legacy: 'fault-unsupported',
    },
    'a clone with Toxiproxy': {
      ...upheld({
        clone: {
          source: web,
          mutations: [
            {
              toxiproxy: {
                user: 0,
                imageIptables: 'gaiadocker/iproute2:latest',
                imageToxiproxy: 'docker.io/shopify/toxiproxy:2.1.4',
                toxiproxyCli: '/go/bin/toxiproxy-cli',
                proxies: [{ name: 'store', listen: '0.0.0.0:6379', upstream: 'store.shop:6379' }],
                toxics: [
                  {
                    targetProxy: 'auto8080',
                    toxicType: 'latency',
                    toxicAttributes: [{ name: 'latency', value: 200 }],
                  },
                ],
              },
            },
          ],
        },
      }),
      strict: 'fault-unsupported',
      legacy: 'fault-unsupported',
    },
    'silent alerts': upheld(
      mute({ retries: { retriesCount: { count: 2, sleep: 0.1 } } }, { duration: 60 }),
      pods([count(4)]),
    ),
    'silent alerts for good': upheld(
      mute(
        { proxies: { http: proxy, https: '' }, retries: { retriesTimeout: { timeout: 1, sleep: 0.1 } } },
        { autoUnmute: false },
      ),
      pods([count(4)]),
    ),
    'an Alertmanager through an HTTPS proxy that is not there': {
      ...refuted({
        alertManagerAction: {
          targets: [{ url: secureOrigin }],
          actions: [{ mute: null }],
          proxies: { http: '', https: 'http://127.0.0.1:9' },
        },
      }),
      strict: 'fault-not-proven',
    },
    'nodes of no name': passesThere('no-target', nodes('nothing', [{ cordon: {} }])),
    'nodes that are left out': passesThere(
      'no-target',
      nodes('embedded-worker', [{ stop: {} }], {
        filters: [
          { property: { name: 'state', value: 'UP', negative: false } },
          { dayTime: { onlyDays: [], startTime: midnight, endTime: lastSecond } },
          { probability: 1 },
          { randomSample: {} },
        ],
        retries: { retriesCount: { count: 2, sleep: 0.1 } },
      }),
    ),
    'a command on a node': {
      ...upheld(nodes('embedded-worker$', [{ execute: { cmd: 'uptime' } }])),
      strict: 'fault-unsupported',
      legacy: 'fault-unsupported',
    },
    'the host of a pod stops': upheld(pods([{ stopHost: { autoRestart: true } }], [], [{ namespace: 'hosted' }])),
    'a node stops': upheld(
      nodes('embedded-worker2$', [{ stop: { force: false, autoRestart: false } }, { wait: { seconds: 0.1 } }], {
        filters: [{ randomSample: { size: 1 } }],
      }),
    ),
    'a node starts': upheld({
      nodeAction: {
        matches: [{ property: { name: 'state', value: 'DOWN', negative: false } }],
        actions: [{ start: null }],
        retries: { retriesTimeout: { timeout: 1, sleep: 0.2 } },
      },
    }),
  };
}
