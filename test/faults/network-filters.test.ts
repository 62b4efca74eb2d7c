import { expect, test } from '@jest/globals';
import {
  installCommands,
  placeFilter,
  readCounters,
  undoCommands,
} from '../../src/faults/lasting/network-action/filter-commands.ts';
import { withoutCounters } from '../../src/faults/lasting/network-action/node-state.ts';
import type { Peers } from '../../src/faults/lasting/network-action/peers.ts';
import { foreignRoot, handleOf } from '../../src/faults/lasting/network-action/queueing-discipline.ts';
import { betweenPods, podPorts, seenByPod } from '../../src/faults/lasting/network-action/traffic.ts';
import { readAttempts } from '../../src/faults/sentinel/node-sentinel.ts';
import type { NetworkActionStep } from '../../src/scenario/suite.ts';

type Effect = Pick<NetworkActionStep, 'effect' | 'direction'>;

const at = { node: 'kind-worker', namespace: 'cni-1234', chain: 'cg-0123456789ab' };
const partition: Effect = { effect: { kind: 'partition' }, direction: 'both' };
const rate: Effect = { effect: { kind: 'rate', bitsPerSecond: 1e6 }, direction: 'egress' };
const api = [
  { address: '10.0.1.2', port: 8080 },
  { address: '10.0.2.2', port: 8080 },
];
const peers: Peers = {
  pods: ['10.0.1.2', '10.0.2.2'],
  members: [],
  divided: [],
  services: [{ service: 'shop/api', clusterIP: '10.96.0.7', port: 80, endpoints: api }],
};

function rulesOf(step: Effect, filters: Parameters<typeof installCommands>[1]): string[] {
  const commands = installCommands(step, filters, placeFilter(step, at), 60_000).map(argv => argv.join(' '));
  return commands
    .filter(command => command.includes(` -A ${at.chain} `))
    .map(command => command.split(`${at.chain} `)[1] ?? '');
}

test('every command is in the namespace of the pod; the jumps come last and leave the loopback alone', () => {
  const commands = installCommands(partition, [{}], placeFilter(partition, at), 60_000).map(argv => argv.join(' '));
  const inside = commands.filter(command => !command.startsWith('systemd-run'));
  expect(inside.every(command => command.startsWith('nsenter --net=/run/netns/cni-1234 '))).toBe(true);
  expect(commands.slice(-2)).toEqual([
    expect.stringMatching(/-I OUTPUT 1 ! -o lo -j cg-0123456789ab$/),
    expect.stringMatching(/-I INPUT 1 ! -i lo -j cg-0123456789ab$/),
  ]);
});

test('the timer on the node is set before anything else, for longer than the fault lasts', () => {
  const [first] = installCommands(partition, [{}], placeFilter(partition, at), 36_000);
  expect(first).toEqual(expect.arrayContaining(['systemd-run', '--on-active=36s', '-F', at.chain]));
});

test('a chance is taken once, however many ways lead to it', () => {
  const loss: Effect = { effect: { kind: 'loss', share: 0.1 }, direction: 'both' };
  expect(rulesOf(loss, [{}])).toEqual(['-m statistic --mode random --probability 0.1 -j DROP']);
});

test('peers on a port: the port is the server’s, whichever side the pod is on', () => {
  const rules = rulesOf({ effect: { kind: 'refuse' }, direction: 'egress' }, [
    { addresses: ['10.0.1.2'], ports: [8080] },
  ]);
  expect(rules).toEqual([
    '-d 10.0.1.2 -p tcp --dport 8080 -j REJECT --reject-with tcp-reset',
    '-d 10.0.1.2 -p tcp --sport 8080 -j REJECT --reject-with tcp-reset',
  ]);
});

test('DNS is port 53, refused by UDP and TCP', () => {
  expect(rulesOf({ effect: { kind: 'dnsFailure' }, direction: 'egress' }, [{}])).toEqual([
    '-p udp --dport 53 -j REJECT --reject-with icmp-port-unreachable',
    '-p tcp --dport 53 -j REJECT --reject-with tcp-reset',
  ]);
});

test('undo takes everything away in the reverse order, each only where it is there', () => {
  const { operations } = undoCommands(placeFilter(rate, at)) as unknown as {
    operations: { argv: string[]; unless?: string[] }[];
  };
  const inOrder = operations.toReversed().map(({ argv }) => argv.join(' ').replace(/^nsenter \S+ /, ''));
  expect(inOrder).toEqual([
    `tc qdisc del dev eth0 root handle ${handleOf(at.chain)}`,
    'iptables -w 5 -t mangle -D OUTPUT ! -o lo -j cg-0123456789ab',
    'iptables -w 5 -t mangle -F cg-0123456789ab',
    'iptables -w 5 -t mangle -X cg-0123456789ab',
    'systemctl stop cg-0123456789ab.timer',
  ]);
  expect(operations.every(({ unless }) => unless !== undefined && unless.length > 0)).toBe(true);
});

