/**
 * Delays by netem, on a kernel that has it: this machine's own, in a container of the lab's node image, or one of Debian's in a
 * virtual machine, where its parts are there (see `virtual-machine/index.ts`; nothing is downloaded):
 *
 *   apt-get install --no-install-recommends qemu-system-x86
 *   apt-get download linux-image-6.1.0-56-amd64 busybox-static     # what `apt-cache depends linux-image-amd64` names
 *   for package in *.deb; do dpkg -x "$package" kernel; done
 *   CHAOS_GATE_TEST_KERNEL=$PWD/kernel
 */
import { execFileSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { prepareFilters } from '../../src/faults/lasting/network-action/node-filters.ts';
import { refuseFilters } from '../../src/faults/lasting/network-action/node-preflight.ts';
import type { NetworkActionStep } from '../../src/scenario/suite.ts';
import { findLab } from '../cluster/lab.ts';
import { until } from './lasting-trial.ts';
import { addPods, type BareMachine, type NodeMachine, startContainer } from './node-machine.ts';
import { contextOf, killBetweenCommands, stateOf, step, tryOnNode, undo } from './node-trial.ts';
import { findKernel, startVirtualMachine } from './virtual-machine/index.ts';

interface Ground {
  readonly where: string;
  readonly start?: () => Promise<BareMachine>;
}

function findGround(): Ground {
  const { missing, nodeImage: image } = findLab();
  if (missing === undefined && image !== undefined && hasNetem(image))
    return { where: `in a container of ${image}`, start: () => startContainer(image) };
  const kernel = findKernel();
  if ('missing' in kernel) return { where: `neither has this machine's kernel netem, nor another: ${kernel.missing}` };
  return { where: 'in a virtual machine', start: () => startVirtualMachine(kernel.folder) };
}

/** Whether the kernel that containers share has netem. */
function hasNetem(image: string): boolean {
  const trial = ['--net', 'tc', 'qdisc', 'add', 'dev', 'lo', 'root', 'netem', 'delay', '1ms'];
  try {
    const argv = ['run', '--rm', '--privileged', '--entrypoint', 'unshare', image, ...trial];
    execFileSync('docker', argv, { stdio: 'pipe', env: process.env });
    return true;
  } catch {
    return false;
  }
}

const ground = findGround();
const onNetem = ground.start === undefined ? describe.skip : describe;

let machine: NodeMachine;
beforeAll(async () => {
  if (ground.start) machine = await addPods(await ground.start());
}, 300_000);
afterAll(() => machine?.[Symbol.dispose]());

const inVictim = ['nsenter', '--net=/run/netns/cni-victim'];

/** How long the victim waits for a connection, in milliseconds: the least of so many. Throws when nobody answers. */
function connectMs(end: string, count = 3): number {
  const curl = ['curl', '--silent', '--max-time', '10', '--head', '--output', '/dev/null'];
  const times = machine
    .run(...inVictim, ...curl, '--write-out', '%{time_connect}\\n', `http://${end}/?[1-${count}]`)
    .split('\n');
  return Math.min(...times.map(Number)) * 1000;
}

const late = step({ kind: 'delay', delayMs: 200, jitterMs: 0 });
const cases: readonly [string, NetworkActionStep, 'everybody' | 'peer' | 'names', RegExp, RegExp][] = [
  ['delay', late, 'everybody', /of the 400 ms that two round trips add/, /^netem in/],
  ['jitter', step({ kind: 'delay', delayMs: 200, jitterMs: 50 }), 'peer', /of the 400 ms/, /^netem in/],
  ['delay to a port', { ...late, port: 8080 }, 'peer', /to 10\.77\.2\.2:8080: .* of the 400 ms/, /^netem in/],
  ['late names', step({ kind: 'dnsDelay', delayMs: 200 }), 'names', /:53: .* of the 200 ms that the way/, /^netem in/],
  ['rate', step({ kind: 'rate', bitsPerSecond: 1e6 }), 'peer', /kbit\/s got through instead of/, /^tbf in/],
  ['loss', step({ kind: 'loss', share: 0.2 }), 'everybody', /lost their first packet, 0 of 40 before/, /^iptables/],
];

onNetem(`netem in the network namespace of a pod, ${ground.where}`, () => {
  test.each(cases)(
    '%s: seen from the pod, and nothing of it left; an injector that does nothing is not believed',
    async (_name, wish, whom, evidence, mechanism) => {
      expect(await tryOnNode(wish, machine[whom], evidence, machine)).toMatch(mechanism);
    },
    300_000,
  );

  test('late is what is meant, and nothing else', async () => {
    const fault = await prepareFilters({ ...late, port: 8080 }, machine.victim, machine.peer, contextOf(machine));
    try {
      await fault.install();
      const [meant, otherPort, otherAddress] = ['10.77.2.2:8080', '10.77.2.2:9090', '10.77.1.1:8080'].map(connectMs);
      expect(meant).toBeGreaterThanOrEqual(200);
      for (const other of [otherPort, otherAddress]) expect(other).toBeLessThan(200);
      const classes = machine.run(...inVictim, 'tc', '-s', 'qdisc', 'show', 'dev', 'eth0');
      expect(classes).toMatch(/qdisc netem \S+ parent \S+ limit 100000 delay 200ms/);
    } finally {
      await undo(fault, machine);
    }
    expect(connectMs('10.77.2.2:8080')).toBeLessThan(200);
  }, 300_000);

  test('jitter: some packets are earlier than the latency, and none by more than the jitter', async () => {
    const wish = step({ kind: 'delay', delayMs: 200, jitterMs: 100 });
    const fault = await prepareFilters(wish, machine.victim, machine.peer, contextOf(machine));
    try {
      await fault.install();
      const least = connectMs('10.77.2.2:8080', 25);
      expect(least).toBeGreaterThanOrEqual(100);
      expect(least).toBeLessThan(200);
    } finally {
      await undo(fault, machine);
    }
  }, 300_000);

  test('an injector that delays by less than it says is not believed', async () => {
    const fault = await prepareFilters(late, machine.victim, machine.everybody, contextOf(machine));
    try {
      await fault.install();
      const queue = machine.run(...inVictim, 'tc', 'qdisc', 'show', 'dev', 'eth0');
      const [, handle = '', parent = ''] = /qdisc netem (\S+) parent (\S+)/.exec(queue) ?? [];
      const at = ['dev', 'eth0', 'parent', parent, 'handle', handle];
      machine.run(...inVictim, 'tc', 'qdisc', 'change', ...at, 'netem', 'delay', '100ms');
      expect(await fault.prove(new AbortController().signal)).toMatchObject({
        landed: false,
        evidence: expect.stringMatching(/of the 400 ms that two round trips add; the fault's counters moved/),
      });
    } finally {
      await undo(fault, machine);
    }
  }, 300_000);

  test('the timer of the node ends a delay that the gate left, and undo takes the rest away', async () => {
    const before = await stateOf(machine);
    const fault = await prepareFilters(late, machine.victim, machine.everybody, contextOf(machine));
    await fault.install();
    const [timer = ''] = machine.run('systemctl', 'list-units', '--no-legend', '--plain', 'cg-*.timer').split(/\s/);
    expect(timer).toMatch(/^cg-[0-9a-f]{12}\.timer$/);
    expect(connectMs('10.77.2.2:8080')).toBeGreaterThanOrEqual(200);
    // What the timer starts, without waiting for it.
    machine.run('systemctl', 'start', timer.replace('.timer', '.service'));
    const rules = [...inVictim, 'iptables', '-t', 'mangle', '-S', timer.replace('.timer', '')];
    await until(async () => (machine.run(...rules).includes('CLASSIFY') ? undefined : 'emptied'));
    expect(connectMs('10.77.2.2:8080')).toBeLessThan(200);
    await undo(fault, machine);
    expect(await stateOf(machine)).toEqual(before);
  }, 300_000);

  test('killed between any two of its commands, a delay is put back', async () => {
    await killBetweenCommands(late, machine);
  }, 300_000);

  test('two at once on one pod: the second is refused or fails, and takes nothing of the first away', async () => {
    const prepare = () => prepareFilters(late, machine.victim, machine.everybody, contextOf(machine));
    const before = await stateOf(machine);
    const [first, second] = [await prepare(), await prepare()];
    await first.install();
    const withFirst = await stateOf(machine);
    await expect(prepare()).rejects.toThrow(/is queued already, by htb [0-9a-f]+: on its interface/);
    await expect(second.install()).rejects.toThrow(/tc qdisc add/);
    await undo(second, machine);
    expect(await stateOf(machine)).toEqual(withFirst);
    expect(connectMs('10.77.2.2:8080')).toBeGreaterThanOrEqual(200);
    await undo(first, machine);
    expect(await stateOf(machine)).toEqual(before);
  }, 300_000);

  test('a queue that somebody else has put on the interface is refused, and left alone', async () => {
    const prepared = await prepareFilters(late, machine.victim, machine.everybody, contextOf(machine));
    const queue = ['dev', 'eth0', 'root', 'handle', '5:'];
    machine.run(...inVictim, 'tc', 'qdisc', 'add', ...queue, 'fq_codel');
    try {
      const before = await stateOf(machine);
      expect(await refuseFilters(late, [machine.victim], machine.everybody, contextOf(machine))).toMatch(
        /is queued already, by fq_codel 5: on its interface/,
      );
      await undo(prepared, machine);
      expect(await stateOf(machine)).toEqual(before);
    } finally {
      machine.run(...inVictim, 'tc', 'qdisc', 'del', ...queue);
    }
  }, 300_000);
});
