import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LastingFaultContext } from '../../src/faults/index.ts';
import { prepareFilters } from '../../src/faults/lasting/network-action/node-filters.ts';
import { refuseFilters } from '../../src/faults/lasting/network-action/node-preflight.ts';
import { readFilterState } from '../../src/faults/lasting/network-action/node-state.ts';
import type { KubernetesAccess } from '../../src/kubernetes/access.ts';
import type { NetworkActionStep, NetworkEffect } from '../../src/scenario/suite.ts';
import { perform } from '../../src/undo/perform/index.ts';
import { findLab } from '../cluster/lab.ts';
import { at } from './lasting-trial.ts';
import { type NodeMachine, startNodeMachine } from './node-machine.ts';

const lab = findLab();
const image = lab.missing === undefined ? lab.nodeImage : undefined;
/** On a machine without an engine and a node image these are skipped, and say so. */
const onMachine = image === undefined ? describe.skip : describe;

let machine: NodeMachine;
beforeAll(async () => {
  if (image !== undefined) machine = await startNodeMachine(image);
}, 60_000);
afterAll(() => machine?.[Symbol.dispose]());

function contextOf(): LastingFaultContext {
  const send = async () => ({ status: 404, body: '' });
  const kubernetes = { node: machine.door, send } as Partial<KubernetesAccess> as KubernetesAccess;
  const signal = AbortSignal.timeout(120_000);
  return {
    kubernetes,
    signal,
    now: () => performance.now(),
    sleep: ms => delay(ms, undefined, { ref: false }),
    receiptTimeoutMs: 5_000,
  };
}

function step(effect: NetworkEffect, change: Partial<NetworkActionStep> = {}): NetworkActionStep {
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

async function state(context: LastingFaultContext): Promise<object> {
  return Object.fromEntries(await readFilterState([machine.victim], context));
}

const partition = step({ kind: 'partition' }, { direction: 'both' });
const cases: readonly [string, NetworkActionStep, 'everybody' | 'peer', RegExp][] = [
  ['loss', step({ kind: 'loss', share: 0.2 }), 'everybody', /lost their first packet, 0 of 40 before/],
  ['loss both ways, of a peer', step({ kind: 'loss', share: 0.1 }, { direction: 'both' }), 'peer', /0 of \d+ before/],
  ['partition', partition, 'everybody', /3 of 3 connections got no answer, while/],
  ['partition of what arrives', step({ kind: 'partition' }, { direction: 'ingress' }), 'everybody', /^from node/],
  ['partition of a port', step({ kind: 'partition' }, { port: 8080 }), 'peer', /3 of 3 connections got no answer/],
  ['refuse', step({ kind: 'refuse' }, { direction: 'both' }), 'everybody', /3 of 3 connections were reset, while/],
  [
    'refuse of what arrives from a peer',
    step({ kind: 'refuse' }, { direction: 'ingress' }),
    'peer',
    /^from pod shop\/peer/,
  ],
  ['rate', step({ kind: 'rate', bitsPerSecond: 1e6 }), 'everybody', /kbit\/s got through instead of/],
  ['delay', step({ kind: 'delay', delayMs: 60, jitterMs: 10 }), 'everybody', /of the 120 ms that two round trips add/],
];

onMachine(`in the network namespace of a pod, on a real kernel (${lab.missing ?? image ?? 'no node image'})`, () => {
  test.each(cases)(
    '%s: seen from the pod, and nothing of it left; an injector that does nothing is not believed',
    async (_name, wish, whom, evidence) => {
      const context = contextOf();
      const peers = machine[whom];
      expect(await refuseFilters(wish, [machine.victim], peers, context)).toBeUndefined();
      const before = await state(context);
      const lying = await prepareFilters(wish, machine.victim, peers, context);
      expect(await lying.prove(new AbortController().signal)).toMatchObject({ landed: false });

      const fault = await prepareFilters(wish, machine.victim, peers, context);
      try {
        await fault.install();
        expect(await state(context)).not.toEqual(before);
        const receipt = await fault.prove(new AbortController().signal);
        expect(receipt).toEqual({ landed: true, evidence: expect.stringMatching(evidence) });
      } finally {
        await perform(JSON.parse(JSON.stringify(fault.undo)), context.kubernetes);
      }
      expect(await state(context)).toEqual(before);
      expect(machine.run('systemctl', 'list-units', '--all', '--no-legend', 'cg-*')).toBe('');
      await perform(JSON.parse(JSON.stringify(fault.undo)), context.kubernetes);
    },
    120_000,
  );

  test('the timer on the node takes a fault back that the gate left, and undo takes the rest away', async () => {
    const context = contextOf();
    const before = await state(context);
    const fault = await prepareFilters(partition, machine.victim, machine.everybody, context);
    await fault.install();
    const [timer = ''] = machine.run('systemctl', 'list-units', '--no-legend', '--plain', 'cg-*.timer').split(/\s/);
    expect(timer).toMatch(/^cg-[0-9a-f]{12}\.timer$/);
    const properties = machine.run('systemctl', 'show', '--property', 'TimersMonotonic', timer);
    expect(properties).toContain('OnActiveUSec=35s');
    // What the timer starts, without waiting for it.
    machine.run('systemctl', 'start', '--wait', timer.replace('.timer', '.service'));
    machine.run(
      'nsenter',
      '--net=/run/netns/cni-victim',
      'curl',
      '--silent',
      '--head',
      '--max-time',
      '5',
      '--output',
      '/dev/null',
      'http://10.77.2.2:8080/',
    );
    await perform(JSON.parse(JSON.stringify(fault.undo)), context.kubernetes);
    expect(await state(context)).toEqual(before);
  }, 60_000);

  test('killed between any two of its commands, everything is put back', async () => {
    const context = contextOf();
    const before = await state(context);
    const wish = step({ kind: 'rate', bitsPerSecond: 1e6 });
    for (let commands = 0; ; commands++) {
      let left = commands;
      const dying: KubernetesAccess = {
        ...context.kubernetes,
        node: {
          ...machine.door,
          async execute(node, argv, signal) {
            if (argv.includes('curl') || argv.includes('identify'))
              return await machine.door.execute(node, argv, signal);
            if (left-- <= 0) throw new Error('killed');
            return await machine.door.execute(node, argv, signal);
          },
        },
      };
      const fault = await prepareFilters(wish, machine.victim, machine.everybody, { ...context, kubernetes: dying });
      const done = await fault.install().then(
        () => true,
        () => false,
      );
      await perform(JSON.parse(JSON.stringify(fault.undo)), context.kubernetes);
      expect({ commands, state: await state(context) }).toEqual({ commands, state: before });
      if (done) break;
    }
  }, 120_000);

  test('what arrives cannot be made late there: refused, with what would do', async () => {
    const wish = step({ kind: 'delay', delayMs: 60, jitterMs: 0 }, { direction: 'ingress' });
    expect(await refuseFilters(wish, [machine.victim], machine.everybody, contextOf())).toMatch(
      /choose its peers, with direction egress/,
    );
  });
});
