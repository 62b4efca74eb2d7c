import { globSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { loadSuite, type Step } from '../../src/scenario/index.ts';

const matches = '{ matches: [ { namespace: shop } ]';

async function readStep(text: string): Promise<Step> {
  const stdin = `scenarios:\n- name: shop stays up\n  steps:\n  - ${text}\n`;
  const { scenarios } = await loadSuite(['-'], { stdin, cwd: '/tmp' });
  return scenarios[0]!.steps[0]!;
}

test.each([
  ['{}', 'force'],
  ['{ force: true }', 'force'],
  ['{ force: false }', 'delete'],
  ['{ method: evict }', 'evict'],
])("kill: %s is PowerfulSeal's, or says how", async (kill, method) => {
  const step = await readStep(`podAction: ${matches}, actions: [ { kill: ${kill} } ] }`);
  expect(step).toMatchObject({ actions: [{ kind: 'kill', method, times: 1, intervalMs: 0, staggerMs: 0 }] });
});

test.each<[string, object]>([
  [`processAction: ${matches}, pause: }`, { fault: { kind: 'pause' }, durationMs: undefined }],
  [
    `processAction: ${matches}, syscall: { inject: "close,write", errno: EIO, when: 1+2 }, duration: 5 }`,
    { fault: { kind: 'syscall', inject: 'close,write', errno: 'EIO', when: '1+2' }, durationMs: 5_000 },
  ],
  [
    `processAction: ${matches}, http: { port: 8080, on: { endpoint: on }, off: { endpoint: /off, method: delete }, proof: { expect: { bodyContains: yes } } } }`,
    {
      fault: {
        kind: 'http',
        target: { port: 8080 },
        on: { endpoint: '/on', method: 'POST', headers: {} },
        off: { endpoint: '/off', method: 'DELETE' },
        proof: { endpoint: '/', method: 'GET', code: 200, bodyContains: 'yes' },
      },
    },
  ],
  [`stressAction: ${matches}, cpu: {} }`, { load: { kind: 'cpu', workers: 1, where: 'beside' } }],
  [
    `stressAction: ${matches}, memory: { share: 0.9, where: inside } }`,
    { load: { kind: 'memory', where: 'inside', amount: { share: 0.9 } } },
  ],
  [`stressAction: ${matches}, memory: { bytes: 64Mi } }`, { load: { kind: 'memory', amount: { bytes: 2 ** 26 } } }],
  [`stressAction: ${matches}, io: {} }`, { load: { kind: 'io', fileBytes: 2 ** 24 }, image: 'node:24-alpine' }],
  [`stressAction: ${matches}, disk: { volume: spool } }`, { load: { kind: 'disk', volume: 'spool', share: 1 } }],
  ['controlPlaneAction: { component: etcd, stop: , duration: 20s }', { component: 'etcd', fault: { kind: 'stop' } }],
  ['controlPlaneAction: { component: coredns, slow: { cpu: 0.1 } }', { fault: { kind: 'slow', cpu: 0.1 } }],
  [
    'commandAction: { do: [a, b], receipt: [c], environment: { D: e } }',
    { do: ['a', 'b'], receipt: ['c'], environment: { D: 'e' } },
  ],
  [
    'nodeAction: { matches: [ { property: { name: name, value: a } } ], actions: [ { limits: { cpus: 0.5, duration: 30 } } ] }',
    { actions: [{ kind: 'limits', processors: 0.5, memoryBytes: undefined, durationMs: 30_000 }] },
  ],
  [
    'nodeAction: { matches: [ { property: { name: name, value: a } } ], actions: [ { limits: { memory: 1Gi } } ] }',
    { actions: [{ kind: 'limits', processors: undefined, memoryBytes: 2 ** 30, durationMs: undefined }] },
  ],
  [
    'clone: { source: { deployment: { name: web, namespace: shop } }, mutations: [ { seccomp: { syscalls: [connect], proof: dial home } } ] }',
    { mutations: [{ kind: 'seccomp', syscalls: ['connect'], errno: 'EPERM', proof: ['dial', 'home'] }] },
  ],
])('%s', async (text, expected) => {
  expect(await readStep(text)).toMatchObject({ kind: text.split(':')[0], ...expected });
});

test('the examples of every fault are scenarios', async () => {
  const folder = new URL('../../fixtures/scenarios/faults/', import.meta.url).pathname;
  const files = globSync('*.yml', { cwd: folder });
  const { scenarios } = await loadSuite(files, { cwd: folder });
  const kinds = new Set(scenarios.flatMap(({ steps }) => steps.map(({ kind }) => kind)));
  expect([...kinds].sort()).toEqual([
    'clone',
    'commandAction',
    'controlPlaneAction',
    'dependencyAction',
    'networkAction',
    'nodeAction',
    'objectAction',
    'podAction',
    'processAction',
    'stressAction',
    'wait',
  ]);
});
