import { expect, test } from '@jest/globals';
import type { V1Deployment } from '@kubernetes/client-node';
import { composeClone } from '../../src/experiment/clone/compose-clone.ts';
import { proxiesOf, proxyNameOf } from '../../src/experiment/clone/toxiproxy-container.ts';
import type { CloneStep, ToxiproxyMutation } from '../../src/scenario/suite.ts';

const at = { file: 'policy.yml', line: 1, column: 1 };
const step = (parts: Partial<CloneStep> = {}): CloneStep => ({
  kind: 'clone',
  at,
  source: { name: 'web', namespace: 'shop' },
  replicas: 2,
  labels: [],
  mutations: [],
  servicesToRetarget: [],
  readyWithinMs: 1000,
  ...parts,
});
const source: V1Deployment = {
  metadata: { name: 'web', namespace: 'shop', uid: 'u', resourceVersion: '7', labels: { app: 'web' } },
  spec: {
    replicas: 5,
    selector: { matchLabels: { app: 'web', part: 'front' }, matchExpressions: [{ key: 'app', operator: 'Exists' }] },
    template: {
      metadata: { labels: { app: 'web', part: 'front' }, annotations: { a: 'b' } },
      spec: {
        containers: [
          { name: 'web', ports: [{ containerPort: 8080 }, { containerPort: 53, protocol: 'UDP' }] },
          { name: 'log', env: [{ name: 'LEVEL', value: 'info' }], ports: [{ containerPort: 10_000 }] },
        ],
      },
    },
  },
  status: { replicas: 5 },
};
const toxiproxy = (parts: Partial<ToxiproxyMutation> = {}): ToxiproxyMutation => ({
  kind: 'toxiproxy',
  at,
  image: 'toxiproxy:1',
  proxies: [],
  toxics: [],
  ...parts,
});
const compose = (parts: Partial<CloneStep>) => composeClone(source, step(parts), 'a scenario', () => ({ app: 'web' }));

test("PowerfulSeal's name, annotations and label; nothing of the original's identity or status", () => {
  const { deployment } = compose({});
  expect(deployment.metadata).toEqual({
    name: 'web-chaos',
    namespace: 'shop',
    labels: { chaos: 'true' },
    annotations: { original_deployment: 'web', chaos_scenario: 'a scenario' },
  });
  expect(deployment.spec?.replicas).toBe(2);
  expect(deployment.status).toBeUndefined();
  expect(deployment.spec?.selector).toEqual({ matchLabels: { app: 'web', part: 'front', chaos: 'true' } });
  expect(deployment.spec?.template.metadata).toEqual({
    labels: { app: 'web', part: 'front', chaos: 'true' },
    annotations: { a: 'b' },
  });
});

test('the selector of a Service forgets the labels before it, a label adds one; the selector stays the clone alone', () => {
  const labels = [
    { kind: 'label' as const, key: 'lost', value: '1' },
    { kind: 'service' as const, at, name: 'web', namespace: 'shop' },
    { kind: 'label' as const, key: 'tier', value: 'canary' },
  ];
  const { deployment, labels: found } = compose({ labels });
  expect(found).toEqual({ app: 'web', tier: 'canary', chaos: 'true' });
  expect(deployment.spec?.selector).toEqual({ matchLabels: { app: 'web', chaos: 'true' } });
});

test('a variable comes to every container, also where there is none yet, and replaces one of its name', () => {
  const mutations = [{ kind: 'environment' as const, at, name: 'LEVEL', value: 'debug' }];
  const containers = compose({ mutations }).deployment.spec?.template.spec?.containers;
  expect(containers?.map(({ env }) => env)).toEqual([
    [{ name: 'LEVEL', value: 'debug' }],
    [{ name: 'LEVEL', value: 'debug' }],
  ]);
  expect(source.spec?.template.spec?.containers[1]?.env).toEqual([{ name: 'LEVEL', value: 'info' }]);
});

test('tc is an init container that may change the network', () => {
  const mutation = { kind: 'tc' as const, at, command: ['tc'], args: ['qdisc'], user: 7, image: 'tc:1' };
  expect(compose({ mutations: [mutation, mutation] }).deployment.spec?.template.spec?.initContainers).toEqual(
    ['chaos-setup-1', 'chaos-setup-2'].map(name => ({
      name,
      image: 'tc:1',
      command: ['tc'],
      args: ['qdisc'],
      securityContext: { runAsUser: 7, capabilities: { add: ['NET_ADMIN'] } },
    })),
  );
});

test('Toxiproxy has a proxy for every TCP port, on a port that nobody has', () => {
  const { deployment } = compose({ mutations: [toxiproxy()] });
  const spec = deployment.spec?.template.spec;
  expect(spec?.containers.at(-1)).toEqual({ name: 'chaos-toxiproxy', image: 'toxiproxy:1' });
  const own = { name: 'store', listen: '0.0.0.0:6379', upstream: 'store:6379' };
  expect(proxiesOf(spec, toxiproxy({ proxies: [own] }))).toEqual([
    own,
    { name: 'auto8080', listen: '0.0.0.0:10001', upstream: '127.0.0.1:8080', redirects: { port: 8080, to: 10_001 } },
    {
      name: 'auto10000',
      listen: '0.0.0.0:10002',
      upstream: '127.0.0.1:10000',
      redirects: { port: 10_000, to: 10_002 },
    },
  ]);
  expect(['8080', 'auto8080', 'store'].map(proxyNameOf)).toEqual(['auto8080', 'auto8080', 'store']);
});

test('a seccomp profile is on the containers of the source, whatever they had; on nothing that is beside them', () => {
  const filtered = structuredClone(source);
  filtered.spec!.template.spec!.containers[0]!.securityContext = {
    runAsUser: 7,
    seccompProfile: { type: 'RuntimeDefault' },
  };
  const mutations = [{ kind: 'seccomp' as const, at, syscalls: ['connect'], errno: 'EPERM' as const }, toxiproxy()];
  const { deployment } = composeClone(filtered, step({ mutations }), 'a scenario', () => ({}), 'p.json');
  const seccompProfile = { type: 'Localhost', localhostProfile: 'p.json' };
  expect(deployment.spec?.template.spec?.containers.map(({ securityContext }) => securityContext)).toEqual([
    { runAsUser: 7, seccompProfile },
    { seccompProfile },
    undefined,
  ]);
});
