import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type NodeDoor, providerOf, type RunningCluster } from '../../src/cluster/index.ts';
import { type NodeFaultSpec, nodeFaultOf, type Receipt } from '../../src/faults/index.ts';
import type { KubernetesAccess } from '../../src/kubernetes/access.ts';
import { accessCluster } from '../../src/kubernetes/connect.ts';
import { openNodeView } from '../../src/kubernetes/node-view.ts';
import { listNodes } from '../../src/kubernetes/nodes.ts';

const at = { file: 'a.yml', line: 1, column: 1 };
const worker = 'embedded-worker';
const directory = mkdtempSync(join(tmpdir(), 'chaos-gate-lying-'));
let cluster: RunningCluster;
let access: KubernetesAccess;

beforeAll(async () => {
  cluster = await providerOf('embedded').up({
    wish: { nodes: 2 },
    directory,
    keep: false,
    signal: AbortSignal.timeout(60_000),
    report: () => {},
    willCreate: () => {},
  });
  access = await accessCluster(cluster, AbortSignal.timeout(10_000));
}, 60_000);

afterAll(async () => {
  await cluster?.[Symbol.asyncDispose]();
  rmSync(directory, { recursive: true, force: true });
});

/** Says that everything was done, and does nothing. */
function lyingDoor(says: Partial<NodeDoor>): NodeDoor {
  const nothing = async () => {};
  return {
    ...cluster.node,
    refusal: () => undefined,
    stopNode: nothing,
    pauseNode: nothing,
    startNode: nothing,
    controlService: nothing,
    ...says,
  };
}

async function receiptOf(spec: NodeFaultSpec, door: NodeDoor): Promise<Receipt> {
  const signal = AbortSignal.timeout(60_000);
  await using nodes = await openNodeView(access, signal);
  const node = (await listNodes(access)).find(({ metadata }) => metadata?.name === worker)!;
  const { receipt } = await nodeFaultOf(spec).inject(spec, node, {
    kubernetes: { ...access, node: door },
    nodes,
    now: () => performance.now(),
    sleep: ms => delay(ms),
    receiptTimeoutMs: 1_000,
    methodEndsT: 0,
    signal,
  });
  return await receipt;
}

test.each<[string, NodeFaultSpec, Partial<NodeDoor>, RegExp]>([
  ['stop', { kind: 'stop', at, autoRestart: true, force: true }, {}, /is running, not stopped/],
  ['pause', { kind: 'pause', at }, {}, /is running, not paused/],
  [
    'stop, and lies about it',
    { kind: 'stop', at, autoRestart: true, force: true },
    { machineState: async () => 'stopped' },
    /but its kubelet renewed its lease/,
  ],
  [
    'pause, and lies about it',
    { kind: 'pause', at },
    { machineState: async () => 'paused' },
    /but its kubelet renewed its lease/,
  ],
  ['stopKubelet', { kind: 'stopKubelet', at }, { serviceProcess: async () => 42 }, /goes on, as process 42/],
  [
    'stopKubelet, and lies about it',
    { kind: 'stopKubelet', at },
    { serviceProcess: async () => undefined },
    /but its kubelet renewed its lease/,
  ],
  ['restartKubelet', { kind: 'restartKubelet', at }, { serviceProcess: async () => 42 }, /is process 42, as before/],
  ['restartRuntime', { kind: 'restartRuntime', at }, { serviceProcess: async () => 42 }, /is process 42, as before/],
])(
  'a door that does nothing: %s is not proven',
  async (_name, spec, says, evidence) => {
    expect(await receiptOf(spec, lyingDoor(says))).toEqual({
      landed: false,
      evidence: expect.stringMatching(evidence),
    });
  },
  60_000,
);

test('the same door, when it does what it says: proven', async () => {
  try {
    const receipt = await receiptOf({ kind: 'pause', at }, cluster.node);
    expect(receipt).toEqual({ landed: true, evidence: expect.stringMatching(/lease has not been renewed/) });
  } finally {
    await cluster.node.startNode(worker, AbortSignal.timeout(10_000));
  }
  expect(await cluster.node.machineState(worker, AbortSignal.timeout(10_000))).toBe('running');
}, 60_000);
