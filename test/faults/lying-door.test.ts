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
import { perform } from '../../src/undo/perform/index.ts';

const at = { file: 'a.yml', line: 1, column: 1 };
const [worker, worker2] = ['embedded-worker', 'embedded-worker2'];
const directory = mkdtempSync(join(tmpdir(), 'chaos-gate-lying-'));
let cluster: RunningCluster;
let access: KubernetesAccess;
/** Of a door that does what it says; its proof takes as long as those of the others, and is made beside them. */
let honest: Promise<Receipt>;

beforeAll(async () => {
  cluster = await providerOf('embedded').up({
    wish: { nodes: 3 },
    directory,
    keep: false,
    signal: AbortSignal.timeout(60_000),
    report: () => {},
    willCreate: () => {},
  });
  access = await accessCluster(cluster, AbortSignal.timeout(10_000));
  honest = receiptOf({ kind: 'pause', at }, cluster.node, worker2);
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

async function receiptOf(spec: NodeFaultSpec, door: NodeDoor, name = worker): Promise<Receipt> {
  const signal = AbortSignal.timeout(60_000);
  await using nodes = await openNodeView(access, signal);
  const node = (await listNodes(access)).find(({ metadata }) => metadata?.name === name)!;
  const { receipt } = await nodeFaultOf(spec).inject(spec, node, {
    kubernetes: { ...access, node: door },
    nodes,
    now: () => performance.now(),
    sleep: ms => delay(ms),
    receiptTimeoutMs: 1_000,
    methodEndsT: 0,
    barePods: false,
    signal,
  });
  return await receipt;
}

test.concurrent.each<[string, NodeFaultSpec, Partial<NodeDoor>, RegExp]>([
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
  ['stopKubelet', { kind: 'stopKubelet', at }, { serviceProcess: async () => 'process 42' }, /goes on, as process 42/],
  [
    'stopKubelet, and lies about it',
    { kind: 'stopKubelet', at },
    { serviceProcess: async () => undefined },
    /but its kubelet renewed its lease/,
  ],
  [
    'restartKubelet',
    { kind: 'restartKubelet', at },
    { serviceProcess: async () => 'process 42' },
    /is process 42, as before/,
  ],
  [
    'restartRuntime',
    { kind: 'restartRuntime', at },
    { serviceProcess: async () => 'process 42' },
    /is process 42, as before/,
  ],
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

test('the kubelet, when the door does what it says: proven', async () => {
  const signal = AbortSignal.timeout(60_000);
  const restarted = await receiptOf({ kind: 'restartKubelet', at }, cluster.node);
  expect(restarted).toEqual({ landed: true, evidence: `the kubelet of ${worker} was run 1, is run 2` });
  const receipt = await receiptOf({ kind: 'stopKubelet', at }, cluster.node);
  expect(receipt).toEqual({
    landed: true,
    evidence: expect.stringMatching(/^the kubelet of embedded-worker has ended; its lease has not been renewed/),
  });
  await perform({ kind: 'node', action: 'startKubelet', node: worker }, access);
  expect(await cluster.node.serviceProcess(worker, 'kubelet', signal)).toBe('run 3');
}, 60_000);

test('the same door, when it does what it says: proven', async () => {
  try {
    expect(await honest).toEqual({ landed: true, evidence: expect.stringMatching(/lease has not been renewed/) });
  } finally {
    await cluster.node.startNode(worker2, AbortSignal.timeout(10_000));
  }
  expect(await cluster.node.machineState(worker2, AbortSignal.timeout(10_000))).toBe('running');
}, 60_000);
