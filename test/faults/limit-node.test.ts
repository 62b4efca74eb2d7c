import { execFileSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { MachineLimits, NodeDoor } from '../../src/cluster/cluster.ts';
import { openKindDoor } from '../../src/cluster/kind-door.ts';
import { nodeFaultOf, type Receipt } from '../../src/faults/index.ts';
import type { NodeFaultSpecOf } from '../../src/faults/node-fault.ts';
import type { KubernetesAccess } from '../../src/kubernetes/access.ts';
import { readMachineLimits } from '../../src/kubernetes/machine-limits.ts';
import { perform } from '../../src/undo/perform/index.ts';
import { findLab } from '../cluster/lab.ts';
import { at } from './lasting-trial.ts';

const name = `chaos-gate-limited-${process.pid}`;
const node = { metadata: { name } };
const half: NodeFaultSpecOf<'limits'> = { kind: 'limits', at, processors: 0.5, memoryBytes: 2 ** 28 };

type Undo = Awaited<ReturnType<ReturnType<typeof nodeFaultOf<typeof half>>['undo']>>;

/** Injects through a door and asks for the proof; the undo is what was planned before, as another process reads it. */
async function limit(door: NodeDoor, spec = half): Promise<{ readonly receipt: Receipt; readonly undo: Undo }> {
  const context = {
    kubernetes: { node: door } as Partial<KubernetesAccess> as KubernetesAccess,
    nodes: undefined as never,
    now: () => performance.now(),
    sleep: (ms: number) => delay(ms),
    receiptTimeoutMs: 500,
    methodEndsT: 0,
    barePods: false,
    signal: AbortSignal.timeout(30_000),
  };
  const fault = nodeFaultOf(spec);
  const undo = JSON.parse(JSON.stringify(await fault.undo(spec, node, context))) as Undo;
  const { receipt } = await fault.inject(spec, node, context);
  return { receipt: await receipt, undo };
}

/** A machine whose cgroup (v2) is a variable. */
function machineOf(limits: Required<MachineLimits>) {
  const state = { ...limits };
  const door = {
    async execute() {
      const quota = state.processors === null ? 'max' : state.processors * 100_000;
      const stdout = `/sys/fs/cgroup/cpu.max:${quota} 100000\n/sys/fs/cgroup/memory.max:${state.memoryBytes ?? 'max'}\n`;
      // grep: some of the files are not there.
      return { status: 2, stdout, stderr: '' };
    },
    async limitMachine(_node: string, asked: MachineLimits) {
      Object.assign(state, asked);
    },
  } as Partial<NodeDoor> as NodeDoor;
  return { door, state };
}

describe('limits of a node', () => {
  test('the kernel says so: landed; what it had before comes back', async () => {
    const { door, state } = machineOf({ processors: 2, memoryBytes: null });
    const { receipt, undo } = await limit(door);
    expect(receipt).toEqual({ landed: true, evidence: `the cgroup of ${name} has 0.5 processors and 256 MiB` });
    expect(undo).toEqual({ kind: 'limitMachine', node: name, limits: { processors: 2, memoryBytes: null } });
    await perform(undo!, targetOf(door));
    expect(state).toEqual({ processors: 2, memoryBytes: null });
  });

  test('only what was asked for is changed, and put back', async () => {
    const { door, state } = machineOf({ processors: null, memoryBytes: 2 ** 30 });
    const { undo } = await limit(door, { kind: 'limits', at, processors: 0.5 });
    expect(state).toEqual({ processors: 0.5, memoryBytes: 2 ** 30 });
    expect(undo).toEqual({ kind: 'limitMachine', node: name, limits: { processors: null } });
  });

  test('an engine that answers success and changes nothing is not believed', async () => {
    const { door } = machineOf({ processors: null, memoryBytes: null });
    const { receipt } = await limit({ ...door, limitMachine: async () => {} });
    expect(receipt).toEqual({
      landed: false,
      evidence: `the cgroup of ${name} has all processors and all memory, not 0.5 processors and 256 MiB`,
    });
  });

  test('one that does half of it is not believed either', async () => {
    const { door } = machineOf({ processors: null, memoryBytes: null });
    const halfOfIt: NodeDoor['limitMachine'] = (machine, { processors }, abort) =>
      door.limitMachine(machine, { processors }, abort);
    expect((await limit({ ...door, limitMachine: halfOfIt })).receipt.landed).toBe(false);
  });

  test('a node that had these limits before proves nothing', async () => {
    const { door } = machineOf({ processors: 0.5, memoryBytes: 2 ** 28 });
    const { receipt } = await limit(door);
    expect(receipt).toEqual({ landed: false, evidence: expect.stringContaining('nothing was changed') });
  });

  test('an undo that changes nothing fails: its entry stays pending', async () => {
    const { door } = machineOf({ processors: 0.5, memoryBytes: 2 ** 28 });
    const undo = { kind: 'limitMachine', node: name, limits: { processors: null } } as const;
    await expect(perform(undo, targetOf({ ...door, limitMachine: async () => {} }))).rejects.toThrow(
      'was to have all processors again, and its cgroup has 0.5 processors',
    );
  });
});

const lab = findLab();
const onEngine = lab.missing === undefined ? describe : describe.skip;
onEngine(`limits of a container of this machine's engine${lab.missing ? `: ${lab.missing}` : ''}`, () => {
  const docker = (...argv: string[]) => execFileSync('docker', argv, { encoding: 'utf8', env: process.env }).trim();
  const limits = () => readMachineLimits(name, openKindDoor(), AbortSignal.timeout(10_000));
  beforeAll(() => {
    docker('run', '--detach', '--rm', '--name', name, '--entrypoint', 'sleep', 'node:24-alpine', '600');
  }, 60_000);
  afterAll(() => void docker('rm', '--force', name));

  test('landed by the cgroup, put back twice, and again with other limits', async () => {
    const door = openKindDoor();
    const before = await limits();
    for (const spec of [half, { ...half, processors: 0.25, memoryBytes: 2 ** 27 }]) {
      const { receipt, undo } = await limit(door, spec);
      expect(receipt).toMatchObject({ landed: true });
      expect(await limits()).toEqual({ processors: spec.processors, memoryBytes: spec.memoryBytes });
      await perform(undo!, targetOf(door));
      await perform(undo!, targetOf(door));
      expect(await limits()).toEqual(before);
    }
  }, 60_000);

  test('two on one another come off in the order that leaves the first limits', async () => {
    const door = openKindDoor();
    const before = await limits();
    const first = await limit(door);
    const second = await limit(door, { ...half, processors: 0.25, memoryBytes: 2 ** 27 });
    await perform(second.undo!, targetOf(door));
    expect(await limits()).toEqual({ processors: 0.5, memoryBytes: 2 ** 28 });
    await perform(first.undo!, targetOf(door));
    expect(await limits()).toEqual(before);
  }, 60_000);
});

function targetOf(node: NodeDoor): Parameters<typeof perform>[1] {
  const send: KubernetesAccess['send'] = async () => ({ status: 404, body: '' });
  return { kubeconfig: '', context: '', node, send };
}
