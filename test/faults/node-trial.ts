import { setTimeout as delay } from 'node:timers/promises';
import { expect } from '@jest/globals';
import type { LastingFaultContext } from '../../src/faults/index.ts';
import type { Disturbance } from '../../src/faults/lasting/network-action/disturbance.ts';
import { prepareFilters } from '../../src/faults/lasting/network-action/node-filters.ts';
import { refuseFilters } from '../../src/faults/lasting/network-action/node-preflight.ts';
import { readFilterState } from '../../src/faults/lasting/network-action/node-state.ts';
import type { Peers } from '../../src/faults/lasting/network-action/peers.ts';
import type { KubernetesAccess } from '../../src/kubernetes/access.ts';
import type { NetworkActionStep, NetworkEffect } from '../../src/scenario/suite.ts';
import { perform } from '../../src/undo/perform/index.ts';
import { at } from './lasting-trial.ts';
import type { NodeMachine } from './node-machine.ts';

/** What a fault may use on a machine that is no node of any cluster. */
export function contextOf(machine: NodeMachine): LastingFaultContext {
  const send = async () => ({ status: 404, body: '' });
  const kubernetes = { node: machine.door, send } as Partial<KubernetesAccess> as KubernetesAccess;
  return {
    kubernetes,
    signal: AbortSignal.timeout(300_000),
    now: () => performance.now(),
    sleep: ms => delay(ms, undefined, { ref: false }),
    receiptTimeoutMs: 5_000,
  };
}

export function step(effect: NetworkEffect, change: Partial<NetworkActionStep> = {}): NetworkActionStep {
  const peers: NetworkActionStep['peers'] = { kind: 'everybody' };
  return {
    kind: 'networkAction',
    at,
    matches: [],
    filters: [],
    effect,
    direction: 'egress',
    peers,
    durationMs: 5_000,
    ...change,
  };
}

/** The victim's rules and queueing disciplines. */
export async function stateOf(machine: NodeMachine): Promise<object> {
  return Object.fromEntries(await readFilterState([machine.victim], contextOf(machine)));
}

/** Takes a fault back, as another process would. */
export async function undo({ undo: operation }: Disturbance, machine: NodeMachine): Promise<void> {
  await perform(JSON.parse(JSON.stringify(operation)), contextOf(machine).kubernetes);
}

/**
 * The whole of a fault on the victim: an injector that does nothing is not believed, the fault is seen with this evidence, and
 * nothing of it is left. Returns by what it was done.
 */
export async function tryOnNode(
  wish: NetworkActionStep,
  peers: Peers,
  evidence: RegExp,
  machine: NodeMachine,
): Promise<string> {
  const context = contextOf(machine);
  expect(await refuseFilters(wish, [machine.victim], peers, context)).toBeUndefined();
  const before = await stateOf(machine);
  const lying = await prepareFilters(wish, machine.victim, peers, context);
  expect(await lying.prove(new AbortController().signal)).toMatchObject({ landed: false });

  const fault = await prepareFilters(wish, machine.victim, peers, context);
  try {
    await fault.install();
    expect(await stateOf(machine)).not.toEqual(before);
    const receipt = await fault.prove(new AbortController().signal);
    expect(receipt.evidence).toMatch(evidence);
    expect(receipt).toMatchObject({ landed: true });
  } finally {
    await undo(fault, machine);
  }
  expect(await stateOf(machine)).toEqual(before);
  expect(machine.run('systemctl', 'list-units', '--all', '--no-legend', 'cg-*')).toBe('');
  await undo(fault, machine);
  return fault.mechanism;
}

/** The gate is killed between any two of the commands of a fault, each time anew: what it left is taken back. */
export async function killBetweenCommands(wish: NetworkActionStep, machine: NodeMachine): Promise<void> {
  const before = await stateOf(machine);
  let left = Number.POSITIVE_INFINITY;
  const execute: NodeMachine['door']['execute'] = async (node, argv, signal) => {
    if (left-- <= 0) throw new Error('killed');
    return await machine.door.execute(node, argv, signal);
  };
  const context = contextOf(machine);
  const kubernetes = { ...context.kubernetes, node: { ...machine.door, execute } };
  const fault = await prepareFilters(wish, machine.victim, machine.everybody, { ...context, kubernetes });
  for (let commands = 0; ; commands++) {
    left = commands;
    const done = await fault.install().then(
      () => true,
      error => {
        expect(error).toEqual(new Error('killed'));
        return false;
      },
    );
    await undo(fault, machine);
    expect({ commands, state: await stateOf(machine) }).toEqual({ commands, state: before });
    if (done) break;
  }
}