test('a fault has a queue by a handle of its own; whose is there already is read from what tc shows', () => {
  const handles = Array.from({ length: 200 }, (_, index) => handleOf(`cg-${index}`));
  expect(new Set(handles).size).toBeGreaterThan(190);
  expect(handles.every(handle => /^[1-9a-f][0-9a-f]{0,3}:$/.test(handle) && Number.parseInt(handle, 16) < 0x8000)).toBe(
    true,
  );
  expect(foreignRoot('qdisc noqueue 0: root refcnt 2')).toBeUndefined();
  expect(foreignRoot('qdisc fq_codel 0: dev eth0 root refcnt 2 limit 10240p')).toBeUndefined();
  expect(foreignRoot('qdisc htb 5: root refcnt 2\nqdisc netem 8001: parent 5:10 limit 1000')).toBe('htb 5:');
  expect(foreignRoot('qdisc tbf 8003: dev eth0 root refcnt 2')).toBe('tbf 8003:');
  expect(foreignRoot('')).toBeUndefined();
});

test.each(['x; rm -rf /', '../../etc', '', '-x'])('%j is no name of a namespace or a chain', name => {
  expect(() => placeFilter(partition, { ...at, namespace: name })).toThrow(/is no name/);
  expect(() => placeFilter(partition, { ...at, chain: name })).toThrow(/is no name/);
});

test('the counters of a chain are the packets of its rules', () => {
  const listing = `Chain cg-0123456789ab (1 references)
    pkts      bytes target     prot opt in     out     source               destination
       7      420 DROP       tcp  --  *      *       0.0.0.0/0            10.0.1.2  tcp dpt:8080
      12      720 DROP       tcp  --  *      *       0.0.0.0/0            10.0.2.2  tcp dpt:8080
`;
  expect(readCounters(listing)).toBe(19);
  expect(readCounters('')).toBe(0);
});

test('on the way out of a pod a Service has an address and a port of its own', () => {
  expect(podPorts(80, peers)).toEqual([80, 8080]);
  expect(betweenPods(peers, 80, '10.0.9.9')).toEqual([{ addresses: ['10.0.1.2', '10.0.2.2'], ports: [80, 8080] }]);
  expect(seenByPod(peers, 80, '10.0.9.9')).toEqual([
    { addresses: ['10.0.1.2', '10.0.2.2'], ports: [80, 8080] },
    { addresses: ['10.96.0.7'], ports: [80] },
  ]);
  expect(seenByPod(peers, undefined, '10.0.1.2')).toEqual([{ addresses: ['10.0.2.2'] }, { addresses: ['10.96.0.7'] }]);
  const everybody = { ...peers, pods: undefined };
  expect(seenByPod(everybody, undefined, '10.0.9.9')).toEqual([{}]);
  expect(seenByPod(everybody, 8080, '10.0.9.9')).toEqual([
    { ports: [8080] },
    { addresses: ['10.96.0.7'], ports: [80] },
  ]);
});

test('what curl says of its attempts', () => {
  expect(
    readAttempts(
      '0 0.001000 0.004000 130 150\n7 0.000000 0.000500 0 0\n28 0.000000 1.000100 0 0\n52 0.001000 0.1 130 0\nwhat?',
    ),
  ).toEqual([
    { outcome: 'answered', connectMs: 1, ms: 4, sentBytes: 130, receivedBytes: 150 },
    { outcome: 'reset', ms: 0.5, sentBytes: 0, receivedBytes: 0 },
    { outcome: 'silent', ms: 1000.1, sentBytes: 0, receivedBytes: 0 },
    { outcome: 'closed', connectMs: 1, ms: 100, sentBytes: 130, receivedBytes: 0 },
  ]);
});

test('tables that were merely looked at, dates and counters are no residue; a chain is', () => {
  const looked =
    '# Generated\n*filter\n:INPUT ACCEPT [12:800]\n:OUTPUT ACCEPT [3:1]\nCOMMIT\nqdisc noqueue 0: dev eth0 root refcnt 2';
  expect(withoutCounters(looked)).toBe('qdisc noqueue 0: dev eth0 root refcnt 2');
  expect(withoutCounters('*filter\n:cg-1 - [0:0]\n[4:2] -A cg-1 -j DROP\nCOMMIT')).toBe(':cg-1 -\n-A cg-1 -j DROP');
});
