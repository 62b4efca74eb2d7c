import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { prepareFilters } from '../../src/faults/lasting/network-action/node-filters.ts';
import { refuseFilters } from '../../src/faults/lasting/network-action/node-preflight.ts';
import type { NetworkActionStep } from '../../src/scenario/suite.ts';
import { findLab } from '../cluster/lab.ts';
import { addPods, type NodeMachine, startContainer } from './node-machine.ts';
import { contextOf, killBetweenCommands, stateOf, step, tryOnNode, undo } from './node-trial.ts';

const lab = findLab();
const image = lab.missing === undefined ? lab.nodeImage : undefined;
/** On a machine without an engine and a node image these are skipped, and say so. */
const onMachine = image === undefined ? describe.skip : describe;

let machine: NodeMachine;
beforeAll(async () => {
  if (image !== undefined) machine = await addPods(await startContainer(image));
}, 60_000);
afterAll(() => machine?.[Symbol.dispose]());

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
      await tryOnNode(wish, machine[whom], evidence, machine);
    },
    120_000,
  );

  test('the timer on the node takes a fault back that the gate left, and undo takes the rest away', async () => {
    const before = await stateOf(machine);
    const fault = await prepareFilters(partition, machine.victim, machine.everybody, contextOf(machine));
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
    await undo(fault, machine);
    expect(await stateOf(machine)).toEqual(before);
  }, 60_000);

  test('killed between any two of its commands, everything is put back', async () => {
    await killBetweenCommands(step({ kind: 'rate', bitsPerSecond: 1e6 }), machine);
  }, 120_000);

  test('what arrives cannot be made late there: refused, with what would do', async () => {
    const wish = step({ kind: 'delay', delayMs: 60, jitterMs: 0 }, { direction: 'ingress' });
    expect(await refuseFilters(wish, [machine.victim], machine.everybody, contextOf(machine))).toMatch(
      /choose its peers, with direction egress/,
    );
  });
});
